"""Scores → structures: the best chain of tags, the best tree. Pure arithmetic over NumPy arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def best_chains(scores: Floats, counts: Ints, moves: Floats) -> Ints:
    """The most likely tag of every word under a linear-chain CRF (Viterbi), for many rows at once.

    Args:
        scores: ``(rows, words, tags)``.
        counts: ``(rows,)``, how many words of each row are real.
        moves: the score of going from one tag to another, the last row from the start: ``(tags + 1, tags)`` for all
            rows, or ``(rows, tags + 1, tags)``.

    Returns:
        ``(rows, words)`` tags; 0 after a row's last word.
    """
    rows, words, tags = scores.shape
    best = scores[:, 0] + moves[..., -1, :]
    back = np.zeros((rows, words, tags), dtype=np.int64)
    body = moves[..., :-1, :]
    for word in range(1, words):
        options = best[:, :, None] + body
        back[:, word] = options.argmax(axis=1)
        onward = options.max(axis=1) + scores[:, word]
        best = np.where((word < counts)[:, None], onward, best)
    chains = np.zeros((rows, words), dtype=np.int64)
    tag = best.argmax(axis=1)
    index = np.arange(rows)
    for word in range(words - 1, -1, -1):
        inside = word < counts
        chains[inside, word] = tag[inside]
        tag = np.where(inside, back[index, word, tag], tag)
    return chains


def spans_of(tags: Ints) -> list[tuple[int, int, int]]:
    """BIO tags of one row (0 is O, ``2k + 1`` begins and ``2k + 2`` continues label k) → ``(start, end, k)``."""
    spans: list[tuple[int, int, int]] = []
    start, label = -1, -1
    for word, tag in enumerate([*tags.tolist(), 0]):
        goes_on = tag and tag % 2 == 0 and (tag - 2) // 2 == label
        if start >= 0 and not goes_on:
            spans.append((start, word, label))
            start, label = -1, -1
        if tag and not goes_on:
            start, label = word, (tag - 1) // 2
    return spans


def best_tree(scores: Floats) -> Ints:
    """The heads of one sentence: the best tree with exactly one root.

    Args:
        scores: ``(words, words + 1)``; row d holds the score of each head of word d, column 0 the root's.

    Returns:
        ``(words,)`` heads, counted from 0, -1 for the root.

    The highest-scoring heads nearly always form a tree; where they do not, the root is settled first (the word that
    loses least by it) and cycles are contracted as Chu-Liu and Edmonds do.
    """
    heads: Ints = scores.argmax(axis=1) - 1
    if (heads < 0).sum() == 1 and not _cycle(heads):
        return heads
    without_root = scores[:, 1:].copy()
    np.fill_diagonal(without_root, -np.inf)
    if len(heads) == 1:
        return np.array([-1], dtype=np.int64)
    root = int((scores[:, 0] - without_root.max(axis=1)).argmax())
    matrix = without_root
    matrix[root] = -np.inf
    found = _arborescence(matrix, root)
    found[root] = -1
    return found


def _cycle(heads: Ints) -> list[int]:
    """A cycle among the heads, or nothing."""
    state = [0] * len(heads)
    for first in range(len(heads)):
        path, word = [], first
        while word >= 0 and not state[word]:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if word >= 0 and state[word] == 1:
            return path[path.index(word) :]
        for seen in path:
            state[seen] = 2
    return []


def _arborescence(scores: Floats, root: int) -> Ints:
    """Chu-Liu/Edmonds: the best tree over ``scores[dependent, head]`` that hangs from ``root``."""
    heads: Ints = scores.argmax(axis=1)
    heads[root] = -1
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle_array = np.array(cycle)
    kept = scores[cycle_array, heads[cycle_array]]
    size = len(outside) + 1
    smaller = np.full((size, size), -np.inf, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, cycle_array)]
    smaller[:-1, -1] = from_cycle.max(axis=1)
    into_cycle = scores[np.ix_(cycle_array, outside)] - kept[:, None]
    smaller[-1, :-1] = into_cycle.max(axis=0)
    solved = _arborescence(smaller, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for place, word in enumerate(outside):
        head = int(solved[place])
        if head == size - 1:
            result[word] = cycle_array[int(from_cycle[place].argmax())]
        elif head >= 0:
            result[word] = outside[head]
    entry = int(solved[-1])
    broken = int(into_cycle[:, entry].argmax())
    result[cycle_array[broken]] = outside[entry]
    return result
