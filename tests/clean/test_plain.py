"""Plain text and Markdown become blocks, with no word lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean.markdown import strip_markup
from dragoman.clean.plain import mark_parts, read_plain

WRAPPED = """The envoys met twice on Monday in the old palace of the port, and
will meet again on Friday, their spokesman said. He did not say what
had been agreed, nor whether the army would stop its advance on the
northern road before then.

A second round is planned.
"""


def test_lines_broken_at_a_width_are_joined():
    assert [len(block.text.split("\n")) for block in read_plain(WRAPPED)] == [1, 1]
    assert len(read_plain(WRAPPED)) == 2


def test_lines_that_are_paragraphs_stay_apart():
    lines = ["The envoys met twice.", "They will meet again on Friday, said one.", "Nobody else commented."]
    assert [block.text for block in read_plain("\n".join(lines))] == lines


def test_a_first_line_that_is_no_sentence_is_the_headline():
    text = "Envoys meet twice in port city\n\nThe envoys met twice on Monday in the old palace of the port city."
    assert [block.part for block in mark_parts(read_plain(text))] == ["headline", None]


def test_a_caption_is_no_paragraph():
    text = "Envoys arrive at the palace. Photograph: A. Sol/Example\n\nThe envoys met twice on Monday."
    assert [block.part for block in mark_parts(read_plain(text))] == ["caption", None]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**Talks** [resumed](https://example.org/(a)) _today_", "Talks resumed today"),
        ("## Second round", "Second round"),
        ("* first point", "first point"),
        ("![envoys](a.jpg)The envoys met", "The envoys met"),
        ("see <https://example.org>", "see https://example.org"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("the snake_case_name stays", "the snake_case_name stays"),
        ("he said [the army] left (at last)", "he said [the army] left (at last)"),
    ],
)
def test_markup(line: str, words: str):
    assert strip_markup(line) == words


@given(st.lists(st.text("abc .,!?\n", max_size=40), max_size=8))
def test_no_word_is_lost(pieces: list[str]):
    text = "\n\n".join(pieces)
    read = " ".join(block.text for block in read_plain(text))
    assert re.findall(r"\w+", read) == re.findall(r"\w+", text)
