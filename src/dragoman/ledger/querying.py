"""The current view of a ledger, or what it knew at some moment, as entries.

The current view is the newest reading of each extractor: the highest generation, then the latest recorded. ``as_of``
leaves out whatever was recorded later: readings, editions and rulings alike.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    exists,
    func,
    intersect,
    or_,
    select,
    true,
    tuple_,
)

from dragoman.ledger.coding import KIND_CODES, KIND_NAMES, actors_of, decode
from dragoman.ledger.copies.standing import find_stories
from dragoman.ledger.identities import Known, identity_in, judged_groups, names_known
from dragoman.ledger.ids import first_day, id_of, last_day, moment_of, number_of
from dragoman.ledger.indexing import Subject, fold_name, subject_key, subjects_of
from dragoman.ledger.judging import latest_rulings
from dragoman.ledger.pieces import first_start, unpack
from dragoman.ledger.tables import (
    about,
    arrivals,
    articles,
    claim_values,
    claims,
    editions,
    is_one_of,
    readers,
    readings,
    roles,
    rules,
)
from dragoman.model import Citation, Claim, Entry, Ruling, UsageError
from dragoman.model.values import Actor, Value
from dragoman.resolve import node_of_actor

_PORTION = 500
"""Claims that are fetched with their evidence at a time."""


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
    """What goes for the whole ledger: roles by number, rulings by the claim's number, identities judged the same."""

    roles: Mapping[int, str]
    rulings: Mapping[int, Ruling]
    groups: Mapping[str, frozenset[str]]


def find_entries(connection: Connection, wanted: Wanted) -> Iterator[Entry]:
    """The entries that are wanted, in order of publication (the undated last), then as they stand in the text."""
    said = _Said(
        role_names(connection), latest_rulings(connection, wanted.as_of), judged_groups(connection, wanted.as_of)
    )
    rows = connection.execute(_select(wanted).execution_options(yield_per=_PORTION))
    for portion in _portions(rows, _PORTION):
        for entry in _entries_of(connection, portion, wanted, said):
            if wanted.include_rejected or entry.ruling is None or entry.ruling.verdict != "reject":
                yield entry


def recorded_of(reading: FromClause) -> ColumnElement[int]:
    """When a reading was first recorded, here or in a ledger that was merged."""
    earliest = select(func.min(arrivals.c.recorded)).where(
        arrivals.c.reading == reading.c.key, arrivals.c.recorded < reading.c.recorded
    )
    return func.coalesce(earliest.correlate(reading).scalar_subquery(), reading.c.recorded)


def newest_edition(as_of: int | None) -> ColumnElement[int]:
    """The key of the edition that counts for ``articles``."""
    other = editions.alias()
    known = true() if as_of is None else other.c.recorded <= as_of
    return (
        select(other.c.key)
        .where(other.c.article == articles.c.key, known)
        .order_by(other.c.recorded.desc(), other.c.digest.desc())
        .limit(1)
        .correlate(articles)
        .scalar_subquery()
    )


def is_current(as_of: int | None) -> ColumnElement[bool]:
    """Whether no newer reading of the same article by the same extractor is known."""
    newer, by = readings.alias(), readers.alias()
    when, since = recorded_of(newer), recorded_of(readings)
    better = select(newer.c.key).where(
        newer.c.article == readings.c.article,
        newer.c.key != readings.c.key,
        by.c.key == newer.c.reader,
        by.c.stage == readers.c.stage,
        tuple_(by.c.generation, when, newer.c.digest) > tuple_(readers.c.generation, since, readings.c.digest),
        true() if as_of is None else when <= as_of,
    )
    superseded = exists(better.correlate(readings, readers))
    return ~superseded if as_of is None else and_(~superseded, since <= as_of)


def _select(wanted: Wanted) -> Select[Any]:
    tables = (
        claims.join(readings, readings.c.key == claims.c.reading)
        .join(readers, readers.c.key == readings.c.reader)
        .join(articles, articles.c.key == readings.c.article)
        .join(editions, editions.c.article == articles.c.key)
        .join(claim_values, claim_values.c.key == claims.c.value)
        .join(rules, rules.c.key == claims.c.rule)
    )
    return (
        select(
            claims.c.reading,
            claims.c.uid,
            claims.c.kind,
            claims.c.within,
            claims.c.pieces,
            claim_values.c.value.label("packed"),
            rules.c.name.label("rule_name"),
            articles.c.key.label("article"),
            articles.c.uid.label("article_uid"),
            editions.c.published,
            editions.c.outlet,
            editions.c.language,
            editions.c.title,
            editions.c.details,
            recorded_of(readings).label("recorded"),
        )
        .select_from(tables)
        .where(
            editions.c.key == newest_edition(wanted.as_of),
            is_current(wanted.as_of),
            *edition_filters(wanted),
            *_filters(wanted),
        )
        .order_by(editions.c.published.is_(None), editions.c.published, articles.c.uid)
    )


def _readings_about(wanted: Sequence[Collection[Subject]]) -> Select[Any] | CompoundSelect[Any]:
    """The readings that have claims about one of each of the alternatives."""
    found = [
        select(about.c.reading).where(about.c.subject.in_({subject_key(one) for one in alternatives}))
        for alternatives in wanted
    ]
    return intersect(*found) if len(found) > 1 else found[0]


def articles_about(wanted: Sequence[Collection[Subject]]) -> Select[tuple[int]]:
    """The keys of articles with a claim that is about one of each of the alternatives."""
    return select(readings.c.article).where(readings.c.key.in_(_readings_about(wanted)))


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        if wanted.kind not in KIND_CODES:
            raise UsageError(f"kind: {wanted.kind!r} is none; expected one of {', '.join(KIND_CODES)}")
        yield claims.c.kind == KIND_CODES[wanted.kind]
    if wanted.claims is not None:
        yield is_one_of({number_of(uid) for uid in wanted.claims})
    if wanted.subjects:
        yield claims.c.reading.in_(_readings_about(wanted.subjects))
    if wanted.holds is not None:
        yield _hold(*(_days("holds", wanted.holds)))


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


def _hold(first: int | None, last: int | None) -> ColumnElement[bool]:
    begins, ends = claim_values.c.holds_from, claim_values.c.holds_to
    return and_(
        or_(begins.is_not(None), ends.is_not(None)),
        true() if last is None else or_(begins.is_(None), begins <= last),
        true() if first is None else or_(ends.is_(None), ends >= first),
    )


def _portions(rows: Any, size: int) -> Iterator[list[Row[Any]]]:
    """Rows in lists of some ``size``, no article in two of them."""
    portion: list[Row[Any]] = []
    for _, group in groupby(rows, key=lambda row: row.article):
        portion.extend(group)
        if len(portion) >= size:
            yield portion
            portion = []
    if portion:
        yield portion


def _entries_of(connection: Connection, rows: Sequence[Row[Any]], wanted: Wanted, said: _Said) -> Iterator[Entry]:
    keys = {row.article for row in rows}
    texts = _texts_of(connection, keys)
    known = names_known(connection, keys)
    stories = find_stories(connection, keys, wanted.as_of)
    for article, group in groupby(rows, key=lambda row: row.article):
        found = sorted(group, key=lambda row: (first_start(row.pieces), row.kind, row.uid))
        citation = citation_of(found[0])
        story = stories.get(article)
        for row in found:
            if not _is_about(decode(row.kind, row.packed), wanted.subjects, known.get(article, {})):
                continue
            claim = claim_of(row, texts[article], said.roles)
            yield Entry(
                claim=claim,
                article=citation,
                recorded=moment_of(row.recorded),
                story=story.id if story else citation.id,
                origin=story.origin if story else citation.id,
                identities=_identities(claim.value, known.get(article, {}), said.groups),
                ruling=said.rulings.get(row.uid),
            )


def _is_about(value: Value, wanted: Sequence[Collection[Subject]], known: Known) -> bool:
    if not wanted:
        return True
    subjects = set(subjects_of(value, known))
    return all(any(one in subjects for one in alternatives) for alternatives in wanted)


def claim_of(row: Row[Any], text: str, names: Mapping[int, str]) -> Claim:
    """The claim of a row of ``claims`` with its ``packed`` value and ``rule_name``; ``names`` are those of roles."""
    return Claim(
        id_of(row.uid),
        KIND_NAMES[row.kind],
        decode(row.kind, row.packed),
        tuple(unpack(row.pieces, text, names)),
        None if row.within is None else id_of(row.within),
        row.rule_name,
    )


def role_names(connection: Connection) -> dict[int, str]:
    """The names of roles by their numbers."""
    return {row.key: row.name for row in connection.execute(select(roles))}


def _texts_of(connection: Connection, keys: Collection[int]) -> dict[int, str]:
    rows = connection.execute(select(articles.c.key, articles.c.text).where(articles.c.key.in_(keys)))
    return {row.key: row.text for row in rows}


def _identities(value: Value, known: Known, groups: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """What the names in a value stand for; an actor claim says it of itself."""
    found = {}
    for name in actors_of(value):
        own = node_of_actor(value) if isinstance(value, Actor) else None
        identity = identity_in(name, {fold_name(name): own} if own else known, groups)
        if identity:
            found[name] = identity
    return found


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
