"""Rounds of a track: what forty articles tell of one meeting is one round with forty reports.

Two tellings are of one round unless they contradict each other: another numbered round, or days too far apart. A
different venue on the same days is kept in one round and shown as a disagreement where the days are the words' own;
where they are only those of the reports, two venues are two rounds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.dossier.days import Day
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.negotiations.telling import Telling
from dragoman.model import Channel, Entry, TalksStatus, Topic

TOLERANCE = 1
"""Days between two dated tellings of one round: reports of a meeting that goes past midnight differ by one."""

REPORTED_WITHIN = 7
"""Days between a round and an undated report of it: news of talks is news of the past week."""

UNNUMBERED = frozenset({"new", "latest", "next", "further", "another", "fresh", "last", "previous", "current", "final"})
"""Labels of rounds that tell a round from no other: next week's news calls another one "new"."""

AHEAD = frozenset({"planned", "proposed"})
"""Statuses of what is announced, not yet begun."""

_FINAL = ("agreed", "ended_without_deal", "refused", "held", "paused", "under_way", "planned", "proposed")
"""Of what one day's reports say of a round, the furthest that it went."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Said:
    """One of several answers that reports give about a round, and which entries give it."""

    answer: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One meeting or round. ``dated`` is false where ``first`` and ``last`` are only the days of the reports.

    ``disagreements`` maps a field to its answers where reports give more than one.
    """

    first: Day | None
    last: Day | None
    dated: bool
    venue: str | None
    label: str | None
    channel: Channel
    aims: tuple[Topic, ...]
    participants: tuple[str, ...]
    status: TalksStatus
    disagreements: dict[str, tuple[Said, ...]]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def rounds(group: Iterable[Telling]) -> list[Round]:
    """The rounds of one track's tellings, in the order of their days; rounds without any day come last."""
    clusters: list[list[Telling]] = []
    for telling in sorted(group, key=_order):
        fitting = [cluster for cluster in clusters if all(_one(telling, other) for other in cluster)]
        if fitting:
            min(fitting, key=lambda cluster: _days_apart(telling, cluster[0]) or 0).append(telling)
        else:
            clusters.append([telling])
    return sorted((_round(cluster) for cluster in clusters), key=lambda each: (each.first or Day.max, each.label or ""))


def _order(telling: Telling) -> tuple[bool, Day, str]:
    """Those with days of their own first: an undated report then finds the round that it is about."""
    return not telling.dated, telling.first or Day.max, telling.entry.claim.id


def _one(one: Telling, other: Telling) -> bool:
    first, second = _number(one.talks.round), _number(other.talks.round)
    if first and second and first != second:
        return False
    apart = _days_apart(one, other)
    if apart is None:
        return bool(one.venue and one.venue == other.venue) or bool(first and first == second)
    both = one.dated and other.dated
    if one.venue != other.venue and not _may_differ(one, other, same_days=both and apart == 0):
        return False
    if one.dated != other.dated and _tells_before(*((one, other) if other.dated else (other, one))):
        return False
    return apart <= (TOLERANCE if both else REPORTED_WITHIN)


def _tells_before(undated: Telling, dated: Telling) -> bool:
    """Whether a report without a day of its own came before the round, and does not tell of what is to come."""
    if undated.reported is None or dated.first is None or undated.talks.status in AHEAD:
        return False
    return undated.reported < dated.first


def _may_differ(one: Telling, other: Telling, *, same_days: bool) -> bool:
    """Whether two tellings may be of one round though they name different venues, or one of them none."""
    if one.venue and other.venue:
        return same_days
    # A report without a day that names a venue is of that venue's round, not of any meeting of its week.
    return one.dated if one.venue else other.dated


def _number(label: str | None) -> str | None:
    """A round's label where it tells the round from others: "second", not "new"."""
    folded = label.casefold().strip() if label else None
    return folded if folded and not UNNUMBERED & set(folded.split()) else None


def _days_apart(one: Telling, other: Telling) -> int | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


def _round(cluster: Sequence[Telling]) -> Round:
    dated = [telling for telling in cluster if telling.dated]
    days = dated or cluster
    entries = tuple(telling.entry for telling in cluster)
    venues = _answers((telling.talks.venue, telling.venue, telling.entry) for telling in cluster)
    labels = _answers((telling.talks.round, _number(telling.talks.round), telling.entry) for telling in cluster)
    channels = _answers((telling.talks.channel, telling.talks.channel, telling.entry) for telling in cluster)
    known = [each.answer for each in channels if each.answer != "unknown"]
    disagreements = {name: answers for name, answers in (("venue", venues), ("round", labels)) if len(answers) > 1}
    marks = sourcing(entries, [telling.talks.source for telling in cluster])
    return Round(
        min((telling.first for telling in days if telling.first), default=None),
        max((telling.last for telling in days if telling.last), default=None),
        bool(dated),
        venues[0].answer if venues else None,
        labels[0].answer if labels else _plain_label(cluster),
        next((telling.talks.channel for telling in cluster if [telling.talks.channel] == known[:1]), "unknown"),
        tuple(dict.fromkeys(aim for telling in cluster for aim in telling.talks.aims)),
        tuple(dict.fromkeys(name for telling in cluster for name in telling.talks.participants)),
        _status(cluster),
        disagreements,
        entries,
        (*(("contradicted",) if disagreements else ()), *marks),
    )


def _status(cluster: Sequence[Telling]) -> TalksStatus:
    newest = max((telling.reported for telling in cluster if telling.reported), default=None)
    last = {telling.talks.status for telling in cluster if telling.reported == newest}
    return min(last, key=_FINAL.index)


def _plain_label(cluster: Sequence[Telling]) -> str | None:
    return next((telling.talks.round for telling in cluster if telling.talks.round), None)


def _answers(given: Iterable[tuple[str | None, str | None, Entry]]) -> tuple[Said, ...]:
    """Answers by what they compare by, that of most independent origins first, each as most reports write it."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, key, entry in given:
        if text and key:
            entries[key].append(entry)
            written[key][text] += 1
    order = sorted(entries, key=lambda key: (-len(origins(entries[key])), key))
    return tuple(
        Said(max(written[key], key=lambda text: (written[key][text], text)), tuple(entries[key])) for key in order
    )
