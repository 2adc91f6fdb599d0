"""What a person asks for → terms; and the one way in which both texts and terms become words.

``"safe passage" Kosti -fuel`` asks for the phrase and the word, and not for the other. ``kosti OR obeid`` asks for
either, ``ceasef*`` for whatever begins so. Case, accents and marks make no difference. Anything else is taken for
words, never for an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.ledger.folding import WORD, fold
from dragoman.model import UsageError

MOST_TERMS = 64
LONGEST_WORD = 200
"""Letters: what is longer is cut, in texts and terms alike (PostgreSQL takes no word of more than 2 KiB)."""

_ASKED = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans("“”„«»″", '""""""')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; ``prefix`` if the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One term of each of ``wanted`` must be there, none of ``unwanted``."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that may be there."""
        return tuple(term for alternatives in self.wanted for term in alternatives)


def parse_query(asked: str) -> Query:
    """What is asked for.

    Raises:
        UsageError: if there is no word in it, only words that must not be there, or too many.
    """
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    either = refuse = False
    for found in _ASKED.finditer(asked.translate(_QUOTES)):
        written = found["word"] if found["phrase"] is None else found["phrase"]
        if found["word"] in ("AND", "OR", "NOT"):
            either, refuse = found["word"] == "OR" and bool(wanted), found["word"] == "NOT"
            continue
        words = words_of(written)
        if not words:
            continue
        term = Term(words, prefix=found["phrase"] is None and written.endswith("*"))
        if refuse or found["minus"] or (found["phrase"] is None and written.startswith("-")):
            unwanted.append(term)
        elif either:
            wanted[-1] = (*wanted[-1], term)
        else:
            wanted.append((term,))
        either = refuse = False
    if not wanted:
        raise UsageError(f"search: {_shortened(asked)!r} has no word to look for")
    count = sum(map(len, wanted)) + len(unwanted)
    if count > MOST_TERMS:
        raise UsageError(f"search: {count} words are too many; expected {MOST_TERMS} or fewer")
    return Query(tuple(wanted), tuple(unwanted))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are indexed: *Nous n’irons* → ``nous``, ``n``, ``irons``."""
    return tuple(fold(word)[:LONGEST_WORD] for word in WORD.findall(text))


def places_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with where they stand in it, as code points."""
    return [(fold(found[0])[:LONGEST_WORD], found.start(), found.end()) for found in WORD.finditer(text)]


def _shortened(asked: str) -> str:
    return asked if len(asked) <= 40 else f"{asked[:40]}…"
