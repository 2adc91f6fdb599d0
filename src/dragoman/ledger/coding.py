"""Values of claims ↔ the JSON that the ledger keeps, and what a value can be looked up by.

``Figure(low=12, high=12, outcome="killed", people="people")`` is
``{"low":12,"high":12,"outcome":"killed","people":"people"}``: fields that have their default are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
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
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def plain(value: object) -> Any:
    """A value, or another frozen type of the model, in lists and dicts, without fields that have their default."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    type_: type = type(value)
    if not is_dataclass(value):
        return value
    kept = {}
    for name, default in _fields_of(type_):
        item = getattr(value, name)
        if item is default or (item == default and type(item) is type(default)):
            continue
        kept[name] = plain(item)
    return kept


@cache
def _fields_of(type_: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, MISSING if field.default is MISSING else field.default) for field in fields(type_))


def change(value: Value, given: Iterable[tuple[str, object]]) -> Value:
    """A value with other fields, in the terms of its JSON.

    Raises:
        UsageError: if there is no such field, or it cannot be that.
    """
    all_fields = asdict(value)
    for name, item in given:
        if name not in all_fields:
            raise UsageError(f"{name}: no field of a {KINDS[type(value)]}; it has {', '.join(all_fields)}")
        all_fields[name] = item
    try:
        return decode(KIND_CODES[KINDS[type(value)]], json.dumps(all_fields))
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{first['loc'][0]}: {first['input']!r}: {first['msg']}") from error


def decode(kind: int, text: str) -> Value:
    """The value that ``encode`` made JSON of."""
    return _TYPES[kind].validate_json(text)


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
