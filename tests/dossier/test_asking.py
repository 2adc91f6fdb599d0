import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
from dragoman import cli
from dragoman.dossier.asking import choose
from dragoman.dossier.tables import defuse, write_csv
from dragoman.model import Actor, Article, Entry, Figure, Report, Source, Span, UsageError, make_claim
from dragoman.model.article import article_id
from dragoman.model.reading import Reader

Run = Callable[..., tuple[int, str, str]]
MINISTRY = Source("Health Ministry", "institution")
READERS = (Reader("figures", 1),)


def report(text: str, dead: int, published: str, outlet: str) -> Report:
    article = Article(
        article_id(text, outlet, published), text, published=published, published_from="given", outlet=outlet
    )
    toll = Figure(dead, dead, "killed", "people", place="Zaria", side="Nigeria", source=MINISTRY, cumulative=True)
    start = text.index(f"{dead:,}")
    bello = text.index("Aminu Bello")
    claims = (
        make_claim(article, toll, [("figure", Span(start, start + len(f"{dead:,}")))], rule="test"),
        make_claim(article, Actor("Aminu Bello", "person"), [("actor", Span(bello, bello + 11))], rule="test"),
    )
    return Report(article, claims, (), READERS)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "zaria.db"
    with dragoman.open_ledger(file) as opened:
        for dead, day in ((1405, "2025-03-02"), (1390, "2025-03-03")):
            text = f"The ministry counts {dead:,} dead in Zaria by now, Aminu Bello told the envoys in the town hall."
            opened.add(report(text, dead, day, "The Courier"))
    return file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


def test_figures_of_a_ledger(ledger: Path) -> None:
    with dragoman.open_ledger(ledger) as opened:
        found = dragoman.figures(opened, outcome="killed", place="Zaria", claimant="the health ministry")
        assert [(point.number, str(point.as_of)) for point in found.series[0].points] == [
            ("1,405", "2025-03-02"),
            ("1,390", "2025-03-03"),
        ]
        assert [finding.check for finding in found.findings] == ["total_falls"]
        assert dragoman.figures(opened, place="Kano").series == ()
        assert dragoman.figures(opened, place="Kano").findings == ()
        with pytest.raises(UsageError, match="expected one of killed"):
            dragoman.figures(opened, outcome="dead")


def test_figures_for_people(ledger: Path, run: Run) -> None:
    code, out, _ = run("figures", "--ledger", ledger, "--place", "Zaria")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "people, Nigeria, killed, Zaria, in all" in lines
    assert "says Health Ministry" in lines
    assert "2025-03-02 1,405 1 report, 1 origin “1,405” The Courier 2025-03-02" in lines
    assert "1,390 − 1,405 = −15" in lines


def test_figures_for_programs(ledger: Path, run: Run) -> None:
    told = json.loads(run("figures", "--ledger", ledger, "--json")[1])
    assert [point["number"] for point in told["series"][0]["points"]] == ["1,405", "1,390"]
    assert told["findings"][0]["from"][0]["words"] == "1,390"
    rows = list(csv.DictReader(io.StringIO(run("figures", "--ledger", ledger, "--csv")[1])))
    assert [(row["as_of"], row["low"], row["origins"]) for row in rows] == [
        ("2025-03-02", "1405", "1"),
        ("2025-03-03", "1390", "1"),
    ]


def test_no_ledger_is_made_by_asking(tmp_path: Path, run: Run) -> None:
    code, _, err = run("figures", "--ledger", tmp_path / "none.db")
    assert code == 2
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "none.db").exists()


@pytest.mark.usefixtures("stand_in")
def test_a_draft_that_contradicts_ends_with_1(ledger: Path, run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The ministry counts 1,450 dead in Zaria by now, Aminu Bello told the envoys in the town hall.")
    page = tmp_path / "page.html"
    with dragoman.open_ledger(ledger) as opened:
        read = dragoman.read(draft, published="2025-03-02")
        # The stand-in finds no actors, and a draft without names has no related articles.
        assert dragoman.check(opened, read).wrong == ()
        named = Report(read.article, report(read.article.text, 1450, "2025-03-02", "draft").claims)
        (wrong, *_) = dragoman.check(opened, named).wrong
        assert (wrong.about, wrong.words) == ("figure", "1,450")
    code, out, _ = run("check", draft, "--ledger", ledger, "--html", page, "--published", "2025-03-02")
    assert (code, page.read_text().startswith("<!doctype html>")) == (0, True)
    assert "0 to look at" in out


@pytest.mark.usefixtures("stand_in")
def test_a_weekday_that_does_not_fit_ends_with_1(ledger: Path, run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The envoys met on Monday, 4 March 2025, in Zaria.")
    code, out, _ = run("check", draft, "--ledger", ledger, "--json")
    told = json.loads(out)
    assert (code, told["contradicts"]) == (1, True)
    assert told["remarks"][0]["words"] == "Monday, 4 March 2025"
    code, out, _ = run("check", draft, "--ledger", ledger, "--csv")
    assert (code, next(csv.DictReader(io.StringIO(out)))["verdict"]) == (1, "misfit")
    code, out, _ = run("check", draft, "--ledger", ledger)
    assert "2025-03-04 is a Tuesday" in out


def test_several_drafts_are_the_callers_mistake(ledger: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", tmp_path / "none.txt", "--ledger", ledger)
    assert (code, len(err.splitlines())) == (2, 1)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_cells_that_a_spreadsheet_would_run_are_defused(cell: str) -> None:
    assert defuse(cell) == "'" + cell


def test_numbers_and_words_stay_as_they_are() -> None:
    out = io.StringIO()
    write_csv(out, ("a", "b", "c"), [{"a": -5, "b": "1 − 2", "c": ["x", "y"]}])
    assert out.getvalue() == "a,b,c\n-5,1 − 2,x; y\n"


def test_what_tells_no_place_follows_the_place_of_its_claimant(
    told: Callable[..., Entry], count: Callable[..., Figure]
) -> None:
    entries = [
        told(count(34, source="Health Ministry", cumulative=True)),
        told(count(40, source="Health Ministry", cumulative=True, place=None), published="2025-03-04"),
        told(count(41, source="Army", cumulative=True, place=None), published="2025-03-04"),
        told(count(52, source="Health Ministry", cumulative=True, place="Kano"), published="2025-03-05"),
    ]
    found = choose(entries, place="Zaria").series
    assert [(series.place, series.points[0].number) for series in found] == [("Zaria", "34"), (None, "40")]
