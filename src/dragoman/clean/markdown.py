"""Markdown → the words alone. In: one line, out: the line without its markup.

Only what cannot be anything else is taken for markup, so that plain text passes unchanged: "**Talks** [resumed](u)" is
"Talks resumed", "2 * 3 * 4" and "snake_case" stay as they are.
"""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[[^\]]*\]\((?:<[^>]*>|[^()\s]|\([^()]*\)|\s)*?\)")
_EMPTY_LINK = re.compile(r"\[\s*\]\([^\n]*?\)(?=\s|$)")
_LINK = re.compile(r"\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\]\((?:<[^>\n]*>|[^()\n]|\([^()\n]*\))*\)")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_STRONG = re.compile(r"(\*{2,}|__)(?=\S)(?P<words>.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(?P<words>[^*_\n]+?)(?<=[^\s*_])\1(?![\w*_])")
_LEFT_OVER = re.compile(r"\*{2,}|(?<!\w)_{2,}(?=\w)|(?<=\w)_{2,}(?!\w)")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|br|span|p|div|a)(?:\s[^<>]*)?/?>", re.I)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_HEADING = re.compile(r"^\s{0,3}(?P<level>#{1,6})\s+(?P<words>\S.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=#~]\s*){3,}$")
_BULLET = re.compile(r"^\s*[*+•◦▪]\s+|^\s*-\s{1,3}(?=\S)")
_QUOTE = re.compile(r"^\s*>+\s?")
_TABLE_RULE = re.compile(r"^[\s|:-]*-{3,}[\s|:-]*$")


def is_rule(line: str) -> bool:
    """Whether the line is a drawn one: ``---``, ``* * *``, ``***``, the line under a table's head."""
    return bool(_RULE.match(line) or _TABLE_RULE.match(line))


def heading_level(line: str) -> int:
    """How many ``#`` the line begins with as a heading; 0 for no heading."""
    found = _HEADING.match(line)
    return len(found["level"]) if found else 0


def is_item(line: str) -> bool:
    """Whether the line is an item of a list."""
    return bool(_BULLET.match(line))


def strip_markup(line: str) -> str:
    """The line's words without Markdown's signs and inline HTML."""
    heading = _HEADING.match(line)
    words = heading["words"] if heading else _QUOTE.sub("", line)
    words = _BULLET.sub("", words)
    if not any(sign in words for sign in "*_[<\\"):
        return words
    words = _IMAGE.sub("", words)
    words = _EMPTY_LINK.sub("", words)
    words = _LINK.sub(r"\g<words>", words)
    words = _ADDRESS.sub(r"\1", words)
    words = _TAG.sub("", words)
    for _ in range(2):  # strong words in emphasis, emphasis in strong words
        words = _STRONG.sub(r"\g<words>", words)
        words = _EMPHASIS.sub(r"\g<words>", words)
    return _ESCAPED.sub(r"\1", _LEFT_OVER.sub("", words))
