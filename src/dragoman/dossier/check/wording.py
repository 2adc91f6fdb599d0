"""Sentences of a draft that the record has in nearly the same words, and what differs between the two.

"At least 34 people were killed on Monday, the ministry said." beside "At least 43 people were killed on Monday."
differs in a number and in who says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.dossier.check.known import Known, Placed
from dragoman.dossier.check.tokens import Sentence, Token
from dragoman.dossier.days import day_of

LEAST_WORDS = 6
"""Shorter sentences are alike by chance."""
ALIKE = 0.7
"""Share of words that two sentences must have in common, in order, to be versions of one (2 × common ÷ both)."""
LEAST_DROPPED = 0.55
"""The same where one is the other with words left out at an end: an attribution may be a third of its sentence."""
DAYS = 2
"""Reports further apart in time may differ in numbers and weekdays because the news went on."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the draft in place of words of the record; one of the two may be empty."""

    mine: tuple[Token, ...]
    theirs: tuple[Token, ...]
    at: int
    """Where in the draft's text it is: the start of ``mine``, or where ``theirs`` is left out."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the draft, the record's sentence that is nearest to it, and how they differ."""

    sentence: Sentence
    placed: Placed
    ratio: float
    changes: tuple[Change, ...]
    is_recent: bool
    """Whether the two reports are so close in time that numbers and days cannot differ for being news."""


def match(sentence: Sentence, known: Known, published: str | None) -> Match | None:
    """The record's version of a sentence; of several the nearest, and none if the record has nothing like it."""
    words = sentence.words
    if len(words) < LEAST_WORDS or _is_reference(sentence):
        return None
    best: Match | None = None
    for placed in known.nearest(words):
        ratio = _ratio(words, placed.sentence.words)
        if ratio < LEAST_DROPPED or (best is not None and ratio <= best.ratio):
            continue
        changes = tuple(_changes(sentence, placed.sentence))
        if ratio >= ALIKE or _only_left_out(changes):
            recent = _is_recent(published, placed.article.published)
            best = Match(sentence, placed, ratio, changes, recent)
    return best


def _is_reference(sentence: Sentence) -> bool:
    """Whether a line is a footnote or a link, which differ in their numbers alone."""
    return bool({"http", "https", "www", "dot"} & {token.key for token in sentence.tokens})


def _ratio(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> float:
    keys = [token.key for token in mine], [token.key for token in theirs]
    return SequenceMatcher(None, *keys, autojunk=False).ratio()


def _changes(mine: Sentence, theirs: Sentence) -> Iterator[Change]:
    keys = [token.key for token in mine.tokens], [token.key for token in theirs.tokens]
    for how, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        at = mine.tokens[a].start if a < len(mine.tokens) else mine.end
        yield Change(mine.tokens[a:b], theirs.tokens[c:d], at)


def _only_left_out(changes: tuple[Change, ...]) -> bool:
    """Whether the draft has nothing of its own, only less."""
    return not any(token.is_word for change in changes for token in change.mine)


def _is_recent(mine: str | None, theirs: str | None) -> bool:
    here, there = day_of(mine), day_of(theirs)
    if here is None or there is None:
        return here is None  # an undated draft is taken for today's, whatever the record has
    return abs((here - there).days) < DAYS
