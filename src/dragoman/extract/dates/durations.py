"""Durations: how long, not when. *A one-week truce* lasts ``P7D``.

In goes a text, out come the durations that it names with their spans. *Three weeks ago* and *the past week* are dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.dates.grammar import find_mentions
from dragoman.extract.dates.lexicon import read_language
from dragoman.extract.dates.terms import Length, Unit
from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DESIGNATORS: dict[Unit, tuple[str, int, str]] = {
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "weekend": ("P", 2, "D"),
    "week": ("P", 7, "D"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 3, "M"),
    "season": ("P", 3, "M"),
    "half": ("P", 6, "M"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"),
    "century": ("P", 100, "Y"),
}
"""How ISO 8601 writes each unit: before the number, how many of the designator, the designator."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as ISO 8601 writes it; a side that the words leave open is ``None``.

    *Six weeks* is ``P42D`` on both sides, *at least six weeks* has no ``longest``, *weeks* has neither.
    """

    span: Span
    shortest: str | None
    longest: str | None

    @property
    def iso(self) -> str | None:
        """The duration, if the words give exactly one."""
        return self.shortest if self.shortest == self.longest else None


def find_durations(doc: Doc, language: str | None = None) -> tuple[Duration, ...]:
    """The durations of a text, in order; none for a language without rules.

    ``language`` is an ISO 639-1 code, by default the doc's own.
    """
    rules = read_language(language or doc.lang_ or "en")
    if rules is None:
        return ()
    return tuple(
        Duration(mention.span, _iso(mention.term.unit, mention.term.low), _iso(mention.term.unit, mention.term.high))
        for mention in find_mentions(doc.text, rules)
        if isinstance(mention.term, Length)
    )


def _iso(unit: Unit, amount: float | None) -> str | None:
    if amount is None:
        return None
    before, factor, designator = _DESIGNATORS[unit]
    return f"{before}{amount * factor:g}{designator}"
