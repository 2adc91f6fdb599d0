"""The types that every stage speaks in: frozen, plain, and shaped as the codebook's JSON.

This package imports nothing else of Dragoman. A value is made once and never filled in later.
"""

from dragoman.model.article import Article, Capture, Cleaned, Furniture, Part, Upstream
from dragoman.model.claim import Claim, Evidence, make_claim
from dragoman.model.errors import BadPage, DragomanError, UsageError
from dragoman.model.issue import Issue
from dragoman.model.reading import Reading, Report, Unread
from dragoman.model.span import Span
from dragoman.model.values import Actor, ActorType, Date, Identification, Place, Source, Value, When

__all__ = [
    "Actor",
    "ActorType",
    "Article",
    "BadPage",
    "Capture",
    "Claim",
    "Cleaned",
    "Date",
    "DragomanError",
    "Evidence",
    "Furniture",
    "Identification",
    "Issue",
    "Part",
    "Place",
    "Reading",
    "Report",
    "Source",
    "Span",
    "Unread",
    "Upstream",
    "UsageError",
    "Value",
    "When",
    "make_claim",
]
