"""What each side wants and how it has moved: positions by party and issue, each with its words, and the gaps between.

"The Front rejects any truce" on Monday and "is open to a pause" on Friday are two steps of one party on one issue: the
first says so, the second is a change. Repetitions by copies of one text are one statement. What others say of a party
stands among its steps as their claim, with who denies it, and moves nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Literal

from dragoman.dossier.days import Day, reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.naming import key_of
from dragoman.dossier.voices import Voice, denials_of, names_issue, teller_of, voice_of
from dragoman.model import Entry, Position, Quotation, Stance, Topic

Move = Literal["first said", "repeated", "again", "changed", "withdrawn", "claimed"]
"""``again``: a stance taken before, after another one. ``withdrawn``: what was demanded, offered or accepted is now
rejected, and is not taken up again. ``changed``: any other stance than before. ``claimed``: others say so."""

Gap = Literal["agreed", "apart", "unknown"]
"""Between two parties on one issue; see ``gap_between``."""

FOR: frozenset[Stance] = frozenset({"demands", "offers", "accepts"})
"""Stances that want the thing that the issue names."""

AGAINST: frozenset[Stance] = frozenset({"rejects"})

_VOICES: tuple[Voice, ...] = ("own words", "reported", "claimed")

STALE = 30
"""Days after which the latest word of a party on an issue is called stale, if the record goes on without it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One stance of a party on an issue, on one day: what kind of step it is, and the entries that tell it.

    ``voice`` is the best that any of them has, ``tellers`` are who answers for it, ``denied`` are the quotations that
    deny a claim. ``issue`` is another than the line's where the words speak of both. It was said between ``first`` and
    ``day``, or, where no words date it, on the day of the report.
    """

    stance: Stance
    issue: Topic
    first: Day | None
    day: Day | None
    move: Move
    voice: Voice
    tellers: tuple[str, ...]
    denied: tuple[Entry, ...]
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
        """The last word of the party on this very issue, if there is any; else the last of all."""
        own = [step for step in self.steps if step.voice != "claimed"]
        on_it = [step for step in own if step.issue == self.issue]
        known = on_it or own or list(self.steps)
        return next((step for step in reversed(known) if step.day), known[-1])


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

    ``parties`` keeps those with these keys (``state/ke``); ``issue`` keeps one issue, and what is said on others in
    words that name it. Quotations among the entries tell which positions are quoted, and what is denied.
    """
    wanted = frozenset(parties)
    held: defaultdict[tuple[str, Topic], list[tuple[Entry, Position]]] = defaultdict(list)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    newest: Day | None = None
    entries = list(entries)
    quotations = {entry.claim.id: entry for entry in entries if isinstance(said(entry), Quotation)}
    for entry in entries:
        value = said(entry)
        if not isinstance(value, Position):
            continue
        key = key_of(entry, value.party)
        if key is None or (wanted and key not in wanted):
            continue
        if issue not in (None, value.issue) and not names_issue(entry, issue, quotations):
            continue
        held[key, issue or value.issue].append((entry, value))
        names[key][value.party] += 1
        newest = max(filter(None, (newest, reported_on(entry))), default=None)
    order = sorted(held, key=lambda each: (-names[each[0]].total(), each))
    quoted = _by_article(quotations.values())
    return [
        _line(names[key].most_common(1)[0][0], key, topic, held[key, topic], newest, quoted) for key, topic in order
    ]


def _by_article(quotations: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in quotations:
        found[entry.article.id].append(entry)
    return found


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


def _line(
    party: str,
    key: str,
    topic: Topic,
    held: Sequence[tuple[Entry, Position]],
    newest: Day | None,
    quoted: Mapping[str, Sequence[Entry]],
) -> Line:
    steps: list[Step] = []
    for day, group in groupby(sorted(held, key=_order), key=lambda each: _day(*each)):
        together: defaultdict[tuple[bool, Stance, Topic], list[tuple[Entry, Position]]] = defaultdict(list)
        for entry, position in group:
            together[voice_of(entry, position) == "claimed", position.stance, position.issue].append((entry, position))
        own = {stance for claimed, stance, issue in together if not claimed and issue == topic}
        contradicted = bool(own & AGAINST and own & FOR)
        for (claimed, stance, issue), told in sorted(together.items()):
            torn = contradicted and not claimed and issue == topic and stance in FOR | AGAINST
            step = _step(stance, issue, day, told, quoted, contradicted=torn)
            before = next((each for each in reversed(steps) if each.voice != "claimed" and each.issue == issue), None)
            if before and not claimed and stance == before.stance and origins(step.entries) <= origins(before.entries):
                # A copy of the text that said so before is no repetition.
                steps[steps.index(before)] = replace(before, entries=(*before.entries, *step.entries))
            else:
                steps.append(step)
    line = Line(party, key, topic, tuple(_with_moves(steps)), ())
    last = line.latest
    stale = last.day is not None and newest is not None and (newest - last.day).days > STALE
    return replace(line, marks=(*last.marks, *(("stale",) if stale else ())))


def _step(
    stance: Stance,
    issue: Topic,
    day: Day | None,
    told: Sequence[tuple[Entry, Position]],
    quoted: Mapping[str, Sequence[Entry]],
    *,
    contradicted: bool,
) -> Step:
    told = sorted(told, key=lambda each: _VOICES.index(voice_of(*each)))
    entries = tuple(entry for entry, _ in told)
    voice = voice_of(*told[0])
    denied = (
        each
        for entry, position in told
        if voice == "claimed"
        for each in denials_of(entry, position, quoted.get(entry.article.id, ()))
    )
    against = tuple({each.claim.id: each for each in denied}.values())
    marks = sourcing(entries, [position.speaker for _, position in told])
    if contradicted or against:
        marks = ("contradicted", *marks)
    tellers = tuple(dict.fromkeys(teller_of(*each) for each in told))
    first = min((days[0] for _, position in told if (days := span_of(position.when))), default=day)
    return Step(stance, issue, first, day, "claimed", voice, tellers, against, entries, marks)


def _with_moves(steps: Sequence[Step]) -> Iterable[Step]:
    """The steps with what kind of step each is, beside the others of the party on its issue."""
    for place, step in enumerate(steps):
        if step.voice == "claimed":
            yield step
            continue
        own = [each for each in steps if each.voice != "claimed" and each.issue == step.issue]
        at = next(number for number, each in enumerate(own) if each is step)
        yield replace(steps[place], move=_move(step.stance, own[:at], own[at + 1 :]))


def _move(stance: Stance, before: Sequence[Step], after: Sequence[Step]) -> Move:
    if not before:
        return "first said"
    if stance == before[-1].stance:
        return "repeated"
    if stance in AGAINST and before[-1].stance in FOR and not any(each.stance in FOR for each in after):
        return "withdrawn"
    return "again" if any(each.stance == stance for each in before) else "changed"


def _day(entry: Entry, position: Position) -> Day | None:
    """When a position was stated, or the day of the report."""
    days = span_of(position.when)
    return days[1] if days else reported_on(entry)


def _order(each: tuple[Entry, Position]) -> tuple[Day, str]:
    return _day(*each) or Day.max, each[0].claim.id


def independent(step: Step) -> int:
    """How many independent origins tell a step."""
    return len(origins(step.entries))
