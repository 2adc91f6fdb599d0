"""Takes out of a page's tree the parts that its makers named as something else than the article.

In: the tree. Out: the same tree without them, and their words with the reason. ``<div class="related-stories">`` goes,
unless it holds so much of the page's text that the name must mean something else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml import html

from dragoman.clean.blocks import tidy
from dragoman.model import Furniture

_NEVER = ("html", "body", "main", "head", "h1", "p", "figure", "figcaption", "img")
_LONGEST_KEPT = 400  # characters of a cut part that are told
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Section:
    reason: str
    names: re.Pattern[str]
    most: float
    linked: bool


def cut_sections(root: html.HtmlElement) -> tuple[Furniture, ...]:
    """Removes the parts from the tree, outermost first, and says what they were."""
    whole = max(1, _letters(root))
    cut: list[Furniture] = []
    gone: set[html.HtmlElement] = set()
    for element in list(
        root.iter("div", "section", "aside", "ul", "ol", "span", "article", "form", "nav", "table", "a", "li")
    ):
        section = _named(element)
        if section is None or any(ancestor in gone for ancestor in element.iterancestors()):
            continue
        words = tidy(element.text_content())
        if len(words) > section.most * whole or (
            section.linked and element.find(".//a") is None and element.tag != "a"
        ):
            continue
        if element.find(".//h1") is not None:
            continue
        if words:
            cut.append(Furniture(words[:_LONGEST_KEPT], section.reason))
        gone.add(element)
    for element in gone:
        element.drop_tree()
    return tuple(cut)


def _letters(root: html.HtmlElement) -> int:
    """How much running text the page has."""
    return sum(len(tidy(p.text_content())) for p in root.iter("p")) or len(tidy(root.text_content()))


def _named(element: html.HtmlElement) -> _Section | None:
    name = f"{element.get('class', '')} {element.get('id', '')}".strip()
    if not name or element.tag in _NEVER:
        return None
    words = f" {_SIGNS.sub(' ', _CAPITAL.sub(' ', name)).lower()} "
    return next((section for section in _sections() if section.names.search(words)), None)


@cache
def _sections() -> tuple[_Section, ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("sections.toml").read_text(encoding="utf-8"))
    return tuple(
        _Section(
            section["reason"],
            re.compile(" (?:" + "|".join(sorted(map(re.escape, section["names"]), key=len, reverse=True)) + ") "),
            section["most"],
            section.get("linked", False),
        )
        for section in table["section"]
    )
