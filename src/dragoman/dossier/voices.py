"""Whose word a position is: the party's own, the reporter's account of it, or what somebody else says of the party.

"We will not leave, the Front's envoy said" is the Front's own word; "the Front wants the coast" the reporter's account;
"the Front has accepted, Kenya says" what Kenya says of it, which somebody else may deny in the next sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from dragoman.dossier.entries import said
from dragoman.dossier.figures.claimants import countries_of
from dragoman.dossier.naming import key_of
from dragoman.model import Entry, Position, Quotation, Source, Topic
from dragoman.registry import load_registry, words_of

Voice = Literal["own words", "reported", "claimed"]
"""``own words``: quoted, directly or not, from the party or somebody who speaks for it. ``reported``: told of it by the
outlet in its own words. ``claimed``: said of the party by somebody else."""

ANSWERED_WITHIN = 600
"""Characters after a statement in which somebody else's denial answers it: a paragraph or two."""


def voice_of(entry: Entry, position: Position) -> Voice:
    """Whose word the position of an entry is."""
    speaker = position.speaker
    if speaker is not None and not _speaks_for(entry, speaker, position.party):
        return "claimed"
    return "own words" if entry.claim.within and speaker is not None else "reported"


def teller_of(entry: Entry, position: Position) -> str:
    """Who answers for a position: its speaker, or the outlet where that tells it in its own words."""
    if position.speaker is None or voice_of(entry, position) == "reported":
        return entry.article.outlet or entry.article.agency or "an outlet"
    return position.speaker.name


def _speaks_for(entry: Entry, speaker: Source, party: str) -> bool:
    """Whether a speaker is the party, or of it: by identity, by affiliation, by name, or by an office of its state."""
    wanted = key_of(entry, party)
    if wanted is None or wanted in {key_of(entry, speaker.name), key_of(entry, speaker.affiliation)}:
        return True
    if set(words_of(party)) <= set(words_of(f"{speaker.name} {speaker.affiliation or ''}")):
        return True
    country = wanted.removeprefix("state/").upper() if wanted.startswith("state/") else None
    return country is not None and country in _countries(key_of(entry, speaker.name), speaker)


def _countries(key: str | None, speaker: Source) -> frozenset[str]:
    """The countries that a speaker is of: those that the name speaks of, and those of the offices held."""
    registry = load_registry()
    known = registry.entries.get(key or "")
    offices = (
        {registry.entries[post.of].country for post in known.posts if post.of in registry.entries} if known else ()
    )
    named = countries_of(f"{speaker.name} {speaker.affiliation or ''}")
    return named | frozenset(country for country in (*offices, known.country if known else None) if country)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("dragoman.dossier").joinpath("words.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def _pattern(table: str, key: str) -> re.Pattern[str]:
    forms = sorted(_words()[table].get(key, ()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b" if forms else r"(?!)", re.IGNORECASE)


def names_issue(entry: Entry, issue: Topic, quotations: Mapping[str, Entry]) -> bool:
    """Whether the words of a position, or of the quotation that it stands in, speak of an issue."""
    around = quotations.get(entry.claim.within or "")
    told = (*entry.claim.evidence, *(around.claim.evidence if around else ()))
    return any(_pattern("issues", issue).search(piece.words) for piece in told)


def denials_of(entry: Entry, position: Position, quotations: Iterable[Entry]) -> tuple[Entry, ...]:
    """What is quoted against a claim: from somebody else in the paragraphs after it, or later on from the party itself.

    ``quotations`` are those of the position's article.
    """
    teller = key_of(entry, position.speaker.name) if position.speaker else None
    end = max(piece.end for piece in entry.claim.evidence)
    found = []
    for quotation in quotations:
        value = said(quotation)
        if not isinstance(value, Quotation) or value.speaker is None or not _denies(quotation, value):
            continue
        after = min(piece.start for piece in quotation.claim.evidence) - end
        answers = 0 <= after <= ANSWERED_WITHIN and key_of(quotation, value.speaker.name) != teller
        if answers or (after >= 0 and _speaks_for(quotation, value.speaker, position.party)):
            found.append(quotation)
    return tuple(found)


def _denies(entry: Entry, quotation: Quotation) -> bool:
    content = " ".join(piece.words for piece in entry.claim.evidence if piece.role == "content")
    cue = quotation.cue or ""
    return bool(_pattern("denials", "cues").search(cue) or _pattern("denials", "words").search(content))
