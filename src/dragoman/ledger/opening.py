"""Where a ledger is → a database engine that is set up for it, and what goes wrong there in one line.

``"dragoman.db"`` is an SQLite file, ``"postgresql+psycopg://host/name"`` a server. A commit returns when the disk has
it: SQLite runs with a write-ahead log and ``synchronous=FULL``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from dragoman.ledger.schema import bring_to_date, revision_of
from dragoman.model import DragomanError, UsageError

ENVIRONMENT = "DRAGOMAN_LEDGER"
DEFAULT = "dragoman.db"

_PATIENCE = 10
"""Seconds to wait for another program that is writing."""

_CACHE = 64_000
"""KiB of pages that SQLite keeps at hand: the upper levels of the indexes of a million articles."""

_LOCK = 0x647261676F6D616E
"""The advisory lock ("dragoman") that writers to PostgreSQL take, so that they come one after the other."""

_SQLITE_FAULTS = {
    sqlite3.SQLITE_BUSY: "is locked: another program is writing to it",
    sqlite3.SQLITE_LOCKED: "is locked: another program is writing to it",
    sqlite3.SQLITE_FULL: "the disk is full; what was added before is safe",
    sqlite3.SQLITE_NOTADB: "is no ledger: not an SQLite database",
    sqlite3.SQLITE_CORRUPT: "is damaged: SQLite finds it malformed",
    sqlite3.SQLITE_READONLY: "may not be written to",
    sqlite3.SQLITE_PERM: "may not be opened",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: no such folder, or no permission",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk fails, or is full; what was added before is safe",
}
"""By SQLite's primary result code (the low eight bits)."""

_POSTGRESQL_FAULTS = {
    "53100": "the server's disk is full; what was added before is safe",
    "53300": "the server has no connection left",
    "55P03": "is locked: another program is writing to it",
    "42501": "the server does not allow that to this user",
    "25006": "may not be written to",
}
"""By SQLSTATE."""


def locate(where: str | Path | None) -> URL:
    """The address of a ledger: what is given, else ``DRAGOMAN_LEDGER``, else ``dragoman.db`` in this folder.

    Raises:
        UsageError: if it is an address of no database that Dragoman knows.
    """
    given = where if where is not None else os.environ.get(ENVIRONMENT) or DEFAULT
    if isinstance(given, Path) or "://" not in given:
        return URL.create("sqlite", database=os.fspath(given))
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise UsageError(f"{given}: no address of a database") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise UsageError(f"{name_of(url)}: a ledger is an SQLite file or postgresql+psycopg://, not {url.drivername}")
    return url


def name_of(url: URL) -> str:
    """What a person calls a ledger: its file, or its address without the password."""
    if url.drivername == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def connect(url: URL, *, create: bool) -> Engine:
    """An engine over a ledger that has today's form. ``create`` makes one where there is nothing.

    Raises:
        UsageError: if it is no ledger, a newer Dragoman's, or not there.
        DragomanError: if the database does not work.
    """
    name = name_of(url)
    if not create and url.drivername == "sqlite" and not Path(url.database or "").exists():
        raise UsageError(f"{name}: no such ledger (dragoman add makes one)")
    try:
        engine = create_engine(url, **_options(url))
    except ModuleNotFoundError as error:
        raise UsageError(f"{name}: needs {error.name}, which comes with dragoman[postgresql]") from error
    (_prepare_sqlite if url.drivername == "sqlite" else _prepare_postgresql)(engine)
    with told(name):
        try:
            _check(engine, create=create)
        except UsageError as error:
            engine.dispose()
            raise UsageError(f"{name}: {error}") from error
        except BaseException:
            engine.dispose()
            raise
    return engine


def _options(url: URL) -> dict[str, Any]:
    if url.drivername == "sqlite":
        return {"connect_args": {"timeout": _PATIENCE}}
    return {"connect_args": {"connect_timeout": _PATIENCE}, "isolation_level": "REPEATABLE READ"}


def _check(engine: Engine, *, create: bool) -> None:
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision is None and not create:
        raise UsageError("is an empty database, no ledger (dragoman add makes one)")
    with write(engine) as connection:
        bring_to_date(connection)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = connection.connection.cursor()  # outside of any transaction, where alone the mode can change
            driver.execute("PRAGMA journal_mode = WAL")
            driver.close()


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: it waits for its turn, and is there whole or not at all."""
    options = {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(dragoman_writes=True, **options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def told(name: str) -> Iterator[None]:
    """Around everything that asks the database: faults of the world become one line, ours stay what they are."""
    try:
        yield
    except SQLAlchemyError as error:
        message = _fault_of(error)
        if message is None:
            raise
        raise DragomanError(f"{name}: {message}") from error


def _fault_of(error: SQLAlchemyError) -> str | None:
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _SQLITE_FAULTS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None and type(cause).__name__ in {"OperationalError", "ConnectionTimeout"}:
        return f"the server cannot be reached: {str(cause).strip().splitlines()[0]}"
    if state and state[:2] in {"08", "57"}:
        return "the connection to the server broke; what was added before is safe"
    if state and state[:2] in {"28", "3D"}:
        return f"the server refuses: {str(cause).strip().splitlines()[0]}"
    return _POSTGRESQL_FAULTS.get(state or "")


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _set_up(driver: sqlite3.Connection, _record: object) -> None:
        driver.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in ("synchronous = FULL", "foreign_keys = ON", f"cache_size = -{_CACHE}", "temp_store = MEMORY"):
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("dragoman_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(_engine: Engine) -> None:
    """Nothing: what it needs is said with each transaction."""
