"""Several places of one name → the one that the article means, or none and why.

In this order: our table; the only place of the name; then, weighed together, the countries that the article speaks of,
nearness to its other places, and how many people live there, which decides alone only where one is clearly the largest.
What the words beside a name say ("Tripoli, Lebanon", "Kherson region") goes before all that and is read elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dragoman.extract.places.context import Context, distance_km
from dragoman.gazetteer.places import Candidate

COUNTRY_WEIGHT = 1.5
"""A country that the article speaks of most outweighs a namesake thirty times as large elsewhere."""
NEARNESS_WEIGHT = 1.0
NEARNESS_REACH_KM = 100.0
MARGIN = 0.5
"""Powers of ten by which the best must lead: about three times the people, all else being equal."""
OTHER_NAME_PENALTY = 1.0
"""GeoNames' other names hold many that no report uses; a place's own name goes before them."""
SAME_PLACE_KM = 50.0
"""Two rows so near are one place for a reader of reports: a town and its suburb, a city and its district."""
COUNTRY_STANDING, REGION_STANDING = 7.0, 5.5
"""Countries and regions count as towns of ten million and of three hundred thousand."""
SMALL = 20_000
"""A town smaller than this, in a country that the article never speaks of, is more likely one that GeoNames lacks."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and by which rule; ``place`` is ``None`` where nothing was, and ``reason`` says why."""

    place: Candidate | None
    rule: str
    reason: str | None = None


def choose(name: str, candidates: tuple[Candidate, ...], context: Context) -> Choice:
    """Choose among ``candidates``, all called ``name``."""
    likely = _without_regions_of_cities(tuple(place for place in candidates if _is_likely(place, context)))
    if not likely:
        return Choice(None, "unlisted", _why_none(name, candidates))
    if likely[0].match == "table":
        return Choice(likely[0], "table")
    if len(likely) == 1:
        where = None if likely[0].position is not None else f"no position of {name!r} is known"
        return Choice(likely[0], "only", where)
    ranked = sorted(likely, key=lambda place: -_weight(place, context))
    best, others = ranked[0], [place for place in ranked[1:] if not _is_same(ranked[0], place)]
    if others and _weight(best, context) - _weight(others[0], context) < MARGIN:
        return _undecided(name, best, [best, *others], context)
    by_people = max(likely, key=_standing)
    return Choice(best, "population" if by_people is best and not context.share(best.country) else "context")


def within(container: Candidate, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those of ``candidates`` that lie in ``container``, a country or a region named beside them."""
    if container.country is None:
        return ()
    inside = tuple(place for place in candidates if place.country == container.country and place.precision != "country")
    if container.precision == "country" or container.region is None:
        return inside
    return tuple(place for place in inside if place.region == container.region)


def _without_regions_of_cities(places: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Without the regions called after a city: one is meant only where the words say so, which is not seen here."""
    seats = {place.country for place in places if place.precision == "city" and place.people >= SMALL}
    return tuple(place for place in places if place.precision != "region" or place.country not in seats)


def _is_likely(place: Candidate, context: Context) -> bool:
    if place.match == "table" or place.precision == "country":
        return True
    if place.match == "folded":
        return context.share(place.country) > 0
    return (
        place.precision != "city" or place.people >= SMALL or not context.countries or context.share(place.country) > 0
    )


def _standing(place: Candidate) -> float:
    """The size of a place in powers of ten of people; a village of unknown size counts as a hundred."""
    match place.precision:
        case "country":
            return COUNTRY_STANDING
        case "region":
            return REGION_STANDING - (OTHER_NAME_PENALTY if place.match == "other_name" else 0)
        case _:
            return math.log10(max(place.people, 100)) - (OTHER_NAME_PENALTY if place.match == "other_name" else 0)


def _weight(place: Candidate, context: Context) -> float:
    near = NEARNESS_WEIGHT * context.nearness(place, NEARNESS_REACH_KM)
    return _standing(place) + COUNTRY_WEIGHT * context.share(place.country) + near


def _is_same(one: Candidate, other: Candidate) -> bool:
    if one.country != other.country:
        return False
    if one.position is None or other.position is None:
        return True
    return distance_km(one.position, other.position) <= SAME_PLACE_KM


def _undecided(name: str, best: Candidate, rivals: list[Candidate], context: Context) -> Choice:
    """No place; but the country, if every rival in reach lies in the same one."""
    close = [place for place in rivals if _weight(best, context) - _weight(place, context) < MARGIN]
    countries = sorted({place.country or "?" for place in close})
    reason = (
        f"{len(close)} places are called {name!r} ({', '.join(countries)}) and the article does not tell them apart"
    )
    if len(countries) == 1 and best.country is not None:
        return Choice(Candidate(best.country, None, None, best.precision, best.match), "country-only", reason)
    return Choice(None, "ambiguous", reason)


def _why_none(name: str, candidates: tuple[Candidate, ...]) -> str:
    if candidates:
        return f"{name!r} is listed only in countries that the article does not speak of"
    return f"{name!r} is not in the gazetteer"
