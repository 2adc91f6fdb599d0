"""Story: whether a text tells of the past, and which years it names; read before any of its dates is resolved."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.dates.grammar import Mention
from dragoman.extract.dates.periods import Stamp
from dragoman.extract.dates.terms import Calendar, Shift, Term

OLD_YEARS = 1
"""A story of the past: its dates lie more years than this before publication."""
_STORY_DATES = 5  # so many old dates, and three times as many as fresh ones, make a whole article a history


def is_history(mentions: Sequence[Mention], published: Stamp) -> bool:
    """Whether a text mostly tells of years long before it was published."""
    terms = [mention.term for mention in mentions]
    years = [term.year for term in terms if isinstance(term, Calendar) and term.year]
    old = sum(published.year - year > OLD_YEARS for year in years)
    fresh = sum(_is_fresh(term, published) for term in terms)
    return old >= _STORY_DATES and old > 3 * fresh


def _is_fresh(term: Term, published: Stamp) -> bool:
    """Whether a term speaks of the days around publication: *yesterday*, *on Monday*, a day of this month."""
    if isinstance(term, Shift):
        return term.base == "published"
    if not isinstance(term, Calendar) or is_explicit(term):
        return False
    recent = term.day is not None and term.month is not None and ((published.month or 0) - term.month) % 12 <= 1
    return term.weekday is not None or recent


def is_explicit(term: Term) -> bool:
    """Whether the words name the year, or what it is taken from."""
    return isinstance(term, Calendar) and (term.year is not None or term.within is not None)


def years_of_days(mentions: Sequence[Mention]) -> dict[tuple[int, int | None], int]:
    """For each day that the text names with a single year, that year."""
    years: dict[tuple[int, int | None], set[int]] = {}
    for mention in mentions:
        term = mention.term
        if isinstance(term, Calendar) and term.year is not None and term.month is not None and term.day is not None:
            years.setdefault((term.month, term.day), set()).add(term.year)
    return {day: named.pop() for day, named in years.items() if len(named) == 1}
