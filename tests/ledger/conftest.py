"""Ledgers to test on: an SQLite file, and a database of a PostgreSQL server that is started for the tests alone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dragoman.ledger import Ledger, open_ledger


def _binaries() -> Path | None:
    """Debian's PostgreSQL, the newest there is; it keeps its server off the search path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    return Path(where).parent if (where := shutil.which("initdb")) else None


def _make_template(server: str) -> None:
    """A database with the tables in it, of which the tests get copies: that takes less than migrating each."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE empty_ledger")
    admin.dispose()
    open_ledger(server.replace("/postgres?", "/empty_ledger?")).close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private server, on a socket in a folder of its own; gone after the tests."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and there is no runuser to run it as another user")
    # A server refuses to run as root; Debian's package makes the user postgres for it.
    as_server = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    home = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))  # short: a socket's path has at most 107 bytes
    if as_server:
        shutil.chown(home, "postgres")

    def run(program: str, *arguments: str) -> None:
        command = [*as_server, str(binaries / program), *arguments]
        done = subprocess.run(
            command, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert done.returncode == 0, done.stdout.decode()

    try:
        run("initdb", "-D", f"{home}/db", "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--locale=C", "-N")
        options = f"-c listen_addresses='' -k {home} -c fsync=off -c shared_buffers=32MB"
        # Its output goes to a file: a server that holds our pipe open would keep us waiting for its end.
        run("pg_ctl", "-D", f"{home}/db", "-l", f"{home}/log", "-w", "-o", options, "start")
        try:
            server = f"postgresql+psycopg://dragoman@/postgres?host={home}"
            _make_template(server)
            yield server
        finally:
            run("pg_ctl", "-D", f"{home}/db", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the address of another empty ledger at each call."""
    made: list[str] = []
    if request.param == "sqlite":

        def in_file() -> str:
            made.append(str(tmp_path / f"{len(made)}.db"))
            return made[-1]

        yield in_file
        return
    server = request.getfixturevalue("postgresql")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")

    def in_database() -> str:
        name = f"test_{os.urandom(6).hex()}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE empty_ledger STRATEGY FILE_COPY")
        made.append(name)
        return server.replace("/postgres?", f"/{name}?")

    yield in_database
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """Where an empty ledger may be."""
    return new_place()


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(place) as opened:
        yield opened
