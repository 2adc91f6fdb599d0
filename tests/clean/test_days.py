"""Dates of publication, in four languages, no more precise than the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean.days import find_day, parse_day


@pytest.mark.parametrize(
    ("words", "language", "iso"),
    [
        ("Posted Wednesday, 4 Feb 2026", "en", "2026-02-04"),
        ("Feb. 8th, 2024", "en", "2024-02-08"),
        ("8 de febrero de 2024", "es", "2024-02-08"),
        ("sexta-feira, 22 de outubro de 2010 às 20:13", "pt", "2010-10-22"),
        ("Publié le 1er août 2024", "fr", "2024-08-01"),
        ("04/02/2026", "fr", "2026-02-04"),
        ("31/12/2024", "en", "2024-12-31"),
        ("12/31/2024", "en", "2024-12-31"),
        ("February 2024", "en", "2024-02"),
    ],
)
def test_a_day(words: str, language: str, iso: str):
    day = find_day(words, language)
    assert day is not None
    assert day.iso == iso


def test_a_day_that_could_be_two_is_neither():
    day = find_day("04/02/2026", "en")
    assert day is not None
    assert day.iso is None


@pytest.mark.parametrize("words", ["2 hours ago", "Feb 8", "may 2024 troops", "30 February 2024", "1,160 people"])
def test_what_is_no_day(words: str):
    day = find_day(words, "en")
    assert day is None or day.iso == "2024-05"


def test_markup():
    assert parse_day("2024-02-08T07:30:00+01:00") == "2024-02-08"
    assert parse_day("20240208") == "2024-02-08"
    assert parse_day("Thu, 08 Feb 2024 07:30 GMT") == "2024-02-08"


@given(st.text(max_size=60))
def test_never_raises(words: str):
    find_day(words, "en")
    parse_day(words)
