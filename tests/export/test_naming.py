import csv
import io
from pathlib import Path

import pytest
from tests.ledger.reports import TEXT, article, say

from dragoman import open_ledger
from dragoman.export.kinds import columns_of, row_of, write_parquet, write_rows
from dragoman.export.naming import NAMINGS
from dragoman.model import Entry, Report
from dragoman.model.values import Actor, Event, Talks, When

DAY = When("2031-05-09", "2031-05-09", resolved=True, granularity="day")
MONTH = When("2031-05-01", "2031-05-31", resolved=True, granularity="month")


def entries(tmp_path: Path, when: When | None = DAY) -> list[Entry]:
    told = article(TEXT, outlet="=Wire", language="en", url="https://wire.example/1")
    claims = (
        say(told, Actor("Algeria", "state", "DZ", identity="state/dz"), "Algeria", role="actor"),
        say(told, Talks(("army", "Front"), "held", ("Algeria",), venue="Bamako", when=when), "met in Bamako"),
        say(told, Event("CONSULT", "army", "Algeria", mode="visit", when=when, where="Bamako"), "Envoys of the army"),
    )
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(Report(told, claims))
        return list(ledger.entries())


def of_kind(found: list[Entry], kind: str) -> Entry:
    return next(entry for entry in found if entry.claim.kind == kind)


def test_events_have_the_columns_of_plovers_data(tmp_path: Path) -> None:
    naming = NAMINGS["plover"]
    row = row_of(of_kind(entries(tmp_path), "event"), naming)
    assert (row["Event Type"], row["Event Mode"], row["Event Date"]) == ("CONSULT", "visit", "2031-05-09")
    assert (row["Actor Name Raw"], row["Actor Name"]) == ("army", None), "nobody said which army"
    assert (row["Recipient Name Raw"], row["Recipient Name"]) == ("Algeria", "Algeria")
    assert (row["Raw Placename"], row["Publication Date"], row["Language"]) == ("Bamako", "2031-05-12", "en")
    assert row["realis"] == "happened", "what has no name of theirs keeps ours"


def test_talks_have_the_columns_of_mend(tmp_path: Path) -> None:
    row = row_of(of_kind(entries(tmp_path), "talks"), NAMINGS["mend"])
    assert (row["Day"], row["Month"], row["Year"]) == (9, 5, 2031)
    assert (row["third_party"], row["num_med"], row["local_parties"]) == (["Algeria"], 1, ["army", "Front"])
    assert (row["med_location - MULTISELECT"], row["source_urls"]) == ("Bamako", "https://wire.example/1")
    assert row["status"] == "held"


@pytest.mark.parametrize(
    ("when", "date"),
    [
        (MONTH, (None, 5, 2031)),
        (When("2031-05-30", "2031-06-02", resolved=True), (None, None, 2031)),
        (When("2030-12-30", "2031-01-02", resolved=True), (None, None, None)),
        (When("2031-05", "2031-05", resolved=True), (None, 5, 2031)),
        (When(reason="which May?"), (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_no_date_is_more_exact_than_the_words(tmp_path: Path, when: When | None, date: tuple[int | None, ...]) -> None:
    found = entries(tmp_path, when)
    talks = row_of(of_kind(found, "talks"), NAMINGS["mend"])
    assert (talks["Day"], talks["Month"], talks["Year"]) == date
    assert row_of(of_kind(found, "event"), NAMINGS["plover"])["Event Date"] is None


@pytest.mark.parametrize("naming", NAMINGS.values())
def test_no_field_is_lost_and_csv_runs_nothing(tmp_path: Path, naming) -> None:
    entry = of_kind(entries(tmp_path), naming.kind)
    columns, ours = columns_of(naming.kind, naming), columns_of(naming.kind)
    assert list(row_of(entry, naming)) == list(columns)
    assert set(ours) - set(columns) == {renamed for renamed in naming.columns.values() if renamed}
    out = io.StringIO()
    write_rows(out, naming.kind, [entry], as_csv=True, naming=naming)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert list(row) == list(columns)
    assert "'=Wire" in row.values()


@pytest.mark.parametrize("naming", NAMINGS.values())
def test_parquet_has_the_same_columns(tmp_path: Path, naming) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    entry = of_kind(entries(tmp_path), naming.kind)
    write_parquet(tmp_path / "x.parquet", naming.kind, [entry], naming=naming)
    assert parquet.read_table(tmp_path / "x.parquet").to_pylist() == [row_of(entry, naming)]
