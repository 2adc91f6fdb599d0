"""Figures: numbers of people and what has become of them, with who claims them.

"A strike on Ardal killed at least 12 people, including three children, the mayor said" gives two figures: 12 or more
killed and, a part of them, 3 children killed, both claimed by the mayor. Numbers of anything else yield nothing, and
a number of people that no word says a fate of yields nothing either. What talks bargain over (aid trucks) counts as
outcome ``other``.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.figures.numbers import Number, find_numbers
from dragoman.extract.figures.reading import read_figures
from dragoman.model import Claim, Issue, Reading

__all__ = ["Number", "extract", "find_numbers", "name", "version"]

name = "figures"
version = 5


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """The figures of an article in the order of the text, a whole before its parts."""
    yield from read_figures(reading)
