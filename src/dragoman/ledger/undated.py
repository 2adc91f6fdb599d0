"""Reports without a date → the days that their copies, figures and incidents pin them to, offered with the reason.

"27,840 is the ministry's total of 2024-02-08 in 3 other reports." An offer is never taken silently: it is listed, and
where a person takes it, the article's date is marked ``inferred``. Where signs contradict one another, or leave more
than ``WIDEST`` days open, nothing is offered.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger.copies import Story
from dragoman.model import Citation, Entry, Figure

WIDEST = 14
"""Days between the first and the last day of an offer."""

_LEAST_TOTAL = 100
"""A running total below it may stand in any report; one above it seldom stays the same for long."""

_TELLING = 1_000
"""A total to the unit that is as high as this is hardly two claimants' at once: it pins whoever is named for it."""

_ROUND = 100
"""A total that this divides is rounded, and stands for days."""

_NEAR = 0.2
"""Of a total: how far apart those around it may be. Totals of a part
(children) under the same claimant lie farther."""

_SAME_TOTAL_WITHIN = 3  # days; a total that was still quoted later than that pins nothing
_NEXT_DAY = datetime.timedelta(days=1)
_INCIDENT_WITHIN = 3  # days in which an incident's figures are news
_LEAST_INCIDENTS = 2
_LEAST_COUNT = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for a date: from the day ``earliest`` to ``latest``, and the claims that it rests on."""

    earliest: datetime.date
    latest: datetime.date
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A date for a report that has none, ISO days from ``earliest`` to ``latest``.

    Both are ``None`` where the signs contradict one another: ``reasons`` then tells how. ``claims`` are ids: the
    report's own claims and those of other reports that the offer rests on.
    """

    article: Citation
    earliest: str | None
    latest: str | None
    reasons: tuple[str, ...]
    claims: tuple[str, ...] = ()

    @property
    def published(self) -> str | None:
        """The offer as a publication date: a day, or the month that all its days are in."""
        if self.earliest is None or self.latest is None:
            return None
        if self.earliest == self.latest:
            return self.earliest
        return self.earliest[:7] if self.earliest[:7] == self.latest[:7] else None


Point = tuple[int, datetime.date, Entry]
"""What a total stood at, the day of the report that says so, and where it says so."""


class Dated:
    """The figures of reports that say their date, by what they can pin another report by."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.series: dict[tuple[str, str], list[Point]] = defaultdict(list)
        self.totals: dict[tuple[str, int], list[Point]] = defaultdict(list)
        self.incidents: dict[tuple[object, ...], list[tuple[datetime.date, Entry]]] = defaultdict(list)
        for entry in entries:
            day = _day(entry.article)
            if day is None:
                continue
            if _is_total(entry):
                point = (_count(entry), day, entry)
                self.totals[_figure(entry).outcome, _count(entry)].append(point)
                if (series := _series(entry)) is not None:
                    self.series[series].append(point)
            if (incident := _incident(entry)) is not None:
                self.incidents[incident].append((day, entry))


def offer_date(
    article: Citation, own: Sequence[Entry], dated: Dated, story: Story | None, members: Mapping[str, Citation]
) -> Offer | None:
    """A date for ``article``, which has none.

    ``own`` are its figures, ``dated`` those of other reports, ``members`` the articles of its story by their ids.
    """
    signs = [*_by_copies(article, story, members), *_by_totals(own, dated), *_by_incidents(own, dated)]
    if not signs:
        return None
    earliest, latest = max(sign.earliest for sign in signs), min(sign.latest for sign in signs)
    reasons = tuple(dict.fromkeys(sign.reason for sign in signs))
    claims = tuple(dict.fromkeys(claim for sign in signs for claim in sign.claims))
    if earliest > latest:
        return Offer(article, None, None, reasons, claims)
    if (latest - earliest).days > WIDEST:
        return None
    return Offer(article, earliest.isoformat(), latest.isoformat(), reasons, claims)


def _by_copies(article: Citation, story: Story | None, members: Mapping[str, Citation]) -> Iterator[Sign]:
    """The days of its copies; not of other versions, which are of other days."""
    if story is None:
        return
    pairs = [(pair.taker, pair.giver, pair.relation) for pair in story.chain]
    pairs += [(pair.one, pair.other, pair.relation) for pair in story.undecided]
    near = {
        other
        for one, two, relation in pairs
        if relation != "update"
        for other in (one, two)
        if article.id in (one, two)
    }
    days = {day: members[uid] for uid in sorted(near - {article.id}) if uid in members and (day := _day(members[uid]))}
    if days and (max(days) - min(days)).days <= _INCIDENT_WITHIN:
        first = days[min(days)]
        where = f" in {first.outlet}" if first.outlet else ""
        yield Sign(min(days), max(days), f"the same text{where} is dated {min(days)}")


def _by_totals(figures: Sequence[Entry], dated: Dated) -> Iterator[Sign]:
    """The days on which a running total stood at a figure of the report, or a claimant's passed it."""
    for entry in filter(_is_total, figures):
        key = (_figure(entry).outcome, _count(entry))
        same = [point for point in dated.totals.get(key, ()) if _may_be_one(entry, point[2])]
        series = _series(entry)
        around = [point for point in dated.series.get(series, ()) if _may_be_one(entry, point[2])] if series else []
        same = [point for point in same if _grows(point, dated)]
        sign = _same_total(entry, same) or _between_totals(entry, around)
        if sign is not None:
            yield sign


def _grows(point: Point, dated: Dated) -> bool:
    """Whether a total is one of a series that grows: its claimant gives a lower one before, or a higher one after.

    The toll of a single day is a total too, and stands the same for years.
    """
    count, day, entry = point
    key = _series(entry)
    return key is not None and any(
        abs(value - count) <= _NEAR * count
        and abs((then - day).days) <= WIDEST
        and ((value < count and then < day) or (value > count and then > day))
        and _may_be_one(entry, other)
        for value, then, other in dated.series[key]
    )


def _same_total(entry: Entry, points: Sequence[Point]) -> Sign | None:
    """Where a total stood at the very same number: one claimant's, or, of a thousand and more, anybody's."""
    if _count(entry) < _TELLING:
        points = [point for point in points if _series(point[2]) == _series(entry) is not None]
    same = sorted((day, other.article.id, other) for _, day, other in points)
    if not same or (same[-1][0] - same[0][0]).days > _SAME_TOTAL_WITHIN:
        return None
    first, last = same[0][0], same[-1][0]
    reports = len({other.origin for _, _, other in same})
    days = f"{first}" if first == last else f"{first} to {last}"
    told = f"{reports} other report{'s' if reports > 1 else ''}"
    reason = f"{_count(entry):,} is the total that {_claimant(same[0][2])} gives on {days} in {told}"
    claims = (entry.claim.id, *(other.claim.id for _, _, other in same))
    return Sign(first, last + _NEXT_DAY, reason, claims)  # a day's total is still the news of the next morning


def _between_totals(entry: Entry, points: Sequence[Point]) -> Sign | None:
    """Between the last lower total and the first higher one, if totals grow from day to day around there."""
    count = _count(entry)
    near = [point for point in points if abs(point[0] - count) <= _NEAR * count]
    lower = [(day, value, other) for value, day, other in near if value < count]
    higher = [(day, value, other) for value, day, other in near if value > count]
    if not lower or not higher:
        return None
    below = max(lower, key=lambda point: point[:2])
    above = min(higher, key=lambda point: point[:2])
    if below[0] > above[0] or (above[0] - below[0]).days > WIDEST:
        return None
    reason = (
        f"{count:,} lies between the totals that {_claimant(entry)} gives:"
        f" {below[1]:,} on {below[0]} and {above[1]:,} on {above[0]}"
    )
    return Sign(below[0], above[0], reason, (entry.claim.id, below[2].claim.id, above[2].claim.id))


def _by_incidents(figures: Sequence[Entry], dated: Dated) -> Iterator[Sign]:
    """The days on which the report's incidents were news: two figures at least, each with its fate and place."""
    found = {key: entry for entry in figures if (key := _incident(entry)) is not None and key in dated.incidents}
    if len(found) < _LEAST_INCIDENTS:
        return
    told = [point for key in found for point in dated.incidents[key]]
    first, last = min(day for day, _ in told), max(day for day, _ in told)
    if (last - first).days > _INCIDENT_WITHIN:
        return
    values = [_figure(entry) for entry in found.values()]
    named = " and ".join(f"{value.low} {value.outcome} in {value.place}" for value in values)
    claims = (*(entry.claim.id for entry in found.values()), *(entry.claim.id for _, entry in told))
    until = "" if first == last else f" to {last}"
    # News of one incident is a day older in one paper than in another.
    yield Sign(first - _NEXT_DAY, last + _NEXT_DAY, f"{named} are told of in reports of {first}{until}", claims)


def _is_total(entry: Entry) -> bool:
    """Whether a figure is a running total to the unit: no part of another, no round number, nothing vague."""
    value = _figure(entry)
    if not value.cumulative or value.part_of is not None:
        return False
    if value.low is None or value.high not in (value.low, None) or value.low < _LEAST_TOTAL:
        return False
    written = (value.low, value.low - 1) if value.high is None else (value.low,)  # "more than 27,000" is 27,001
    return all(number % _ROUND for number in written)


def _series(entry: Entry) -> tuple[str, str] | None:
    """The fate and claimant of a running total; ``None`` where nobody is named for it."""
    source = _figure(entry).source
    claimant = entry.identity(source.name) if source and _is_total(entry) else None
    return (_figure(entry).outcome, claimant) if claimant else None


def _incident(entry: Entry) -> tuple[object, ...] | None:
    """An incident's figure: count, fate and place; ``None`` for a total, a vague count or one without a place."""
    value = _figure(entry)
    if value.cumulative or value.realis != "happened" or value.place is None:
        return None
    if value.low is None or value.low != value.high or value.low < _LEAST_COUNT:
        return None
    return value.low, value.outcome, (entry.identity(value.place) or "").casefold()


def _may_be_one(entry: Entry, other: Entry) -> bool:
    """Whether two totals can be of one series: neither side nor place is another."""
    one, two = _figure(entry), _figure(other)
    return all(
        not a or not b or (entry.identity(a) or "").casefold() == (other.identity(b) or "").casefold()
        for a, b in ((one.side, two.side), (one.place, two.place))
    )


def _figure(entry: Entry) -> Figure:
    assert isinstance(entry.claim.value, Figure)
    return entry.claim.value


def _count(entry: Entry) -> int:
    return _figure(entry).low or 0


def _claimant(entry: Entry) -> str:
    source = _figure(entry).source
    return source.name if source else "the report itself"


def _day(article: Citation) -> datetime.date | None:
    """The day of an article that says it itself; one that was inferred pins no other."""
    if article.published is None or article.published_from == "inferred":
        return None
    try:
        return datetime.date.fromisoformat(article.published)
    except ValueError:  # only a month
        return None
