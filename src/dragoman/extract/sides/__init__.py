"""Sides: whom the words of an article act and speak for, and who fights whom.

In goes a `Reading`, out comes a `Cast`: "the Qatari delegation" → Qatar, "she" → the side of the woman named before,
"both sides" → the two at war. `talks`, `positions` and `agreements` ask it; it makes no claims. What it cannot tell is
no side.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from dragoman.extract.actors import index_of
from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.sides.belligerents import find_wars
from dragoman.extract.sides.cast import Cast
from dragoman.extract.sides.lexicon import lexicon
from dragoman.extract.sides.mentions import Names, Sides, unique
from dragoman.extract.sides.voices import Voice, find_author, find_voices
from dragoman.model import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Cast", "Names", "Sides", "Tokens", "Voice", "read_cast", "unique"]

_casts: weakref.WeakKeyDictionary[Doc, tuple[int, Cast]] = weakref.WeakKeyDictionary()


def read_cast(reading: Reading) -> Cast:
    """The sides of an article; read once for each ``Doc`` and the quotations known of it."""
    quotations = reading.of_kind("quotation")
    kept = _casts.get(reading.doc)
    if kept is not None and kept[0] == len(quotations):
        return kept[1]
    names = Names(index_of(reading), lexicon())
    voices = find_voices(names, quotations)
    author = names.side_of_name(reading.article.outlet) if reading.article.outlet else None
    belligerents, wars = find_wars(names)
    cast = Cast(names, voices, belligerents, author or find_author(names, voices), wars)
    _casts[reading.doc] = (len(quotations), cast)
    return cast
