"""Who is relied on: outlets, agencies and speakers, how often they are anonymous, how deep the relays go.

Counted are the claims that can have a source (quotations, figures, talks, positions); those of copies of one text count
once. What "only they report" are figures and rounds of talks that no other independent origin tells of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.dossier.entries import said
from dragoman.dossier.naming import key_of, place_key
from dragoman.dossier.timeline import source_of
from dragoman.model import Entry, Figure, Identification, Position, Quotation, Source, Talks

Role = Literal["outlet", "agency", "speaker"]

KINDS = ("quotation", "figure", "talks", "position")
"""The kinds of claim that can have a source."""

NAMELESS: frozenset[Identification] = frozenset({"anonymous", "unnamed"})


@dataclass(frozen=True, slots=True)
class Reliance:
    """One outlet, agency or speaker in the record.

    ``articles`` are those that are theirs (outlet, agency) or that cite them (speaker). ``claims`` counts what rests on
    them; of these ``nameless`` have a source without a name, and ``relayed`` came through another outlet or source.
    ``deepest`` is the longest chain behind one claim (1: the speaker alone). ``alone`` are the entries of what nobody
    else reports.
    """

    role: Role
    name: str
    articles: int
    claims: int
    nameless: int
    relayed: int
    deepest: int
    alone: tuple[Entry, ...]


def reliance(entries: Iterable[Entry]) -> list[Reliance]:
    """Everybody whom the record rests on: by role, those whom most rests on first."""
    entries = list(_once(entries))
    alone = _told_by_one(entries)
    found: defaultdict[tuple[Role, str], list[tuple[Entry, Source | None]]] = defaultdict(list)
    written: defaultdict[tuple[Role, str], Counter[str]] = defaultdict(Counter)
    for entry in entries:
        value = said(entry)
        if not isinstance(value, Figure | Position | Quotation | Talks):
            continue
        source = source_of(value)
        for role, name, key in _relied_on(entry, source):
            found[role, key].append((entry, source))
            written[role, key][name] += 1
    roles = ("outlet", "agency", "speaker")
    lines = [_reliance(role, written[role, key], told, alone) for (role, key), told in found.items()]
    return sorted(lines, key=lambda line: (roles.index(line.role), -line.claims, line.name))


def depth_of(source: Source | None) -> int:
    """How many stand between an event and the article: the source, whom it was told to, what it rests on."""
    return 0 if source is None else 1 + bool(source.told_to) + len(source.based_on)


def _once(entries: Iterable[Entry]) -> Iterable[Entry]:
    """The entries without those of copies: of one text and one kind of claim, each set of words counts once."""
    seen: set[Hashable] = set()
    for entry in entries:
        words = tuple(piece.words for piece in entry.claim.evidence)
        key = entry.origin, entry.claim.kind, words
        if entry.article.id == entry.origin or key not in seen:
            seen.add(key)
            yield entry


def _relied_on(entry: Entry, source: Source | None) -> Iterable[tuple[Role, str, str]]:
    """Who answers for an entry, in each role, by name and key."""
    named: list[tuple[Role, str | None]] = [("outlet", entry.article.outlet), ("agency", entry.article.agency)]
    if source is not None and source.identification not in NAMELESS:
        named.append(("speaker", source.name))
    for role, name in named:
        if name and (key := key_of(entry, name)):
            yield role, name, key


def _reliance(
    role: Role, written: Counter[str], told: list[tuple[Entry, Source | None]], alone: frozenset[str]
) -> Reliance:
    sourced = [source for _, source in told if source is not None]
    return Reliance(
        role,
        written.most_common(1)[0][0],
        len({entry.article.id for entry, _ in told}),
        len(told),
        sum(source.identification in NAMELESS for source in sourced),
        sum(depth_of(source) > 1 for source in sourced),
        max((depth_of(source) for source in sourced), default=0),
        tuple(entry for entry, _ in told if entry.claim.id in alone),
    )


def _told_by_one(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of figures and rounds that only one independent origin tells of."""
    told: defaultdict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        value = said(entry)
        if isinstance(value, Figure):
            told["figure", value.outcome, value.low, value.high, key_of(entry, value.side)].append(entry)
        elif isinstance(value, Talks):
            parties = frozenset(key_of(entry, name) for name in value.parties)
            told["talks", parties, place_key(entry, value.venue), value.when].append(entry)
    return frozenset(
        entry.claim.id for group in told.values() if len({each.origin for each in group}) == 1 for entry in group
    )
