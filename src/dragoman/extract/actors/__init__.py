"""Actors: people, states, bodies and described sources, each with every mention that the article makes of it.

"Qatari foreign ministry spokesman Majed al-Ansari said he was hopeful" gives one actor, Majed al-Ansari, a person,
spokesman, of Qatar, with the mentions "Majed al-Ansari" and "he". Names stay the article's own; the registry's id
stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.actors.claims import claim_of, is_told
from dragoman.extract.actors.index import ActorIndex, Reference, index_of
from dragoman.model import Claim, Issue, Reading

__all__ = ["ActorIndex", "Reference", "extract", "index_of", "name", "version"]

name = "actors"
version = 3


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """One claim for each actor, in the order of first mention; an issue for each name or noun that fits several."""
    index = index_of(reading)
    for actor in index.actors:
        if is_told(index, actor):
            yield claim_of(reading, index, actor)
    for mention in index.undecided:
        who = "people" if mention.type == "person" else "bodies"
        start, end = index.tokens.start[mention.start], index.tokens.end_of(mention.end - 1)
        yield Issue(name, f"{mention.name!r} may be any of several {who} named here", start, end)
