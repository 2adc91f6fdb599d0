"""Quotations: words and thoughts that an article lays at somebody's door, and whose door it is.

``“We are ready,” Qatar's envoy told Reuters on condition of anonymity.`` gives one quotation, ``direct``, of an
``anonymous`` speaker, ``told_to`` Reuters. Titles, ironies and the outlet's own words give none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.quotations.lexicon import load_lexicon
from dragoman.extract.quotations.linking import find_attributions
from dragoman.extract.quotations.marks import find_marks
from dragoman.extract.quotations.nesting import enclosing
from dragoman.extract.quotations.selection import select
from dragoman.extract.quotations.tree import Tree
from dragoman.model import Claim, Issue, Reading

__all__ = ["enclosing", "extract", "name", "version"]

name = "quotations"
version = 3


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """The quotations of an article, and the marks that could not be paired."""
    if not len(reading.doc):
        return
    tree = Tree(reading.doc)
    marks = find_marks(reading.article.text)
    yield from select(reading, tree, marks, find_attributions(tree, marks, load_lexicon()))
    for place in marks.orphans:
        yield Issue(name, "a quotation mark without its partner", place, place + 1)
