"""A reading in progress, as extractors see it, and the outcome, as callers get it: a report, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.model.article import Article
from dragoman.model.claim import Claim
from dragoman.model.issue import Issue

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor works from: the article, its analysis, and the claims of the extractors before it."""

    article: Article
    doc: Doc
    claims: tuple[Claim, ...] = ()

    def of_kind(self, kind: str) -> tuple[Claim, ...]:
        """The claims so far of one kind, in the order of the text."""
        return tuple(claim for claim in self.claims if claim.kind == kind)


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor as it read an article, whether it found anything or not: ``Reader("figures", 3)``."""

    name: str
    version: int


@dataclass(frozen=True, slots=True)
class Report:
    """One article read: its claims in the order of the text, and what was left undecided.

    ``readers`` are the extractors that read it, in their order.
    """

    article: Article
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    readers: tuple[Reader, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that no article could be read from. ``origin`` is what a person would call it, ``issue`` says why."""

    origin: str
    issue: Issue
