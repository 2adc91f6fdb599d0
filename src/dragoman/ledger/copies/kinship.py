"""Two articles → whether one text is the other's copy, a later version of it, or neither.

In: two articles of one language. Out: a ``Kinship`` with its reason. A copy may change the headline, lack the end, add
paragraphs; what it keeps is most of the shorter text, word by word. A *form* keeps as much (two readouts of two calls,
this year's letter and last year's), but is about somebody else or another day: it is no copy. Where that cannot be
told, the answer is that they are no kin.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, Protocol

from dragoman.ledger.copies.comparison import Comparison, compare
from dragoman.ledger.copies.facts import Fact, article_facts, find_facts
from dragoman.ledger.copies.words import Shingled, find_words
from dragoman.model import Article

Relation = Literal["copy", "update"]

COPY = 0.5
"""Of the shorter's shingles: the least that a copy keeps. Reports of two outlets on one event that quote the same
statement share .4 at most, an agency's dispatch under another lead .65 and more (docs/benchmarks/copies.md)."""

COPY_INSIDE = 0.8
"""The same, where the longer is several times as long: a digest quotes parts, a page with its furniture has the
whole."""

OWN_COPY = 0.8
"""The same, within one outlet, whose running story keeps much from one version to the next."""

UPDATE = 0.35
"""Of the shorter's shingles: the least that an outlet's next version of a running story keeps."""

_SEVERAL = 3
_LEAST_SHARED = 20  # shingles, two sentences: less is a stock phrase
_UPDATED_WITHIN = 3  # days
_FORM_AFTER = 21  # days; the same words with other dates are then a form that was filled in again
_LEAD = 50  # words: a lead, which says who and where
_ALIKE = 0.75  # of their letters: spellings of one name (*Zelensky*, *Zelenskyy*), not two names
_OWN_NAMES = 2
_OWN_SHARE = 0.4


class Text(Shingled):
    """An article's words, shingles and facts, each worked out when first asked for."""

    def __init__(self, article: Article) -> None:
        super().__init__(find_words(article))
        self.article = article

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Names, numbers and days of the text, in order."""
        return article_facts(self.article)

    @cached_property
    def names(self) -> frozenset[str]:
        """The people, bodies and countries that the text names."""
        return frozenset(fact.key for fact in self.facts if fact.kind in ("name", "country"))

    @cached_property
    def lead(self) -> frozenset[str]:
        """The names in its first words."""
        words = self.words
        end = words.ends[min(_LEAD, len(words)) - 1] if len(words) else 0
        return frozenset(fact.key for fact in self.facts if fact.kind in ("name", "country") and fact.start < end)


class Published(Protocol):
    """What kinship needs to know of an article beside its words; ``Article`` and ``Member`` both have it."""

    @property
    def outlet(self) -> str | None:
        """Where it was published."""

    @property
    def published(self) -> str | None:
        """When: an ISO date, or only its month."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is measured of two texts that are alike and no form, whatever outlets they are of.

    ``containment`` is the share of the shorter that the longer has, from 0 to 1; ``several`` whether the longer is
    several times as long; ``others`` whether each lead names people or countries that the other text does not.
    """

    containment: float
    several: bool
    others: bool


@dataclass(frozen=True, slots=True)
class Kinship:
    """How two texts are kin, and by what that is known."""

    relation: Relation
    containment: float
    reason: str


def find_kinship(one: Text, other: Text) -> Kinship | None:
    """What two texts of one language are to each other; ``None`` if one was not made from the other."""
    likeness = find_likeness(one, other)
    return None if likeness is None else judge_likeness(likeness, one.article, other.article)


def find_likeness(one: Text, other: Text) -> Likeness | None:
    """How alike two texts of one language are; ``None`` if too little for any kinship, or if they are a form."""
    found = compare(one, other)
    if found.containment < UPDATE or found.shared < _LEAST_SHARED:
        return None
    own = _own_names(one, other)
    others = min(map(len, own)) >= _OWN_NAMES
    mostly = all(len(names) >= _OWN_SHARE * len(text.lead) for names, text in zip(own, (one, other), strict=True))
    if (others and mostly and max(found.begins) <= _LEAD // 2) or _other_day(one, other, found):
        return None
    return Likeness(found.containment, max(found.lengths) > _SEVERAL * min(found.lengths), others)


def judge_likeness(likeness: Likeness, one: Published, other: Published) -> Kinship | None:
    """What two texts that are alike are to each other, by the outlets and days of their publication."""
    own = one.outlet is not None and one.outlet == other.outlet
    least = OWN_COPY if own else COPY_INSIDE if likeness.several else COPY
    share = f"{likeness.containment:.0%} of the shorter text stands in the longer"
    if likeness.containment >= least:
        return Kinship("copy", likeness.containment, share)
    apart = days_apart(one.published, other.published)
    if own and not likeness.several and not likeness.others and (apart is None or apart <= _UPDATED_WITHIN):
        return Kinship("update", likeness.containment, f"{share}, both of {one.outlet}")
    return None


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two publication dates; ``None`` where one is unknown or only a month."""
    try:
        return abs((datetime.date.fromisoformat(one or "") - datetime.date.fromisoformat(other or "")).days)
    except ValueError:
        return None


def _own_names(one: Text, other: Text) -> tuple[list[str], list[str]]:
    """Of the people and countries in each lead, those whom the other text never names."""
    return (
        [name for name in one.lead if not _named(name, other.names)],
        [name for name in other.lead if not _named(name, one.names)],
    )


def _named(name: str, names: frozenset[str]) -> bool:
    if name in names:
        return True
    near = (known for known in names if known[0] == name[0] and abs(len(known) - len(name)) <= len(name) // 2)
    return any(SequenceMatcher(None, name, known).ratio() >= _ALIKE for known in near)


def _other_day(one: Text, other: Text, found: Comparison) -> bool:
    """Whether, weeks later or nobody knows when, the same sentence has another day or year in it."""
    apart = days_apart(one.article.published, other.article.published)
    if apart is not None and apart < _FORM_AFTER:
        return False
    for gap in found.gaps:
        days = _days(one, gap.first, gap.last)
        others = _days(other, gap.other_first, gap.other_last)
        if days and others and days != others:
            return True
    return False


def _days(text: Text, first: int, last: int) -> frozenset[str]:
    """The days and years in some words, read with the word before and after (a month's name, *26* its day)."""
    written = text.words.written(max(0, first - 1), min(len(text.words), last + 1))
    return frozenset(fact.key for fact in find_facts(written, text.article.language) if fact.kind in ("day", "year"))
