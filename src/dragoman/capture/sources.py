"""What a caller names → the sources that are there to be read.

``["reports/", "https://example.org/talks"]`` becomes the files of the folder, in order, and the address. A caller's
mistake (a path that does not exist, an address that is none) is told before anything is read; a file in a folder that
can be no report (``.pdf``, ``.css``) is passed on as unread, with the reason.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.capture.content import read_limited
from dragoman.model import BadPage, Capture, Issue, Unread, UsageError

STANDARD_INPUT = "-"

_SUFFIXES = frozenset({"", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown"})
"""What a report's file name may end in (``.gz`` aside). A file that is named by itself is read whatever its name."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Address:
    """An ``http`` or ``https`` address."""

    url: str


Source = Path | Address | Capture
"""A file, an address, or bytes that are at hand."""

Given = str | bytes | Path | Source | Unread
"""What a caller may name; see ``find_sources``."""


def find_sources(given: Iterable[Given]) -> Iterator[Source | Unread]:
    """The sources that ``given`` names, in its order.

    A ``Path`` is a file, or a folder: its files at any depth, sorted, without hidden ones. ``bytes`` are a page. A
    ``str`` is ``"-"`` for standard input, an address (``https://…``), a path if it names one or looks like one (a
    single word, or a line that ends like a file name), and else the text of an article itself. Sources pass through
    as they are.

    Raises:
        UsageError: if a file does not exist, a folder has no files, or an address is not http or https.
    """
    for one in given:
        match one:
            case Address() | Capture() | Unread():
                yield one
            case bytes():
                yield Capture(one, origin="bytes")
            case Path():
                yield from _find_files(one)
            case str():
                yield from _find_named(one)


def origin_of(source: Source) -> str:
    """What a person would call a source."""
    match source:
        case Address():
            return source.url
        case Path():
            return name_of(source)
        case Capture():
            return source.origin


def name_of(path: Path) -> str:
    """A path as a person writes it; bytes that are no UTF-8 show as ``�``."""
    return os.fsencode(path).decode("utf-8", "replace")


def _find_named(name: str) -> Iterator[Source | Unread]:
    if name == STANDARD_INPUT:
        yield _read_standard_input()
    elif _SCHEME.match(name) and not re.search(r"\s", name):
        yield _check_address(name)
    elif _is_path(name):
        yield from _find_files(Path(name))
    else:
        # A str may hold lone surrogates, which no encoding takes: pairs are joined, the rest becomes U+FFFD.
        text = name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        yield Capture(text.encode(), origin="text", charset="utf-8")


def _is_path(text: str) -> bool:
    if len(text) > 4096 or "\n" in text or "\0" in text:
        return False
    if re.fullmatch(r"\S+", text):
        return True
    endings = _SUFFIXES - {""} | {".gz"}
    try:
        return Path(text).exists() or Path(text).suffix.lower() in endings
    except OSError:  # a line of text may be longer than a file name can be
        return False


def _read_standard_input() -> Capture | Unread:
    try:
        return Capture(read_limited(sys.stdin.buffer), origin=STANDARD_INPUT)
    except BadPage as error:
        return Unread(STANDARD_INPUT, Issue("capture", str(error)))


def _check_address(url: str) -> Address:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise UsageError(f"{url}: not an address: {error}") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise UsageError(f"{url}: only http and https addresses are read, not {parts.scheme}")
    if not host:
        raise UsageError(f"{url}: an address needs a host")
    return Address(url)


def _find_files(path: Path) -> Iterator[Path | Unread]:
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise UsageError(f"{name_of(path)}: {error.strerror}") from error
    if is_folder:
        yield from _walk(path)
    elif exists:
        yield path
    else:
        raise UsageError(f"{name_of(path)}: no such file or folder")


def _walk(folder: Path) -> Iterator[Path | Unread]:
    found = False
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                found = True
                yield _sort_out(Path(root, name))
    for error in closed:
        found = True
        yield Unread(name_of(Path(error.filename)), Issue("capture", f"cannot be opened: {error.strerror}"))
    if not found:
        raise UsageError(f"{name_of(folder)}: a folder without files")


def _sort_out(path: Path) -> Path | Unread:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if suffix not in _SUFFIXES:
        return Unread(name_of(path), Issue("capture", f"skipped: {suffix} files are not read"))
    if not path.is_file():
        return Unread(name_of(path), Issue("capture", "skipped: not a file"))
    return path
