"""Shingles → a few numbers that copies are found by, however large the ledger.

A text is cut into segments of some 32 words where its own words say so (content-defined chunking: Muthitacharoen, Chen,
Mazières 2001), so that a passage is cut alike wherever it stands: a report of 500 words is found again inside a page of
3,000, which one signature of the whole text would miss. Each segment's first MinHash values (Broder 1997) are its band.
Articles that share a band are candidates, no more: ``kinship`` compares their texts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.ledger.copies.words import Shingled

SCHEME = 1
"""Changes when bands are made otherwise, so that old ones are not compared with new ones."""

ROWS = 2
"""MinHash values of a band. Two segments that share .9 of their shingles share a band with a chance of .81; one of
five, .99 of the time; of texts that share a tenth of their shingles without a passage of their own, one in a
hundred."""

SEED = 20011021  # any, but part of the scheme
_CUT = np.uint64(16)  # a segment ends after a shingle whose hash this divides: once in 16 words, beyond the least
_LEAST = 16  # shingles of a segment
_MOST = 64
_MIXER = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio
_BITS = 48  # of a band's number: SQLite keeps it in six bytes; chance meetings in a ledger of 10^7 bands: 10^-7


def find_bands(text: Shingled) -> frozenset[int]:
    """The bands of a text, each a number of 48 bits; none for a text shorter than a shingle."""
    shingles = text.shingles
    if not len(shingles):
        return frozenset()
    edges = np.fromiter(_edges(shingles), np.uint64)
    digests = RMinHash.digest_matrix_from_flat_token_hashes(shingles, edges, ROWS, SEED)
    first, second = np.array(digests.to_rows(), np.uint64).T
    with np.errstate(over="ignore"):
        mixed = ((first << np.uint64(32)) | second) * _MIXER
        mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIXER
    return frozenset((mixed >> np.uint64(64 - _BITS)).tolist())


def _edges(shingles: NDArray[np.uint64]) -> Iterator[int]:
    """Where segments begin, and the end of the last."""
    yield 0
    begin = 0
    for cut in (np.flatnonzero(shingles % _CUT == 0) + 1).tolist():
        while cut - begin > _MOST:
            begin += _MOST
            yield begin
        if cut - begin >= _LEAST:
            begin = cut
            yield begin
    while len(shingles) - begin > _MOST:
        begin += _MOST
        yield begin
    if begin < len(shingles):
        yield len(shingles)
