"""The form of the tables in a database: is it a ledger, of which version, and the steps to today's.

A database that holds something else is refused, and so is a ledger of a newer Dragoman: neither is written to.

The steps are frozen: they make tables and move what people and readers said, in the terms of their own day. What is
made from the articles (copies, search) is not theirs: once the tables have today's form, today's code makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from dragoman.ledger.copies.entering import enter_all
from dragoman.ledger.reindexing import enter_all_claims
from dragoman.ledger.search.index import enter_all_texts
from dragoman.ledger.tables import metadata
from dragoman.model import UsageError

HEAD = "0005"
"""The newest revision among ``migrations/versions``."""

INDEXES: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("0002", enter_all),
    ("0003", enter_all_texts),
    ("0005", enter_all_claims),
)
"""What fills each index, and the revision that makes its tables empty."""

VERSION_TABLE = "dragoman_schema"
"""Its name tells a ledger from any other database."""


def revision_of(connection: Connection) -> str | None:
    """The revision that a ledger is at; ``None`` for a database that is empty."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        return None if revision is None else str(revision)
    foreign = tables if connection.dialect.name == "sqlite" else tables & set(metadata.tables)
    if foreign:
        raise UsageError(f"is no ledger: a database of something else (its tables: {', '.join(sorted(foreign)[:4])})")
    return None


def bring_to_date(connection: Connection) -> None:
    """Make the tables, or take them from their form to today's, all in the transaction of ``connection``.

    Raises:
        UsageError: if the database is no ledger, or one of a newer Dragoman.
    """
    revision = revision_of(connection)
    if revision == HEAD:
        return
    if revision is not None and revision > HEAD:
        raise UsageError(f"was written by a newer Dragoman (form {revision}; this one knows up to {HEAD})")
    upgrade(connection, HEAD)
    for since, fill in INDEXES:
        if revision is not None and revision < since:
            fill(connection)


def upgrade(connection: Connection, revision: str) -> None:
    """Take the steps to a revision, which leave what they make of the articles' texts empty."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
