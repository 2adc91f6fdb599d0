"""Dragoman reads the news of a conflict and keeps the record of the talks.

``dragoman.read("report.html")`` reads one report, ``dragoman.read_many(["reports/"])`` many.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.model import (
    Article,
    BadPage,
    Citation,
    Claim,
    DragomanError,
    Entry,
    Evidence,
    Issue,
    Report,
    Ruling,
    Unread,
    UsageError,
)

if TYPE_CHECKING:
    from dragoman.adding import add_many
    from dragoman.capture import find_sources
    from dragoman.dossier.asking import check, figures, positions, sources, talks, timeline, why
    from dragoman.ledger import Added, Judgement, Ledger, Merged, open_ledger
    from dragoman.pipeline import read, read_many

__version__ = "0.1.0"

__all__ = [
    "Added",
    "Article",
    "BadPage",
    "Citation",
    "Claim",
    "DragomanError",
    "Entry",
    "Evidence",
    "Issue",
    "Judgement",
    "Ledger",
    "Merged",
    "Report",
    "Ruling",
    "Unread",
    "UsageError",
    "__version__",
    "add_many",
    "check",
    "figures",
    "find_sources",
    "open_ledger",
    "positions",
    "read",
    "read_many",
    "sources",
    "talks",
    "timeline",
    "why",
]

_LATER = {
    "Added": "dragoman.ledger",
    "Judgement": "dragoman.ledger",
    "Ledger": "dragoman.ledger",
    "Merged": "dragoman.ledger",
    "add_many": "dragoman.adding",
    "check": "dragoman.dossier.asking",
    "figures": "dragoman.dossier.asking",
    "find_sources": "dragoman.capture",
    "open_ledger": "dragoman.ledger",
    "positions": "dragoman.dossier.asking",
    "read": "dragoman.pipeline",
    "read_many": "dragoman.pipeline",
    "sources": "dragoman.dossier.asking",
    "talks": "dragoman.dossier.asking",
    "timeline": "dragoman.dossier.asking",
    "why": "dragoman.dossier.asking",
}
"""Imported when first asked for (PEP 562): with them come spaCy and the parsers, a second that ``--help`` can spare."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
