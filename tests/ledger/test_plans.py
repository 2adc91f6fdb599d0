"""How SQLite goes about a question: what must not grow with the ledger goes through an index."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from dragoman.ledger import Ledger, open_ledger

from .reports import report

GROWING = {"articles", "editions", "captures", "readings", "arrivals", "claims", "claim_values", "about", "likenesses"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "plans.db") as opened:
        opened.add(report())
        yield opened


@contextmanager
def _plans(engine: Engine) -> Iterator[list[str]]:
    """The plans of all that the database is asked meanwhile, a step a line: "SEARCH claims USING INDEX …"."""
    steps: list[str] = []

    def explain(connection: Connection, _cursor: Any, asked: str, given: Any, *_: Any) -> None:
        if asked.lstrip().startswith(("SELECT", "WITH")):
            cursor = connection.connection.cursor()
            steps.extend(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {asked}", given).fetchall())

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", explain)


def _scanned(steps: list[str]) -> list[str]:
    return [step for step in steps if step.startswith("SCAN") and step.split()[1] in GROWING]


def test_a_claim_of_any_kind_is_found_by_its_id_without_a_scan(ledger: Ledger) -> None:
    for claim in report().claims:
        with _plans(ledger._engine) as steps:
            found = list(ledger.entries(claims=[claim.id]))
        assert [entry.claim for entry in found] == [claim]
        assert any("claims USING INDEX claims_bucket" in step for step in steps)
        assert _scanned(steps) == []


def test_several_claims_are_found_by_their_ids_without_a_scan(ledger: Ledger) -> None:
    wanted = {claim.id for claim in report().claims[:3]}
    with _plans(ledger._engine) as steps:
        assert {entry.claim.id for entry in ledger.entries(claims=wanted)} == wanted
    assert _scanned(steps) == []


def test_a_ruling_finds_its_claim_without_a_scan(ledger: Ledger) -> None:
    with _plans(ledger._engine) as steps:
        ledger.rule("accept", report().claims[1].id, why="heard by two of us")
    assert _scanned(steps) == []


def test_all_entries_of_a_kind_are_scanned_for_in_their_own_order(ledger: Ledger) -> None:
    """Not through the index of ids, which takes ten times as long; and so the tests above do see a scan."""
    with _plans(ledger._engine) as steps:
        assert len(list(ledger.entries(kind="figure", reported=("2031-05", "2031-05")))) == 1
    assert _scanned(steps) == ["SCAN claims"]
