"""What the readings of an article yielded ↔ a few deflated bytes; and a line of them for each reading.

A reading's line is JSON: values, the rules that made them, the quotations that claims stand in, and what was left
undecided. The lines of readings that were added together are deflated as one (RFC 1951), with a dictionary of the
names of fields that is set for good, after the article's own text, which has most of the names that values have.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from dragoman.ledger.coding import plain
from dragoman.model import Claim, Issue, Value
from dragoman.model.values import KINDS

_WINDOW = 24_000
"""Bytes of the text that serve as dictionary: deflate looks back 32 KiB, and ours has six."""

_EMPTY = "[]"


@dataclass(frozen=True, slots=True)
class Line:
    """What a reading yielded. ``values`` and ``rules`` are in the order of its claims; ``within`` has the quotation
    that a claim stands in, by the claim's number.
    """

    values: Sequence[Value] = ()
    rules: Sequence[str] = ()
    within: Mapping[int, str] = field(default_factory=dict)
    issues: Sequence[tuple[str, int | None, int | None]] = ()


_SHAPES: Mapping[str | None, TypeAdapter[Any]] = {
    kind: TypeAdapter(
        tuple[list[type_], list[str], dict[int, str], list[tuple[str, int | None, int | None]]]  # type: ignore[valid-type]
    )
    for type_, kind in KINDS.items()
}


def write_line(claims: Sequence[Claim], issues: Iterable[Issue]) -> str:
    """The line of a reading."""
    left = [[issue.message, issue.start, issue.end] for issue in issues]
    if not claims and not left:
        return _EMPTY
    within = {number: claim.within for number, claim in enumerate(claims) if claim.within is not None}
    whole = [[plain(claim.value) for claim in claims], [claim.rule for claim in claims], within, left]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def read_line(kind: str | None, line: str) -> Line:
    """What a line says; ``kind`` is that of its values, ``None`` if its reading yields no claims."""
    if line == _EMPTY:
        return Line()
    shape = _SHAPES.get(kind)
    if shape is None:
        return Line(issues=[tuple(issue) for issue in json.loads(line)[3]])
    return Line(*shape.validate_json(line))


def pack(lines: Iterable[str], text: str) -> bytes:
    """Lines of readings of the article with ``text``, deflated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary(text))
    return packer.compress("\n".join(lines).encode("utf-8")) + packer.flush()


def unpack(packed: bytes, text: str) -> list[str]:
    """The lines that were packed; ``text`` is that of their article."""
    return zlib.decompressobj(-zlib.MAX_WBITS, _dictionary(text)).decompress(packed).decode("utf-8").split("\n")


def _dictionary(text: str) -> bytes:
    return text[:_WINDOW].encode("utf-8")[:_WINDOW] + _fixed()


@cache
def _fixed() -> bytes:
    """It must never change: a new one would need a migration of every pack."""
    return files("dragoman.ledger.migrations").joinpath("dictionary_0005.txt").read_bytes()
