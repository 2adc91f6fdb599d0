"""All mentions of an article → the place that each means.

Two passes: what is beyond doubt makes the context, in which the rest is chosen. A name means one place throughout an
article; only words right beside a mention ("Tripoli, Lebanon") tell two bearers of one name apart, and then hold for
the bare name too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.places.choose import Choice, choose, within
from dragoman.extract.places.context import Context, distance_km, read_context
from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import Mention
from dragoman.extract.places.surroundings import (
    container_of,
    container_of_list,
    links_by_nearness,
    noun_beside,
    owner_of,
    paragraph_of,
    sentence_of,
    singular,
)
from dragoman.extract.places.syntax import is_located
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Candidate, Gazetteer

KNOWN_TOWN = 50_000
"""People of a town that the name of a site may be trusted to mean: "Damascus airport", not "Nasser hospital"."""
VILLAGE = 15_000
"""Below this GeoNames lists some of a country's namesakes and lacks others: the sentence must bear a match out."""
HOME_SHARE, HOME_TOWNS = 0.8, 3
"""An article plays in one country if so great a part of its towns and regions, and so many, lie there."""
WALK_KM = 40.0
"""How far from a place what is "near" or "north of" it may lie, for namesakes to be told apart by that."""
_NEIGHBOURS = 3
"""So many places of the sentence, the nearest in the text first, are asked for their namesakes' neighbourhood."""
BESIDE_KM = 100.0
"""How far apart the places of one sentence may lie for an unlisted place to be among them."""


def resolve(mentions: Sequence[Mention], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Choice]:
    """One choice for each mention, in their order."""
    return _Article(mentions, gazetteer, lexicon).resolve() if mentions else []


class _Article:
    """The mentions of one article with what they may mean."""

    def __init__(self, mentions: Sequence[Mention], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.keys = [plain(mention.name) for mention in mentions]
        self.candidates = {key: self._find(mention) for key, mention in zip(self.keys, mentions, strict=True)}
        self.containers = [container_of(at, mentions, lexicon) for at in range(len(mentions))]
        self.sentences = [sentence_of(mention) for mention in mentions]
        self.paragraphs = [paragraph_of(mention) for mention in mentions]

    def _find(self, mention: Mention) -> tuple[Candidate, ...]:
        """What the gazetteer has under the name, or without a last word that says its kind ("Kherson City")."""
        found = self.gazetteer.find(mention.name) or self._state_in(mention)
        kind = singular(mention.span[-1].lower_) or mention.span[-1].lower_
        if found or len(mention.span) < 2 or kind not in self.lexicon.city_nouns | self.lexicon.region_nouns:
            return found
        bare = self.gazetteer.find(mention.span[:-1].text)
        if kind in self.lexicon.city_nouns:
            cities = tuple(place for place in bare if place.precision == "city")
            return cities or self.gazetteer.homonyms(mention.span[:-1].text)
        return tuple(region for place in bare if (region := self._region_around(place)) is not None)

    def _state_in(self, mention: Mention) -> tuple[Candidate, ...]:
        """The country of "the Republic of Chad"."""
        words = mention.span
        of = next((token.i - words.start for token in words if token.lower_ == "of"), 0)
        if not of or not any(token.lower_ in self.lexicon.state_nouns for token in words[:of]):
            return ()
        bare = words[of + 1 :]
        name = bare[1:].text if len(bare) and bare[0].lower_ == "the" else bare.text
        return tuple(place for place in self.gazetteer.find(name) if place.precision == "country") if name else ()

    def _region_around(self, place: Candidate) -> Candidate | None:
        return place if place.precision == "region" else self.gazetteer.region_of(place)

    def resolve(self) -> list[Choice]:
        """Both passes."""
        doc = self.mentions[0].span.doc
        alone = {key: places[0] for key, places in self.candidates.items() if _is_sure(places)}
        first = self._choose_all(read_context(doc, [alone[key] for key in self.keys if key in alone]))
        told = self._told_by_words(first)
        settled = {key: place for key, choice in first.items() if (place := told.get(key) or choice.place) is not None}
        context = read_context(doc, [settled[key] for key in self.keys if key in settled])
        second = self._choose_all(context) | {key: Choice(place, "beside") for key, place in told.items()}
        home = _home(settled[key] for key in self.keys if key in settled)
        return [self._at_home(self._resolve_one(at, second, context), at, home) for at in range(len(self.mentions))]

    def _at_home(self, choice: Choice, at: int, home: str | None) -> Choice:
        """A name that is still nowhere lies in the one country that the article plays in; where, is not known."""
        if choice.place is not None or home is None or not self._is_located(at):
            return choice
        return replace(choice, place=_somewhere_in(home, self.mentions[at]), rule="home")

    def _is_located(self, at: int) -> bool:
        """Whether the words put something there, so that it is a place although no list has it."""
        return self.mentions[at].tagged and is_located(self.mentions[at].span, self.lexicon)

    def _choose_all(self, context: Context) -> dict[str, Choice]:
        names = {key: mention.name for key, mention in zip(self.keys, self.mentions, strict=True)}
        return {key: choose(names[key], places, context) for key, places in self.candidates.items()}

    def _told_by_words(self, first: dict[str, Choice]) -> dict[str, Candidate]:
        """For each name, the place that the words beside one of its mentions tell."""
        told: dict[str, Candidate] = {}
        for at, container in enumerate(self.containers):
            outer = first[self.keys[container]].place if container is not None else None
            if outer is None or outer.precision not in {"country", "region"}:
                continue
            namesakes = self.gazetteer.homonyms(self.mentions[at].name)
            inside = within(outer, self.candidates[self.keys[at]]) or within(outer, namesakes)
            named = first[self.keys[at]].place
            if named is not None and named.precision == "country" and inside and inside[0].precision == "city":
                continue  # "Japan, China and Chad": a country in a list is no town of the next one
            if inside and inside[0].match != "table":
                told.setdefault(self.keys[at], inside[0])
        return told

    def _resolve_one(self, at: int, chosen: dict[str, Choice], context: Context) -> Choice:
        choice = chosen[self.keys[at]]
        if (near := self._within_a_walk(choice, at, chosen)) is not None:
            return Choice(near, "near")
        if choice.place is not None and (outside := self._outside_container(choice.place, at, chosen)) is not None:
            return self._by_company(Choice(None, "unlisted", outside), at, chosen)
        if choice.place is not None:
            return self._borne_out(self._as_region(choice, at), at, chosen)
        if self.mentions[at].is_site and (inner := self._place_in_name(self.mentions[at], context)) is not None:
            return Choice(inner, "site-in-name")
        return self._by_company(choice, at, chosen)

    def _outside_container(self, place: Candidate, at: int, chosen: dict[str, Choice]) -> str | None:
        """Why a small town cannot be meant: the words put the name in a country where no such place is listed."""
        container = self.containers[at]
        outer = chosen[self.keys[container]].place if container is not None else None
        if outer is None or outer.precision != "country" or place.country == outer.country:
            return None
        if place.precision != "city" or place.match == "table" or place.people >= KNOWN_TOWN:
            return None
        return f"{self.mentions[at].name!r} is not listed in the country that it is said to lie in"

    def _as_region(self, choice: Choice, at: int) -> Choice:
        """The region around a city, where the words say that the region is meant."""
        place = choice.place
        if place is None or place.precision != "city":
            return choice
        if not noun_beside(at, self.mentions, self.lexicon.region_nouns):
            return choice
        listed = (other for other in self.candidates[self.keys[at]] if other.precision == "region")
        region = self.gazetteer.curated(f"{self.mentions[at].name} region") or next(
            (other for other in listed if other.country == place.country), self.gazetteer.region_of(place)
        )
        return Choice(region, "region-noun") if region is not None else choice

    def _borne_out(self, choice: Choice, at: int, chosen: dict[str, Choice]) -> Choice:
        """A village keeps its position only if no place that its sentence puts it beside lies far from it."""
        place = choice.place
        if place is None or place.position is None or place.match == "table":
            return choice
        if place.precision != "city" or place.people >= VILLAGE or choice.rule == "beside":
            return choice
        others = [
            other.position for other in self._company(at, self.sentences, chosen) if other.position and _is_known(other)
        ]
        if not others or min(distance_km(place.position, other) for other in others) <= BESIDE_KM:
            return choice
        reason = f"{self.mentions[at].name!r} is listed only far from the places named with it"
        return self._by_company(Choice(None, "unlisted", reason), at, chosen)

    def _within_a_walk(self, choice: Choice, at: int, chosen: dict[str, Choice]) -> Candidate | None:
        """Of several villages of one name, the one clearly nearest to a place that the sentence puts it beside."""
        doubtful = choice.place is None or choice.place.position is None or choice.place.people < VILLAGE
        namesakes = [place for place in self.candidates[self.keys[at]] if place.position is not None]
        if not doubtful or len(namesakes) < 2 or not links_by_nearness(self.mentions[at], self.lexicon):
            return None
        towns = [place.position for place in self._company(at, self.sentences, chosen) if _is_point(place)]
        for town in towns[:_NEIGHBOURS]:
            ways = sorted((distance_km(place.position or town, town), at) for at, place in enumerate(namesakes) if town)
            if ways and ways[0][0] <= WALK_KM:
                alone = len(ways) == 1 or ways[1][0] > 2 * ways[0][0]
                return namesakes[ways[0][1]] if alone else None
        return None

    def _place_in_name(self, mention: Mention, context: Context) -> Candidate | None:
        """The city that a site's own name tells ("Damascus airport"): the site lies in or by it."""
        words = mention.span
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                part = words[start : start + length].text
                place = choose(part, self.gazetteer.find(part), context).place if part[0].isupper() else None
                if place is not None and (place.match == "table" or _is_known_town(place, context)):
                    return place
        return None

    def _by_company(self, choice: Choice, at: int, chosen: dict[str, Choice]) -> Choice:
        """An unlisted place, by the places that the text puts it in or beside: a region around them, or a country."""
        container = self.containers[at]
        if container is None:
            container = owner_of(at, self.mentions)
        if container is None:
            container = container_of_list(at, self.mentions, self.lexicon)
        outer = chosen[self.keys[container]].place if container is not None else None
        if outer is not None and outer.precision == "city" and self.mentions[at].is_site:
            return Choice(outer, "site-in-city")
        if outer is not None and outer.precision in {"country", "region"}:
            return replace(choice, place=_somewhere_in(outer.country, self.mentions[at]), rule="container")
        company = list(self._company(at, self.sentences, chosen))
        towns = [place.position for place in company if place.precision in {"city", "site"} and place.position]
        if _one_country(company) and towns and links_by_nearness(self.mentions[at], self.lexicon) and _all_near(towns):
            near = Candidate(_one_country(company), *towns[0], "region", "name")
            return replace(choice, place=near, rule="near")
        if not (self.mentions[at].is_site or self._is_located(at)):
            return choice  # only what the words put somewhere can be where the places beside it are
        around = list(self._company(at, self.paragraphs, chosen))
        groups = (_towns(company), company, _towns(around), around)
        country = next(filter(None, map(_one_country, groups)), None)
        if country is None:
            return choice
        return replace(choice, place=_somewhere_in(country, self.mentions[at]), rule="company")

    def _company(self, at: int, bounds: Sequence[tuple[int, int]], chosen: dict[str, Choice]) -> Iterator[Candidate]:
        """What the other names of the mention's sentence or paragraph mean, the nearest in the text first."""
        same = [other for other, bound in enumerate(bounds) if bound == bounds[at]]
        for other in sorted(same, key=lambda other: abs(other - at)):
            place = chosen[self.keys[other]].place
            if place is not None and self.keys[other] != self.keys[at]:
                yield place


def _is_sure(places: tuple[Candidate, ...]) -> bool:
    if not places or places[0].match == "folded":
        return False
    return len(places) == 1 or places[0].precision == "country"


def _is_known(place: Candidate) -> bool:
    return place.match == "table" or place.people >= VILLAGE


def _is_known_town(place: Candidate, context: Context) -> bool:
    return place.people >= KNOWN_TOWN and place.match != "folded" and context.share(place.country) > 0


def _is_point(place: Candidate) -> bool:
    return place.precision in {"city", "site"} and place.position is not None


def _towns(company: Sequence[Candidate]) -> list[Candidate]:
    """Without the countries, which act and are spoken of in reports from anywhere."""
    return [place for place in company if place.precision != "country"]


def _home(places: Iterable[Candidate]) -> str | None:
    """The country that nearly all towns and regions of an article lie in, one for each mention."""
    countries = Counter(place.country for place in places if place.precision != "country")
    if not countries:
        return None
    country, count = countries.most_common(1)[0]
    return country if count >= max(HOME_TOWNS, HOME_SHARE * countries.total()) else None


def _one_country(company: Sequence[Candidate]) -> str | None:
    """The country that all of ``company`` lies in, if it is one."""
    countries = {place.country for place in company if place.country is not None}
    return countries.pop() if len(countries) == 1 else None


def _all_near(towns: Sequence[tuple[float, float]]) -> bool:
    return all(distance_km(towns[0], other) <= BESIDE_KM for other in towns[1:])


def _somewhere_in(country: str | None, mention: Mention) -> Candidate:
    return Candidate(country, None, None, "site" if mention.is_site else "city", "name")
