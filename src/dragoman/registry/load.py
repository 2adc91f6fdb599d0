"""Registry files → entries: TOML tables ``[[actor]]``, checked as they are read.

A file of the user's own has the same shape; an entry with an ``id`` that exists already takes its place::

    [[actor]]
    id = "group/river-front"
    name = "River Front"
    type = "armed_group"
    country = "SD"
    aliases = ["RF"]
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from dragoman.model import ActorType, UsageError
from dragoman.registry.entries import Entry, Post
from dragoman.registry.names import person_key, words_of
from dragoman.registry.registry import Registry

ENVIRONMENT = "DRAGOMAN_REGISTRY"
"""The environment variable that names a user's own registry file."""

TABLES = ("states", "peoples", "governments", "groups", "organisations", "media")
"""The shipped tables of bodies; every file under ``data/people`` is read beside them."""

_FIELDS = frozenset(field.name for field in fields(Entry))
_LISTS = frozenset({"aliases", "local", "adjectives", "people", "capitals"})
_POST_FIELDS = frozenset({"of", "office", "from", "to"})
_TYPES = frozenset(get_args(ActorType))


def load_registry(path: str | Path | None = None) -> Registry:
    """The shipped registry, extended by the file at ``path``, or else by the one that ``DRAGOMAN_REGISTRY`` names.

    Raises:
        UsageError: if the file cannot be read or is not as documented.
    """
    chosen = path or os.environ.get(ENVIRONMENT)
    if not chosen:
        return _load(None, 0)
    file = Path(chosen)
    if not file.is_file():
        raise UsageError(f"{chosen}: no such registry file")
    return _load(file, file.stat().st_mtime_ns)


@cache
def _load(own: Path | None, _changed: int) -> Registry:
    entries = {entry.id: entry for entry in _shipped()}
    if own is not None:
        entries.update((entry.id, entry) for entry in read_entries(_parse(own), str(own)))
    _check_references(entries, str(own or "the shipped registry"))
    return Registry(entries.values())


def _shipped() -> Iterator[Entry]:
    data = files("dragoman.registry").joinpath("data")
    tables = [data.joinpath(f"{table}.toml") for table in TABLES]
    people = sorted(data.joinpath("people").iterdir(), key=lambda file: file.name)
    for file in (*tables, *people):
        yield from read_entries(tomllib.loads(file.read_text(encoding="utf-8")), file.name)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not a TOML file: {error}") from error
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error


def read_entries(table: Mapping[str, Any], where: str) -> Iterator[Entry]:
    """The entries of one parsed file; ``where`` names it in messages.

    Raises:
        UsageError: naming the file, the entry and what is wrong with it.
    """
    rows = table.get("actor", [])
    if not isinstance(rows, list) or set(table) - {"actor"}:
        raise UsageError(f"{where}: a registry file holds [[actor]] tables and nothing else")
    for row in rows:
        if not isinstance(row, Mapping):
            raise UsageError(f"{where}: {row!r} is no [[actor]] table")
        yield _read_entry(row, where)


def _read_entry(row: Mapping[str, Any], where: str) -> Entry:
    name = f"{where}: actor {row.get('id', '?')!r}"
    missing = {"id", "name", "type"} - set(row)
    if missing:
        raise UsageError(f"{name}: lacks {', '.join(sorted(missing))}")
    unknown = set(row) - _FIELDS
    if unknown:
        raise UsageError(f"{name}: unknown field {', '.join(sorted(unknown))}")
    if not isinstance(row["type"], str) or row["type"] not in _TYPES:
        raise UsageError(f"{name}: type {row['type']!r} is none of {', '.join(sorted(_TYPES))}")
    for key, value in row.items():
        if key in _LISTS and not _is_names(value):
            raise UsageError(f"{name}: {key} must be a list of names")
        if key not in _LISTS and key != "posts" and not (isinstance(value, str) and value.strip()):
            raise UsageError(f"{name}: {key} must be text")
    for called in (row["name"], *(written for key in sorted(_LISTS) for written in row.get(key, ()))):
        if not (person_key if row["type"] == "person" else tuple)(words_of(called)):
            raise UsageError(f"{name}: {called!r} has no word to know it by")
    if not isinstance(row.get("posts", []), list):
        raise UsageError(f"{name}: posts must be a list of posts")
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in row.items()}
    values["posts"] = tuple(_read_post(post, name) for post in row.get("posts", []))
    return Entry(**values)


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value)


def _read_post(row: Mapping[str, Any], name: str) -> Post:
    if not isinstance(row, Mapping) or not {"of", "office"} <= set(row) <= _POST_FIELDS:
        raise UsageError(f"{name}: a post has of and office, and may have from and to")
    years = (row.get("from"), row.get("to"))
    if any(year is not None and not isinstance(year, int) for year in years):
        raise UsageError(f"{name}: from and to are years")
    return Post(row["of"], row["office"], *years)


def _check_references(entries: Mapping[str, Entry], where: str) -> None:
    for entry in entries.values():
        referred: Iterable[str] = (*(post.of for post in entry.posts), *((entry.part_of,) if entry.part_of else ()))
        for other in referred:
            if other not in entries:
                raise UsageError(f"{where}: actor {entry.id!r} refers to {other!r}, which is no entry")
