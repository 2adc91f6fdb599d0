"""The steps of the migrations lead to the tables that ``tables.py`` declares, in both dialects."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from dragoman.ledger import open_ledger
from dragoman.ledger.copies.tables import bands
from dragoman.ledger.opening import locate
from dragoman.ledger.schema import HEAD, revision_of
from dragoman.ledger.tables import metadata

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


@pytest.fixture
def declared(new_place: Callable[[], str]) -> Iterator[Connection]:
    """A database with the tables that ``tables.py`` declares, made without a migration."""
    engine = create_engine(locate(new_place()))
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # the tests' databases are copies of an empty ledger
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        metadata.create_all(connection)
        yield connection
    engine.dispose()


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
