import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dragoman import __version__

TEXT = "Talks resume in the capital\n\nEnvoys met in Bamako on Friday, the mediator said.\n\nThey last met in 2023."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7")
    return tmp_path


@pytest.mark.usefixtures("stand_in")
def test_one_report_is_a_brief(dragoman, reports: Path) -> None:
    code, out, err = dragoman("read", reports / "a.txt", "--published", "2024-05-17", "--outlet", "The Courier")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["Talks resume in the capital", "The Courier · 2024-05-17 (as given) · English"]


@pytest.mark.usefixtures("stand_in")
def test_json_is_one_object_a_line_also_for_what_could_not_be_read(dragoman, reports: Path) -> None:
    code, out, err = dragoman("read", "--json", reports)
    first, second, third = map(json.loads, out.splitlines())
    assert code == 0
    assert err == f"dragoman: {reports / 'b.html'}: is a PDF, not a page or text\n"
    assert first["article"]["text"] == third["article"]["text"] == TEXT
    assert (first["dragoman"], first["article"]["origin"]) == (__version__, str(reports / "a.txt"))
    assert (second["article"], second["origin"]) == (None, str(reports / "b.html"))


@pytest.mark.usefixtures("stand_in")
def test_where_nothing_could_be_read_the_exit_code_is_2(dragoman, reports: Path) -> None:
    code, out, err = dragoman("read", reports / "b.html")
    assert (code, out) == (2, "")
    assert err == f"dragoman: {reports / 'b.html'}: is a PDF, not a page or text\n"


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["missing.txt"], "missing.txt: no such file or folder"),
        (["a word.txt", "missing"], "a word.txt: no such file or folder"),
        (["gopher://example.org"], "only http and https addresses are read"),
        (["http://127.0.0.1:1/"], "private or local address"),
        (["-", "--published", "yesterday"], "'yesterday' is no date"),
        (["-", "--workers", "0"], "Invalid value for '--workers'"),
        (["-", "--colour"], "No such option: --colour"),
        ([], "Missing argument 'SOURCE'"),
    ],
)
def test_a_callers_mistake_is_one_line_and_exit_code_2(
    dragoman, args: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, out, err = dragoman("read", *args)
    assert (code, out) == (2, "")
    assert err.startswith("dragoman: ")
    assert err.count("\n") == 1
    assert message in err


def test_a_model_that_is_not_installed_is_one_line_and_exit_code_2(dragoman, reports: Path) -> None:
    code, out, err = dragoman("read", reports / "a.txt", "--model", "xx_no_such_model")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "xx_no_such_model" in err


def test_no_command_is_one_line_and_exit_code_2(dragoman) -> None:
    assert dragoman() == (2, "", "dragoman: Missing command. See dragoman --help.\n")


def test_the_version_is_told(dragoman) -> None:
    assert dragoman("--version") == (0, f"dragoman {__version__}\n", "")


def test_ctrl_c_ends_quietly(dragoman, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.pipeline.read_many", interrupt)
    assert dragoman("read", reports) == (130, "", "")


COMMAND = [sys.executable, "-m", "dragoman"]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_has_enough_ends_the_run_quietly(reports: Path, options: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([*COMMAND, "read", reports / "a.txt", *options], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("to", "bar"), [("file", True), ("pipe", False)])
def test_a_progress_bar_shows_on_a_terminal_and_never_beside_a_pipe(
    reports: Path, tmp_path_factory: pytest.TempPathFactory, to: str, bar: bool
) -> None:
    written = tmp_path_factory.mktemp("out") / "out.jsonl"
    ours, terminal = pty.openpty()
    with written.open("wb") as file:
        out = file if to == "file" else subprocess.PIPE
        done = subprocess.run([*COMMAND, "read", "--json", reports], stdout=out, stderr=terminal, check=True)
    os.close(terminal)
    shown = "".join(_read_terminal(ours))
    assert ("Reading" in shown) is bar
    assert "is a PDF" in " ".join(shown.split())
    lines = (written.read_bytes() if to == "file" else done.stdout).splitlines()
    assert len([json.loads(line) for line in lines]) == 3


def _read_terminal(terminal: int) -> Iterator[str]:
    with open(terminal, encoding="utf-8", errors="replace") as shown, suppress(OSError):  # EIO: the other end is closed
        yield from shown
