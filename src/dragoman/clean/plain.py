"""Plain text or Markdown → blocks, in the order they stand in.

A paragraph is what blank lines part, or each line where lines are whole paragraphs; lines broken at a width are joined.
"CAIRO, Feb 8 —\\nTalks resumed" in a text wrapped at 72 characters is one paragraph, in one whose lines run on, two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dragoman.clean.blocks import Block, tidy
from dragoman.clean.captions import is_caption
from dragoman.clean.markdown import heading_level, is_item, is_rule, strip_markup

_WIDEST = 120  # characters; nobody breaks running text at more
_NARROWEST = 45
_FEWEST_BROKEN = 3  # lines that must look broken before any are joined
_FEWEST_HEADLINE_WORDS = 4
_MOST_HEADLINE_WORDS = 25
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def read_plain(text: str) -> tuple[Block, ...]:
    """The blocks of a plain or Markdown text: headings marked as such, all else paragraphs."""
    lines = text.split("\n")
    width = _wrapped_at(lines)
    return tuple(_blocks(lines, width))


def mark_parts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with captions marked, and a first line that is no sentence marked as the headline.

    A headline stands before a longer block, has few words, and does not end as a sentence does.
    """
    marked = [replace(b, part="caption") if b.part is None and is_caption(b.text) else b for b in blocks]
    first = next((i for i, block in enumerate(marked) if block.part != "caption"), None)
    if first is not None and first + 1 < len(marked) and _is_headline(marked[first], marked[first + 1]):
        marked[first] = replace(marked[first], part="headline")
    return tuple(marked)


def _is_headline(block: Block, following: Block) -> bool:
    if block.part == "heading":
        return True
    words = len(block.text.split())
    return (
        _FEWEST_HEADLINE_WORDS <= words <= _MOST_HEADLINE_WORDS
        and not _ENDS_SENTENCE.search(block.text)
        and block.text[-1] not in ",;"
        and len(following.text) > len(block.text)
    )


def _blocks(lines: list[str], width: int | None) -> Iterator[Block]:
    paragraph: list[str] = []

    def close() -> Iterator[Block]:
        if paragraph:
            yield from _block(" ".join(paragraph))
            paragraph.clear()

    for line in lines:
        if not line.strip() or is_rule(line):
            yield from close()
        elif heading_level(line):
            yield from close()
            yield from _block(line, "heading")
        else:
            if paragraph and not (width and _continues(paragraph[-1], line, width)):
                yield from close()
            paragraph.append(line.rstrip())
    yield from close()


def _block(line: str, part: str | None = None) -> Iterator[Block]:
    words = tidy(strip_markup(line))
    if words:
        yield Block(words, part)


def _wrapped_at(lines: list[str]) -> int | None:
    """The width that the text's lines were broken at, or ``None`` if its lines are paragraphs."""
    longest = max(map(len, lines), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    broken = [a for a, b in pairs if _continues(a, b, longest) and not _ENDS_SENTENCE.search(a.rstrip())]
    if len(broken) < _FEWEST_BROKEN or len(broken) < 0.5 * len(pairs):
        return None
    return longest


def _continues(line: str, following: str, width: int) -> bool:
    """Whether ``following`` goes on where ``line`` was broken: its first word had no room left there."""
    if is_item(following) or (following[:1].isspace() and not line[:1].isspace()):
        return False
    first = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(first) > 0.9 * width
