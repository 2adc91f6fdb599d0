"""The dossier's questions to a ledger: ``figures(ledger, place="Zaria")``, ``check(ledger, draft)``.

The views themselves are functions of entries; here the entries come from a ledger.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, get_args

from dragoman.dossier.check import Known, Review, check_against
from dragoman.dossier.entries import entries_of, said
from dragoman.dossier.figures import Finding, Series, figure_series, reconcile
from dragoman.dossier.naming import words_key
from dragoman.model import Actor, Entry, Outcome, Place, Report, UsageError
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
    as_of: str | datetime.date | None = None,
) -> Figures:
    """Figures as series, by claimant and by what is counted, with what does not add up.

    ``place``, ``side`` and ``claimant`` are names, or words of them; ``as_of`` asks for what the ledger knew then.

    Raises:
        UsageError: if there is no such outcome.
    """
    if outcome is not None and outcome not in get_args(Outcome):
        raise UsageError(f"outcome: {outcome!r} is none; expected one of {', '.join(get_args(Outcome))}")
    entries = list(chain.from_iterable(ledger.entries(kind=kind, as_of=as_of) for kind in ("figure", "agreement")))
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
    wanted = {"claimant": claimant, "place": place, "side": side}
    chosen = tuple(
        series
        for series in figure_series(given)
        if (outcome is None or series.subject.outcome == outcome)
        and all(_is_called(getattr(series, field), name) for field, name in wanted.items() if name)
    )
    shown = {entry.claim.id for series in chosen for point in series.points for entry in point.entries}
    found = reconcile(given)
    return Figures(chosen, tuple(one for one in found if any(entry.claim.id in shown for entry in one.entries)))


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
