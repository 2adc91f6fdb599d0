"""Positions: what each side of an article says that it wants, offers, accepts or refuses, in the words that say it.

"Khartoum rejected any talks unless the RSF leaves its cities" gives one position: Sudan, on talks, with conditions. One
record for each party, issue and stance, at its clearest statement. Where the words do not say whose position it is,
there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.dates import when_of
from dragoman.extract.positions.candidates import Candidate
from dragoman.extract.positions.lexicon import lexicon
from dragoman.extract.positions.stances import StanceReader
from dragoman.extract.sides import Cast, read_cast
from dragoman.model import Claim, Date, Issue, Position, Reading, Source, Span, When, make_claim

__all__ = ["extract", "name", "version"]

name = "positions"
version = 4


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield one claim for each party, issue and stance."""
    if not len(reading.doc):
        return
    cast = read_cast(reading)
    clearest: dict[tuple[str, str, str], Candidate] = {}
    for found in StanceReader(cast, lexicon()).read():
        for party in found.parties:
            key = (party, found.issue, found.stance)
            if key not in clearest or found.strength > clearest[key].strength:
                clearest[key] = found
    for (party, _, _), found in clearest.items():
        voice = cast.voice_at(found.trigger)
        value = Position(party, _speaker(cast, found, party), found.issue, found.stance, _when(reading, found))
        within = voice.claim if voice is not None else None
        yield make_claim(reading.article, value, [("content", found.span)], rule=found.rule, within=within)


def _speaker(cast: Cast, found: Candidate, party: str) -> Source:
    """Who states it: the voice that the words stand in, else the holder as the article names it."""
    voice = cast.voice_at(found.trigger)
    if voice is not None and voice.source is not None:
        return voice.source
    source = cast.names.index.source(found.holder, found.holder + 1)
    return source if source is not None else Source(party, "institution")


def _when(reading: Reading, found: Candidate) -> When | None:
    """When it was stated, where the words say so."""
    start = found.span.start
    claim = when_of(reading.doc, reading.of_kind("date"), Span(start, start + 1))
    return claim.value.when if claim is not None and isinstance(claim.value, Date) else None
