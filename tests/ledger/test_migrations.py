"""The steps of the migrations lead to the tables that ``tables.py`` declares, in both dialects, and never change."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from dragoman.ledger import open_ledger
from dragoman.ledger.copies.entering import enter_all
from dragoman.ledger.copies.tables import bands
from dragoman.ledger.opening import locate
from dragoman.ledger.schema import HEAD, revision_of, upgrade
from dragoman.ledger.search.index import enter_all_texts
from dragoman.ledger.tables import metadata

from .reports import TEXT, report

assert bands.metadata is metadata

_CATALOGUE = {
    # SQLite keeps the statement that made a thing; an index that a constraint brings has none.
    "sqlite": (
        "SELECT tbl_name, type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')",
    ),
    "postgresql": (
        "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default"
        " FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND conrelid <> 0",
    ),
}


def _form(connection: Connection) -> set[tuple[Any, ...]]:
    """All that the database knows of the ledger's tables: columns, types, keys, constraints, indexes."""
    return {
        tuple(" ".join(each.split()) if isinstance(each, str) else each for each in row)
        for question in _CATALOGUE[connection.dialect.name]
        for row in connection.execute(text(question))
        if row[0] in metadata.tables
    }


@contextmanager
def _empty(place: str) -> Iterator[Connection]:
    """A transaction in a database without a table."""
    engine = create_engine(locate(place))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # the tests' databases are copies of an empty ledger
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        yield connection
    engine.dispose()


@pytest.fixture
def declared(new_place: Callable[[], str]) -> Iterator[Connection]:
    """A database with the tables that ``tables.py`` declares, made without a migration."""
    with _empty(new_place()) as connection:
        metadata.create_all(connection)
        yield connection


def test_an_upgraded_database_is_what_tables_declares(declared: Connection, new_place: Callable[[], str]) -> None:
    place = new_place()
    open_ledger(place).close()
    engine = create_engine(locate(place))
    with engine.connect() as connection:
        assert revision_of(connection) == HEAD
        upgraded = _form(connection)
    engine.dispose()
    wanted = _form(declared)
    assert {row[0] for row in wanted} == set(metadata.tables)
    assert sorted(map(repr, upgraded - wanted)) == []
    assert sorted(map(repr, wanted - upgraded)) == []


STEPS = {
    "sqlite": {
        "0001": "5e8cc0bba4939656",
        "0002": "a27eae542b490b17",
        "0003": "17111a1658355a71",
        "0004": "df006c898944c699",
        "0005": "bde515b934be8a37",
    },
    "postgresql": {
        "0001": "d9e50027070e4fa8",
        "0002": "90e6009e6e9b6a39",
        "0003": "272af933846582b6",
        "0004": "9eca69c4f8d054c9",
        "0005": "9d4b1f1b7faf41d6",
    },
}
"""What each step tells the database, as a hash. A step that was released is not changed: ledgers took it as it was."""


def test_a_step_stays_what_it_was(place: str) -> None:
    with _empty(place) as connection:
        told: list[str] = []

        @event.listens_for(connection, "before_cursor_execute")
        def _note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.lstrip().startswith(("SELECT", "PRAGMA", "UPDATE dragoman_schema")):
                told.append(" ".join(statement.split()))

        found = {}
        for revision in STEPS[connection.dialect.name]:
            upgrade(connection, revision)
            found[revision] = hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
            told.clear()
        assert found == STEPS[connection.dialect.name]
        assert list(found)[-1] == HEAD


OLD = Path(__file__).with_name("form_0004.json")
"""The rows of a ledger that was written in the form 0004: three articles, one of them read twice, one empty,
a merge, a judgement, a ruling."""


def _make_old(place: str) -> None:
    with _empty(place) as connection:
        upgrade(connection, "0004")
        for table, rows in json.loads(OLD.read_text("utf-8")).items():
            for row in rows:
                for name in {"digest", "value"} & row.keys():
                    if isinstance(row[name], str):
                        row[name] = bytes.fromhex(row[name])
                columns = ", ".join(f'"{name}"' for name in row)
                given = ", ".join(f":{name}" for name in row)
                connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({given})"), row)
        enter_all(connection)  # copies and search, which are the same in both forms
        enter_all_texts(connection)


def test_an_old_ledger_is_carried_forward(place: str) -> None:
    _make_old(place)
    with open_ledger(place) as ledger:
        first, again, none = report(), report("Again. " + TEXT, count=32), report("Nobody. " + TEXT)
        by_article = {uid.article.id: [] for uid in ledger.entries()}
        for entry in ledger.entries():
            by_article[entry.article.id].append(entry.claim)
        assert by_article[again.article.id] == sorted(again.claims, key=lambda claim: claim.evidence[0].start)
        assert none.article.id not in by_article
        newest = {claim.kind: claim for claim in by_article[first.article.id]}
        assert newest["figure"].value.qualifier == "version 2"
        assert newest["figure"].within == newest["quotation"].id == first.claims[2].id
        assert [issue.message for issue in ledger.issues(first.article.id)] == ["who leads the talks is not told"]
        then = "2031-01-01T00:00:00Z"
        assert set(first.claims) == {entry.claim for entry in ledger.entries(as_of=then)}
        assert len(list(ledger.entries(actor="army", kind="figure"))) == 2
        assert [entry.claim.id for entry in ledger.entries(claims=[first.claims[1].id])] == [first.claims[1].id]
        assert [entry.ruling.why for entry in ledger.entries() if entry.ruling] == ["checked"]
        assert [one.why for one in ledger.judgements()] == ["the text says so"]
        assert len(ledger.search("Bamako")) == 3
        assert ledger.add(again).status == "known"
