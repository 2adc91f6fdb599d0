"""Doc → the places that an article names, each with its country, position, precision and role.

"Shelling resumed around Tripoli, Lebanon" yields Tripoli at 34.43, 35.84 in LB. A state or capital that acts ("Khartoum
rejected the offer") is an actor and yields nothing here; a place that cannot be told from its namesakes, or is not
listed, is claimed without position and said so as an issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman.extract.places.bodies import is_no_place
from dragoman.extract.places.choose import Choice
from dragoman.extract.places.foreign import find_foreign
from dragoman.extract.places.lexicon import read_lexicon
from dragoman.extract.places.mentions import Mention, find_mentions
from dragoman.extract.places.mistagged import find_mistagged
from dragoman.extract.places.resolve import resolve
from dragoman.extract.places.roles import can_act, is_actor, is_dateline, role_of
from dragoman.gazetteer import Gazetteer
from dragoman.model import Claim, Issue, Place, Reading, Span, make_claim

__all__ = ["Gazetteer", "Places", "extract", "name", "version", "with_table"]

name = "places"
version = 4

_ANALYSED = frozenset({None, "en"})
"""The languages that the analysis knows; an article that does not say its own is taken for English."""


class Places:
    """The extractor over one gazetteer."""

    name = name
    version = version

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Read places with ``gazetteer``."""
        self._gazetteer = gazetteer

    def extract(self, reading: Reading) -> Iterator[Claim | Issue]:
        """A claim for each place that is mentioned as a place, and an issue for each that could not be located."""
        lexicon = read_lexicon()
        if reading.article.language in _ANALYSED:
            found = find_mentions(reading.doc, self._gazetteer, lexicon)
            found.extend(find_mistagged(reading.doc, found, self._gazetteer, lexicon))
        else:
            found = find_foreign(reading.doc, self._gazetteer, lexicon)
        placed = (each for each in found if not is_no_place(each.name, self._gazetteer))
        mentions = sorted(placed, key=lambda each: each.span.start)
        for mention, choice in zip(mentions, resolve(mentions, self._gazetteer, lexicon), strict=True):
            acts = can_act(mention.name, choice.place, lexicon) or mention.is_site
            if acts and not is_dateline(mention) and is_actor(mention, lexicon):
                continue
            if choice.place is None and not mention.tagged:
                continue
            yield _claim(reading, mention, choice)
            if choice.reason is not None:
                span = mention.span
                yield Issue(name, f"could not place: {choice.reason}", span.start_char, span.end_char)


def _claim(reading: Reading, mention: Mention, choice: Choice) -> Claim:
    place, role = choice.place, role_of(mention, read_lexicon())
    span = Span(mention.span.start_char, mention.span.end_char)
    value = (
        Place(mention.name, role=role)
        if place is None
        else Place(mention.name, place.country, place.latitude, place.longitude, place.precision, role)
    )
    return make_claim(reading.article, value, [("place", span)], rule=choice.rule)


@cache
def _packaged() -> Places:
    return Places(Gazetteer())


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """The places of ``reading``, by the gazetteer that comes with the package."""
    return _packaged().extract(reading)


def with_table(*tables: Path) -> Places:
    """An extractor that knows the user's places too: TOML files of the shape of ``regions.toml``, the last on top.

    Raises:
        UsageError: if a table cannot be read or has not that shape.
    """
    return Places(Gazetteer(*tables))
