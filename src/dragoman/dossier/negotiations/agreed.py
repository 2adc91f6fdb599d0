"""One report's telling of an accord, and whether it is of the same accord as others.

The most exact come first: those whose words give days. "A week-long truce in November" is then of the truce whose days
it covers and whose length it shares, and a report without days of the one that was in force, or had last been.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.naming import key_of
from dragoman.model import Agreement, AgreementType, Entry

TOLERANCE = 3
"""Days between two beginnings of one accord: declared one day, in force the next, reported the day after."""

VAGUE = 3
"""Days that a beginning may span and still be a day's: "in November" is no beginning to compare by the day."""

RETOLD_WITHIN = 120
"""Days after an accord in which a report without days of its own may look back at it."""

TOLD_WITHIN = 30
"""Days between two reports of one accord that nothing else dates."""

PROPOSED_WITHIN = 14
"""Days from a proposal, or from its acceptance, to the beginning of what is then another step of the same accord."""

ENDS = frozenset({"carried_out", "expired", "collapsed"})

OFFERED = frozenset({"proposed", "rejected"})
"""Statuses of what is no accord yet, or never became one."""

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?")

Span = tuple[Day, Day]


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement as one entry tells of it.

    ``begins`` and ``ends`` are the days between which it did; where only its declaration or its end and length are
    told, it is taken to begin by these, for comparison.
    """

    entry: Entry
    agreement: Agreement
    keys: frozenset[str]
    begins: Span | None
    ends: Span | None
    reported: Day | None

    @property
    def is_exact(self) -> bool:
        """Whether the words give a day that it begins on."""
        return self.begins is not None and _length(self.begins) <= VAGUE

    @property
    def days(self) -> float | None:
        """How long it is to last, in days."""
        return days_in(self.agreement.duration)


def deal_of(entry: Entry, agreement: Agreement) -> Deal:
    """What an entry tells of an agreement. What is only offered has not begun, whatever days stand beside it."""
    keys = frozenset(key for name in agreement.parties if (key := key_of(entry, name)))
    begins, ends = span_of(agreement.start) or span_of(agreement.declared), span_of(agreement.end)
    reported = reported_on(entry)
    days = days_in(agreement.duration)
    if begins and begins == ends and _length(begins) == 1 and "ceasefire" in agreement.type:
        begins = ends = None  # a truce that begins and ends on one day: the day is that of something else
    if begins is None and ends and days and agreement.status in ENDS:
        begins = ends[0] - timedelta(days), ends[1] - timedelta(days)
    if begins and reported and _cannot_begin(agreement, begins, reported):
        begins = None
    return Deal(entry, agreement, keys, begins, ends, reported)


def _cannot_begin(agreement: Agreement, begins: Span, reported: Day) -> bool:
    """Whether a time is not that of a beginning: of an offer, one that is past; of what is over, one still to come."""
    if agreement.status in OFFERED:
        return begins[0] <= reported
    return agreement.status in ENDS and begins[0] > reported


def days_in(duration: str | None) -> float | None:
    """An ISO 8601 duration in days: ``P7D`` → 7, ``P2M`` → 60, ``PT6H`` → 0.25."""
    match = _LENGTH.fullmatch(duration or "")
    if not match:
        return None
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    return 365 * years + 30 * months + 7 * weeks + days + hours / 24 or None


def exactness(deal: Deal) -> tuple[int, Day, str]:
    """The order in which deals are told apart: days, then vaguer times, then the days of reports."""
    known = deal.begins or deal.ends
    return _length(known) if known else 1000, deal.reported or Day.max, deal.entry.claim.id


def fit(deal: Deal, cluster: Sequence[Deal]) -> int | None:
    """How many days lie between a deal and the accord that ``cluster`` tells of; nothing if it is of another."""
    kinds: set[AgreementType] = {kind for other in cluster for kind in other.agreement.type}
    keys = frozenset(key for other in cluster for key in other.keys)
    if not kinds & set(deal.agreement.type):
        return None
    if not (deal.keys and keys):
        same = all(other.entry.article.id == deal.entry.article.id for other in cluster)
        return 0 if same and _lasts_as_long(deal, cluster) else None
    if not (deal.keys <= keys or keys <= deal.keys):
        return None
    if deal.is_exact or (deal.ends and not deal.begins):
        return _by_day(deal, cluster)
    made = any(other.agreement.status not in OFFERED for other in cluster)
    if deal.begins and not made and deal.agreement.status not in OFFERED:
        return None
    if not _lasts_as_long(deal, cluster):
        return None
    if deal.begins:
        return _by_period(deal.begins, cluster)
    return _by_report(deal, cluster)


def _length(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def _lasts_as_long(deal: Deal, cluster: Sequence[Deal]) -> bool:
    """Whether a length, if it is told, is one of the accord's; "some 40 days" are "six weeks"."""
    lengths = [other.days for other in cluster if other.days]
    return not deal.days or not lengths or any(abs(deal.days - each) <= each / 10 for each in lengths)


def _by_day(deal: Deal, cluster: Sequence[Deal]) -> int | None:
    """By the day of its beginning, or else of its end."""
    begun = [other.begins for other in cluster if other.begins and other.is_exact]
    if deal.begins:
        life = _life(cluster)
        if life and deal.agreement.status in ENDS and life[0] <= deal.begins[0] and deal.begins[1] <= life[1]:
            return 0  # an exchange that is carried out in the days of a truce is part of it
        apart = [_apart(deal.begins, each) for each in begun]
        return max(apart) if apart and max(apart) <= TOLERANCE else None
    assert deal.ends is not None
    ended = [other.ends for other in cluster if other.ends and _length(other.ends) <= VAGUE]
    if ended:
        apart = [_apart(deal.ends, each) for each in ended]
        return max(apart) if max(apart) <= TOLERANCE else None
    life = _life(cluster)
    if life is None or not _lasts_as_long(deal, cluster) or deal.ends[1] < life[0]:
        return None
    apart_from = (deal.ends[0] - life[1]).days
    return max(apart_from, 0) if apart_from <= TOLERANCE else None


def _by_period(period: Span, cluster: Sequence[Deal]) -> int | None:
    """By a vague time that meets the days on which the accord was in force."""
    life = _life(cluster)
    return 0 if life and period[0] <= life[1] and life[0] <= period[1] else None


def _by_report(deal: Deal, cluster: Sequence[Deal]) -> int | None:
    """By when a report without days of its own was published."""
    life, reported, status = _life(cluster), deal.reported, deal.agreement.status
    if reported is None:
        return None
    if life is None:
        return _among_undated(deal, cluster)
    ahead = (life[0] - reported).days
    if ahead > 0:
        return ahead if ahead <= PROPOSED_WITHIN and status in {"proposed", "agreed"} else None
    if status in OFFERED:
        offered = all(other.agreement.status in OFFERED for other in cluster)
        return -ahead if offered and -ahead <= PROPOSED_WITHIN else None
    since = (reported - life[1]).days
    limit = RETOLD_WITHIN if status in ENDS else TOLERANCE
    return max(since, 0) if since <= limit else None


def _among_undated(deal: Deal, cluster: Sequence[Deal]) -> int | None:
    """Neither has days: by the days of the reports. What is offered after an accord was made is another one."""
    told = [other.reported for other in cluster if other.reported]
    if deal.reported is None or not told:
        return None
    apart = max(abs((deal.reported - each).days) for each in told)
    made = any(other.agreement.status not in OFFERED for other in cluster)
    if deal.agreement.status in OFFERED and made:
        return None
    # One whose days are known comes before it, if it can be that one.
    return RETOLD_WITHIN + apart if apart <= (TOLD_WITHIN if made else PROPOSED_WITHIN) else None


def _apart(one: Span, other: Span) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _life(cluster: Sequence[Deal]) -> Span | None:
    """The days on which the accord was in force, as far as its exact or else its vague tellings give them."""
    begun = [other.begins for other in cluster if other.begins and other.is_exact]
    begun = begun or [other.begins for other in cluster if other.begins]
    if not begun:
        return None
    first, last = min(each[0] for each in begun), max(each[1] for each in begun)
    ended = [other.ends[1] for other in cluster if other.ends and _length(other.ends) <= VAGUE]
    lengths = [other.days for other in cluster if other.days]
    if ended:
        return first, max(max(ended), last)
    return first, last + timedelta(max(lengths, default=0))
