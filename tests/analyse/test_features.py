"""Shapes, windows and batches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from dragoman.analyse.features import MAX_WORD_PIECES, Vocabulary, Window, shape_of


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    pieces = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "a": 4, "##a": 5, ".": 6, "talks": 7}
    return Vocabulary(Tokenizer(WordPiece(pieces, unk_token="[UNK]")), ["x", "xx"])


@pytest.mark.parametrize(
    ("word", "shape"),
    [("Majed", "Xxx"), ("27,840", "dd,dd"), ("U.N.", "X.X."), ("RSF", "XX"), ("al", "xx"), ("لا", "xx"), ("…", "o")],
)
def test_shape(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_row_of_a_window(vocabulary: Vocabulary) -> None:
    batch = vocabulary.pack([Window(("aa", "talks", "."), frozenset({0, 2})), Window(("a",), frozenset({0}))])
    assert batch.pieces.tolist() == [[2, 4, 5, 7, 3, 6, 3], [2, 4, 3, 0, 0, 0, 0]]
    assert batch.first.tolist() == [[1, 3, 5], [1, 0, 0]]
    assert batch.counts.tolist() == [3, 1]
    assert batch.mask.sum(axis=1).tolist() == [7, 3]
    assert batch.shapes[0].tolist() == [0, 3, 3, 3, 0, 1, 0]


def test_a_monstrous_word_is_cut(vocabulary: Vocabulary) -> None:
    pieces, _ = vocabulary.look_up("a" * 10_000)
    assert len(pieces) <= MAX_WORD_PIECES


paragraphs = st.lists(st.lists(st.sampled_from(["a", "aaa", ".", "talks", "xyz"]), min_size=1, max_size=40), max_size=8)


@given(paragraphs=paragraphs)
@pytest.mark.parametrize("together", [False, True])
def test_windows_hold_every_word_once_and_fit(
    vocabulary: Vocabulary, paragraphs: list[list[str]], together: bool
) -> None:
    windows = vocabulary.cut(paragraphs, most=24, together=together)
    words = [word for paragraph in paragraphs for word in paragraph]
    assert [word for window in windows for word in window.words] == words
    assert [window.offset for window in windows] == np.cumsum([0, *(len(w.words) for w in windows)])[:-1].tolist()
    assert all(vocabulary.size(window) <= 24 + 1 for window in windows)
    assert all(0 in window.breaks for window in windows)


def test_a_long_paragraph_is_cut_after_a_full_stop(vocabulary: Vocabulary) -> None:
    windows = vocabulary.cut([["a", "a", "a", "a", ".", "a", "a", "a"]], most=8)
    assert [window.words for window in windows] == [("a", "a", "a", "a", "."), ("a", "a", "a")]
