"""Whether a telling is of a round: nothing in it contradicts the round, and something ties it to it.

Days tie two dated tellings together. A vague one ("last month") and one without any day need the place or the number
as well, or else to have been published in the week of the round: news of talks is news of the past week.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dossier.days import Day
from dragoman.dossier.negotiations.telling import Telling

TOLERANCE = 1
"""Days between two dated tellings of one round: reports of a meeting that goes past midnight differ by one."""

VAGUE = 3
"""Days that a telling may cover to be tied to a round by its days alone."""

REPORTED_WITHIN = 7
"""Days between a round and an undated report that names no place."""

RETOLD_WITHIN = 30
"""Days between a round and an undated report of its place: the latest round there is meant."""

AHEAD = frozenset({"planned", "proposed"})
"""Statuses of what is announced, not yet begun."""

UNNUMBERED = frozenset(
    {
        "new",
        "latest",
        "next",
        "further",
        "another",
        "fresh",
        "last",
        "previous",
        "current",
        "final",
        "subsequent",
        "recent",
        "upcoming",
        "following",
    }
)
"""Labels of rounds that tell a round from no other: next week's news calls another one "new"."""

Fit = tuple[bool, int]
"""How well a telling fits a round, the smaller the better: whether no number ties them, and the days between."""


def number_of(label: str | None) -> str | None:
    """A round's label where it tells the round from others: "second", not "new"."""
    folded = label.casefold().strip() if label else None
    return folded if folded and not UNNUMBERED & set(folded.split()) else None


def fit(telling: Telling, cluster: Sequence[Telling], *, alone: bool = False) -> Fit | None:
    """How well ``telling`` fits a round that ``cluster`` tells of; nothing if it doesn't.

    The tellings of a cluster have been given in the order of their exactness. ``alone`` says that no other round is of
    the telling's days, so that "the first round last month", or "another round next week", can only be this one.
    """
    numbers = {number for each in cluster if (number := number_of(each.talks.round))}
    number = number_of(telling.talks.round)
    if number and numbers and number not in numbers:
        return None
    numbered = bool(number and number in numbers)
    dated = [each for each in cluster if each.dated]
    if telling.dated:
        only = alone and ((number is not None and not numbers) or (not telling.venue and telling.talks.status in AHEAD))
        apart = _dated_apart(telling, dated, numbered=numbered or only) if dated else None
    elif not telling.venue and any(each.entry.article.id == telling.entry.article.id for each in dated):
        return None  # an article tells of one round once: what it tells beside it is something else
    elif telling.first is None:
        together = _share_a_place(telling, dated) if dated else None
        apart = 0 if together or (numbered and together is None) else None
    else:
        apart = _reported_apart(telling, dated, numbered=numbered) if dated else _of_one_week(telling, cluster)
    return None if apart is None else (not numbered, apart)


def at_odds(telling: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a telling has the day of a round of its place but another number, so that its day is not to be relied on.

    In "the second round began on Wednesday, after the first in Arusha" a reader may take Wednesday for both.
    """
    numbers = {number for each in cluster if (number := number_of(each.talks.round))}
    number = number_of(telling.talks.round)
    dated = [each for each in cluster if each.dated]
    if not number or not numbers or number in numbers or not telling.dated or not dated:
        return False
    return bool(_share_a_place(telling, dated)) and _dated_apart(telling, dated, numbered=False) is not None


def overlap(telling: Telling, cluster: Sequence[Telling]) -> bool:
    """Whether a vague time and a round's days meet."""
    return telling.dated and any(each.dated and _days_apart(telling, each) == 0 for each in cluster)


def _dated_apart(telling: Telling, dated: Sequence[Telling], *, numbered: bool) -> int | None:
    apart = [_days_apart(telling, each) for each in dated]
    vague = (telling.days or 0) > VAGUE
    if max(apart) > (0 if vague else TOLERANCE):
        return None
    together = _share_a_place(telling, dated)
    if vague:
        return max(apart) if numbered or together else None
    return max(apart) if together is not False or max(apart) == 0 else None


def _days_apart(one: Telling, other: Telling) -> int:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return Day.max.toordinal()
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def _share_a_place(telling: Telling, others: Sequence[Telling]) -> bool | None:
    """Whether the places are one; ``None`` if either side names none. A round's city counts before its country."""
    venues = [each.venue for each in others if each.venue]
    if telling.venue is None or not venues:
        return None
    cities = [venue for venue in venues if venue.key != venue.country]
    return any(telling.venue.is_with(venue) for venue in cities or venues)


def _reported_apart(telling: Telling, dated: Sequence[Telling], *, numbered: bool) -> int | None:
    """Days between a round and a report without a day of its own, if it can be a report of it."""
    first = min((each.first for each in dated if each.first), default=None)
    last = max((each.last for each in dated if each.last), default=None)
    if telling.reported is None or first is None or last is None:
        return None
    together = _share_a_place(telling, dated)
    if together is False or (telling.venue and together is None):
        return None
    if not (together or numbered) and min(each.days or 0 for each in dated) > VAGUE:
        return None
    announced_only = all(each.talks.status in AHEAD for each in dated)
    if telling.talks.status not in AHEAD and announced_only and not together:
        return None  # that it is under way "again" says nothing of a round that was only announced
    if telling.talks.status in AHEAD:
        apart = (first - telling.reported).days if last >= telling.reported else None
    else:
        apart = (telling.reported - last).days if telling.reported >= first else None
    limit = RETOLD_WITHIN if together or numbered else REPORTED_WITHIN
    return max(apart, 0) if apart is not None and apart <= limit else None


def _of_one_week(telling: Telling, cluster: Sequence[Telling]) -> int | None:
    """Two reports without days are of one matter within a week, if they name one place or none."""
    reported = [abs((telling.reported - each.reported).days) for each in cluster if telling.reported and each.reported]
    if not reported or max(reported) > REPORTED_WITHIN:
        return None
    same = all((each.venue is None) == (telling.venue is None) for each in cluster)
    return max(reported) if same and _share_a_place(telling, cluster) is not False else None
