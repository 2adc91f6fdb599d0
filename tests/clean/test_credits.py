"""Who a report is from is taken out of the running text; what only looks like a credit stays."""

import pytest

from dragoman.clean.blocks import Block
from dragoman.clean.credits import find_agency, take_credits

BODY = "The envoys met twice on Monday, and will meet again on Friday, their spokesman said."


def _credits(*lines: str, language: str = "en"):
    return take_credits([Block(line) for line in lines], language)


def test_source_line():
    found = _credits(BODY, "Source: https://example.org/a/1")
    assert [u.url for u in found.upstream] == ["https://example.org/a/1"]
    assert [b.text for b in found.blocks] == [BODY]


@pytest.mark.parametrize("line", ["(AFP)", "AFP", "With agencies", "Con información de EFE", "— Reuters"])
def test_agency_line(line: str):
    found = _credits(BODY, line)
    assert found.agency is not None
    assert [b.text for b in found.blocks] == [BODY]


def test_agency_behind_the_last_sentence():
    found = _credits(BODY, "Nobody else commented. (AFP)")
    assert (found.agency, found.blocks[-1].text) == ("AFP", "Nobody else commented.")


def test_an_agency_that_was_told_something_is_no_credit():
    line = "He told the AFP news agency that the talks would go on."
    found = _credits(line, "The army said so too (see AFP).")
    assert found.agency is None
    assert found.blocks[0].text == line


def test_a_dateline_is_read_and_stays():
    line = "MUSCAT, Feb 8, 2024 (AFP) — The envoys met twice."
    found = _credits(line, BODY)
    assert (found.agency, found.published, found.blocks[0].text) == ("AFP", "2024-02-08", line)


def test_a_sentence_with_a_date_and_a_dash_is_no_dateline():
    assert _credits("On Monday, 4 March 2024 – the day of the vote – the envoys met.", BODY).published is None
    assert _credits("MUSCAT, 4 March 2024 – The envoys met.", BODY).published == "2024-03-04"


def test_byline_and_date_lines():
    found = _credits("By Ana Sol and Omar Rey in Muscat", "Posted Wednesday, 4 Feb 2026", BODY)
    assert found.authors == ("Ana Sol", "Omar Rey")
    assert found.published == "2026-02-04"
    assert [b.text for b in found.blocks] == [BODY]


def test_a_place_behind_a_comma_is_no_author():
    assert _credits("By Ana Sol, Muscat", BODY).authors == ("Ana Sol",)


def test_a_relative_time_is_no_date():
    found = _credits("Posted 2 hours ago", BODY)
    assert found.published is None
    assert "2 hours ago" in found.issues[0].message


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Ana Sol with agencies", "agencies"),
        ("By Ana Sol in Muscat and agencies", "agencies"),
        ("By Ana Sol, with Reuters", "Reuters"),
    ],
)
def test_a_byline_that_names_its_agency_too(line: str, agency: str):
    found = _credits(line, BODY)
    assert (found.authors, found.agency) == (("Ana Sol",), agency)


@pytest.mark.parametrize(
    "line", ["By Monday the town had fallen.", "With the army gone, people returned.", "From Muscat"]
)
def test_a_sentence_that_begins_like_a_credit(line: str):
    assert _credits(line, BODY).blocks[0].text == line


def test_a_note_of_translation():
    assert _credits(BODY, "This article was translated from Arabic").translated_from == "ar"
    assert _credits(BODY, "Traducción automática").translated_from == "unknown"
    assert _credits(BODY).translated_from is None


def test_find_agency():
    assert find_agency("AP/Reuters") == "AP"
    assert find_agency("ap") is None
    assert find_agency("AFP headquarters") is None
