"""A real process, killed at random moments or out of disk: what it acknowledged is there, and nothing is half there."""

import io
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dragoman import DragomanError, open_ledger

from .adder import add_all
from .reports import TEXT, report

ADDER = [sys.executable, str(Path(__file__).with_name("adder.py"))]
KILLS = 50
COUNT = 200
"""Reports: enough that all kills fall into the adding, few enough that the test is short."""


def held(place: Path) -> dict[str, object]:
    """What a ledger holds of each article, without the times."""
    with open_ledger(place, create=False) as ledger:
        found: dict[str, list[object]] = {}
        for entry in ledger.entries():
            found.setdefault(entry.article.id, []).append((entry.claim, entry.article, entry.identities))
        return {uid: (ledger.article(uid), ledger.issues(uid), claims) for uid, claims in found.items()}


def start(place: Path) -> tuple[int, io.TextIOWrapper]:
    """A process that adds, and the pipe on which it acknowledges. Forked, as to import everything takes a second."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            for uid in add_all(str(place), COUNT):
                os.write(theirs, f"{uid}\n".encode())
        finally:
            os._exit(0)
    os.close(theirs)
    return process, os.fdopen(ours, encoding="ascii")


def test_killed_at_random_moments_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    moments = random.Random(6)
    place, acknowledged = tmp_path / "killed.db", set()
    open_ledger(place).close()
    for _ in range(KILLS):
        process, pipe = start(place)
        with pipe:
            first = pipe.readline()  # it has started: from here on it adds
            time.sleep(moments.uniform(0, 0.06))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            acknowledged |= {line.strip() for line in [first, *pipe] if len(line) == 17}
        assert first, "the process ended by itself"
        with closing(sqlite3.connect(place)) as connection:
            whole = {f"{uid & (1 << 64) - 1:016x}" for (uid,) in connection.execute("SELECT uid FROM articles")}
            torn = connection.execute(
                "SELECT count(*) FROM articles a WHERE 4 <> "
                "(SELECT count(*) FROM claims c JOIN readings r ON r.key = c.reading WHERE r.article = a.key)"
            ).fetchone()
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert acknowledged <= whole
        assert torn == (0,)
    assert list(add_all(str(place), COUNT)) == list(add_all(str(tmp_path / "straight.db"), COUNT))
    assert held(place) == held(tmp_path / "straight.db")
    assert len(held(place)) == COUNT


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    place, added = tmp_path / "full.db", []
    with open_ledger(place) as ledger:
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 100")  # stays with the pooled connection

        def fill() -> None:
            for number in range(10_000):
                added.append(ledger.add(report(f"{number}. {TEXT * 9}", count=number)).article)

        with pytest.raises(DragomanError, match=r"full\.db: the disk is full; what was added before is safe"):
            fill()
        assert added
        assert {entry.article.id for entry in ledger.entries()} == set(added)
    with open_ledger(place) as ledger:  # there is room again
        assert ledger.add(report("One more. " + TEXT)).status == "new"


def test_a_file_that_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    place = tmp_path / "limited.db"
    open_ledger(place).close()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, 1_200_000))

    done = subprocess.run([*ADDER, place, "5000"], capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode != 0
    assert "DragomanError" in done.stderr.splitlines()[-1]
    with open_ledger(place) as ledger:
        assert {entry.article.id for entry in ledger.entries()} == set(done.stdout.split())
