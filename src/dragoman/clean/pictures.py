"""A page's picture captions: found in its tree, put back among the blocks of its text.

The extraction leaves captions out; they stand in the article's text where their picture stands, as parts of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from dragoman.clean.blocks import Block, tidy

_RUNNING = ("p", "li", "h1", "h2", "h3", "h4", "blockquote")
_SHORTEST, _LONGEST = 15, 600  # characters


@dataclass(frozen=True, slots=True)
class CaptionPlace:
    """A caption, and the running texts before and after its picture (as keys)."""

    words: str
    before: str
    after: str


def caption_places(root: html.HtmlElement) -> tuple[CaptionPlace, ...]:
    """Every ``figcaption`` of the page with its surroundings."""
    before = ""
    open_places: list[CaptionPlace] = []
    places: list[CaptionPlace] = []
    for element in root.iter("figcaption", *_RUNNING):
        words = tidy(element.text_content())
        if element.tag == "figcaption":
            if _SHORTEST <= len(words) <= _LONGEST:
                open_places.append(CaptionPlace(words, before, ""))
        elif words and not any(a.tag == "figcaption" for a in element.iterancestors()):
            before = _key(words)
            places.extend(CaptionPlace(p.words, p.before, before) for p in open_places)
            open_places.clear()
    return (*places, *open_places)


def place_captions(blocks: Sequence[Block], places: Sequence[CaptionPlace]) -> tuple[Block, ...]:
    """The blocks with the captions of the article's own pictures put in; those of other pages' pictures stay out."""
    keys = {_key(block.text): index for index, block in reversed(list(enumerate(blocks)))}
    put: dict[int, list[Block]] = {}
    seen = set(keys)
    for place in places:
        key = _key(place.words)
        if key in seen:
            continue
        if place.before in keys:
            put.setdefault(keys[place.before] + 1, []).append(Block(place.words, "caption"))
        elif place.after in keys:
            after = keys[place.after]
            put.setdefault(after + (blocks[after].part == "headline"), []).append(Block(place.words, "caption"))
        else:
            continue
        seen.add(key)
    placed: list[Block] = []
    for index in range(len(blocks) + 1):
        placed.extend(put.get(index, ()))
        placed.extend(blocks[index : index + 1])
    return tuple(placed)


def _key(words: str) -> str:
    return re.sub(r"\W+", "", words.lower())[:80]
