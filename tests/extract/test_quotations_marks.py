"""Quotation marks: what stands in them, in all the ways that they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.quotations.marks import find_marks


def outermost(text: str) -> list[str]:
    """The words of the stretches that stand in no other."""
    return [text[each.inner : each.outer] for each in find_marks(text).quoted if each.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        'The envoy said: "We are ready."',
        "The envoy said: “We are ready.”",
        "The envoy said: ‘We are ready.’",
        "The envoy said: „We are ready.“",
        "The envoy said: «We are ready.»",
        "The envoy said: ''We are ready.''",
        "The envoy said: ``We are ready.''",
        "The envoy said: 'We are ready.'",
    ],
)
def test_every_kind_of_mark_quotes(text: str) -> None:
    assert outermost(text) == ["We are ready."]


@pytest.mark.parametrize(
    "text",
    [
        "The mediators’ plan isn’t dead, it’s the envoy’s.",
        "They don't know the rebels' terms.",
        "Rock 'n' roll of the '90s was all they played.",
        'A gun with a 5" barrel lay there.',
    ],
)
def test_apostrophes_decades_and_inches_quote_nothing(text: str) -> None:
    assert outermost(text) == []


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert outermost("He said: ‘The mediators’ plan is dead.’") == ["The mediators’ plan is dead."]


def test_a_stretch_within_a_stretch_is_deeper() -> None:
    found = find_marks("“He told us ‘never’ and left,” she said.").quoted
    assert [each.depth for each in found] == [0, 1]


def test_a_speech_of_two_paragraphs_is_opened_twice_and_closed_once() -> None:
    text = "“We waited for days.\n\n“Nobody came.”"
    found = find_marks(text)
    assert [text[each.inner : each.outer] for each in found.quoted] == ["We waited for days.", "Nobody came."]
    assert [each.goes_on for each in found.quoted] == [True, False]
    assert not found.orphans


def test_marks_opened_again_within_a_paragraph_go_on() -> None:
    text = "“We waited for days. “Nobody came.”"
    assert [each.goes_on for each in find_marks(text).quoted] == [True, False]


def test_a_missing_closing_mark_costs_its_own_stretch_only() -> None:
    text = "“We waited for days, she said.\n\nThen “nobody” came."
    found = find_marks(text)
    assert outermost(text) == ["nobody"]
    assert found.orphans == (0,)


@given(st.text(alphabet="ab .,'\"“”‘’„«»`\n", max_size=60))
def test_stretches_lie_within_the_text_and_hold_something(text: str) -> None:
    for each in find_marks(text).quoted:
        assert 0 <= each.start < each.inner < each.outer <= each.end <= len(text)
        assert "\n" not in text[each.start : each.end]
