"""The current view of a ledger, or what it knew at some moment, as entries.

First the articles that may have what is wanted, in order of publication: the database finds them through their marks,
days, outlets. Then, some articles at a time, what of their claims is meant: so the first entries come at once however
many there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    exists,
    func,
    literal_column,
    select,
    true,
    tuple_,
)

from dragoman.ledger.coding import KIND_CODES, actors_of, holds
from dragoman.ledger.copies.chain import Story
from dragoman.ledger.copies.standing import find_stories
from dragoman.ledger.current import Current, load_readings, load_texts
from dragoman.ledger.identities import Known, Resolver, identity_in
from dragoman.ledger.ids import first_day, id_of, last_day, moment_of, number_of
from dragoman.ledger.indexing import (
    Days,
    Subject,
    fold_name,
    kinds_about,
    mark_of_id,
    node_of,
    nodes_of,
    subjects_of_sort,
    ways_to,
)
from dragoman.ledger.judging import latest_rulings
from dragoman.ledger.marks import Marked, articles_marked
from dragoman.ledger.pieces import first_start, unpack
from dragoman.ledger.tables import articles, claims, claims_of_readings, editions, place_of_claim, readings, roles
from dragoman.model import Citation, Claim, Entry, Ruling, UsageError
from dragoman.model.values import Actor, Value
from dragoman.resolve import Node

_FIRST_PORTION, _PORTION = 20, 40
"""Articles that are looked into at a time; few at first, so that the first entries come soon."""

_MOST_IDS = 400
"""Claims that are looked up by id at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; see ``Ledger.entries``. ``as_of`` is in milliseconds; ``subjects`` are alternatives, all of which
    sorts must be met. ``among`` are keys of articles.
    """

    kind: str | None = None
    article: str | None = None
    among: Collection[int] | None = None
    claims: Collection[str] | None = None
    subjects: Sequence[Collection[Subject]] = ()
    outlet: str | None = None
    language: str | None = None
    holds: tuple[str | None, str | None] | None = None
    reported: tuple[str | None, str | None] | None = None
    as_of: int | None = None
    include_rejected: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What goes for the whole ledger: roles by number, rulings by the claim's number, and who is who."""

    roles: Mapping[int, str]
    rulings: Mapping[int, Ruling]
    resolver: Resolver


class _Named:
    """The actors whom an article names, and what its names resolve to; worked out when first asked for."""

    def __init__(self, reading: Current | None) -> None:
        self._reading = reading

    @cached_property
    def actors(self) -> list[Actor]:
        return [] if self._reading is None else [one for one in self._reading.line.values if isinstance(one, Actor)]

    @cached_property
    def known(self) -> Known:
        return nodes_of(self.actors)


@dataclass(frozen=True, slots=True)
class _Found:
    """The claims of a reading that may be meant, by their place in it."""

    reading: Current
    meant: frozenset[int]


def find_entries(connection: Connection, wanted: Wanted) -> Iterator[Entry]:
    """The entries that are wanted, in order of publication (the undated last), then as they stand in the text."""
    said = _Said(role_names(connection), latest_rulings(connection, wanted.as_of), Resolver(connection, wanted.as_of))
    chosen = _articles(connection, wanted)
    size = _FIRST_PORTION
    while portion := list(islice(chosen, size)):
        yield from _entries_of(connection, portion, wanted, said)
        size = min(2 * size, _PORTION)


def is_newest(as_of: int | None) -> ColumnElement[bool]:
    """Whether an edition is the one that counts for its article."""
    other = editions.alias()
    newer = select(other.c.key).where(
        other.c.article == editions.c.article,
        tuple_(other.c.recorded, other.c.digest) > tuple_(editions.c.recorded, editions.c.digest),
        true() if as_of is None else other.c.recorded <= as_of,
    )
    alone = ~exists(newer.correlate(editions))
    return alone if as_of is None else and_(alone, editions.c.recorded <= as_of)


def articles_about(connection: Connection, wanted: Wanted) -> Select[tuple[int]] | None:
    """The keys of the articles that may have claims of the kind and subjects and for the time that are wanted."""
    if wanted.kind is not None and wanted.kind not in KIND_CODES:
        raise UsageError(f"kind: {wanted.kind!r} is none; expected one of {', '.join(KIND_CODES)}")
    held = None if wanted.holds is None else _days("holds", wanted.holds)
    ways = ways_to(wanted.kind, wanted.subjects, held)
    return None if ways is None else articles_marked(connection, Marked(ways))


def _articles(connection: Connection, wanted: Wanted) -> Iterator[Row[Any]]:
    """The articles that may have what is wanted, with their newest edition, in order of publication."""
    conditions = [is_newest(wanted.as_of), *edition_filters(wanted)]
    about = articles_about(connection, wanted)
    if wanted.claims is not None:
        conditions.append(articles.c.key.in_(_keys_with(connection, wanted.claims)))
    elif about is not None:
        # Where days are asked for, SQLite shall begin with those, of which its index knows how few they are.
        key = articles.c.key if wanted.reported is None else articles.c.key + literal_column("0")
        conditions.append(key.in_(about))
    light = (
        select(editions.c.key)
        .join(articles, articles.c.key == editions.c.article)
        .where(*conditions)
        .order_by(editions.c.published.is_(None), editions.c.published, articles.c.uid)
    )
    keys = iter(connection.execute(light.execution_options(yield_per=1000)).scalars())
    size = _FIRST_PORTION
    while portion := list(islice(keys, size)):
        whole = select(articles.c.uid.label("article_uid"), editions)
        whole = whole.join(editions, editions.c.article == articles.c.key).where(editions.c.key.in_(portion))
        rows = {row.key: row for row in connection.execute(whole)}
        yield from (rows[key] for key in portion)
        size = min(2 * size, _PORTION)


def _keys_with(connection: Connection, uids: Collection[str]) -> set[int]:
    """The articles that may have claims with some ids."""
    rest, keys = iter(sorted(uids)), set[int]()
    while portion := list(islice(rest, _MOST_IDS)):
        candidates = articles_marked(connection, Marked([[set(map(mark_of_id, portion))]]))
        own = claims.c.uid.in_([number_of(uid) for uid in portion])
        found = claims_of_readings(readings.c.article, of=and_(readings.c.article.in_(candidates), own))
        keys.update(row.article for row in connection.execute(found))
    return keys


def edition_filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What is wanted of ``articles`` and ``editions``, whatever claims they make."""
    if wanted.article is not None:
        yield articles.c.uid == number_of(wanted.article)
    if wanted.among is not None:
        yield articles.c.key.in_(wanted.among)
    if wanted.outlet is not None:
        yield func.lower(editions.c.outlet) == wanted.outlet.lower()
    if wanted.language is not None:
        yield editions.c.language == wanted.language
    if wanted.reported is not None:
        first, last = wanted.reported
        _days("reported", wanted.reported)
        if first:
            yield editions.c.published >= first
        if last:
            yield editions.c.published < last + "~"  # "2024-02" takes in all its days


def _days(name: str, given: tuple[str | None, str | None]) -> tuple[int | None, int | None]:
    first, last = first_day(given[0]), last_day(given[1])
    if (given[0] and first is None) or (given[1] and last is None):
        raise UsageError(f"{name}: {given[0]} to {given[1]} is no time; expected dates like 2024-02-08 or 2024-02")
    return first, last


def _entries_of(connection: Connection, rows: Sequence[Row[Any]], wanted: Wanted, said: _Said) -> Iterator[Entry]:
    keys = [row.article for row in rows]
    texts = load_texts(connection, keys)
    meant, named = _find_meant(connection, keys, texts, wanted)
    if not meant:
        return
    told = _claims_of(connection, meant, texts, wanted, said)
    stories = find_stories(connection, told.keys(), wanted.as_of)
    values = ((one[0].value, named[key].known) for key, own in told.items() for one in own)
    said.resolver.load(node for value, known in values for _, node in _nodes_in(value, known) if node)
    for row in rows:
        if own := told.get(row.article):
            yield from _entries_in(row, sorted(own, key=_place), named[row.article].known, stories, said, wanted)


def _find_meant(
    connection: Connection, keys: Collection[int], texts: Mapping[int, str], wanted: Wanted
) -> tuple[list[_Found], dict[int, _Named]]:
    """The claims that are about what is wanted, and whom their articles name."""
    kinds = kinds_about(wanted.kind, wanted.subjects, timed=wanted.holds is not None)
    found = list(load_readings(connection, keys, wanted.as_of, {*kinds, "actor"}, texts))
    actors = {one.article: one for one in found if one.kind == "actor"}
    named = {key: _Named(actors.get(key)) for key in keys}
    held = None if wanted.holds is None else _days("holds", wanted.holds)
    sorts = [(next(iter(alternatives))[0], alternatives) for alternatives in wanted.subjects]
    sorts.sort(key=lambda each: each[0] == "actor")  # for that alone the article's actors must be read
    meant = []
    for one in found:
        if one.kind not in kinds:
            continue
        chosen = frozenset(
            place
            for place, value in enumerate(one.line.values)
            if (held is None or _hold(value, held)) and _is_about(value, sorts, named[one.article])
        )
        if chosen:
            meant.append(_Found(one, chosen))
    return meant, named


_Told = tuple[Claim, int, int]
"""A claim, where its words begin, and when its reading was recorded."""


def _place(told: _Told) -> tuple[int, int, int]:
    """Sorts claims as they stand in the text."""
    return told[1], KIND_CODES[told[0].kind], number_of(told[0].id)


def _claims_of(
    connection: Connection, meant: Iterable[_Found], texts: Mapping[int, str], wanted: Wanted, said: _Said
) -> dict[int, list[_Told]]:
    """The claims that are meant, by article."""
    by_reading = {one.reading.key: one for one in meant}
    chosen = claims_of_readings(*claims.c, of=readings.c.key.in_(by_reading))
    if wanted.claims is not None:
        chosen = chosen.where(claims.c.uid.in_([number_of(uid) for uid in wanted.claims]))
    told: dict[int, list[_Told]] = {}
    for key, uid, pieces in connection.execute(chosen):
        reading, ordinal = place_of_claim(key)
        one = by_reading[reading]
        if ordinal not in one.meant:
            continue
        claim = claim_of(one.reading, ordinal, uid, pieces, texts[one.reading.article], said.roles)
        told.setdefault(one.reading.article, []).append((claim, first_start(pieces), one.reading.recorded))
    return told


def claim_of(reading: Current, ordinal: int, uid: int, pieces: str, text: str, names: Mapping[int, str]) -> Claim:
    """The claim of a row of ``claims`` and of its reading; ``names`` are those of roles."""
    line = reading.line
    assert reading.kind is not None
    return Claim(
        id_of(uid),
        reading.kind,
        line.values[ordinal],
        tuple(unpack(pieces, text, names)),
        line.within.get(ordinal),
        line.rules[ordinal],
    )


def _entries_in(
    row: Row[Any],
    told: Sequence[_Told],
    known: Known,
    stories: Mapping[int, Story],
    said: _Said,
    wanted: Wanted,
) -> Iterator[Entry]:
    citation = citation_of(row)
    story = stories.get(row.article)
    for claim, _, recorded in told:
        ruling = said.rulings.get(number_of(claim.id))
        if ruling is not None and ruling.verdict == "reject" and not wanted.include_rejected:
            continue
        yield Entry(
            claim=claim,
            article=citation,
            recorded=moment_of(recorded),
            story=story.id if story else citation.id,
            origin=story.origin if story else citation.id,
            identities=_identities(claim.value, known, said.resolver),
            ruling=ruling,
        )


def _hold(value: Value, wanted: Days) -> bool:
    """Whether a value is said to hold on one of the days from and to."""
    (begins, ends), (first, last) = holds(value), wanted
    if begins is None and ends is None:
        return False
    return (last is None or begins is None or begins <= last) and (first is None or ends is None or ends >= first)


def _is_about(value: Value, wanted: Iterable[tuple[str, Collection[Subject]]], named: _Named) -> bool:
    """Whether a value is about one of each of the alternatives, given with their sort."""
    for sort, alternatives in wanted:
        known = named.known if sort == "actor" else {}
        if not any(one in alternatives for one in subjects_of_sort(sort, value, known)):
            return False
    return True


def role_names(connection: Connection) -> dict[int, str]:
    """The names of roles by their numbers."""
    return {row.key: row.name for row in connection.execute(select(roles))}


def _identities(value: Value, known: Known, resolver: Resolver) -> dict[str, str]:
    """What the names in a value stand for; an actor claim says it of itself."""
    found = ((name, identity_in(name, node, resolver)) for name, node in _nodes_in(value, known))
    return {name: identity for name, identity in found if identity}


def _nodes_in(value: Value, known: Known) -> Iterator[tuple[str, Node | None]]:
    own = node_of(value) if isinstance(value, Actor) else None
    return ((name, own or known.get(fold_name(name))) for name in actors_of(value))


def citation_of(row: Row[Any]) -> Citation:
    """What one cites an article by, from its uid and its edition."""
    details = json.loads(row.details)
    return Citation(
        id=id_of(row.article_uid),
        title=row.title,
        outlet=row.outlet,
        agency=details.get("agency"),
        published=row.published,
        published_from=details.get("published_from", "unknown"),
        language=row.language,
        url=details.get("url"),
    )
