"""A draft's figure beside what the record has of nearly the same: where reports say less of place or side.

"The Ministry of Health said that 9,410 people had been killed" is near to "9,140 killed in the province, according to
the ministry": one outcome, one group, and nothing that tells the places apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dragoman.dossier.days import Day
from dragoman.dossier.figures.bounds import SHARE, Bounds, stated
from dragoman.dossier.figures.claimants import countries_of
from dragoman.dossier.figures.series import LATEST
from dragoman.dossier.figures.told import NEVER_FALL, Told
from dragoman.dossier.figures.totals import slip
from dragoman.dossier.marks import origins
from dragoman.registry import load_registry

NEARBY = 14
"""Days between two reports within which one number of one outcome is one claim."""
TELLING = 3
"""Digits that are not nought at the end, so that a number meets another by no chance."""
ANOTHER = 5
"""A number this many times smaller or larger counts something else: a day, a city."""
AROUND = 6
"""How many of a claimant's totals, the nearest in time, a number must fit between."""
OUT_OF_PLACE = 0.02
"""A total misses its claimant's series by at least this share of it: less may be the hour of the count."""


def is_near(mine: Told, theirs: Told) -> bool:
    """Whether two figures of one outcome and group may count the same people: no place or side tells them apart."""
    return _fits(mine.subject.place, theirs.subject.place) and _fits(mine.subject.side, theirs.subject.side)


def _fits(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def is_same_count(mine: Told, theirs: Told) -> bool:
    """Whether two figures are one number of one matter: told at one time, or so odd that it is no chance."""
    count = stated(mine.figure)
    if count is None or count != stated(theirs.figure) or _is_vague(mine) or _is_vague(theirs):
        return False
    return is_at_the_time(mine, theirs) or _is_telling(count)


def outside(mine: Told, near: Iterable[Told]) -> list[Told]:
    """The claimant's running totals that leave no room for this one: some before it are larger, or some after smaller.

    Totals of one side or place are looked at, those of the same day first, then the nearest in time. A number many
    times smaller or larger counts something else, unless a slip of a digit makes the one from the other. A total of
    another day must have two independent origins, and fewer that agree: a lone report may be misread itself.
    """
    if not _is_dated_total(mine) or mine.subject.outcome not in NEVER_FALL:
        return []
    own = [one for one in near if one.subject.total and one.claimant == mine.claimant and _same_people(mine, one)]
    totals = sorted(
        (one for one in own if one.as_of is not None and not _is_vague(one)), key=lambda one: _apart(mine, one)
    )
    for known in ([one for one in totals if one.as_of == mine.as_of], totals[:AROUND]):
        broken = [one for one in known if _leaves_no_room(one, mine)]
        fitting = origins(one.entry for one in known if one not in broken)
        against = origins(one.entry for one in broken)
        if against and (len(against) > 1 or broken[0].as_of == mine.as_of) and len(against) > len(fitting):
            return broken
    return []


def _leaves_no_room(theirs: Told, mine: Told) -> bool:
    """Whether a total that cannot fall was larger on an earlier day or smaller on a later one, and not by a little."""
    assert mine.as_of is not None
    here, there = _usual(mine), _usual(theirs)
    fell = day(theirs) <= mine.as_of and here.high < there.low * (1 - OUT_OF_PLACE)
    rose = day(theirs) >= mine.as_of and here.low > there.high * (1 + OUT_OF_PLACE)
    least, most = sorted((max(1.0, here.low), max(1.0, there.low)))
    return (fell or rose) and (most < ANOTHER * least or _is_slip(mine, theirs))


def _is_slip(mine: Told, theirs: Told) -> bool:
    here, there = stated(mine.figure), stated(theirs.figure)
    return here is not None and there is not None and slip(*sorted((here, there))) is not None


def _apart(mine: Told, theirs: Told) -> int:
    assert mine.as_of is not None
    return abs((day(theirs) - mine.as_of).days)


def same_day(mine: Told, near: Iterable[Told]) -> list[Told]:
    """What the claimant has told of the same day to the last digit, if it is one number, and not the draft's."""
    count = stated(mine.figure)
    if not _is_dated_total(mine) or count is None or not _is_telling(count):
        return []
    found = [
        one
        for one in near
        if one.subject.total and one.claimant == mine.claimant and one.as_of == mine.as_of and _same_people(mine, one)
    ]
    exact = [one for one in found if (other := stated(one.figure)) is not None and _is_telling(other)]
    others = {stated(one.figure) for one in exact}
    return [one for one in exact if _is_of_one_size(mine, one)] if len(others) == 1 and count not in others else []


def _is_dated_total(one: Told) -> bool:
    return one.subject.total and one.claimant is not None and one.as_of is not None and not _is_vague(one)


def _is_of_one_size(mine: Told, theirs: Told) -> bool:
    here, there = stated(mine.figure) or 0, stated(theirs.figure) or 0
    return max(here, there) < ANOTHER * min(here, there) or _is_slip(mine, theirs)


def _usual(one: Told) -> Bounds:
    """What a claimant means by a total: "more than 2,000" is said of less than 3,000."""
    low, high = one.bounds.low, one.bounds.high
    if not math.isinf(low) and not math.isinf(high):
        return one.bounds
    end = float(stated(one.figure) or 0)
    unit = 10.0 ** (len(str(int(end))) - len(str(int(end)).rstrip("0"))) if end else 1.0
    room = max(unit, end * SHARE)
    return Bounds(end - room, end) if math.isinf(low) else Bounds(end, end + room)


def _same_people(mine: Told, theirs: Told) -> bool:
    """Whether one side or one place is told of both."""
    side, place = mine.subject.side, mine.subject.place
    return (side is not None and side == theirs.subject.side) or (place is not None and place == theirs.subject.place)


def _is_vague(one: Told) -> bool:
    return one.figure.high is None and one.figure.qualifier is None


def claimed_by(mine: Told, told: Sequence[Told]) -> list[Told]:
    """The reports that lay this very number to others, surely not to the draft's claimant; none if one of them may be.

    A round number is anybody's: there two independent origins must have it, of the same side or place.
    """
    count = stated(mine.figure)
    if mine.claimant is None or count is None or mine.subject.outcome == "other":
        return []
    same = [one for one in told if is_near(mine, one) and is_same_count(mine, one) and is_at_the_time(mine, one)]
    theirs = [one for one in same if one.claimant is not None]
    if any(not _are_apart(mine, one) for one in theirs):
        return []
    if _is_telling(count):
        return theirs
    placed = [one for one in theirs if _same_people(mine, one)]
    return placed if len(origins(one.entry for one in placed)) > 1 else []


def _is_telling(count: int) -> bool:
    return len(str(count).rstrip("0")) >= TELLING


def is_at_the_time(mine: Told, theirs: Told) -> bool:
    """Whether two figures are reported within a fortnight, or one of them nobody knows when."""
    here, there = mine.reported, theirs.reported
    return here is None or there is None or abs((here - there).days) <= NEARBY


def is_one_claimant(mine: Told, theirs: Told) -> bool:
    """Whether two figures may be one claimant's: the same one, of one country (Israel, its officials), or nobody's."""
    if mine.claimant == theirs.claimant or mine.claimant is None or theirs.claimant is None:
        return True
    return bool(_countries(mine) & _countries(theirs))


def _are_apart(mine: Told, theirs: Told) -> bool:
    """Whether two claimants are surely not one: each of a country or people, and none of these the same."""
    ours, others = _countries(mine), _countries(theirs)
    return bool(ours and others and not ours & others)


def _countries(one: Told) -> frozenset[str]:
    """The countries that a figure's claimant is of, by the words of its name and by what the registry knows."""
    assert one.figure.source is not None
    known = load_registry().entries.get(one.claimant or "")
    office = (one.claimant or "").rpartition(" of ")[2]
    found = {known.country if known else None, office if office.isupper() else None}
    return countries_of(one.figure.source.name) | {country for country in found if country}


def day(one: Told) -> Day:
    """The day that a figure counts to, in an order in which the undated come last."""
    return one.as_of or LATEST
