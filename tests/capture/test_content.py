import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.capture import content
from dragoman.capture.content import find_binary_kind, open_content
from dragoman.model import BadPage, Capture

PAGE = b"<html><body><p>Envoys met in Bamako on Friday.</p></body></html>"


def opened(raw: bytes) -> bytes:
    return open_content(Capture(raw, origin="test")).content


def test_a_page_passes_as_it_is() -> None:
    assert opened(PAGE) == PAGE


def test_gzip_is_seen_by_its_content_and_undone() -> None:
    assert opened(gzip.compress(PAGE)) == PAGE


def test_gzip_in_several_members_is_one_page() -> None:
    assert opened(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])) == PAGE


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (gzip.compress(PAGE)[:-12], "truncated gzip"),
        (gzip.compress(PAGE)[:-8] + bytes(8), "damaged gzip"),
        (b"\x1f\x8b is how a gzip begins", "damaged gzip"),
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (gzip.compress(b""), "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (b"\x00\x00\x00\x18ftypmp42", "is a film"),
        (gzip.compress(b"%PDF-1.4"), "is a PDF"),
        (bytes(range(256)) * 8, "binary data"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(BadPage, match=reason):
        opened(raw)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_page_over_the_limit_is_refused(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_BYTES", 1000)
    assert len(opened(pack(b"a" * 1000))) == 1000
    with pytest.raises(BadPage, match="larger than"):
        opened(pack(b"a" * 1001))


@pytest.mark.parametrize(
    "raw",
    [
        "Прекращение огня продлено на неделю.".encode("cp1251"),
        "停火谈判在多哈重新开始。".encode("gb18030"),
        codecs.BOM_UTF16_LE + "Talks resumed".encode("utf-16-le"),
        "Talks resumed, the envoy said.".encode("utf-16-be"),
        "“Talks have resumed — at last,” the envoy said on Monday.".encode("utf-16-le"),
        b"PKK fighters laid down arms",
        b"A stray \x00 in a long line of text is a damage and not yet a binary file",
    ],
)
def test_text_in_any_encoding_is_text(raw: bytes) -> None:
    assert find_binary_kind(raw) is None


@given(st.binary(max_size=300))
def test_any_bytes_pass_unchanged_or_are_refused(raw: bytes) -> None:
    try:
        page = opened(raw)
    except BadPage:
        return
    assert page == raw
