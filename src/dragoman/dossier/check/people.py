"""Names that the record spells otherwise: "Anthony Blinken" where it has "Antony Blinken"."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from dragoman.dossier.check.draft import Draft
from dragoman.dossier.check.remarks import Remark
from dragoman.dossier.marks import origins
from dragoman.dossier.naming import key_of
from dragoman.model import Actor, Entry
from dragoman.registry import load_registry, person_key, words_of

LEAST_ORIGINS = 2
"""Independent reports that must have a spelling before another one is remarked on."""
ALIKE = 0.75
"""How alike two words must be for one to be a slip for the other (``difflib``'s ratio)."""
LEAST_LETTERS = 5
"""Shorter words are alike by chance: "Ali" and "Alia"."""


def names(draft: Draft) -> Iterator[Remark]:
    """Each person of the draft whose name no report spells so, but several spell in another way."""
    spellings = {name: entries for name, entries in draft.known.people.items() if len(words_of(name)) > 1}
    written = {words_of(name) for name in draft.known.people}
    for entry in draft.entries:
        actor = entry.claim.value
        if not isinstance(actor, Actor) or actor.type != "person":
            continue
        words = words_of(actor.name)
        if len(words) < 2 or words in written or words in _registered(entry, actor.name):
            continue
        found = _other_spelling(entry, actor.name, spellings)
        if found is not None:
            piece = entry.claim.evidence[0]
            name, entries = found
            yield draft.remark("name", "misspelt", piece.start, piece.end, f"the record has {name}", tuple(entries[:3]))


def _registered(entry: Entry, name: str) -> set[tuple[str, ...]]:
    """The spellings that the registry itself has for this person."""
    known = load_registry().entries.get(key_of(entry, name) or "")
    return {words_of(spelling) for spelling in (known.name, *known.aliases)} if known else set()


def _other_spelling(entry: Entry, name: str, spellings: dict[str, list[Entry]]) -> tuple[str, list[Entry]] | None:
    """The spelling that most independent reports have, if it is plainly the same person's name."""
    alike = [
        (len(origins(entries)), other, entries)
        for other, entries in spellings.items()
        if len(origins(entries)) >= LEAST_ORIGINS
        and _is_slip(name, other, key_of(entry, name) in load_registry().entries)
    ]
    best = max(alike, default=None, key=lambda one: one[0])
    return (best[1], best[2]) if best else None


def _is_slip(name: str, other: str, is_known: bool) -> bool:
    """Whether two names of as many words differ in the spelling of one.

    Names that only transliterate otherwise are no slips, unless the registry knows the person and not this spelling.
    """
    mine, theirs = words_of(name), words_of(other)
    if len(mine) != len(theirs):
        return False
    apart = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    if len(apart) != 1:
        return False
    one, two = apart[0]
    if person_key(mine) == person_key(theirs):
        return is_known
    alike = SequenceMatcher(None, one, two, autojunk=False).ratio() >= ALIKE
    return alike and min(len(one), len(two)) >= LEAST_LETTERS and one[0] == two[0]
