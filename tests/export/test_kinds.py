import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.reports import report

from dragoman import UsageError, open_ledger
from dragoman.export.kinds import columns_of, row_of, write_parquet, write_rows
from dragoman.model import Entry
from dragoman.model.values import KINDS


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(report(outlet="=HYPERLINK(1)", title="-1"))
        return list(ledger.entries())


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_has_columns_of_its_own(kind: str) -> None:
    columns = columns_of(kind)
    assert set(columns.values()) <= {str, int, float, bool, list}
    assert len(columns) > 18


def test_rows_have_the_columns_of_their_kind(entries: list[Entry]) -> None:
    for entry in entries:
        assert list(row_of(entry)) == list(columns_of(entry.claim.kind))


def test_csv_runs_nothing(entries: list[Entry]) -> None:
    out = io.StringIO()
    write_rows(out, "figure", [entry for entry in entries if entry.claim.kind == "figure"], as_csv=True)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["low"], row["when_earliest"], row["source_name"]) == ("31", "2031-05-05", "The army")
    assert (row["outlet"], row["title"], row["words"]) == ("'=HYPERLINK(1)", "'-1", "31 soldiers")


def test_json_lines_keep_lists(entries: list[Entry]) -> None:
    out = io.StringIO()
    write_rows(out, "talks", [entry for entry in entries if entry.claim.kind == "talks"], as_csv=False)
    row = json.loads(out.getvalue())
    assert (row["parties"], row["source_name"], row["outlet"]) == (["army", "Front"], None, "=HYPERLINK(1)")


def test_parquet_reads_back_as_json_lines_do(entries: list[Entry], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    talks = [replace(entry) for entry in entries if entry.claim.kind == "talks"]
    write_parquet(tmp_path / "talks.parquet", "talks", talks)
    assert parquet.read_table(tmp_path / "talks.parquet").to_pylist() == [row_of(entry) for entry in talks]


def test_an_unknown_kind_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match="rumour"):
        columns_of("rumour")
