"""Where talks are held: "in Doha", "the Geneva talks". The land that a war is fought in is no venue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.sides import Cast
from dragoman.extract.talks.lexicon import lexicon
from dragoman.model import Place, Reading

_REACH = 14  # tokens after talks in which "in" and a name are their venue, whatever the tree makes of them
_AT = frozenset({"in", "at", "to"})
_PLACES = frozenset({"LOC", "GPE", "Location"})


def venue_of(
    cast: Cast, reading: Reading, anchors: tuple[int, ...], governor: int | None, guests: tuple[int, ...]
) -> tuple[str | None, str | None]:
    """The one place that the words on talks name as theirs, with its country where they name that too.

    The second value is the country's ISO 3166-1 code, where it is known.

    ``guests`` are those who meet: "the premier, in Nairobi on Monday, met rebel leaders".
    """
    found = dict.fromkeys((*_before(cast, anchors), *_after(cast, anchors, governor), *_of_guests(cast, guests)))
    sites = [site for place in found if (site := _site(cast, reading, place))]
    if not sites:
        elsewhere = (*_of_those_sent(cast, anchors[0]), *_if_gone_to(cast, anchors[-1]))
        sites = [site for place in elsewhere if (site := _site(cast, reading, place))]
    towns = [site for site in sites if not site.is_country]
    if not towns:
        return (sites[0].name, sites[0].country) if sites else (None, None)
    country = next((site.name for site in sites if site.is_country and site.country == towns[0].country), None)
    return f"{towns[0].name}, {country}" if country else towns[0].name, towns[0].country


def _before(cast: Cast, anchors: tuple[int, ...]) -> Iterator[int]:
    """ "The Cairo talks"."""
    tokens = cast.tokens
    for anchor in anchors:
        if anchor and tokens.pos[anchor - 1] == "PROPN":
            yield anchor - 1
        yield from (child for child in tokens.children[anchor] if tokens.base[child] == "compound" and child < anchor)


def _after(cast: Cast, anchors: tuple[int, ...], governor: int | None) -> Iterator[int]:
    tokens = cast.tokens
    heads = [*anchors, *([governor] if governor is not None else [])]
    if governor is not None and tokens.dep[governor] == "acl:relcl" and _is_where(cast, governor):
        yield tokens.head[governor]
        return
    if governor is not None:
        above = tokens.head[governor]
        if tokens.base[governor] in {"advcl", "xcomp"} and tokens.lemma[above] in lexicon().motion:
            yield from (child for child in tokens.children[above] if tokens.case_of(child) in {"to", "in"})
        heads.extend(child for child in tokens.children[governor] if tokens.base[child] in {"xcomp", "acl", "advcl"})
    for head in heads:
        heads_below = [
            head,
            *(child for child in tokens.children[head] if tokens.base[child] in {"acl", "nmod", "obl"}),
        ]
        for below in heads_below:
            for child in tokens.children[below]:
                is_goal = below == governor and tokens.case_of(child) == "to"
                if (
                    (child > anchors[0] - 4 or is_goal)
                    and tokens.base[child] in {"nmod", "obl"}
                    and tokens.case_of(child) in _AT
                ):
                    yield child
                    yield from (name for name in tokens.children[child] if tokens.case_of(name) == "of")
    _, last = tokens.sentences[tokens.sentence[anchors[-1]]]
    for place in range(anchors[-1] + 1, min(last, anchors[-1] + _REACH)):
        if tokens.lower[place] == "in" and place + 1 < last and tokens.pos[place + 1] == "PROPN":
            yield place + 1
        elif tokens.lower[place : place + 2] == ["in", "the"]:  # "in the Cuban capital"
            yield from (noun for noun in range(place + 2, min(last, place + 5)) if tokens.lemma[noun] == "capital")


def _of_those_sent(cast: Cast, anchor: int) -> Iterator[int]:
    """ "Negotiators in Doha agreed, but the talks broke off": where those are who were sent to talks."""
    tokens = cast.tokens
    first, last = tokens.sentences[tokens.sentence[anchor]]
    for place in range(first, last - 2):
        if tokens.lemma[place] in lexicon().sent and tokens.lower[place + 1] == "in":
            yield place + 2


def _if_gone_to(cast: Cast, anchor: int) -> Iterator[int]:
    """ "Only if the president came to Nairobi would they talk"."""
    tokens = cast.tokens
    _, last = tokens.sentences[tokens.sentence[anchor]]
    if "if" not in tokens.lower[anchor:last]:
        return
    for verb in range(anchor + tokens.lower[anchor:last].index("if"), last):
        if tokens.lemma[verb] in lexicon().motion:
            yield from (child for child in tokens.children[verb] if tokens.case_of(child) == "to")


def site_at(cast: Cast, reading: Reading, token: int) -> tuple[str | None, str | None]:
    """The town named at a token, and its country's code; nothing if it is none."""
    site = _site(cast, reading, token)
    return (site.name, site.country) if site is not None and not site.is_country else (None, None)


def _is_where(cast: Cast, verb: int) -> bool:
    """ "He flew to Nairobi, where he met the envoy"."""
    tokens = cast.tokens
    return any(tokens.lower[child] == "where" for child in tokens.children[verb])


def _of_guests(cast: Cast, guests: tuple[int, ...]) -> Iterator[int]:
    tokens = cast.tokens
    for guest in guests:
        for child in tokens.children[guest]:
            if tokens.case_of(child) == "in" and tokens.lower[child - 2] == ",":
                yield child


@dataclass(frozen=True, slots=True)
class _Site:
    """A place that talks may be held in; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    country: str | None
    is_country: bool = False


def _site(cast: Cast, reading: Reading, token: int) -> _Site | None:
    """The place named at a token, if talks can be held in it: a city, or a country that is not at war."""
    tokens = cast.tokens
    label = cast.names.bodies.get(token)
    if label is not None and label.kind == "capital":
        return _Site(label.name, label.entry.country if label.entry else None)
    for claim in reading.of_kind("place"):
        evidence, value = claim.evidence[0], claim.value
        if evidence.start <= tokens.start[token] < evidence.end and isinstance(value, Place):
            if value.precision in {"city", "site"}:
                return _Site(value.name, value.country)
            return _country(cast, value, token) if value.precision == "country" else None
    if tokens.lemma[token] == "capital" and label is None:
        return _capital(cast, token)
    if label is not None or tokens.lemma[token] == "country":
        return _land(cast, token)
    span = reading.doc[token : token + 1]
    entity = (
        next((one for one in span.sent.ents if one.start <= token < one.end), None)
        if reading.doc.has_annotation("SENT_START")
        else None
    )
    if entity is None or entity.label_ not in _PLACES or lexicon().lands & set(entity.text.lower().split()):
        return None
    return _Site(entity.text, None)


def _capital(cast: Cast, token: int) -> _Site | None:
    """ "In the Cuban capital", "in Oman's capital": the town that the registry has for it."""
    sides = cast.names.premodifying(token)
    entry = cast.names.index.registry.find(sides[0]) if len(sides) == 1 else None
    return _Site(entry.capitals[0], entry.country) if entry is not None and entry.capitals else None


def _is_at(cast: Cast, token: int) -> bool:
    """Whether something is in a country, or somebody goes to it."""
    tokens = cast.tokens
    case = tokens.case_of(token)
    return case == "in" or (case == "to" and tokens.lemma[tokens.head[token]] in lexicon().motion)


def _is_at_war(cast: Cast, side: str) -> bool:
    """Whether a state fights; where it is not told who does, whether it is named beside violence."""
    return side in (cast.belligerents or cast.names.violent)


def _country(cast: Cast, place: Place, token: int) -> _Site | None:
    side = cast.names.side_of_name(place.name) or place.name
    if _is_at_war(cast, side) or not _is_at(cast, token):
        return None
    return _Site(side, place.country, is_country=True)


def _land(cast: Cast, token: int) -> _Site | None:
    """A state named as the place, or meant: "in their country"."""
    tokens, names = cast.tokens, cast.names
    if not _is_at(cast, token):
        return None
    label = names.bodies.get(token)
    if label is None:
        owners = [child for child in tokens.children[token] if tokens.dep[child] == "nmod:poss"]
        sides = cast.side_of_one(owners[0]) if owners and tokens.lemma[token] == "country" else ()
        return _of_state(cast, sides[0]) if len(sides) == 1 else None
    side = names.side_of(label)
    return _of_state(cast, side) if side and label.type == "state" and label.kind == "name" else None


def _of_state(cast: Cast, side: str) -> _Site | None:
    entry = cast.names.index.registry.find(side)
    if _is_at_war(cast, side) or entry is None or entry.type != "state":
        return None
    return _Site(side, entry.country, is_country=True)
