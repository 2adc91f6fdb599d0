"""An attribution: words, the cue that lays them at somebody's door, and whose door it is, all as tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.extract.quotations.tree import Range, Tree


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was said (``content``), the words that say so (``cue``) and the words for who said it (``source``).

    ``anchor`` is the cue's main word, ``None`` where there is no cue; ``speaker`` the head of the words for who said
    it. ``rule`` names what found it: a frame of the lexicon, ``learned``, or one of the rules for quotation marks.
    """

    content: tuple[Range, ...]
    cue: Range | None
    anchor: int | None
    source: Range | None
    speaker: int | None
    rule: str
    lemma: str = ""
    is_thought: bool = False

    @property
    def start(self) -> int:
        """Where its first word stands, whichever part it belongs to."""
        return min(start for start, _ in self.ranges())

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(end for _, end in self.ranges())

    def has_content(self, token: int) -> bool:
        """Whether a token stands in what was said."""
        return covers(self.content, token)

    def ranges(self) -> list[Range]:
        """All its parts."""
        return [*self.content, *([self.cue] if self.cue else ()), *([self.source] if self.source else ())]


def covers(ranges: Iterable[Range], token: int) -> bool:
    """Whether one of ``ranges`` holds ``token``."""
    return any(start <= token < end for start, end in ranges)


def trim(tree: Tree, start: int, end: int) -> Range | None:
    """A range without the commas, dashes and white space at its ends; nothing if nothing is left."""
    while start < end and (tree.spaces[start] or tree.words[start] in _EDGES or tree.words[start] in "”»"):
        start += 1
    while end > start and (tree.spaces[end - 1] or tree.words[end - 1] in _EDGES or tree.words[end - 1] in ".“«„"):
        end -= 1
    return (start, end) if start < end else None


def trim_all(tree: Tree, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Those of ``ranges`` that hold words, trimmed, in order."""
    return tuple(sorted(kept for start, end in ranges if (kept := trim(tree, start, end))))


_EDGES = frozenset({",", ";", ":", "–", "—", "-", "--"})
