"""The command itself, killed at random moments, or out of disk: what was told is there, and nothing is half there."""

import io
import json
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
import spacy

from dragoman import DragomanError, open_ledger
from dragoman.cli import main

from .reports import TEXT, report

ADDER = [sys.executable, str(Path(__file__).with_name("adder.py"))]
KILLS = 50
COUNT = 120
"""Reports: enough that all kills fall into the adding, few enough that the test is short."""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """``dragoman add`` of a folder of short reports, with a language model that takes no time (``--model``).

    It finds sentences alone, which is enough for dates and places, and for what could not be told to be noted.
    """
    model = spacy.blank("en")
    model.add_pipe("sentencizer", name="parser")
    model.to_disk(tmp_path / "model")
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        day = 1 + number % 28
        said = f"KHARTOUM, {day} May 2031 - Envoys met in Bamako on 9 May. It was their meeting number {number}."
        report_ = f"{said}\n\n{said} They will meet again in Nairobi on 20 May.\n"
        (folder / f"{number:03}.txt").write_text(report_, "utf-8")
    return ["add", "--json", "--model", str(tmp_path / "model"), str(folder), "--ledger"]


def start(command: list[str], place: Path) -> tuple[int, io.TextIOWrapper]:
    """A process that runs the command, and what it prints. Forked, as to import everything takes seconds."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.dup2(theirs, 1)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8")
            sys.argv = ["dragoman", *command, str(place)]
            main()
        except SystemExit as end:
            sys.stdout.flush()
            os._exit(int(end.code or 0))
        finally:
            os._exit(1)
    os.close(theirs)
    return process, os.fdopen(ours, encoding="utf-8")


def finish(command: list[str], place: Path) -> list[tuple[str, str]]:
    """What the command, left in peace, says became of each report."""
    process, pipe = start(command, place)
    with pipe:
        told = [json.loads(line) for line in pipe]
    assert os.waitpid(process, 0)[1] == 0
    return [(one["status"], one["article"]) for one in told]


def held(place: Path) -> dict[str, object]:
    """What a ledger holds of each article, without the times."""
    with open_ledger(place, create=False) as ledger:
        found: dict[str, list[object]] = {article.id: [] for article in ledger.articles()}
        for entry in ledger.entries():
            found[entry.article.id].append((entry.claim, entry.article, entry.identities, entry.story, entry.origin))
        return {uid: (ledger.article(uid), ledger.issues(uid), claims) for uid, claims in found.items()}


def test_killed_at_random_moments_it_goes_on_where_it_stopped(tmp_path: Path, command: list[str]) -> None:
    moments = random.Random(6)
    straight, place = tmp_path / "straight.db", tmp_path / "killed.db"
    whole = finish(command, straight)
    assert [status for status, _ in whole] == ["new"] * COUNT
    finish([*command[:-2], str(tmp_path / "reports" / "000.txt"), "--ledger"], place)
    acknowledged, kills = {whole[0][1]}, 0
    while kills < KILLS:
        process, pipe = start(command, place)
        with pipe:
            told = []
            for line in pipe:  # what is known is told first; from the first new report on it adds
                told.append(json.loads(line))
                if told[-1]["status"] == "new":
                    break
            time.sleep(moments.uniform(0, 0.05))
            os.kill(process, signal.SIGKILL)
            ended = os.waitpid(process, 0)[1]
            told += [json.loads(line) for line in pipe if line.endswith("}\n")]
        if ended == 0:  # a machine that is quick enough gets to the end: the rest of the kills on another ledger
            assert held(place) == held(straight)
            place, acknowledged = tmp_path / f"killed-{kills}.db", set()
            continue
        assert ended == signal.SIGKILL
        kills += 1
        known = {one["article"] for one in told if one["status"] == "known"}
        assert acknowledged <= known, "what was told is not read again"
        acknowledged |= {one["article"] for one in told}
        with closing(sqlite3.connect(place)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            there = {f"{uid & (1 << 64) - 1:016x}" for (uid,) in connection.execute("SELECT uid FROM articles")}
            unread = "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM readings WHERE article = a.key)"
            assert connection.execute(unread).fetchone() == (0,)
        assert acknowledged <= there
    assert [article for _, article in finish(command, place)] == [article for _, article in whole]
    assert held(place) == held(straight)
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
