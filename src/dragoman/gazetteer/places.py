"""Names of places → the places that bear them.

Three layers: our own table of what wars are fought over (``regions.toml``, and a user's file of the same shape), the
countries and first-level regions of ISO 3166 with CLDR's names, and GeoNames' towns of five hundred people and more.
``find("Deir al-Zour")`` gives the town in Syria; ``find("Tripoli")`` gives all that are called so, the largest first.
Nothing is chosen here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.gazetteer.normal import Profile, folded, plain, read_spelling
from dragoman.model import UsageError
from dragoman.model.values import PlacePrecision

NOWHERE = -32768
"""In the file, the coordinate of a place without one."""

Match = Literal["table", "name", "other_name", "folded"]
"""How a name was found: in our table, as a place's main name, as one of its other names, or only when folded."""


class Kind(IntEnum):
    """What a row of the file is."""

    COUNTRY = 0
    REGION = 1
    CITY = 2


_PRECISION: dict[Kind, PlacePrecision] = {Kind.COUNTRY: "country", Kind.REGION: "region", Kind.CITY: "city"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    ``region`` numbers GeoNames' first-level regions; ``people`` is in steps of a tenth of a power of ten, 0 if
    not known.
    """

    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    match: Match
    region: int | None = None
    people: int = 0
    is_capital: bool = False

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, if known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Countries:
    """What ``countries.toml`` says: further names of countries, and words that speak of one without naming it."""

    names: dict[str, tuple[str, ...]]
    country_of_people: dict[str, str]


@cache
def read_countries() -> Countries:
    """The table of country names and peoples that comes with the package; peoples in plain form."""
    table = tomllib.loads(files(__package__).joinpath("countries.toml").read_text("utf-8"))
    return Countries(
        {code: tuple(names) for code, names in table["names"].items()},
        {plain(word): code for code, words in table["peoples"].items() for word in words},
    )


class Gazetteer:
    """The names of places, looked up in any spelling."""

    def __init__(self, *tables: Path) -> None:
        """Open the gazetteer that comes with the package, with the user's ``tables`` laid over it, the last on top.

        Raises:
            UsageError: if a table cannot be read or has not the shape of ``regions.toml``.
        """
        own = files(__package__).joinpath("regions.toml").read_text("utf-8")
        self._table = _read_table(own, "regions.toml")
        for path in tables:
            self._table |= _read_table(_text_of(path), str(path))
        self._index = _Index.read()
        self.find = lru_cache(maxsize=4096)(self._find)
        self.sure_names = self._index.country_keys() | self._table.keys()
        self.sure_beginnings = frozenset(name.partition(" ")[0] for name in self.sure_names)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Every place that ``name`` may mean: our table's alone if it has the name, else the largest first."""
        key = plain(name)
        if (own := self._table.get(key)) is not None:
            return (own,)
        found = tuple(self._index.bearers(key, None))
        if found or len(key) < 4:
            return _largest_first(found)
        return _largest_first(
            tuple(
                place
                for profile in read_spelling().profiles
                for place in self._index.bearers(_key(key, profile), profile)
            )
        )

    def homonyms(self, name: str) -> tuple[Candidate, ...]:
        """The towns and regions called ``name``, whatever our table says; for "Gaza, Mozambique" and its like."""
        return _largest_first(tuple(self._index.bearers(plain(name), None)))

    def region_of(self, candidate: Candidate) -> Candidate | None:
        """The first-level region that a town lies in; ``None`` if its middle is not known."""
        return None if candidate.region is None else self._index.region(candidate.region)

    def curated(self, name: str) -> Candidate | None:
        """What our table, or the user's, has under ``name``."""
        return self._table.get(plain(name))


def _key(key: str, profile: Profile) -> str:
    return f"{profile.name}:{folded(key, profile)}"


def _largest_first(places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    order = {"country": 0, "region": 1, "city": 2, "site": 3}
    return tuple(sorted(places, key=lambda place: (order[place.precision] > 0, -place.people, order[place.precision])))


class _Index:
    """The columns of ``gazetteer.npz``, searched in place; ``tools/build_gazetteer.py`` tells what they hold."""

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._keys = columns["keys"].tobytes()
        self._line_ends = np.flatnonzero(columns["keys"] == ord("\n"))
        self._firsts = np.concatenate(([0], np.cumsum(columns["counts"], dtype=np.int64)))
        self._columns = columns
        self._capitals = frozenset(columns["capitals"].tolist())
        codes = columns["countries"].tobytes().decode()
        self._countries = [codes[start : start + 2] for start in range(0, len(codes), 2)]

    @staticmethod
    @cache
    def read() -> _Index:
        """The index that comes with the package, read once."""
        with files(__package__).joinpath("gazetteer.npz").open("rb") as stream, np.load(stream) as packed:
            return _Index({name: packed[name] for name in packed.files})

    def _row_of(self, key: str) -> int | None:
        """The number of ``key`` among the sorted keys, if it is there."""
        wanted = key.encode()
        low, high = 0, len(self._line_ends) - 1
        while low < high:
            middle = (low + high) // 2
            here = self._keys[self._line_ends[middle] + 1 : self._line_ends[middle + 1]]
            if here == wanted:
                return middle
            low, high = (middle + 1, high) if here < wanted else (low, middle)
        return None

    def country_keys(self) -> frozenset[str]:
        """Every key under which there is a country."""
        columns = self._columns
        of_country = columns["kinds"][columns["bearers"] // 2] == Kind.COUNTRY
        rows = np.searchsorted(self._firsts, np.flatnonzero(of_country), side="right") - 1
        return frozenset(
            self._keys[self._line_ends[row] + 1 : self._line_ends[row + 1]].decode() for row in rows.tolist()
        )

    def bearers(self, key: str, profile: Profile | None) -> Iterator[Candidate]:
        """The places under ``key``."""
        row = self._row_of(key)
        if row is None:
            return
        columns = self._columns
        for packed in columns["bearers"][self._firsts[row] : self._firsts[row + 1]].tolist():
            place, is_main = divmod(packed, 2)
            kind = Kind(int(columns["kinds"][place]))
            region = int(columns["regions"][place])
            tenths = int(columns["people"][place])
            match: Match = "folded" if profile else "name" if is_main else "other_name"
            latitude, longitude = _degrees(columns["latitudes"][place]), _degrees(columns["longitudes"][place])
            country = self._countries[int(columns["country_of_region"][region])]
            people = round(10 ** (tenths / 10)) if tenths else 0
            is_capital = place in self._capitals
            yield Candidate(country, latitude, longitude, _PRECISION[kind], match, region, people, is_capital)

    def region(self, number: int) -> Candidate | None:
        """The first-level region of that number; ``None`` if no town tells where it is."""
        columns = self._columns
        latitude, longitude = (
            _degrees(columns["region_latitudes"][number]),
            _degrees(columns["region_longitudes"][number]),
        )
        if latitude is None:
            return None
        country = self._countries[int(columns["country_of_region"][number])]
        return Candidate(country, latitude, longitude, "region", "name", number)


def _degrees(hundredths: int) -> float | None:
    return None if hundredths == NOWHERE else int(hundredths) / 100


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path}: cannot be read as a table of places ({fault})") from fault


def _read_table(text: str, origin: str) -> dict[str, Candidate]:
    """A table of places, each under the plain form of each of its names."""
    try:
        entries = tomllib.loads(text).get("place", [])
    except tomllib.TOMLDecodeError as fault:
        raise UsageError(f"{origin}: not TOML ({fault})") from fault
    return {plain(name): place for entry in entries for name, place in _read_entry(entry, origin)}


def _read_entry(entry: dict[str, Any], origin: str) -> Iterator[tuple[str, Candidate]]:
    match entry:
        case {"names": [str(), *_] as names, "country": str(country), "precision": str(precision)}:
            latitude, longitude = entry.get("at", (None, None))
        case _:
            raise UsageError(f"{origin}: a place needs names, country and precision, not {entry}")
    known: PlacePrecision | None = next((word for word in get_args(PlacePrecision) if word == precision), None)
    if known is None:
        raise UsageError(f"{origin}: precision is one of {', '.join(get_args(PlacePrecision))}, not {precision!r}")
    place = Candidate(country or None, latitude, longitude, known, "table")
    yield from ((name, place) for name in names)
