"""The tree that trafilatura makes of a page's article → blocks.

A paragraph, a heading, an item of a list, a row of a table is one block each. A list of links, or a paragraph that is
nothing but one, leads elsewhere and is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dragoman.clean.blocks import Block, tidy
from dragoman.model import Furniture

_ELSEWHERE = "link to another article"
_ALL_LINKED = 0.9  # of a block's letters
_MOSTLY_LINKED = 0.75  # of a list's letters
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAK = "\x1e"
_BLOCKS = frozenset(("p", "head", "list", "table", "quote", "code"))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    linked: float
    part: str | None = None
    item_of: int = 0


def read_body(body: etree._Element) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """The blocks of the article and the links to others that stood among them."""
    lines = list(_lines(body))
    lists: dict[int, list[_Line]] = {}
    for line in lines:
        if line.item_of:
            lists.setdefault(line.item_of, []).append(line)
    link_lists = {number for number, items in lists.items() if _is_link_list(items)}
    blocks: list[Block] = []
    cut: list[Furniture] = []
    for line in lines:
        if line.item_of in link_lists or _is_link(line):
            cut.append(Furniture(line.text, _ELSEWHERE))
        else:
            blocks.append(Block(line.text, line.part))
    return tuple(blocks), tuple(cut)


def _is_link_list(items: list[_Line]) -> bool:
    letters = sum(len(item.text) for item in items)
    linked = sum(item.linked * len(item.text) for item in items)
    return linked > _MOSTLY_LINKED * letters


def _is_link(line: _Line) -> bool:
    return line.linked > _ALL_LINKED and not _ENDS_SENTENCE.search(line.text) and len(line.text.split()) > 1


def _lines(body: etree._Element) -> Iterator[_Line]:
    """The body's lines: lists and tables whole, containers by what they contain, all else piece by piece."""
    if body.text and tidy(body.text):
        yield _Line(tidy(body.text), 0.0)
    for place, element in enumerate(body):
        if element.tag == "list":
            for item in element.iter("item"):  # a list in an item comes after it, as items of the same list
                yield from _pieces(item, item_of=id(element) + place)
        elif element.tag == "table":
            yield from _rows(element)
        elif element.tag == "head":
            yield from _pieces(element, part="heading")
        elif element.tag != "p" and any(child.tag in _BLOCKS for child in element.iterdescendants()):
            yield from _lines(element)
        else:
            yield from _pieces(element)
        if element.tail and tidy(element.tail):
            yield _Line(tidy(element.tail), 0.0)


def _rows(table: etree._Element) -> Iterator[_Line]:
    """A table row by row; one that only lays out a page, cell by cell."""
    for row in table.iter("row"):
        if next(row.iterancestors("table")) is not table:
            continue
        cells = [cell for cell in row.iter("cell") if next(cell.iterancestors("row")) is row]
        if any(child.tag in _BLOCKS for cell in cells for child in cell):
            for cell in cells:
                yield from _lines(cell)
        elif words := " | ".join(filter(None, (tidy("".join(cell.itertext())) for cell in cells))):
            yield _Line(words, 0.0)


def _pieces(element: etree._Element, part: str | None = None, item_of: int = 0) -> Iterator[_Line]:
    """The element's text, parted where it breaks a line unless in mid-sentence."""
    text: list[str] = []
    linked: list[str] = []

    def gather(node: etree._Element, in_link: bool) -> None:
        if node.tag in ("lb", "p", "item", "row"):
            text.append(_BREAK)
        in_link = in_link or node.tag == "ref"
        for words in (node.text,):
            if words:
                text.append(words)
                if in_link:
                    linked.append(words)
        for child in node:
            if child.tag != "list":
                gather(child, in_link)
            if child.tail:
                text.append(child.tail)
                if in_link:
                    linked.append(child.tail)

    gather(element, False)
    letters = max(1, len(tidy("".join(text).replace(_BREAK, " "))))
    share = min(1.0, len(tidy("".join(linked))) / letters)
    whole = ""
    for piece in map(tidy, "".join(text).split(_BREAK)):
        if not piece:
            continue
        if whole and not _ENDS_SENTENCE.search(whole) and piece[0].islower():
            whole = f"{whole} {piece}"
            continue
        if whole:
            yield _Line(whole, share, part, item_of)
        whole = piece
    if whole:
        yield _Line(whole, share, part, item_of)
