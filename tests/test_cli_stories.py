"""dragoman stories, search and undated: for people, as JSON and as CSV, on a ledger made by hand."""

import csv
import json
from pathlib import Path

import pytest
from tests.ledger.test_stories import pages, uid
from tests.ledger.test_undated import toll

from dragoman import open_ledger


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "x.db") as ledger:
        for page in pages().values():
            ledger.add(page)
        ledger.add(toll(27_840, "2031-02-08", "One thing was told here, and then another."))
        ledger.add(toll(27_708, "2031-02-07", "A third thing was told on the day before."))
        ledger.add(toll(27_840, None, "Something else entirely was told there."))
    return tmp_path / "x.db"


def test_a_story_is_told(dragoman, place: Path) -> None:
    code, out, err = dragoman("stories", "--ledger", place)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "3 pages, one origin"
    assert "copy of Reuters, links to its page" in out
    assert "    bound dropped: “At least” → “”" in lines


def test_a_story_for_programs_and_spreadsheets(dragoman, place: Path) -> None:
    (story,) = json.loads(dragoman("stories", uid("blog"), "--ledger", place, "--json")[1])
    assert (story["origin"], story["certain"], len(story["articles"])) == (uid("wire"), True, 3)
    rows = list(csv.DictReader(dragoman("stories", "--ledger", place, "--csv")[1].splitlines()))
    assert {row["taken_from"] for row in rows} == {"", uid("wire")}


def test_an_article_without_copies(dragoman, place: Path) -> None:
    assert dragoman("stories", uid("own"), "--ledger", place)[:2] == (0, "no other article has its text\n")
    assert dragoman("stories", "no id", "--ledger", place)[::2] == (
        2,
        "dragoman: 'no id' is no id; expected 16 hex digits\n",
    )


def test_search_for_people_programs_and_spreadsheets(dragoman, place: Path) -> None:
    code, out, err = dragoman("search", "six hours", "Tbilisi", "--ledger", place, "--limit", 1)
    assert (code, err) == (0, "")
    assert out.startswith("2031-05-1")
    assert "spent six hours on maps" in out
    (hit,) = json.loads(
        dragoman("search", "soldiers", "--kind", "figure", "--outlet", "Gazette", "--ledger", place, "--json")[1]
    )
    assert (hit["article"]["id"], len(hit["claims"])) == (uid("own"), 1)
    rows = list(
        csv.DictReader(dragoman("search", "Tbilisi NOT Nakhchivan", "--ledger", place, "--csv")[1].splitlines())
    )
    assert [row["article"] for row in rows] == []
    assert dragoman("search", "nowhere-at-all", "--ledger", place) == (0, "nothing found\n", "")


@pytest.mark.parametrize("asked", ["", "***", "NOT x", "a " * 70])
def test_a_search_for_nothing_is_one_line(dragoman, place: Path, asked: str) -> None:
    code, out, err = dragoman("search", asked, "--ledger", place)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("dragoman: search: ")


def test_a_date_is_offered_and_taken(dragoman, place: Path) -> None:
    code, out, err = dragoman("undated", "--ledger", place)
    assert (code, err) == (0, "")
    heading, reason = out.splitlines()
    assert heading.startswith("2031-02-08 – 2031-02-09 (offered) · ")
    assert reason == "  27,840 is the total that the health ministry gives on 2031-02-08 in 1 other report"
    article = heading.rsplit(" · ", 1)[1]
    code, out, _ = dragoman("undated", "--take", article, "--on", "2031-02-08", "--ledger", place)
    assert out.startswith("2031-02-08 (inferred) · ")
    (offer,) = json.loads(dragoman("undated", "--ledger", place, "--json")[1])
    assert offer["article"]["published_from"] == "inferred"
    (row,) = csv.DictReader(dragoman("undated", "--ledger", place, "--csv")[1].splitlines())
    assert (row["earliest"], row["published"]) == ("2031-02-08", "2031-02-08")
    assert dragoman("undated", "--take", "0" * 16, "--ledger", place)[0] == 2
    assert dragoman("undated", "--on", "2031-02-08", "--ledger", place)[::2] == (
        2,
        "dragoman: --on: goes with --take\n",
    )


@pytest.mark.parametrize("command", [["stories"], ["search", "x"], ["undated"]])
def test_no_ledger_and_two_formats(dragoman, place: Path, tmp_path: Path, command: list[str]) -> None:
    code, out, err = dragoman(*command, "--ledger", tmp_path / "none.db")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "none.db").exists()
    assert dragoman(*command, "--ledger", place, "--json", "--csv")[0] == 2
