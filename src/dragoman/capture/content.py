"""The bytes of a page: read up to a limit, freed from gzip, refused when they are no text.

In: ``b"\\x1f\\x8b…"`` from ``report.html.gz``. Out: the page that was packed. Whether bytes are text is decided here,
by their signature and their control characters, before anything tries to parse them.
"""

from __future__ import annotations

import codecs
import gzip
import io
import tomllib
import zlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Protocol

from dragoman.model import BadPage, Capture

MAX_BYTES = 64 * 2**20
"""The largest page, before and after gzip: the 50 MB that a reader must bear, and some room."""

_SAMPLE = 64 * 1024
_MOST_CONTROLS = 0.05
"""Random bytes have one control character in ten, text has none; a damaged text has a few."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_NO_LOWER_HALVES = bytes(set(_CONTROLS) - set(range(0x10, 0x20)))
_GZIP = b"\x1f\x8b"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class Readable(Protocol):
    """Something that bytes can be read from: a file, standard input, an open gzip."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes."""


def read_limited(stream: Readable) -> bytes:
    """Everything in ``stream``.

    Raises:
        BadPage: if that is more than ``MAX_BYTES``.
    """
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadPage(too_large())
    return content


def too_large() -> str:
    """Why a page over the limit is refused."""
    return f"larger than {MAX_BYTES // 2**20} MiB"


def open_content(capture: Capture) -> Capture:
    """The capture with gzip undone (seen by its content, whatever its name).

    Raises:
        BadPage: if the gzip is damaged or ends too early, or if what is inside is empty, too large or no text.
    """
    content = capture.content
    if content.startswith(_GZIP):
        content = _unpack(content)
    if len(content) > MAX_BYTES:
        raise BadPage(too_large())
    if not content.strip():
        raise BadPage("is empty")
    kind = find_binary_kind(content)
    if kind:
        raise BadPage(f"is {kind}, not a page or text")
    return replace(capture, content=content)


def _unpack(content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            return read_limited(stream)
    except EOFError as error:
        raise BadPage("is a truncated gzip: its data ends too early") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BadPage("is a damaged gzip") from error


def find_binary_kind(content: bytes) -> str | None:
    """What kind of binary data this is (``"a PDF"``), or ``None`` for text in any encoding."""
    for kind, offset, magic in _signatures():
        if content.startswith(magic, offset):
            return kind
    if content.startswith(_WIDE_MARKS):
        return None
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample) and not _looks_utf16(sample):
        return "binary data"
    return None


def _looks_utf16(sample: bytes) -> bool:
    """Whether every NUL is one half of a two-byte character, as in UTF-16 of Latin script without its mark.

    The other halves are letters, or the lower halves of dashes and quotation marks (U+2010 to U+201F).
    """
    even, odd = sample[::2], sample[1::2]
    for zeros, letters in ((even, odd), (odd, even)):
        if zeros.count(0) > 0.6 * len(zeros) and len(letters) == len(letters.translate(None, _NO_LOWER_HALVES)):
            return True
    return False


@cache
def _signatures() -> tuple[tuple[str, int, bytes], ...]:
    table = tomllib.loads(files(__package__).joinpath("signatures.toml").read_text("utf-8"))
    return tuple(
        (row["kind"], row.get("offset", 0), bytes.fromhex(magic))
        for row in table["signature"]
        for magic in row["magic"]
    )
