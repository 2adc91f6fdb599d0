"""Two texts → how much of the shorter stands in the longer, and what stands otherwise where they run alike.

In: the words of both. Out: containment, and the gaps between the stretches that they share, in the order of the text:
"killed 14 people" beside "killed at least 40 people" has the gap *14* | *at least 40*.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.ledger.copies.words import SHINGLE, Shingled

LONGEST_GAP = 12
"""Words on either side for a gap to be one passage written otherwise, and not two passages that are no copies."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words ``[first, last)`` of one text that stand where the other has ``[other_first, other_last)``."""

    first: int
    last: int
    other_first: int
    other_last: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``containment`` is the share of the shorter's shingles that the longer has; ``shared`` how many those are.

    ``begins`` are the words of both at which they first run alike, ``gaps`` what follows.
    """

    containment: float
    shared: int
    lengths: tuple[int, int]
    begins: tuple[int, int]
    gaps: tuple[Gap, ...]


def contain(one: Shingled, other: Shingled) -> float:
    """The share of the shorter's different shingles that the longer has too; 0 where one has none."""
    least = min(len(one.distinct), len(other.distinct))
    return len(np.intersect1d(one.distinct, other.distinct, assume_unique=True)) / least if least else 0.0


def compare(one: Shingled, other: Shingled) -> Comparison:
    """Compare two texts word by word, blind to passages that stand in another order."""
    shared = np.intersect1d(one.distinct, other.distinct, assume_unique=True)
    least = min(len(one.distinct), len(other.distinct))
    lengths = (len(one.words), len(other.words))
    anchors = _anchors(one, other)
    containment = len(shared) / least if least else 0.0
    gaps = tuple(
        gap for wide in _gaps(anchors, lengths) if (gap := _trim(wide, one.words.keys, other.words.keys)) is not None
    )
    return Comparison(containment, len(shared), lengths, anchors[0] if anchors else lengths, gaps)


def _anchors(one: Shingled, other: Shingled) -> list[tuple[int, int]]:
    """Shingles that each text has once, as (place, other place), the longest run of them that both have in one order.

    (Patience diff: the longest increasing subsequence of the places, by binary search.)
    """
    places = _unique_places(one)
    others = _unique_places(other)
    pairs = sorted((place, others[key]) for key, place in places.items() if key in others)
    tops: list[int] = []
    top_pairs: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        previous[index] = top_pairs[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(place)
            top_pairs.append(index)
        else:
            tops[pile], top_pairs[pile] = place, index
    chain = []
    index = top_pairs[-1] if top_pairs else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _unique_places(text: Shingled) -> dict[int, int]:
    keys, places, counts = np.unique(text.shingles, return_index=True, return_counts=True)
    once = counts == 1
    return dict(zip(keys[once].tolist(), places[once].tolist(), strict=True))


def _gaps(anchors: list[tuple[int, int]], lengths: tuple[int, int]) -> list[Gap]:
    """What lies between one anchor's last word and the next one's first, before the first and behind the last."""
    gaps = []
    ends = [(-SHINGLE, -SHINGLE), *anchors, lengths] if anchors else []
    for (place, other), (next_place, next_other) in pairwise(ends):
        if next_place - place == next_other - other:  # as many words on both sides: those that differ, if any
            if next_place - place > SHINGLE:
                gaps.append(Gap(place + SHINGLE, next_place, other + SHINGLE, next_other))
            continue
        first, other_first = place + SHINGLE, other + SHINGLE
        behind = max(first - next_place, other_first - next_other, 0)  # shingles that overlap on one side
        gaps.append(Gap(first - behind, next_place, other_first - behind, next_other))
    return gaps


def _trim(gap: Gap, keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> Gap | None:
    """A gap without the words that both sides begin or end with; ``None`` where they say the same, or are too long."""
    first, last, other_first, other_last = gap.first, gap.last, gap.other_first, gap.other_last
    while first < last and other_first < other_last and keys[first] == others[other_first]:
        first, other_first = first + 1, other_first + 1
    while first < last and other_first < other_last and keys[last - 1] == others[other_last - 1]:
        last, other_last = last - 1, other_last - 1
    longest = max(last - first, other_last - other_first)
    return Gap(first, last, other_first, other_last) if 0 < longest <= LONGEST_GAP else None
