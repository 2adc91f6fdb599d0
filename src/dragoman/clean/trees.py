"""HTML text → a tree that is safe to work on: scripts out before parsing, a bound on size and on depth.

In: the page's text, of any size and however broken. Out: the tree, the page's JSON-LD, and an issue where something was
left out. A page of 50 MB is mostly scripts and styles; they go by plain search, so that only the rest is ever parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree, html

from dragoman.model import BadPage, Issue

STAGE = "clean"

_MOST_PARSED = 2_000_000  # characters; the longest article is far shorter, and a tree takes some 40 times its text
_DEEPEST = 150  # elements; extraction recurses over the tree, and Python stops at a depth of 1000 calls
_MOST_JSON = 1_000_000
_OPENING = re.compile(r"<(script|style|svg|noscript|template|iframe|object|canvas|math|!--)", re.I)
_JSON_TYPE = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.I)
_NO_TAG = re.compile(r"<(?=[<\s])")  # a sign of the text; the parser takes quadratic time for a row of them
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: its root, and the JSON-LD blocks that were taken out of it."""

    root: html.HtmlElement
    json: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


def read_tree(text: str) -> Tree:
    """The tree of a page.

    Raises:
        BadPage: if the page has no element at all.
    """
    markup, json = _without_scripts(_NO_TAG.sub("&lt;", _DECLARED.sub("", text)))
    issues: list[Issue] = []
    if len(markup) > _MOST_PARSED:
        issues.append(
            Issue(STAGE, f"the page is too long: read its first {_MOST_PARSED:,} of {len(markup):,} characters")
        )
        markup = markup[:_MOST_PARSED]
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise BadPage("no article found in it") from error
    _flatten(root)
    return Tree(root, json, tuple(issues))


def _without_scripts(text: str) -> tuple[str, tuple[str, ...]]:
    """The markup without what is no text, by one pass over it; and the JSON-LD that stood there."""
    kept: list[str] = []
    json: list[str] = []
    unclosed: set[str] = set()
    at = 0
    for opening in _OPENING.finditer(text):
        name = opening[1].lower()
        if opening.start() < at or name in unclosed:
            continue
        closing = _closing(name).search(text, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        kept.append(text[at : opening.start()])
        content = text[opening.start() : closing.start()]
        if name == "script" and len(content) <= _MOST_JSON and _JSON_TYPE.search(content[:300]):
            json.append(content[content.find(">") + 1 :])
        at = closing.end()
    kept.append(text[at:])
    return " ".join(kept), tuple(json)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile("-->" if name == "!--" else rf"</{name}[^>]*(?:>|$)", re.I)


def _flatten(root: html.HtmlElement) -> None:
    """Takes elements that are nested too deep out of their parents, keeping their text."""
    deep: list[html.HtmlElement] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > _DEEPEST:
            deep.append(element)
    for element in reversed(deep):
        if element.tag in ("p", "br", "div", "li", "tr"):
            element.tail = f"\n{element.tail or ''}"
        element.drop_tag()
