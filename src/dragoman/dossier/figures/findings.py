"""What reconciliation finds: a check's name, its arithmetic, and the sentences that do not fit together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.figures.told import Told
from dragoman.model import Entry


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up. It says so, shows the arithmetic and corrects nothing.

    ``entries`` are the claims it rests on, the ones that the message names first.
    """

    check: str
    message: str
    arithmetic: str
    entries: tuple[Entry, ...]


def finding(check: str, message: str, arithmetic: str, told: Iterable[Told]) -> Finding:
    """A finding about figures."""
    return Finding(check, message, arithmetic, tuple({one.entry.claim.id: one.entry for one in told}.values()))
