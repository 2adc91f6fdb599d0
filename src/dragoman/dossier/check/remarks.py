"""What a check of a draft says: remarks on its words, each with what the record has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model import Article, Entry

About = Literal["figure", "attribution", "quotation", "name", "date", "arithmetic"]
Verdict = Literal[
    "agrees",
    "older",
    "unknown",
    "verbatim",
    "translation",
    "missing",
    "contradicts",
    "dropped",
    "changed",
    "altered",
    "other speaker",
    "misspelt",
    "misfit",
]
"""``agrees``, ``verbatim``: the record has it. ``older``: it had, and has something newer by now. ``unknown``: it has
nothing. ``translation``: these words stand only in reports translated from another language. ``missing``: nobody is
named for it. The others contradict the record, the calendar or the draft itself.
"""
WRONG = frozenset({"contradicts", "dropped", "changed", "altered", "other speaker", "misspelt", "misfit"})
"""The verdicts that an editor must look at before the draft goes out."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark on ``words``, the draft's text from ``start`` to ``end``; ``entries`` are what the record has."""

    about: About
    verdict: Verdict
    start: int
    end: int
    words: str
    message: str
    entries: tuple[Entry, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether something contradicts, rather than being confirmed, old or unknown."""
        return self.verdict in WRONG


@dataclass(frozen=True, slots=True)
class Review:
    """A draft and the remarks on it, in the order of its text."""

    draft: Article
    remarks: tuple[Remark, ...]

    @property
    def wrong(self) -> tuple[Remark, ...]:
        """The remarks that say that something contradicts."""
        return tuple(remark for remark in self.remarks if remark.is_wrong)
