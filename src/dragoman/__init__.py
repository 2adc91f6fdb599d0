"""Dragoman reads the news of a conflict and keeps the record of the talks.

``dragoman.read("report.html")`` reads one report, ``dragoman.read_many(["reports/"])`` many.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.model import Article, BadPage, Claim, DragomanError, Evidence, Issue, Report, Unread, UsageError

if TYPE_CHECKING:
    from dragoman.capture import find_sources
    from dragoman.pipeline import read, read_many

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BadPage",
    "Claim",
    "DragomanError",
    "Evidence",
    "Issue",
    "Report",
    "Unread",
    "UsageError",
    "__version__",
    "find_sources",
    "read",
    "read_many",
]

_LATER = {"find_sources": "dragoman.capture", "read": "dragoman.pipeline", "read_many": "dragoman.pipeline"}
"""Imported when first asked for (PEP 562): with them come spaCy and the parsers, a second that ``--help`` can spare."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
