"""Where sentences begin."""

import numpy as np

from dragoman.analyse.features import Window
from dragoman.analyse.sentences import sentence_starts


def starts(text: str, *beginnings: int, breaks: tuple[int, ...] = (0,)) -> list[int]:
    words = tuple(text.split())
    scores = np.full(len(words), -1, dtype=np.float32)
    scores[list(beginnings)] = 1
    return sentence_starts(Window(words, frozenset(breaks)), scores)


def test_the_network_decides() -> None:
    assert starts("They met . They left .", 3) == [0, 3]


def test_a_paragraph_begins_a_sentence_whatever_the_network_says() -> None:
    assert starts("A headline They met .", breaks=(0, 2)) == [0, 2]


def test_none_begins_after_a_title_or_a_month_cut_short() -> None:
    assert starts("On Feb. 8 Gen. Smith spoke .", 2, 4) == [0]


def test_none_begins_with_a_closing_mark_or_after_an_opening_one() -> None:
    assert starts("“ We agreed . ” He left .", 1, 4, 5) == [0, 5]
