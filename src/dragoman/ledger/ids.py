"""Ids at the ledger's edges (16 hex digits) ↔ the signed 64-bit integers that tables hold, and times likewise."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, time

from dragoman.model import UsageError

_ID = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def number_of(uid: str) -> int:
    """The number of an id.

    Raises:
        UsageError: if it is none.
    """
    if not _ID.fullmatch(uid):
        raise UsageError(f"{uid!r} is no id; expected 16 hex digits")
    return int.from_bytes(bytes.fromhex(uid), "big", signed=True)


def id_of(number: int) -> str:
    """The id of a number."""
    return number.to_bytes(8, "big", signed=True).hex()


def digest_of(*parts: str) -> int:
    """A number that derives from content: 64 bits of SHA-256."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def now() -> int:
    """This moment, in milliseconds since 1970."""
    return milliseconds_of(datetime.now(UTC))


def milliseconds_of(moment: datetime) -> int:
    """A moment in milliseconds since 1970; without a time zone it is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return round(aware.timestamp() * 1000)


def moment_of(milliseconds: int) -> str:
    """ISO 8601, UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_as_of(given: str | date | None) -> int | None:
    """``"2024-02-08"`` (to the end of that day, UTC) or a moment (``"2024-02-08T12:00"``) → milliseconds.

    Raises:
        UsageError: if it is neither.
    """
    if given is None:
        return None
    if isinstance(given, datetime):
        return milliseconds_of(given)
    text = given.isoformat() if isinstance(given, date) else given.strip()
    try:
        if len(text) == 10:
            return milliseconds_of(datetime.combine(date.fromisoformat(text), time.max, UTC))
        return milliseconds_of(datetime.fromisoformat(text))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"as of {given!r}: expected a date like 2024-02-08, or a moment like 2024-02-08T12:00"
        ) from error


def first_day(iso: str | None) -> int | None:
    """The first day of an ISO date cut to what is known, counted from 0001-01-01; ``None`` if it is no such date."""
    found = _DAY.match(iso or "")
    return found and _ordinal(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last_day(iso: str | None) -> int | None:
    """The last day of an ISO date cut to what is known: of ``2023-11``, the thirtieth."""
    found = _DAY.match(iso or "")
    if not found or found[3]:
        return first_day(iso)
    year, month = int(found[1]), int(found[2] or 12)
    following = _ordinal(year + month // 12, month % 12 + 1, 1)
    return following and following - 1


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
