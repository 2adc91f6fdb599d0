"""What each side wants and how it has moved: positions by party and issue, each with its words, and the gaps between.

"The Front rejects any truce" on Monday and "is open to a pause" on Friday are two steps of one party on one issue: the
first says so, the second is a change. Repetitions by copies of one text are one statement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Literal

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.naming import key_of
from dragoman.model import Entry, Position, Stance, Topic

Move = Literal["first said", "repeated", "changed", "withdrawn"]
"""``withdrawn``: what was demanded, offered or accepted is now rejected, or the other way round. ``changed``: any other
stance than before."""

Gap = Literal["agreed", "apart", "unknown"]
"""Between two parties on one issue; see ``gap_between``."""

FOR: frozenset[Stance] = frozenset({"demands", "offers", "accepts"})
"""Stances that want the thing that the issue names."""

AGAINST: frozenset[Stance] = frozenset({"rejects"})

STALE = 30
"""Days after which the latest word of a party on an issue is called stale, if the record goes on without it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stance of a party on an issue, on one day: what kind of step it is, and the entries that tell it."""

    stance: Stance
    day: Day | None
    move: Move
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A party on an issue: its steps in order. ``key`` is what the party compares by, ``latest`` its last step."""

    party: str
    key: str
    issue: Topic
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]

    @property
    def latest(self) -> Step:
        """The last word of the party on this issue."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two parties are apart on an issue, by their latest steps; a missing one is ``None``."""

    issue: Topic
    one: str
    other: str
    gap: Gap
    ours: Step | None
    theirs: Step | None


def lines(entries: Iterable[Entry], parties: Iterable[str] = (), issue: Topic | None = None) -> list[Line]:
    """Positions by party and issue, the parties that are told of most first.

    ``parties`` keeps those with these keys (``state/ke``); ``issue`` keeps one issue.
    """
    wanted = frozenset(parties)
    held: defaultdict[tuple[str, Topic], list[tuple[Entry, Position]]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    newest: Day | None = None
    for entry in entries:
        value = said(entry)
        if not isinstance(value, Position):
            continue
        key = key_of(entry, value.party)
        if key is None or (wanted and key not in wanted) or issue not in (None, value.issue):
            continue
        held[key, value.issue].append((entry, value))
        names[key][value.party] += 1
        newest = max(filter(None, (newest, reported_on(entry))), default=None)
    order = sorted(held, key=lambda each: (-names[each[0]].total(), each))
    return [_line(names[key].most_common(1)[0][0], key, topic, held[key, topic], newest) for key, topic in order]


def differences(found: Sequence[Line]) -> list[Difference]:
    """For each two parties and each issue that at least one of them has a position on, how far they are apart."""
    by_party: defaultdict[str, dict[Topic, Line]] = defaultdict(dict)
    for line in found:
        by_party[line.key][line.issue] = line
    names = {line.key: line.party for line in found}
    gaps = []
    for one, other in combinations(by_party, 2):
        for topic in dict.fromkeys([*by_party[one], *by_party[other]]):
            ours, theirs = by_party[one].get(topic), by_party[other].get(topic)
            first, second = ours.latest if ours else None, theirs.latest if theirs else None
            gap = gap_between(first, second)
            gaps.append(Difference(topic, names[one], names[other], gap, first, second))
    return gaps


def gap_between(one: Step | None, other: Step | None) -> Gap:
    """``agreed``: one accepts, and the other accepts, offers or demands. ``apart``: one rejects what the other accepts,
    offers or demands. All else decides nothing and is ``unknown``: openness, conditions, warnings, silence, a party
    that contradicts itself, and an offer against a demand, which may name the same thing and mean two.
    """
    if one is None or other is None or "contradicted" in (*one.marks, *other.marks):
        return "unknown"
    stances = {one.stance, other.stance}
    if stances & AGAINST and stances & FOR:
        return "apart"
    return "agreed" if "accepts" in stances and stances <= FOR else "unknown"


def _line(party: str, key: str, topic: Topic, held: Sequence[tuple[Entry, Position]], newest: Day | None) -> Line:
    steps: list[Step] = []
    for day, group in groupby(sorted(held, key=_order), key=lambda each: _day(*each)):
        by_stance: defaultdict[Stance, list[tuple[Entry, Position]]] = defaultdict(list)
        for entry, position in group:
            by_stance[position.stance].append((entry, position))
        contradicted = bool(set(by_stance) & AGAINST and set(by_stance) & FOR)
        for stance, told in sorted(by_stance.items()):
            before = steps[-1] if steps else None
            step = _step(stance, day, told, before, contradicted=contradicted)
            if before and stance == before.stance and origins(step.entries) <= origins(before.entries):
                # A copy of the text that said so before is no repetition.
                steps[-1] = replace(before, entries=(*before.entries, *step.entries))
            else:
                steps.append(step)
    last = steps[-1]
    stale = last.day is not None and newest is not None and (newest - last.day).days > STALE
    return Line(party, key, topic, tuple(steps), (*last.marks, *(("stale",) if stale else ())))


def _step(
    stance: Stance, day: Day | None, told: Sequence[tuple[Entry, Position]], before: Step | None, *, contradicted: bool
) -> Step:
    entries = tuple(entry for entry, _ in told)
    marks = sourcing(entries, [position.speaker for _, position in told])
    if contradicted:
        marks = ("contradicted", *marks)
    return Step(stance, day, _move(stance, before), entries, marks)


def _move(stance: Stance, before: Step | None) -> Move:
    if before is None:
        return "first said"
    if stance == before.stance:
        return "repeated"
    turned = (stance in AGAINST and before.stance in FOR) or (stance in FOR and before.stance in AGAINST)
    return "withdrawn" if turned else "changed"


def _day(entry: Entry, position: Position) -> Day | None:
    """When a position was stated, or the day of the report."""
    days = span_of(position.when)
    return days[1] if days else reported_on(entry)


def _order(each: tuple[Entry, Position]) -> tuple[Day, str]:
    return _day(*each) or Day.max, each[0].claim.id


def independent(step: Step) -> int:
    """How many independent origins tell a step."""
    return len(origins(step.entries))
