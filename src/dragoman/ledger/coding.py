"""Values of claims ↔ the packed JSON that the ledger keeps, and what a value can be looked up by.

``Figure(low=12, high=12, outcome="killed", people="people")`` is
``{"low":12,"high":12,"outcome":"killed","people":"people"}``: fields that have their default are left out. Of that
text the names of fields are the most, so it is kept deflated (RFC 1951) with a dictionary of them that is set for good.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dragoman.ledger.ids import first_day, last_day
from dragoman.model import UsageError, Value
from dragoman.model.values import (
    KINDS,
    Actor,
    Agreement,
    Event,
    Figure,
    Place,
    Position,
    Quotation,
    Source,
    Talks,
    When,
)

KIND_CODES = {kind: code for code, kind in enumerate(KINDS.values())}
"""The numbers that stand for kinds in the database; new kinds go to the end of ``KINDS``."""

KIND_NAMES = dict(enumerate(KINDS.values()))

_TYPES = {KIND_CODES[kind]: TypeAdapter[Value](type_) for type_, kind in KINDS.items()}


def encode(value: object) -> str:
    """A value, or another frozen type of the model, as compact JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    type_: type = type(value)
    if not is_dataclass(value):
        return value
    kept = {}
    for name, default in _fields_of(type_):
        item = getattr(value, name)
        if item is default or (item == default and type(item) is type(default)):
            continue
        kept[name] = _plain(item)
    return kept


@cache
def _fields_of(type_: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, MISSING if field.default is MISSING else field.default) for field in fields(type_))


@lru_cache(maxsize=100_000)
def decode(kind: int, packed: bytes) -> Value:
    """The value that was packed."""
    return _TYPES[kind].validate_json(zlib.decompressobj(-zlib.MAX_WBITS, _dictionary()).decompress(packed))


def pack(text: str) -> bytes:
    """The JSON of a value as the ledger keeps it."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, _dictionary())
    return packer.compress(text.encode("utf-8")) + packer.flush()


def change(value: Value, given: Iterable[tuple[str, object]]) -> Value:
    """A value with other fields, in the terms of its JSON.

    Raises:
        UsageError: if there is no such field, or it cannot be that.
    """
    plain = asdict(value)
    for name, item in given:
        if name not in plain:
            raise UsageError(f"{name}: no field of a {KINDS[type(value)]}; it has {', '.join(plain)}")
        plain[name] = item
    try:
        return decode_json(KIND_CODES[KINDS[type(value)]], json.dumps(plain))
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{first['loc'][0]}: {first['input']!r}: {first['msg']}") from error


def decode_json(kind: int, text: str) -> Value:
    """The value that ``encode`` made JSON of."""
    return _TYPES[kind].validate_json(text)


@cache
def _dictionary() -> bytes:
    """What values are deflated with. It must never change: a new one would need a migration of every value."""
    return files("dragoman.ledger").joinpath("dictionary.txt").read_bytes()


def holds(value: Value) -> tuple[int | None, int | None]:
    """The days, from and to, for which a value is said to hold; ``None`` where that end is open or unknown.

    Mentions of dates are no statement of their own, and a quotation holds when it was said, which is not recorded.
    """
    match value:
        case Agreement():
            times = [when for when in (value.declared, value.start, value.end) if when]
            starts = [day for when in times if (day := first_day(when.earliest))]
            ends = [day for when in times if (day := last_day(when.latest))]
            return min(starts, default=None), max(ends, default=None)
        case Figure(when=When() as when) | Talks(when=When() as when) | Position(when=When() as when):
            return first_day(when.earliest), last_day(when.latest)
        case Event(when=When() as when):
            return first_day(when.earliest), last_day(when.latest)
    return None, None


def actors_of(value: Value) -> Iterator[str]:
    """The names of those whom a value is about: who acts, speaks, bargains, suffers."""
    match value:
        case Actor():
            yield value.name
        case Quotation():
            yield from _speakers(value.speaker)
        case Figure():
            yield from _named(value.side, value.by)
            yield from _speakers(value.source)
        case Talks():
            yield from (*value.parties, *value.mediators, *value.participants)
            yield from _speakers(value.source)
        case Position():
            yield value.party
            yield from _speakers(value.speaker)
        case Agreement():
            yield from (*value.parties, *value.mediators)
        case Event():
            yield from _named(value.actor, value.recipient)


def places_of(value: Value) -> Iterator[str]:
    """The names of the places that a value is about."""
    match value:
        case Place():
            yield value.name
        case Figure():
            yield from _named(value.place)
        case Talks():
            yield from _named(value.venue)
        case Event():
            yield from _named(value.where)


def _speakers(source: Source | None) -> Iterator[str]:
    if source:
        yield from _named(source.name, source.affiliation, *source.based_on)


def _named(*names: str | None) -> Iterator[str]:
    return (name for name in names if name)
