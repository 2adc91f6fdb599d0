"""Two articles in different languages → whether one translates the other, by the facts that both have in one order.

A translation keeps names, numbers and days, and keeps them in their order; two reports of one event share many of
them, but tell them in an order of their own. In: two texts. Out: a ``Counterpart`` with what they share, or ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rensa import RMinHash

from dragoman.ledger.copies.facts import Fact
from dragoman.ledger.copies.kinship import Text, days_apart
from dragoman.ledger.copies.words import hash_word

BANDS = 12
"""For each text, of one MinHash value each: translations that share a quarter of their pairs of facts meet .97 of the
time."""

LEAST_ORDER = 0.5
"""Of the facts of the text that has fewer: those that both have, in one order."""

LEAST_FACTS = 10
"""Different facts shared: fewer are the names of any report of the day."""

LEAST_NUMBERS = 3
"""Different numbers and days among them."""

_SEED = 20011022
_TOGETHER = 3  # facts: how near two must stand to be a pair
_APART = 3  # days between a text's publication and its translation's
_SMALL = 10  # numbers below it are spelled out in one language and not in another
_SHARE_OF_LONGER = 0.3
_MOST_FACTS = 400  # of a text; LCS takes their product
_SALT = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """``order`` is the share of the facts that both have in one order, from 0 to 1; ``shared`` the facts themselves."""

    order: float
    shared: tuple[str, ...]
    reason: str


def find_crossing_bands(text: Text) -> frozenset[int]:
    """The bands by which a text meets its translations: 48 bits each, of pairs of facts that stand near one another."""
    pairs = sorted({hash_word("\x1f".join(sorted(pair))) for pair in _pairs(_telling(text))})
    if len(pairs) < LEAST_FACTS:
        return frozenset()
    hashes = np.array(pairs, np.uint64)
    edges = np.array([0, len(pairs)], np.uint64)
    digest = np.array(RMinHash.digest_matrix_from_flat_token_hashes(hashes, edges, BANDS, _SEED).to_rows(), np.uint64)[
        0
    ]
    with np.errstate(over="ignore"):
        mixed = ((np.arange(BANDS, dtype=np.uint64) + np.uint64(1) << np.uint64(32)) | digest) * _SALT
        mixed = (mixed ^ (mixed >> np.uint64(32))) * _SALT
    return frozenset((mixed >> np.uint64(16)).tolist())


def find_counterpart(one: Text, other: Text) -> Counterpart | None:
    """Whether one text translates the other; ``None`` if it does not, or their facts are too few to tell."""
    if one.article.language == other.article.language:
        return None
    apart = days_apart(one.article.published, other.article.published)
    if apart is not None and apart > _APART:
        return None
    ones, others = _telling(one)[:_MOST_FACTS], _telling(other)[:_MOST_FACTS]
    if not ones or not others:
        return None
    shared = _in_one_order([fact.key for fact in ones], [fact.key for fact in others])
    different = {ones[place].key for place in shared}
    numbers = {ones[place].key for place in shared if ones[place].kind in ("number", "day")}
    order = len(shared) / min(len(ones), len(others))
    of_longer = len(shared) / max(len(ones), len(others))
    if order < LEAST_ORDER or of_longer < _SHARE_OF_LONGER:
        return None
    if len(different) < LEAST_FACTS or len(numbers) < LEAST_NUMBERS:
        return None
    kept = tuple(dict.fromkeys(ones[place].key for place in shared))
    reason = (
        f"{len(shared)} names, numbers and days stand in one order in both, among them {', '.join(sorted(numbers)[:4])}"
    )
    return Counterpart(order, kept, reason)


def _telling(text: Text) -> list[Fact]:
    return [fact for fact in text.facts if fact.kind != "number" or not fact.key.isdigit() or int(fact.key) >= _SMALL]


def _pairs(facts: list[Fact]) -> Iterator[tuple[str, str]]:
    """Facts that stand near one another, but for two countries, whose names stand together every day."""
    for place, fact in enumerate(facts):
        for near in facts[place + 1 : place + _TOGETHER]:
            if fact.key != near.key and not fact.kind == near.kind == "country":
                yield fact.key, near.key


def _in_one_order(ones: list[str], others: list[str]) -> list[int]:
    """Places in ``ones`` of a longest common subsequence."""
    table = np.zeros((len(ones) + 1, len(others) + 1), np.int32)
    codes = {key: code for code, key in enumerate(dict.fromkeys([*ones, *others]))}
    row_of = np.array([codes[key] for key in others])
    for row, key in enumerate(ones, 1):
        diagonal = table[row - 1, :-1] + (row_of == codes[key])
        table[row, 1:] = np.maximum.accumulate(np.maximum(diagonal, table[row - 1, 1:]))
    places = []
    row, column = len(ones), len(others)
    while row and column:
        if table[row, column] == table[row - 1, column]:
            row -= 1
        elif table[row, column] == table[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            places.append(row)
    return places[::-1]
