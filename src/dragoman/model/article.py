"""Capture and article: the bytes as they came, and the text that a reader would call the article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from dragoman.model.issue import Issue

PublishedFrom = Literal["metadata", "dateline", "given", "inferred", "unknown"]
"""How a publication date is known."""


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were found.

    ``origin`` is what a person would call the source: a path, an address, ``"-"``. ``url`` is set only for what came
    from the web; ``media_type`` and ``charset`` are what the server said, if one said anything.
    """

    content: bytes
    origin: str
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Upstream:
    """A page or agency that the article says it was taken from."""

    url: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that is not a running paragraph: ``headline``, ``standfirst``, ``heading``, ``caption``."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of the page that are not the article's, and why they were cut."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report. ``text`` is final: every offset anywhere counts its code points. It holds no NUL and no lone
    surrogate.

    ``published`` is an ISO date (``2024-02-08``, or ``2024-02`` if no more is known) or ``None``; ``language`` an ISO
    639-1 code; ``translated_from`` a language code, ``"unknown"`` if the page says that it is a translation but not
    from what.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    translated_from: str | None = None
    url: str | None = None
    origin: str | None = None
    upstream: tuple[Upstream, ...] = ()
    parts: tuple[Part, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning makes of a capture: the article, and what it could not decide."""

    article: Article
    issues: tuple[Issue, ...] = ()


def article_id(text: str, url: str | None, published: str | None) -> str:
    """A stable id: 16 hex digits of a SHA-256 over what the article is, not where or when it was found."""
    digest = hashlib.sha256("\x1f".join((text, url or "", published or "")).encode())
    return digest.hexdigest()[:16]
