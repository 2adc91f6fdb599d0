"""The questions that people ask of a ledger: where the talks stand, what each side wants, what happened, on whose word.

Each function asks the ledger for the entries that it needs and hands them to the view of that name; nothing is stored.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.dossier import negotiations, positions, sources, timeline
from dragoman.dossier.naming import key_called
from dragoman.dossier.negotiations import Track
from dragoman.dossier.positions import Difference, Line
from dragoman.dossier.sources import Reliance
from dragoman.dossier.timeline import KINDS, Moment
from dragoman.dossier.why import Reason, explain
from dragoman.model import Topic

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

Day = str | datetime.date


def talks(ledger: Ledger, *, between: Iterable[str] = (), as_of: Day | None = None) -> list[Track]:
    """The tracks of negotiation, the most reported first, each with its rounds, how it stands, and its agreements.

    ``between`` are names or identities that must all take part; ``as_of`` asks what the ledger knew then.

    Raises:
        UsageError: if ``as_of`` is no time.
    """
    entries = [*ledger.entries(kind="talks", as_of=as_of), *ledger.entries(kind="agreement", as_of=as_of)]
    return negotiations.tracks(entries, [key_called(name) for name in between])


def stances(
    ledger: Ledger, *, between: Iterable[str] = (), issue: Topic | None = None, as_of: Day | None = None
) -> tuple[list[Line], list[Difference]]:
    """What each party wants, issue by issue and step by step, and how far the parties of ``between`` are apart.

    Without ``between`` there are the lines of all parties, and no differences.

    Raises:
        UsageError: if ``as_of`` is no time.
    """
    keys = [key_called(name) for name in between]
    found = positions.lines(ledger.entries(kind="position", as_of=as_of), keys, issue)
    return found, positions.differences(found) if keys else []


def moments(
    ledger: Ledger, *, actor: str | None = None, kinds: Iterable[str] = KINDS, as_of: Day | None = None
) -> list[Moment]:
    """What happened, was said and was agreed, by the day that it is about; ``actor`` keeps what is about somebody.

    Raises:
        UsageError: if ``as_of`` is no time, or a kind is none.
    """
    entries = (entry for kind in kinds for entry in ledger.entries(kind=kind, actor=actor, as_of=as_of))
    return timeline.timeline(entries, kinds)


def relied_on(ledger: Ledger, *, as_of: Day | None = None) -> list[Reliance]:
    """Outlets, agencies and speakers: how much rests on them, how anonymous, how deep, what only they report.

    Raises:
        UsageError: if ``as_of`` is no time.
    """
    entries = (entry for kind in sources.KINDS for entry in ledger.entries(kind=kind, as_of=as_of))
    return sources.reliance(entries)


def why(ledger: Ledger, claim: str, *, as_of: Day | None = None) -> Reason:
    """The sentences behind a claim, with their article and the chain behind it.

    Raises:
        UsageError: if the ledger has no such claim.
    """
    return explain(ledger, claim, as_of=as_of)
