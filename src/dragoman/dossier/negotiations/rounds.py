"""Rounds of a track: what forty articles tell of one meeting is one round with forty reports.

Tellings whose words give days make the rounds; a telling without a day then joins the round that it can be about, and
one that can be about none stays a *mention*: it tells how the talks stood on the day of its report. A mediator's
meeting with one side alone is a *meeting*, and never a round. A different venue on the same days is kept in one round
and shown as a disagreement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from dragoman.dossier.days import Day
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.negotiations.fitting import AHEAD, VAGUE, at_odds, fit, number_of, overlap
from dragoman.dossier.negotiations.telling import Telling
from dragoman.model import Channel, Entry, TalksStatus, Topic

Sort = Literal["round", "meeting", "mention"]
"""``round``: the sides, on days that the words give. ``meeting``: a mediator with one side. ``mention``: nothing dates
it but the report."""

_OUTCOMES: tuple[TalksStatus, ...] = ("agreed", "ended_without_deal", "refused")
_FINAL = (*_OUTCOMES, "held", "paused", "under_way", "planned", "proposed")
"""Of what reports say of a round, the furthest that it went."""

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

    sort: Sort
    first: Day | None
    last: Day | None
    dated: bool
    venue: str | None
    label: str | None
    channel: Channel
    aims: tuple[Topic, ...]
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    status: TalksStatus
    disagreements: dict[str, tuple[Said, ...]]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def rounds(group: Iterable[Telling]) -> list[Round]:
    """The rounds of one track's tellings, in the order of their days; rounds without any day come last."""
    at_once: defaultdict[frozenset[str] | None, list[Telling]] = defaultdict(list)
    for telling in group:
        at_once[telling.parties if len(telling.parties) < 2 else None].append(telling)
    found = [
        _round(cluster, one_side=parties is not None)
        for parties, told in at_once.items()
        for cluster in _clusters(told)
    ]
    return sorted(found, key=lambda each: (each.first or Day.max, each.last or Day.max, each.label or ""))


def _clusters(group: Iterable[Telling]) -> Iterator[list[Telling]]:
    clusters: list[list[Telling]] = []
    for telling in sorted(group, key=_order):
        if any(at_odds(telling, cluster) for cluster in clusters):
            telling = replace(telling, first=None, last=None, dated=False)
        alone = sum(overlap(telling, cluster) for cluster in clusters) == 1
        fits = [
            (found, place) for place, cluster in enumerate(clusters) if (found := fit(telling, cluster, alone=alone))
        ]
        if fits:
            clusters[min(fits)[1]].append(telling)
        else:
            clusters.append([telling])
    yield from clusters


def _order(telling: Telling) -> tuple[int, Day, str]:
    """The most exact first: a vaguer report then finds the round that it is about."""
    exactness = telling.days or (1000 if telling.first else 2000)
    return exactness, telling.first or Day.max, telling.entry.claim.id


def _round(cluster: Sequence[Telling], *, one_side: bool) -> Round:
    dated = [telling for telling in cluster if telling.dated]
    # "In May" does not widen "on 4 May", nor "this month" "next week".
    exactness = max(VAGUE, min((telling.days or 0 for telling in dated), default=0))
    days = [telling for telling in dated if (telling.days or 0) <= exactness] or cluster
    first = min((telling.first for telling in days if telling.first), default=None)
    last = max((telling.last for telling in days if telling.last), default=None)
    entries = tuple(telling.entry for telling in cluster)
    venues = _venues(cluster)
    labels = _answers((telling.talks.round, number_of(telling.talks.round), telling.entry) for telling in cluster)
    channels = _answers((telling.talks.channel, telling.talks.channel, telling.entry) for telling in cluster)
    known = [each.answer for each in channels if each.answer != "unknown"]
    status, ends = _status(cluster, last if dated else None)
    answers = {"venue": venues, "round": labels, "status": ends}
    disagreements = {name: given for name, given in answers.items() if len(given) > 1}
    marks = sourcing(entries, [telling.talks.source for telling in cluster])
    return Round(
        "meeting" if one_side else "round" if dated else "mention",
        first,
        last,
        bool(dated),
        venues[0].answer if venues else None,
        labels[0].answer if labels else _plain_label(cluster),
        next((telling.talks.channel for telling in cluster if [telling.talks.channel] == known[:1]), "unknown"),
        tuple(dict.fromkeys(aim for telling in cluster for aim in telling.talks.aims)),
        tuple(dict.fromkeys(name for telling in cluster for name in telling.talks.parties)) if one_side else (),
        tuple(dict.fromkeys(name for telling in cluster for name in telling.talks.participants)),
        status,
        disagreements,
        entries,
        (*(("contradicted",) if disagreements else ()), *marks),
    )


def _status(cluster: Sequence[Telling], last: Day | None) -> tuple[TalksStatus, tuple[Said, ...]]:
    """How a round went, and the outcomes that reports give of it.

    Of a round with days, reports that came after it count, if there are any: what they tell of is over. Else the newest
    reports count.
    """
    after = [
        each for each in cluster if last and each.reported and each.reported > last and each.talks.status not in AHEAD
    ]
    newest = max((telling.reported for telling in cluster if telling.reported), default=None)
    counting = after or [telling for telling in cluster if telling.reported == newest]
    outcomes = [each for each in counting if each.talks.status in _OUTCOMES]
    ends = _answers((each.talks.status, each.talks.status, each.entry) for each in outcomes)
    if ends:
        return next(each.talks.status for each in outcomes if each.talks.status == ends[0].answer), ends
    over = [each.talks.status for each in counting if not after or each.talks.status != "under_way"]
    return min(over or [each.talks.status for each in counting], key=_FINAL.index), ()


def _plain_label(cluster: Sequence[Telling]) -> str | None:
    return next((telling.talks.round for telling in cluster if telling.talks.round), None)


def _venues(cluster: Sequence[Telling]) -> tuple[Said, ...]:
    """The places that reports name; one that names a country counts to the city in it that others name."""
    named = [(telling, telling.venue) for telling in cluster if telling.venue]
    cities = [venue for _, venue in named if venue.key != venue.country]
    given = []
    for telling, venue in named:
        place = next((city for city in cities if venue.is_with(city)), venue)
        given.append((telling.talks.venue if venue.key == place.key else None, place.key, telling.entry))
    return _answers(given)


def _answers(given: Iterable[tuple[str | None, str | None, Entry]]) -> tuple[Said, ...]:
    """Answers by what they compare by, that of most independent origins first, each as most reports write it."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, key, entry in given:
        if key:
            entries[key].append(entry)
            if text:
                written[key][text] += 1
    order = sorted(written, key=lambda key: (-len(origins(entries[key])), key))
    return tuple(
        Said(max(written[key], key=lambda text: (written[key][text], text)), tuple(entries[key])) for key in order
    )
