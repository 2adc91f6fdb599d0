"""Whose words a token stands in: quotation claims → the stretch of tokens, the source, the side that it speaks for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.extract.sides.mentions import Names
from dragoman.model import Claim, Quotation, Source

_OWN = frozenset({"my", "our"})
_NO_TITLE = frozenset({"VERB", "AUX", "PRON", "SCONJ", "CCONJ"})
_TITLE = 7  # words from "my" to the name: "my Secretary of State, Ana Reis"


@dataclass(frozen=True, slots=True)
class Voice:
    """Tokens ``[start, end)`` that the article lays at somebody's door; ``side`` is whom that somebody speaks for."""

    start: int
    end: int
    source: Source | None
    side: str | None
    direct: bool
    claim: str


def find_voices(names: Names, quotations: Iterable[Claim]) -> tuple[Voice, ...]:
    """The voices of an article, in the order of the text."""
    return tuple(sorted(_voices(names, quotations), key=lambda voice: (voice.start, -voice.end)))


def _voices(names: Names, quotations: Iterable[Claim]) -> Iterator[Voice]:
    starts = names.tokens.start
    for claim in quotations:
        value = claim.value
        assert isinstance(value, Quotation)
        side = _side_of_speaker(names, claim, value.speaker)
        for evidence in claim.evidence:
            if evidence.role == "content":
                start, end = bisect_right(starts, evidence.start) - 1, bisect_left(starts, evidence.end)
                yield Voice(max(start, 0), end, value.speaker, side, value.manner != "indirect", claim.id)


def _side_of_speaker(names: Names, claim: Claim, speaker: Source | None) -> str | None:
    if speaker is None:
        return None
    for evidence in claim.evidence:
        if evidence.role == "speaker" and (side := names.of_person(evidence.start, evidence.end)):
            return side
        if evidence.role == "speaker" and (sides := names.acting(evidence.start, evidence.end)):
            return sides[0]
        if evidence.role == "speaker" and names.is_private(evidence.start, evidence.end):
            return None
    if speaker.affiliation and (side := names.side_of_name(speaker.affiliation)):
        return side
    if side := names.side_of_name(speaker.name):
        return side
    return None


def find_author(names: Names, voices: Iterable[Voice]) -> str | None:
    """The side that a statement in the first person is by: that of the people it calls its own, "my envoy, …"."""
    tokens = names.tokens
    quoted = {token for voice in voices for token in range(voice.start, voice.end)}
    for token, word in enumerate(tokens.lower):
        if word in _OWN and token not in quoted and not tokens.quoted[token]:
            for place in range(token + 1, min(token + _TITLE, len(tokens))):
                side = names.people.get(place)
                if side and names.side_of_name(side):
                    return side
                if tokens.pos[place] in _NO_TITLE or tokens.sentence[place] != tokens.sentence[token]:
                    break
    return None
