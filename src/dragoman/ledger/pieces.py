"""Evidence ↔ a string of three characters for each piece: its role, its start, and its length, as code points.

An article has a million characters at most, and so has Unicode code points; those that cannot stand in a text (NUL and
the surrogates) are stepped over. Most pieces take four bytes, where rows of their own took twenty, and SQL can still
read them: ``unicode(substr(pieces, 2, 1))`` in SQLite, ``ascii(…)`` in PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.model import Claim, Evidence

MOST = 4096
"""Pieces of one claim."""

_SURROGATES, _GAP = 0xD800, 0x800


def pack(claim: Claim, text: str, roles: Mapping[str, int]) -> str:
    """The pieces of a claim about ``text``; ``roles`` are the numbers of roles.

    Raises:
        ValueError: if words are not the text's words at their place, or there are none, or over ``MOST``.
    """
    if not 0 < len(claim.evidence) <= MOST:
        raise ValueError(f"claim {claim.id} has {len(claim.evidence)} pieces of evidence, not 1 to {MOST}")
    packed = []
    for said in claim.evidence:
        if not 0 <= said.start < said.end or text[said.start : said.end] != said.words:
            raise ValueError(f"claim {claim.id}: {said.words!r} is not what stands at {said.start} to {said.end}")
        packed += [_char(roles[said.role]), _char(said.start), _char(said.end - said.start)]
    return "".join(packed)


def unpack(pieces: str, text: str, roles: Mapping[int, str]) -> Iterator[Evidence]:
    """The evidence that was packed."""
    for place in range(0, len(pieces), 3):
        role, start, length = map(_number, pieces[place : place + 3])
        yield Evidence(roles[role], start, start + length, text[start : start + length])


def first_start(pieces: str) -> int:
    """Where the first piece begins."""
    return _number(pieces[1])


def _char(number: int) -> str:
    code = number + 1
    return chr(code if code < _SURROGATES else code + _GAP)


def _number(char: str) -> int:
    code = ord(char)
    return (code if code < _SURROGATES else code - _GAP) - 1
