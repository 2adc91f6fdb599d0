"""Where talks are held: "in Doha", "the Geneva talks". The land that a war is fought in is no venue."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.sides import Cast
from dragoman.model import Place, Reading

_AT = frozenset({"in", "at", "to"})
_PLACES = frozenset({"LOC", "GPE", "Location"})


def venue_of(cast: Cast, reading: Reading, anchors: tuple[int, ...], governor: int | None) -> str | None:
    """The one place that the words on talks name as theirs."""
    found = dict.fromkeys((*_before(cast, anchors), *_after(cast, anchors, governor)))
    names = [name for place in found if (name := _name(cast, reading, place))]
    return names[0] if names else None


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
    if governor is not None:
        heads.extend(child for child in tokens.children[governor] if tokens.base[child] in {"xcomp", "acl", "advcl"})
    for head in heads:
        heads_below = [
            head,
            *(child for child in tokens.children[head] if tokens.base[child] in {"acl", "nmod", "obl"}),
        ]
        for below in heads_below:
            for child in tokens.children[below]:
                if child > anchors[0] - 4 and tokens.base[child] in {"nmod", "obl"} and tokens.case_of(child) in _AT:
                    yield child
                    yield from (name for name in tokens.children[child] if tokens.case_of(name) == "of")
    _, last = tokens.sentences[tokens.sentence[anchors[-1]]]
    for place in range(anchors[-1] + 1, min(last, anchors[-1] + 12)):
        if tokens.lower[place] == "in" and place + 1 < last and tokens.pos[place + 1] == "PROPN":
            yield place + 1


def _name(cast: Cast, reading: Reading, token: int) -> str | None:
    """The place named at a token, if talks can be held in it: a city, or a country that is not at war."""
    tokens = cast.tokens
    label = cast.names.bodies.get(token)
    if label is not None and label.kind == "capital":
        return label.name
    for claim in reading.of_kind("place"):
        evidence, value = claim.evidence[0], claim.value
        if evidence.start <= tokens.start[token] < evidence.end and isinstance(value, Place):
            return value.name if value.precision in {"city", "site"} else None
    if label is not None:
        side = cast.names.side_of(label)
        is_host = label.type == "state" and label.kind == "name" and side not in cast.belligerents
        return label.name if is_host and tokens.case_of(token) == "in" else None
    span = reading.doc[token : token + 1]
    entity = (
        next((one for one in span.sent.ents if one.start <= token < one.end), None)
        if reading.doc.has_annotation("SENT_START")
        else None
    )
    if entity is None or entity.label_ not in _PLACES or any(word in _LANDS for word in entity.text.lower().split()):
        return None
    return entity.text


_LANDS = frozenset(
    {
        "gaza",
        "strip",
        "bank",
        "donbas",
        "crimea",
        "region",
        "border",
        "sea",
        "east",
        "heights",
        "valley",
        "north",
        "south",
    }
)
"""Words of names that are of a land, not of a town."""
