"""The types that every stage speaks in: frozen, plain, and shaped as the codebook's JSON.

This package imports nothing else of Dragoman. A value is made once and never filled in later.
"""

from dragoman.model.article import Article, Capture, Cleaned, Furniture, Part, Upstream
from dragoman.model.claim import Claim, Evidence, make_claim
from dragoman.model.entry import Citation, Entry, Ruling, Verdict
from dragoman.model.errors import BadPage, DragomanError, UsageError
from dragoman.model.issue import Issue
from dragoman.model.reading import Reader, Reading, Report, Unread
from dragoman.model.span import Span
from dragoman.model.values import (
    Actor,
    ActorType,
    Agreement,
    AgreementType,
    Channel,
    Date,
    Event,
    EventType,
    Figure,
    Identification,
    Manner,
    Outcome,
    Place,
    Position,
    Quotation,
    Realis,
    Source,
    Stance,
    Talks,
    TalksStatus,
    Topic,
    Value,
    When,
)

__all__ = [
    "Actor",
    "ActorType",
    "Agreement",
    "AgreementType",
    "Article",
    "BadPage",
    "Capture",
    "Channel",
    "Citation",
    "Claim",
    "Cleaned",
    "Date",
    "DragomanError",
    "Entry",
    "Event",
    "EventType",
    "Evidence",
    "Figure",
    "Furniture",
    "Identification",
    "Issue",
    "Manner",
    "Outcome",
    "Part",
    "Place",
    "Position",
    "Quotation",
    "Reader",
    "Reading",
    "Realis",
    "Report",
    "Ruling",
    "Source",
    "Span",
    "Stance",
    "Talks",
    "TalksStatus",
    "Topic",
    "Unread",
    "Upstream",
    "UsageError",
    "Value",
    "Verdict",
    "When",
    "make_claim",
]
