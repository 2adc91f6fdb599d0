"""How SQLite goes about a question: what must not grow with the ledger goes through an index."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from dragoman.ledger import Ledger, open_ledger

from .reports import TEXT, report

GROWING = {"articles", "editions", "captures", "packs", "readings", "claims", "nodes", "likenesses", "copy_bands"}
"""Not ``arrivals``, of which it is asked whether there is one."""


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
        assert any(step.startswith("SCAN marks VIRTUAL TABLE INDEX") for step in steps)
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


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"actor": "Algeria"}, {"talks", "actor"}),
        ({"place": "Bamako", "outcome": "killed"}, set()),
        ({"kind": "figure", "outcome": "killed", "as_of": "2099-01-01"}, {"figure"}),
        ({"kind": "figure", "holds": ("2031-05-05", "2031-05-06")}, {"figure"}),
        ({"reported": ("2031-05-12", "2031-05-12"), "holds": ("2031-05-09", "2031-05-09")}, {"talks", "figure"}),
        ({"reported": ("2031-05", "2031-05")}, {"talks", "actor", "quotation", "figure"}),
    ],
)
def test_what_is_asked_is_found_without_a_scan(ledger: Ledger, wanted: dict, kinds: set[str]) -> None:
    with _plans(ledger._engine) as steps:
        assert {entry.claim.kind for entry in ledger.entries(**wanted)} == kinds
    assert _scanned(steps) == []


def test_everything_is_a_scan_of_the_articles_alone(ledger: Ledger) -> None:
    """And so the tests above do see a scan."""
    with _plans(ledger._engine) as steps:
        assert len(list(ledger.entries())) == 4
    assert _scanned(steps) in (["SCAN editions"], ["SCAN editions USING INDEX editions_published"])


def test_a_report_is_added_without_a_scan(ledger: Ledger) -> None:
    with _plans(ledger._engine) as steps:
        ledger.add(report("Another. " + TEXT))
    assert _scanned(steps) == []
