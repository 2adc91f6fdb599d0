"""A stretch of an article's text: ``Span(0, 5).of("Cairo talks")`` is ``"Cairo"``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of an article's text, counted in Unicode code points.

    Raises:
        ValueError: if the span is empty or begins before the text does.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words of ``text`` under this span.

        Raises:
            ValueError: if the span reaches past the end of ``text``.
        """
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) reaches past the text's {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end
