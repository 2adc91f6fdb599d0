"""What an article says about where it plays: the countries it speaks of, and the places that are beyond doubt."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.gazetteer.places import Candidate, read_countries

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Context:
    """How often the article speaks of each country, and the positions that it surely speaks of."""

    countries: Counter[str]
    anchors: frozenset[tuple[float, float]]

    def share(self, country: str | None) -> float:
        """How much the article speaks of ``country``, from 0 (not at all) to 1 (as much as of any)."""
        count = self.countries[country] if country else 0
        return math.log1p(count) / math.log1p(max(self.countries.values())) if count else 0.0

    def nearness(self, place: Candidate, reach_km: float) -> float:
        """How near ``place`` lies to the nearest other sure place: 1 beside it, 1/e at ``reach_km``, 0 far off."""
        if place.position is None:
            return 0.0
        others = self.anchors - {place.position}
        return max((math.exp(-distance_km(place.position, anchor) / reach_km) for anchor in others), default=0.0)


def read_context(doc: Doc, sure: Iterable[Candidate]) -> Context:
    """The context of ``doc``: its peoples ("Syrian") and the places of ``sure``, one for each mention."""
    peoples = read_countries().country_of_people
    words = (token.lower_ for token in doc if token.text[0].isupper())
    countries = Counter(code for word in words if (code := peoples.get(word) or peoples.get(word.removesuffix("s"))))
    anchors = set()
    for place in sure:
        if place.country is not None:
            countries[place.country] += 1
        if place.position is not None and place.precision != "country":
            anchors.add(place.position)
    return Context(countries, frozenset(anchors))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two positions in degrees (haversine formula)."""
    up, along = math.radians(one[0]), math.radians(one[1])
    up_other, along_other = math.radians(other[0]), math.radians(other[1])
    half = (
        math.sin((up - up_other) / 2) ** 2
        + math.cos(up) * math.cos(up_other) * math.sin((along - along_other) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
