"""Where people are by the sentences about them: "In Nairobi, the envoy said…", "she flew to Nairobi".

A meeting of theirs that is told of nearby without a place is held there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.sides import Cast
from dragoman.extract.talks.lexicon import Lexicon

_AT = frozenset({"in", "to"})
_NEAR = 4  # sentences from those that tell where somebody is to a meeting of his


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody is, by the words of a sentence, at the place named at ``token``."""

    sentence: int
    person: str
    token: int


def find_stays(cast: Cast, words: Lexicon) -> tuple[Stay, ...]:
    """The stays that an article tells of, in the order of the text."""
    return tuple(_stays(cast, words))


def _stays(cast: Cast, words: Lexicon) -> Iterator[Stay]:
    tokens, index = cast.tokens, cast.names.index
    for place in range(len(tokens)):
        if tokens.case_of(place) not in _AT or (place not in cast.names.bodies and tokens.pos[place] != "PROPN"):
            continue
        governor = place if any(tokens.base[child] == "cop" for child in tokens.children[place]) else tokens.head[place]
        first, _ = tokens.sentences[tokens.sentence[place]]
        opens = tokens.case_of(place) == "in" and place - first <= 2 and tokens.pos[governor] == "VERB"
        if not (opens or governor == place or tokens.lemma[governor] in words.motion):
            continue
        subject = tokens.subject_of(governor)
        found = index.at(subject) if subject is not None else None
        if found is not None and found[1].type == "person" and found[1].names:
            yield Stay(tokens.sentence[place], found[1].name, place)


def nearest_stay(stays: tuple[Stay, ...], sentence: int, people: frozenset[str]) -> int | None:
    """The token of the place where some people are by the sentence nearest to another."""
    near = [stay for stay in stays if stay.person in people and abs(stay.sentence - sentence) <= _NEAR]
    near.sort(key=lambda stay: abs(stay.sentence - sentence))
    return near[0].token if near else None
