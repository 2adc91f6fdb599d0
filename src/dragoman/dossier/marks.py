"""How well a line of the dossier stands: the marks that every view shows beside its lines.

A mark says what the record holds against a line. It never changes or removes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dragoman.model import Entry, Source

Mark = Literal["contradicted", "stale", "single-sourced", "anonymous"]
"""``contradicted``: others say otherwise of the same time. ``stale``: told although the same claimant had already said
something newer. ``single-sourced``: all reports go back to one origin. ``anonymous``: nobody is named as the source.
"""

_NAMELESS = frozenset({"anonymous", "unnamed"})


def origins(entries: Iterable[Entry]) -> frozenset[str]:
    """The independent origins of what the entries say: copies of one text count once."""
    return frozenset(entry.origin for entry in entries)


def sourcing(entries: Iterable[Entry], sources: Iterable[Source | None]) -> tuple[Mark, ...]:
    """The marks that sourcing alone gives: ``single-sourced`` and ``anonymous``."""
    found: list[Mark] = []
    if len(origins(entries)) == 1:
        found.append("single-sourced")
    told = list(sources)
    if told and all(source is not None and source.identification in _NAMELESS for source in told):
        found.append("anonymous")
    return tuple(found)
