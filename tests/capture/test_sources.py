import io
import os
from pathlib import Path

import pytest

from dragoman.capture import Address, capture, find_sources, origin_of
from dragoman.model import BadPage, Capture, Issue, Unread, UsageError


def found(*given):
    return list(find_sources(given))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.html", "a.txt", "deep/c.md", "deep/er/d.html.gz", "plain", ".hidden.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Envoys met.")
    return tmp_path


def test_a_folder_is_its_files_at_any_depth_sorted_without_hidden_ones(folder: Path) -> None:
    names = ["a.txt", "b.html", "plain", "deep/c.md", "deep/er/d.html.gz"]
    assert found(folder) == [folder / name for name in names]


def test_a_file_of_another_type_in_a_folder_is_told_and_skipped(folder: Path) -> None:
    (folder / "annex.PDF").write_bytes(b"%PDF-1.7")
    assert found(folder)[0] == folder / "a.txt"
    assert Unread(str(folder / "annex.PDF"), Issue("capture", "skipped: .pdf files are not read")) in found(folder)


def test_a_file_that_is_named_is_read_whatever_its_type(folder: Path) -> None:
    path = folder / "report.dat"
    path.write_text("Envoys met.")
    assert found(path) == [path]


def test_a_pipe_in_a_folder_is_skipped(folder: Path) -> None:
    os.mkfifo(folder / "c.txt")
    assert Unread(str(folder / "c.txt"), Issue("capture", "skipped: not a file")) in found(folder)


def test_a_link_to_its_own_folder_ends(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder, target_is_directory=True)
    assert len([one for one in found(folder) if isinstance(one, Path)]) == 5


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("missing.html", "no such file"),
        (Path("missing folder"), "no such file"),
        ("ftp://example.org/report", "only http and https addresses are read, not ftp"),
        ("file:///etc/hosts", "not file"),
        ("http://", "needs a host"),
        ("http://[::1", "not an address"),
        (Path("a" * 300), "File name too long"),
        (Path("nul\0byte"), "no such file"),
    ],
)
def test_what_does_not_exist_is_the_callers_mistake(given, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        found(given)


def test_a_folder_without_files_is_the_callers_mistake(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(UsageError, match="without files"):
        found(tmp_path)


def test_a_string_is_an_address_a_path_or_a_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "two words").write_text("Envoys met.")
    address, path, spaced, text = found(
        "https://example.org/a b".replace(" b", ""), "a.txt", "two words", "Envoys met."
    )
    assert address == Address("https://example.org/a")
    assert path == Path("a.txt")
    assert spaced == Path("two words")
    assert text == Capture(b"Envoys met.", origin="text", charset="utf-8")


def test_a_missing_file_with_blanks_in_its_name_is_not_taken_for_a_text() -> None:
    with pytest.raises(UsageError, match="no such file"):
        found("the second report.html")


def test_a_text_keeps_no_lone_surrogates() -> None:
    (one,) = found("Talks \ud83d\ude00 resumed \ud800 today.")
    assert one.content.decode() == "Talks 😀 resumed � today."


def test_a_very_long_line_is_a_text() -> None:
    line = "Envoys met in Bamako. " * 150
    assert found(line) == [Capture(line.encode(), origin="text", charset="utf-8")]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Envoys met.")))
    assert found("-") == [Capture(b"Envoys met.", origin="-")]


def test_standard_input_over_the_limit_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.capture.content.MAX_BYTES", 5)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Envoys met.")))
    (one,) = found("-")
    assert isinstance(one, Unread)
    assert one.issue.message.startswith("larger than")


def test_a_name_that_is_no_utf8_can_be_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9.txt"))
    path.write_text("Envoys met.")
    assert origin_of(path).endswith("caf�.txt")


def test_a_file_is_captured(folder: Path) -> None:
    page = capture(folder / "a.txt")
    assert page == Capture(b"Envoys met.", origin=str(folder / "a.txt"))


def test_a_file_that_cannot_be_opened_is_a_bad_page(tmp_path: Path) -> None:
    with pytest.raises(BadPage, match="cannot be read: Is a directory"):
        capture(tmp_path)
