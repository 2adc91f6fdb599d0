"""An article's running words and the shingles over them, blind to marks, case, accents and addresses.

In: an article. Out: its words with their places in the text. Headlines are left out, since copies change them;
addresses too, since each site links to its own pages. *Hamas’s 1,160* and *HAMAS'S 1.160* are the same four words.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.ledger.folding import WORD, fold
from dragoman.model import Article

SHINGLE = 5
"""Words of a shingle: long enough that stock phrases of diplomacy seldom make one, short enough to live between
edits."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HEADS = frozenset({"headline"})
_STEP = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, as in SplitMix64 (Steele, Lea, Flood 2014)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # SplitMix64's multipliers


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: ``keys`` are hashes of the folded words, ``starts`` and ``ends`` code points of ``text``."""

    text: str
    keys: NDArray[np.uint64]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def written(self, first: int, last: int) -> str:
        """What stands in the text from word ``first`` up to, not including, word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


class Shingled:
    """A text's words with their shingles, each worked out once and when first asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @cached_property
    def shingles(self) -> NDArray[np.uint64]:
        """A hash for each run of ``SHINGLE`` words, in order: as many as there are words, less ``SHINGLE - 1``."""
        return shingle_hashes(self.words.keys)

    @cached_property
    def distinct(self) -> NDArray[np.uint64]:
        """The different shingles, sorted."""
        return np.unique(self.shingles)


def find_words(article: Article) -> Words:
    """The words of an article but those of its headline; none at all is a result too."""
    text = _ADDRESS.sub(lambda address: " " * len(address[0]), article.text)
    heads = [(part.start, part.end) for part in article.parts if part.part in _HEADS]
    found = [word.span() for word in WORD.finditer(text)]
    if heads:
        found = [span for span in found if not any(start <= span[0] < end for start, end in heads)]
    keys = np.array([_key(text[start:end]) for start, end in found], np.uint64)
    return Words(article.text, keys, tuple(start for start, _ in found), tuple(end for _, end in found))


def shingle_hashes(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes of the runs of ``SHINGLE`` words; the same on every machine."""
    count = len(keys) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(SHINGLE):
            total = (total + keys[offset : offset + count]) * _STEP
        for shift, multiplier in zip((30, 27), _MIX, strict=True):
            total = (total ^ (total >> np.uint64(shift))) * multiplier
    return total ^ (total >> np.uint64(31))


def hash_word(word: str) -> int:
    """Bytes of SHA-256 as a number of 64 bits: the same on every machine."""
    return int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> int:
    return zlib.crc32(fold(word).encode())
