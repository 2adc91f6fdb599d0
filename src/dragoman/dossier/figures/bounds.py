"""What a figure can mean: its stated number → the interval that is compatible with it.

"27,840" is exact, "1,400" may be rounded to hundreds, "nearly 9,000" is a little less, "more than 1,160" has no upper
end.
Two figures differ by more than rounding when their intervals share nothing.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import Figure

ROUNDED = 100
"""A whole number that is a multiple of this may be rounded: officials count to the one, outlets round to hundreds."""
SHARE = 0.1
"""No rounding is wider than this share of the number, and an approximate number may be off by it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval of counts, both ends included; an open end is infinite."""

    low: float
    high: float

    def meets(self, other: Bounds) -> bool:
        """Whether one count can be both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Bounds) -> Bounds:
        return Bounds(self.low - other.high, self.high - other.low)

    @property
    def excludes_zero(self) -> bool:
        """Whether no count in it is nought."""
        return self.low > 0 or self.high < 0


@cache
def words() -> dict[str, Any]:
    """The tables of ``words.toml``."""
    text = files("dragoman.dossier.figures").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def bounds_of(figure: Figure) -> Bounds:
    """The counts that ``figure`` is compatible with."""
    low = -math.inf if figure.low is None else float(figure.low)
    high = math.inf if figure.high is None else float(figure.high)
    if figure.low is None or figure.high is None:
        return Bounds(max(low, 0.0), high)
    qualifier = (figure.qualifier or "").casefold()
    slack = _rounding(figure.low), _rounding(figure.high)
    if any(qualifier.startswith(form) for form in words()["qualifiers"]["short_of"]):
        return Bounds(low * (1 - SHARE), high)
    if set(qualifier.split()) & set(words()["qualifiers"]["approximate"]):
        return Bounds(low * (1 - SHARE), high * (1 + SHARE))
    return Bounds(low - slack[0], high + slack[1])


def _rounding(number: int) -> float:
    """Half of the unit that ``number`` may be rounded to: 1,400 → 50, 27,840 → 0."""
    if number < ROUNDED or number % ROUNDED:
        return 0.0
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return min(10.0**zeros, number * SHARE) / 2


def stated(figure: Figure) -> int | None:
    """The number that the words name: 1,160 for "more than 1,160", whose lower bound is 1,161."""
    if figure.low is None:
        return figure.high
    above = figure.high is None and figure.low % 10 != 0 and (figure.qualifier or "").casefold().endswith(_ABOVE)
    return figure.low - 1 if above else figure.low


_ABOVE = (
    "than",
    "over",
    "above",
    "exceeding",
    "exceeded",
    "exceeds",
    "surpassed",
    "surpasses",
    "topped",
    "tops",
    "passed",
)


def is_exact(figure: Figure) -> bool:
    """Whether the figure is a count to the one: no qualifier, not rounded."""
    return figure.low is not None and figure.low == figure.high and not figure.qualifier and not _rounding(figure.low)


def number(figure: Figure) -> str:
    """The figure's number for people: ``1,405``, ``more than 1,160``, ``20 to 30``."""
    named = stated(figure)
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return f"{figure.low:,} to {figure.high:,}"
    if named is None:
        return "a number"
    qualifier = (
        figure.qualifier or ("at least" if figure.high is None else "up to" if figure.low is None else "")
    ).lower()
    return f"{named:,} {qualifier}" if qualifier.startswith("or ") else f"{qualifier} {named:,}".strip()


def span(bounds: Bounds) -> str:
    """An interval for people: ``572``, ``−32``, ``450 to 550``, ``4,000 or more``."""
    low, high = (f"{end:,.0f}".replace("-", "−") for end in (bounds.low, bounds.high))
    if math.isinf(bounds.low) or math.isinf(bounds.high):
        return f"{high} or less" if math.isinf(bounds.low) else f"{low} or more"
    return low if low == high else f"{low} to {high}"
