import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dragoman import add_many, open_ledger, pipeline

TEXT = "Talks resume in the capital\n\nEnvoys met in Bamako on Friday, the mediator said.\n\nThey last met in 2023."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{TEXT}\n\nIt was round {number}.")
    (folder / "page.html").write_bytes(b"%PDF-1.7")
    return folder


@pytest.mark.usefixtures("stand_in")
def test_reports_are_added_and_then_known(dragoman, reports: Path, tmp_path: Path) -> None:
    code, out, err = dragoman("add", reports, "--ledger", tmp_path / "x.db")
    assert code == 0
    assert err == f"dragoman: {reports / 'page.html'}: is a PDF, not a page or text\n"
    assert [line.split("  ")[1].split(",")[0] for line in out.splitlines()[:3]] == ["new"] * 3
    assert out.splitlines()[-1].startswith("3 new, 1 not readable; ")
    code, out, err = dragoman("add", reports, "--ledger", tmp_path / "x.db", "--json")
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["known"] * 3 + ["unread"]


@pytest.mark.usefixtures("stand_in")
def test_what_is_known_is_not_read_again(
    dragoman, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "page.html").unlink()
    dragoman("add", reports, "--ledger", tmp_path / "x.db")
    (reports / "3.txt").write_text(TEXT)
    (reports / "copy.txt").write_text((reports / "0.txt").read_text())
    read: list[str] = []
    extract = pipeline.extract
    monkeypatch.setattr(
        pipeline, "extract", lambda cleaned, doc: read.append(cleaned.article.origin) or extract(cleaned, doc)
    )
    code, out, _ = dragoman("add", reports, "--ledger", tmp_path / "x.db")
    assert (code, read) == (0, [str(reports / "3.txt")])
    assert [line.split("  ")[-1] for line in out.splitlines()[:-1]] == [str(path) for path in sorted(reports.iterdir())]


@pytest.mark.usefixtures("stand_in")
def test_what_is_known_is_told_as_it_is_found(reports: Path, tmp_path: Path) -> None:
    (reports / "page.html").unlink()
    asked: list[str] = []

    def one_by_one() -> Iterator[Path]:
        for path in sorted(reports.iterdir()):
            asked.append(path.name)
            yield path

    with open_ledger(tmp_path / "x.db") as ledger:
        assert [added.status for added in add_many(ledger, [reports])] == ["new"] * 3
        told = add_many(ledger, one_by_one())
        assert (next(told).status, asked) == ("known", ["0.txt"])
        assert [added.status for added in told] == ["known"] * 2


@pytest.mark.usefixtures("stand_in")
def test_a_newer_extractor_reads_again(
    dragoman, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragoman("add", reports / "0.txt", "--ledger", tmp_path / "x.db")
    monkeypatch.setattr(pipeline.EXTRACTORS[-1], "version", 1000)
    code, out, _ = dragoman("add", reports / "0.txt", "--ledger", tmp_path / "x.db", "--json")
    assert (code, json.loads(out)["status"]) == (0, "newer reading")


@pytest.mark.usefixtures("stand_in")
def test_the_ledger_is_what_the_environment_says(
    dragoman, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(tmp_path / "env.db"))
    assert dragoman("add", reports / "0.txt")[0] == 0
    with open_ledger(tmp_path / "env.db", create=False) as ledger:
        assert list(ledger.entries(kind="date"))


@pytest.mark.usefixtures("stand_in")
def test_where_nothing_could_be_read_the_exit_code_is_2(dragoman, reports: Path, tmp_path: Path) -> None:
    assert dragoman("add", reports / "page.html", "--ledger", tmp_path / "x.db")[0] == 2


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _newer(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE dragoman_schema SET version_num = '9999'")


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda path: path.write_bytes(b"neither a ledger nor any database" * 99),
            "is no ledger: not an SQLite database",
        ),
        (lambda path: path.mkdir(), "cannot be opened"),
        (_foreign, "is no ledger: a database of something else (its tables: recipes)"),
        (_newer, "was written by a newer Dragoman (form 9999"),
    ],
)
def test_what_is_no_ledger_is_told_in_one_line_and_left_alone(
    dragoman, reports: Path, tmp_path: Path, make, message: str
) -> None:
    place = tmp_path / "x.db"
    make(place)
    before = place.read_bytes() if place.is_file() else None
    code, out, err = dragoman("add", reports, "--ledger", place)
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith(f"dragoman: {place}: ")
    assert err.count("\n") == 1
    assert (place.read_bytes() if place.is_file() else None) == before


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://127.0.0.1:1/nothing", "://", "no/such/folder/x.db"])
def test_an_address_that_leads_nowhere_is_told_in_one_line(dragoman, reports: Path, address: str) -> None:
    code, out, err = dragoman("add", reports, "--ledger", address)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("stand_in")
def test_a_ledger_that_another_program_writes_to_is_told_in_one_line(
    dragoman, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.ledger.opening._PATIENCE", 0.1)
    place = tmp_path / "x.db"
    open_ledger(place).close()
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, _, err = dragoman("add", reports / "0.txt", "--ledger", place)
    other.close()
    assert (code, err) == (2, f"dragoman: {place}: is locked: another program is writing to it\n")
