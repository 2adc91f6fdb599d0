"""A claim: one thing that an article says, with the words that say it.

No words, no claim: a claim without evidence cannot be made, and evidence whose words are not the text's cannot either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from dragoman.model.article import Article
from dragoman.model.span import Span
from dragoman.model.values import KINDS, Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article and the part they play: ``content``, ``cue``, ``speaker``, ``figure``, ``actor``…"""

    role: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of an article, in the shape of the codebook's JSON.

    ``within`` is the id of the quotation that the claim stands in; ``rule`` names the rule that made it.
    """

    id: str
    kind: str
    value: Value
    evidence: tuple[Evidence, ...]
    within: str | None
    rule: str


def make_claim(
    article: Article,
    value: Value,
    evidence: Iterable[tuple[str, Span]],
    *,
    rule: str,
    within: str | None = None,
) -> Claim:
    """Make a claim about ``article`` whose words are sliced from its text.

    The id is a hash of the article, the value and the evidence, so the same claim of the same words is one claim.

    Raises:
        ValueError: if there is no evidence, or a span reaches past the text.
    """
    words = tuple(Evidence(role, span.start, span.end, span.of(article.text)) for role, span in evidence)
    if not words:
        raise ValueError("a claim needs the words that it rests on")
    kind = KINDS[type(value)]
    said = _CANONICAL.encode([article.id, kind, value, [(e.role, e.start, e.end) for e in words]])
    return Claim(hashlib.sha256(said.encode()).hexdigest()[:16], kind, value, words, within, rule)


def _fields_of(value: Any) -> dict[str, Any]:
    """What ``dataclasses.asdict`` gives, without its copies of everything inside."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


_CANONICAL = json.JSONEncoder(sort_keys=True, default=_fields_of)
