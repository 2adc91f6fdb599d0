"""schema.org in a page: JSON-LD text → the things that it describes.

In: the text of ``<script type="application/ld+json">``, broken ones too. Out: plain dictionaries, flat, in page order.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_DEEPEST = 6


def read_things(scripts: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """All objects that have a type, those inside of others too."""
    return tuple(thing for script in scripts for thing in _within(_parse(script), 0))


def types_of(thing: dict[str, Any]) -> str:
    """The names of the thing's types, joined by spaces."""
    types = thing.get("@type", "")
    return " ".join(map(str, types)) if isinstance(types, list) else str(types)


def texts_of(value: object) -> Iterator[str]:
    """The words of a property, whether one, many, or things with a name."""
    if isinstance(value, str):
        if words := html.unescape(value).strip():
            yield words
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, dict):
        yield from texts_of(value.get("name") or value.get("@value") or value.get("alternateName"))


def _parse(script: str) -> object:
    script = _WRAPPING.sub("", script).strip().rstrip(";")
    for text in (script, _TRAILING_COMMA.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _within(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _within(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            if isinstance(one, list | dict):
                yield from _within(one, depth + 1)
