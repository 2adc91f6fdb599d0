"""The dossier's questions to a ledger: ``talks(ledger, between=["Chad"])``, ``check(ledger, draft)``.

The views themselves are functions of entries; here the entries come from a ledger.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, get_args

from dragoman.dossier.check import Known, Review, check_against
from dragoman.dossier.days import day_of
from dragoman.dossier.entries import entries_of, said
from dragoman.dossier.figures import Finding, Series, figure_series, reconcile
from dragoman.dossier.naming import key_called, key_of, words_key
from dragoman.dossier.negotiations import Track, tracks
from dragoman.dossier.positions import Difference, Line, differences, lines
from dragoman.dossier.sources import KINDS as SOURCED
from dragoman.dossier.sources import Reliance, reliance
from dragoman.dossier.timeline import KINDS, Moment
from dragoman.dossier.timeline import timeline as moments
from dragoman.dossier.voices import voice_of
from dragoman.dossier.why import Reason, explain
from dragoman.model import Actor, Entry, Outcome, Place, Position, Report, Topic, UsageError
from dragoman.registry import words_of

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

MOST_COMPARED = 2000
"""Articles whose wording a draft is compared with: those that share most names with it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The series that were asked for, and what does not add up among their figures."""

    series: tuple[Series, ...]
    findings: tuple[Finding, ...]


def figures(
    ledger: Ledger,
    *,
    outcome: str | None = None,
    place: str | None = None,
    side: str | None = None,
    claimant: str | None = None,
    until: str | datetime.date | None = None,
    as_of: str | datetime.date | None = None,
) -> Figures:
    """Figures as series, by claimant and by what is counted, with what does not add up.

    ``place``, ``side`` and ``claimant`` are names, or words of them. What a place's claimants tell of the same people
    and of no place follows their series. ``until`` leaves out what was published later; ``as_of`` asks for what the
    ledger knew then.

    Raises:
        UsageError: if there is no such outcome, or ``until`` or ``as_of`` is no time.
    """
    if outcome is not None and outcome not in get_args(Outcome):
        raise UsageError(f"outcome: {outcome!r} is none; expected one of {', '.join(get_args(Outcome))}")
    kinds = ("figure", "agreement")
    entries = list(
        chain.from_iterable(ledger.entries(kind=kind, reported=(None, until), as_of=as_of) for kind in kinds)
    )
    return choose(entries, outcome=outcome, place=place, side=side, claimant=claimant)


def choose(
    entries: Iterable[Entry],
    *,
    outcome: str | None = None,
    place: str | None = None,
    side: str | None = None,
    claimant: str | None = None,
) -> Figures:
    """The same of entries at hand. A finding is told if one of its figures is among those that were asked for."""
    given = list(entries)
    wanted = {"claimant": claimant, "side": side}
    found = [
        series
        for series in figure_series(given)
        if (outcome is None or series.subject.outcome == outcome)
        and all(_is_called(getattr(series, field), name) for field, name in wanted.items() if name)
    ]
    chosen = tuple(found) if place is None else _at(place, found)
    shown = {entry.claim.id for series in chosen for point in series.points for entry in point.entries}
    findings = (one for one in reconcile(given) if any(entry.claim.id in shown for entry in one.entries))
    return Figures(chosen, tuple(findings))


def _at(place: str, found: Iterable[Series]) -> tuple[Series, ...]:
    """The series of a place, each followed by the running totals of the same that its claimant tells of no place."""
    found = list(found)
    chosen: list[Series] = []
    for series in found:
        if _is_called(series.place, place):
            chosen.append(series)
            chosen.extend(other for other in found if other not in chosen and _tells_no_place(other, series))
    return tuple(chosen)


def _tells_no_place(other: Series, series: Series) -> bool:
    """Whether ``other`` is the total that the claimant of ``series`` tells of the same people, but for their place."""
    if not other.subject.total or other.subject.place is not None or series.key is None or other.key != series.key:
        return False
    sides = {other.subject.side, series.subject.side, None}
    return len(sides) <= 2 and replace(other.subject, side=None, place=None) == replace(
        series.subject, side=None, place=None
    )


def _is_called(name: str | None, asked: str) -> bool:
    """Whether a name is, or has among its words, the one that was asked for."""
    return name is not None and (words_key(name) == words_key(asked) or set(words_of(asked)) <= set(words_of(name)))


def check(ledger: Ledger, draft: Report, *, as_of: str | datetime.date | None = None) -> Review:
    """What a ledger has for and against a draft: a report that ``read`` gave of it. It is not added to the ledger.

    Should the ledger hold this very text, the draft is checked against all others.
    """
    entries = tuple(entry for entry in ledger.entries(as_of=as_of) if entry.article.id != draft.article.id)
    articles = {id: ledger.article(id, as_of=as_of) for id in _related(draft, entries)}
    return check_against(draft, Known(entries, articles))


def _related(draft: Report, entries: Iterable[Entry]) -> list[str]:
    """The articles that share names of people, bodies or places with the draft, the closest first."""
    names = {word for entry in entries_of(draft) for word in _names(entry)}
    shared: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        for name in _names(entry):
            if name in names and (entry.article.id, name) not in seen:
                seen.add((entry.article.id, name))
                shared[entry.article.id] += 1
    return [id for id, _ in shared.most_common(MOST_COMPARED)]


def _names(entry: Entry) -> Iterable[str]:
    value = said(entry)
    if isinstance(value, Actor | Place):
        yield value.name.casefold()


def talks(
    ledger: Ledger,
    *,
    between: Iterable[str] = (),
    until: str | datetime.date | None = None,
    as_of: str | datetime.date | None = None,
) -> list[Track]:
    """The tracks of negotiation, the most reported first, each with its rounds, how it stands, and its agreements.

    ``between`` are names or identities that must all take part; ``until`` leaves out what was published later;
    ``as_of`` asks what the ledger knew then.

    Raises:
        UsageError: if ``until`` or ``as_of`` is no time.
    """
    freed = list(ledger.entries(kind="figure", outcome="freed", reported=(None, until), as_of=as_of))
    within = sorted({entry.claim.within for entry in freed if entry.claim.within})
    entries = [
        *ledger.entries(kind="talks", reported=(None, until), as_of=as_of),
        *ledger.entries(kind="agreement", reported=(None, until), as_of=as_of),
        *freed,
        *ledger.entries(kind="quotation", claims=within, as_of=as_of),
    ]
    return tracks(entries, [key_called(name) for name in between])


def positions(
    ledger: Ledger,
    *,
    between: Iterable[str] = (),
    issue: Topic | None = None,
    until: str | datetime.date | None = None,
    as_of: str | datetime.date | None = None,
) -> tuple[list[Line], list[Difference]]:
    """What each party wants, issue by issue and step by step, and how far the parties of ``between`` are apart.

    Without ``between`` there are the lines of all parties, and no differences.

    Raises:
        UsageError: if ``until`` or ``as_of`` is no time.
    """
    keys = [key_called(name) for name in between]
    held = list(ledger.entries(kind="position", reported=(None, until), as_of=as_of))
    found = lines(chain(held, _quotations(ledger, held, keys, as_of)), keys, issue)
    return found, differences(found) if keys else []


def _quotations(
    ledger: Ledger, held: Iterable[Entry], keys: Sequence[str], as_of: str | datetime.date | None
) -> Iterator[Entry]:
    """The quotations that positions stand in, and all of an article in which somebody tells the position of another."""
    within: set[str] = set()
    articles: dict[str, None] = {}
    for entry in held:
        position = said(entry)
        if isinstance(position, Position) and (not keys or key_of(entry, position.party) in keys):
            if voice_of(entry, position) == "claimed":
                articles[entry.article.id] = None
            elif entry.claim.within:
                within.add(entry.claim.within)
    yield from ledger.entries(kind="quotation", claims=sorted(within), as_of=as_of)
    for article in articles:
        yield from ledger.entries(kind="quotation", article=article, as_of=as_of)


def timeline(
    ledger: Ledger,
    *,
    actor: str | None = None,
    kinds: Iterable[str] = KINDS,
    since: str | datetime.date | None = None,
    until: str | datetime.date | None = None,
    as_of: str | datetime.date | None = None,
) -> list[Moment]:
    """What happened, was said and was agreed, by the day that it is about; ``actor`` keeps what is about somebody.

    ``since`` leaves out what is of days before it, ``until`` what was published later.

    Raises:
        UsageError: if ``since``, ``until`` or ``as_of`` is no time, or a kind is none.
    """
    first = day_of(str(since)) if since is not None else None
    if since is not None and first is None:
        raise UsageError(f"since: {str(since)!r} is no date; expected one like 2024-02-08 or 2024-02")
    entries = (
        entry for kind in kinds for entry in ledger.entries(kind=kind, actor=actor, reported=(None, until), as_of=as_of)
    )
    return moments(entries, kinds, first)


def sources(
    ledger: Ledger, *, until: str | datetime.date | None = None, as_of: str | datetime.date | None = None
) -> list[Reliance]:
    """Outlets, agencies and speakers: how much rests on them, how anonymous, how deep, what only they report.

    Raises:
        UsageError: if ``until`` or ``as_of`` is no time.
    """
    entries = (entry for kind in SOURCED for entry in ledger.entries(kind=kind, reported=(None, until), as_of=as_of))
    return reliance(entries)


def why(ledger: Ledger, claim: str, *, as_of: str | datetime.date | None = None) -> Reason:
    """The sentences behind a claim, with their article and the chain behind it.

    Raises:
        UsageError: if the ledger has no such claim.
    """
    return explain(ledger, claim, as_of=as_of)
