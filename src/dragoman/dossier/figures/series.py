"""Figures as series: who has claimed what, as of when and as reported when.

One point is one number as of one day, with every report that gives it. Nothing is averaged, corrected or left out: what
contradicts a point stands beside it and both are marked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.dossier.days import Day
from dragoman.dossier.figures.bounds import Bounds, number
from dragoman.dossier.figures.told import NEVER_FALL, Subject, Told, figures_told
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.model import Entry

LATEST = Day(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Point:
    """One number as of one day. ``reported`` is the first day that a report gave it, ``told`` are all that do.

    ``parts`` are what those reports say of some of the same people: "132, 29 of whom are dead".
    """

    as_of: Day | None
    reported: Day | None
    told: tuple[Told, ...]
    marks: tuple[Mark, ...] = ()
    parts: tuple[Told, ...] = ()

    @property
    def bounds(self) -> Bounds:
        """The counts that its number is compatible with."""
        return self.told[0].bounds

    @property
    def number(self) -> str:
        """Its number for people, as it was first told."""
        return number(self.told[0].figure)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The claims that give it."""
        return tuple(told.entry for told in self.told)

    @property
    def reports(self) -> int:
        """How many articles give it."""
        return len({told.entry.article.id for told in self.told})

    @property
    def origins(self) -> int:
        """How many of them are independent: copies of one text count once."""
        return len(origins(self.entries))


@dataclass(frozen=True, slots=True)
class Series:
    """All that one claimant has said of one subject, by the day that it counts to.

    ``claimant``, ``side`` and ``place`` are names as most reports write them; ``claimant`` is ``None`` for what outlets
    say in their own name, and ``key`` is what it compares by. ``apart`` holds what is told as a running total and can
    be none of this claimant's: see ``set_apart``.
    """

    claimant: str | None
    key: str | None
    subject: Subject
    side: str | None
    place: str | None
    people: str
    points: tuple[Point, ...]
    apart: bool = False


def figure_series(entries: Iterable[Entry]) -> tuple[Series, ...]:
    """The series of the figures among ``entries``, those with the most points first, each with what is set apart."""
    return tuple(part for series in series_of(figures_told(entries)) for part in set_apart(series))


def set_apart(series: Series) -> tuple[Series, ...]:
    """A series of totals, and after it those of its points that can be no running total of the same count.

    Their words give days that begin after the count did ("377 since Friday", of a war that goes on for weeks), or they
    are less than half of two earlier totals that a later one confirms (those of a day, told as if they were of all). A
    count that begins anew has no later one that confirms the old, and stays.
    """
    if not series.subject.total or series.subject.outcome not in NEVER_FALL:
        return (series,)
    apart = [
        point for point in series.points if _begins_later(point, series.points) or _is_too_small(point, series.points)
    ]
    kept = tuple(point for point in series.points if point not in apart)
    if not apart or not kept:
        return (series,)
    return replace(series, points=kept), replace(series, points=tuple(apart), apart=True)


def _begins_later(point: Point, points: Sequence[Point]) -> bool:
    """Whether all that tell a point give a period that begins when the claimant's total was already out."""
    first = min((each.as_of for each in points if each.as_of), default=LATEST)
    return all(_is_period(told) and told.begins and first < told.begins for told in point.told)


def _is_period(told: Told) -> bool:
    """Whether the words give two ends; one day alone may be that of the total."""
    when = told.figure.when
    return when is not None and when.earliest != when.latest


def _is_too_small(point: Point, points: Sequence[Point]) -> bool:
    if point.as_of is None or math.isinf(point.bounds.low):
        return False
    larger = [each for each in points if each.as_of and each.bounds.low > 2 * point.bounds.low]
    before = [each for each in larger if each.as_of and each.as_of < point.as_of]
    return len(before) > 1 and any(each.as_of and each.as_of >= point.as_of for each in larger)


def series_of(figures: Iterable[Told]) -> tuple[Series, ...]:
    """The series of figures that were told."""
    told = list(figures)
    by_key: defaultdict[tuple[str | None, Subject], list[Told]] = defaultdict(list)
    by_subject: defaultdict[tuple[Subject, Day | None], list[Told]] = defaultdict(list)
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    subjects = {one.entry.claim.id: one.subject for one in told}
    for one in told:
        if one.figure.part_of is not None:
            parts[one.figure.part_of].append(one)
            if subjects.get(one.figure.part_of) == one.subject:
                continue  # "132 are held, 29 of them by another group": no other number of the same
        by_key[one.claimant, one.subject].append(one)
        by_subject[one.subject, one.as_of].append(one)
    series = [_series(key, subject, members, by_subject, parts) for (key, subject), members in by_key.items()]
    return tuple(sorted(series, key=lambda one: (-len(one.points), one.subject.outcome, one.claimant or "")))


def _series(
    key: str | None,
    subject: Subject,
    members: list[Told],
    by_subject: dict[tuple[Subject, Day | None], list[Told]],
    parts: Mapping[str, list[Told]],
) -> Series:
    points: defaultdict[tuple[Day | None, int | None, int | None], list[Told]] = defaultdict(list)
    for one in members:
        points[one.as_of, one.figure.low, one.figure.high].append(one)
    made = [_point(as_of, told, parts) for (as_of, _, _), told in points.items()]
    made.sort(key=lambda point: (point.as_of or LATEST, point.reported or LATEST, point.bounds.low))
    marked = tuple(replace(point, marks=_marks(point, made, by_subject[subject, point.as_of])) for point in made)
    return Series(
        _commonest(one.figure.source.name if one.figure.source else None for one in members),
        key,
        subject,
        _commonest(one.figure.side for one in members),
        _commonest(one.figure.place for one in members),
        _commonest(one.figure.people for one in members) or subject.people,
        marked,
    )


def _point(as_of: Day | None, told: Sequence[Told], parts: Mapping[str, list[Told]]) -> Point:
    reported = min((one.reported for one in told if one.reported), default=None)
    backing = tuple(sorted(told, key=lambda one: one.reported or LATEST))
    of_these: dict[tuple[object, ...], Told] = {}
    for part in (part for one in backing for part in parts.get(one.entry.claim.id, ())):
        of_these.setdefault((part.figure.low, part.figure.high, part.subject.outcome, part.subject.people), part)
    return Point(as_of, reported, backing, parts=tuple(of_these.values()))


def _marks(point: Point, series: Sequence[Point], rivals: Iterable[Told]) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    if point.as_of is not None and any(not one.bounds.meets(point.bounds) for one in rivals):
        marks.append("contradicted")
    if point.told[0].subject.total and _was_stale(point, series):
        marks.append("stale")
    return (*marks, *sourcing(point.entries, (told.figure.source for told in point.told)))


def _was_stale(point: Point, series: Sequence[Point]) -> bool:
    """Whether the claimant's newer total was already out, in a report of an earlier day, when this one was told."""
    if point.as_of is None or point.reported is None:
        return False
    return any(
        other.as_of is not None
        and other.reported is not None
        and other.as_of > point.as_of
        and other.reported < point.reported
        for other in series
    )


def _commonest(names: Iterable[str | None]) -> str | None:
    known = [name for name in names if name]
    return max(known, key=lambda name: (known.count(name), -len(name))) if known else None
