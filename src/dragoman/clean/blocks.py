"""What all ways of reading a page end in: a list of blocks, from which furniture is cut and the text is joined.

A block is a paragraph, or a stretch that is none (headline, standfirst, heading, caption). Its text is one line:
``Block("Talks resume in Doha", "headline")``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dragoman.model import Furniture, Part, Upstream

PARAGRAPH_BREAK = "\n\n"

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of an article. ``part`` is ``None`` for a running paragraph, else one of ``Part``'s names."""

    text: str
    part: str | None = None

    def with_text(self, text: str) -> Block:
        """The same block with other words."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page on its way to an article: its blocks and what its markup says about it.

    ``published`` is the date that the markup states, ``inferred`` the one that its address or a guess gives.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    inferred: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    translated_from: str | None = None
    upstream: tuple[Upstream, ...] = ()
    furniture: tuple[Furniture, ...] = field(default=())


def tidy(text: str) -> str:
    """One line without what cannot be seen (controls, lone surrogates, soft hyphens), its white space single spaces."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _SPACE.sub(" ", _INVISIBLE.sub("", whole.replace("\n", " "))).strip()


def join_blocks(blocks: tuple[Block, ...]) -> tuple[str, tuple[Part, ...]]:
    """The article's text, and where its parts that are no paragraphs stand in it."""
    parts: list[Part] = []
    start = 0
    for block in blocks:
        if block.part is not None:
            parts.append(Part(block.part, start, start + len(block.text)))
        start += len(block.text) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(block.text for block in blocks), tuple(parts)
