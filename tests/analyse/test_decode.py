"""The decoders against the plainest versions of themselves, which try everything."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.analyse.decode import best_chains, best_tree, spans_of

some_scores = st.integers(1, 4).flatmap(
    lambda words: arrays(np.float32, (words, words + 1), elements=st.integers(-50, 50).map(float))
)


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(-1) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while word >= 0:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


@given(some_scores)
def test_tree_is_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(tuple(best_tree(scores).tolist()))


@given(some_scores)
def test_tree_scores_as_well_as_any_with_its_root(scores: np.ndarray) -> None:
    words = len(scores)

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))

    found = tuple(best_tree(scores).tolist())
    trees = (heads for heads in product(range(-1, words), repeat=words) if is_tree(heads))
    rivals = [heads for heads in trees if heads.index(-1) == found.index(-1)]
    assert total(found) >= max(map(total, rivals)) - 1e-3


def test_greedy_heads_that_form_a_tree_are_kept() -> None:
    scores = np.array([[0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, -1, 1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[1, -9, 9, 0], [5, 8, -9, 0], [0, 0, 7, -9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, -1, 1]


@given(
    arrays(np.float32, (2, 4, 3), elements=st.integers(-9, 9).map(float)),
    arrays(np.float32, (4, 3), elements=st.integers(-9, 9).map(float)),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
)
def test_chain_is_the_best_of_all_chains(scores: np.ndarray, moves: np.ndarray, counts: tuple[int, int]) -> None:
    def total(row: int, tags: tuple[int, ...]) -> float:
        before = (3, *tags[:-1])
        return float(sum(scores[row, w, t] + moves[b, t] for w, (b, t) in enumerate(zip(before, tags, strict=True))))

    found = best_chains(scores, np.array(counts), moves)
    for row, count in enumerate(counts):
        best = max(total(row, tags) for tags in product(range(3), repeat=count))
        assert abs(total(row, tuple(found[row, :count].tolist())) - best) < 1e-3
        assert not found[row, count:].any()


def test_rows_may_have_moves_of_their_own() -> None:
    scores = np.zeros((2, 3, 3), dtype=np.float32)
    moves = np.zeros((2, 4, 3), dtype=np.float32)
    moves[0, :, 1] = moves[1, :, 2] = 1
    assert best_chains(scores, np.array([3, 3]), moves).tolist() == [[1, 1, 1], [2, 2, 2]]


def test_spans_begin_anew_and_end_with_the_row() -> None:
    tags = np.array([1, 2, 1, 0, 3, 4, 4])
    assert spans_of(tags) == [(0, 2, 0), (2, 3, 0), (4, 7, 1)]


def test_an_inside_tag_with_nothing_before_it_begins_a_span() -> None:
    assert spans_of(np.array([0, 2, 2, 4])) == [(1, 3, 0), (3, 4, 1)]
