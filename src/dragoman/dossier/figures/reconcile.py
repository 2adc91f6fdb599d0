"""Do the figures add up? Entries → findings, by the checks listed here. No figure is ever corrected.

A check is a function of the record; a new one is written beside the others and listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dragoman.dossier.figures.findings import Finding
from dragoman.dossier.figures.record import Record
from dragoman.dossier.figures.sums import (
    claimants_differ,
    group_exceeds_all,
    group_outgrows_all,
    part_exceeds_whole,
    stock_and_flow,
    terms_and_freed,
)
from dragoman.dossier.figures.totals import (
    digits_slipped,
    not_in_series,
    total_falls,
    total_leaps,
    total_outgrows_days,
)
from dragoman.model import Entry

Check = Callable[[Record], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    part_exceeds_whole,
    group_exceeds_all,
    group_outgrows_all,
    total_falls,
    total_outgrows_days,
    total_leaps,
    stock_and_flow,
    terms_and_freed,
    digits_slipped,
    claimants_differ,
    not_in_series,
)
"""Every check, in the order in which their findings are told."""


def reconcile(entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """What does not add up among the figures of ``entries``."""
    record = Record.of(entries)
    return tuple(found for check in CHECKS for found in check(record))
