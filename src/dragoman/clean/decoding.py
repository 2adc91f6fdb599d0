"""Bytes → text: the encoding that the bytes prove, else the one that is declared, else the likeliest; mojibake mended.

In: a capture's bytes and what the server said of them. Out: text without NUL, and an issue where something was guessed.
Refuses what is no text at all (a PDF, a picture, an empty file). ``b"Guti\\xe9rrez"`` is Windows-1252: "Gutiérrez".
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer
import ftfy

from dragoman.model import BadPage, Issue

STAGE = "clean"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "still compressed with gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)
# WHATWG Encoding Standard, section 4.2: these labels mean Windows-1252 on the web.
_WEB_LABELS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-sjis": "cp932", "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_META_WITHIN = 4096
_SAMPLE = 65_536
_MOST_CONTROLS = 0.02  # of a text's first characters; a text has a stray control at most, a binary file hundreds
_MOST_BROKEN = 0.002  # of a text's bytes may be no UTF-8 for it still to be taken as damaged UTF-8
# A lead byte of UTF-8 and one that may follow it, as Latin-1 and Windows-1252 show them: "Ã©", "â€".
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that it was read by, and what had to be guessed."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(content: bytes, charset: str | None = None) -> Decoded:
    """The text of ``content``; ``charset`` is what the server declared.

    Raises:
        BadPage: if there is nothing, or nothing that is text.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise BadPage("the file is empty")
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise BadPage(f"not text but {name}")
    decoded = _decode_marked(content) or _decode_proven(content, charset) or _decode_guessed(content)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise BadPage("not text but a binary file")
    text = decoded.text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, decoded.encoding, decoded.issues)


def mend_mojibake(text: str) -> tuple[str, tuple[Issue, ...]]:
    """``text`` with the lines mended that were surely decoded by the wrong encoding once, and how many they were.

    A line is mended only where ftfy's table of sequences that no language writes says so: "quâ€™il" becomes "qu’il",
    "São" stays.
    """
    lines = text.split("\n")
    mended = [ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in lines]
    changed = sum(before != after for before, after in zip(lines, mended, strict=True))
    if not changed:
        return text, ()
    return "\n".join(mended), (Issue(STAGE, f"mended wrongly decoded characters in {changed} lines"),)


def _decode_marked(content: bytes) -> Decoded | None:
    """By the byte order mark, or by the zeros that UTF-16 puts between Latin letters."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_damaged(content[len(mark) :], encoding)
    head = content[:1000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) >= 4 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) < 0.6 * len(head):
            return _decode_damaged(content, encoding)
    return None


def _decode_proven(content: bytes, charset: str | None) -> Decoded | None:
    """By UTF-8 if the bytes allow it, since text in another encoding hardly ever does, else by what is declared."""
    declared = [_codec(label) for label in (charset, _meta_charset(content)) if label]
    if any(name and name.startswith(("iso2022", "hz", "utf_7")) for name in declared):
        declared = [name for name in declared if name and not name.startswith("utf_7")]
    else:
        declared = ["utf-8", *declared]
    for encoding in declared:
        if encoding is None:
            continue
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return None


def _decode_guessed(content: bytes) -> Decoded:
    """Damaged UTF-8, if more characters are whole than broken; else the encoding that makes the likeliest words."""
    damaged = content.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    whole = sum(not char.isascii() for char in damaged[:_SAMPLE]) - lost
    if lost <= max(3, _MOST_BROKEN * len(content)) and lost < whole:
        return _decode_damaged(content, "utf-8")
    matches = list(charset_normalizer.from_bytes(content[:_SAMPLE]))
    equal = [match for match in matches if (match.chaos, match.coherence) == (matches[0].chaos, matches[0].coherence)]
    is_western = not matches or any("cp1252" in match.could_be_from_charset for match in equal)
    encoding = "cp1252" if is_western else matches[0].encoding  # of equals the Web's default
    issue = Issue(STAGE, f"the encoding is not declared, or not as it is; read as {encoding}")
    return Decoded(content.decode(encoding, "replace"), encoding, (issue,))


def _decode_damaged(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    issues = (Issue(STAGE, f"{lost} characters could not be read as {encoding}"),) if lost else ()
    return Decoded(text, encoding, issues)


def _meta_charset(content: bytes) -> str | None:
    found = _META_CHARSET.search(content[:_META_WITHIN])
    return found[1].decode("ascii") if found else None


def _codec(label: str) -> str | None:
    """Python's name for a declared encoding; ``None`` for one that nobody knows."""
    label = label.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_WEB_LABELS.get(label, label))
    except LookupError:
        return None
    # "rot13", "base64" and their like are codecs of Python's but no text encodings.
    return codec.name if getattr(codec, "_is_text_encoding", True) else None
