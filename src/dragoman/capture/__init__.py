"""Sources → captures: the bytes of a page as they were found, with any gzip undone.

``find_sources`` says what there is to read, ``capture`` reads one of it. Refused with ``BadPage``: what cannot be
opened or fetched, an empty page, one over ``MAX_BYTES``, a gzip that ends too early, and bytes that are no text (a
PDF, an image).
"""

from __future__ import annotations

from pathlib import Path

from dragoman.capture.content import MAX_BYTES, open_content, read_limited
from dragoman.capture.sources import Address, Given, Source, find_sources, name_of, origin_of
from dragoman.capture.web import fetch
from dragoman.model import BadPage, Capture

__all__ = ["MAX_BYTES", "Address", "Given", "Source", "capture", "find_sources", "origin_of"]


def capture(source: Source, *, allow_private: bool = False) -> Capture:
    """Read one source that ``find_sources`` has found.

    ``allow_private`` lets addresses lead to this machine or a private network.

    Raises:
        BadPage: if there is no page or text to be had from it; the message says why.
    """
    match source:
        case Address():
            found = fetch(source.url, allow_private=allow_private)
        case Path():
            found = _read_file(source)
        case Capture():
            found = source
    return open_content(found)


def _read_file(path: Path) -> Capture:
    try:
        with path.open("rb") as stream:
            return Capture(read_limited(stream), origin=name_of(path))
    except OSError as error:
        raise BadPage(f"cannot be read: {error.strerror}") from error
