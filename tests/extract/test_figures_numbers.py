"""Numbers: how English says them, and the bounds that the codebook gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.figures import find_numbers


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [
        (None if n.low is None else int(n.low), None if n.high is None else int(n.high)) for n in find_numbers(text)
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,160 villagers", 1160, 1160),
        ("more than 1,160 villagers", 1161, None),
        ("over 30,000", 30001, None),
        ("at least 30", 30, None),
        ("30 or more", 30, None),
        ("around 250", 250, 250),
        ("nearly 300", 300, 300),
        ("an estimated 300", 300, 300),
        ("at least around 30", 30, None),
        ("up to 40", None, 40),
        ("as many as 40", None, 40),
        ("fewer than 40", None, 39),
        ("between 20 and 30 miners", 20, 30),
        ("20 to 30 miners", 20, 30),
        ("two or three men", 2, 3),
        ("1 to 2 million people", 1_000_000, 2_000_000),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("several hundred", 200, None),
        ("thousands", 2000, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("two dozen", 24, 24),
        ("more than a dozen", 13, None),
        ("1.9 million", 1_900_000, 1_900_000),
        ("half a million", 500_000, 500_000),
        ("two and a half million", 2_500_000, 2_500_000),
        ("two hundred and fifty-two", 252, 252),
        ("surpassed 15,200", 15_201, None),
        ("hand over 157 prisoners", 157, 157),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None) -> None:
    assert bounds(text) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "no one",
        "on 7 October",
        "October 7-9, 2023",
        "in 2019",
        "at 10:30 a.m.",
        "Resolution 2728",
        "the 22nd",
        "an F-16",
        "the 1990s",
    ],
)
def test_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


def test_qualifiers_are_kept_as_written() -> None:
    (number,) = find_numbers("More than 40 miners")
    assert (number.qualifier, number.span.of("More than 40 miners"), number.core.of("More than 40 miners")) == (
        "More than",
        "More than 40",
        "40",
    )


def test_a_rise_is_two_numbers_and_no_range() -> None:
    assert bounds("rose from 13 to 152 people") == [(13, 13), (152, 152)]


def test_a_list_is_not_one_number() -> None:
    assert [n.values for n in find_numbers("two and three men")] == [(Decimal(2),), (Decimal(3),)]


@given(st.text(alphabet=st.sampled_from("0123456789,.- $%abdehimnorstuvw\n"), max_size=60) | st.text(max_size=60))
def test_every_text_is_read_and_every_number_stands_where_it_says(text: str) -> None:
    for number in find_numbers(text):
        assert number.span.contains(number.core)
        assert number.core.of(text) == text[number.core.start : number.core.end]
        assert number.low is not None or number.high is not None


@given(st.integers(min_value=1, max_value=999_999))
def test_digits_read_as_themselves(value: int) -> None:
    assert bounds(f"exactly {value:,} prisoners of war") == [(value, value)]
