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
from dragoman.ledger.indexing import Subject, fold_name
from dragoman.ledger.judging import latest_rulings
from dragoman.ledger.tables import (
    about,
    arrivals,
    articles,
    claim_values,
    claims,
    editions,
    evidence,
    readers,
    readings,
    roles,
    rules,
    subjects,
)
from dragoman.model import Citation, Claim, Entry, Evidence, Ruling, UsageError
from dragoman.model.values import Actor, Value

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
    """What people said, as far as it counts: rulings by the claim's number, identities that are judged the same."""

    rulings: Mapping[int, Ruling]
    groups: Mapping[str, frozenset[str]]


def find_entries(connection: Connection, wanted: Wanted) -> Iterator[Entry]:
    """The entries that are wanted, in order of publication (the undated last), then as they stand in the text."""
    said = _Said(latest_rulings(connection, wanted.as_of), judged_groups(connection, wanted.as_of))
    rows = connection.execute(_select(wanted).execution_options(yield_per=_PORTION))
    for portion in _portions(rows, _PORTION):
        for entry in _entries_of(connection, portion, said, wanted.as_of):
            if wanted.include_rejected or entry.ruling is None or entry.ruling.verdict != "reject":
                yield entry


def recorded_of(reading: FromClause) -> ColumnElement[int]:
    """When a reading was first recorded, here or in a ledger that was merged."""
    earliest = select(func.min(arrivals.c.recorded)).where(
        arrivals.c.reading == reading.c.key, arrivals.c.recorded < reading.c.recorded
    )
    return func.coalesce(earliest.scalar_subquery(), reading.c.recorded)


def newest_edition(as_of: int | None) -> ColumnElement[int]:
    """The key of the edition that counts for ``articles``."""
    other = editions.alias()
    known = true() if as_of is None else other.c.recorded <= as_of
    return (
        select(other.c.key)
        .where(other.c.article == articles.c.key, known)
        .order_by(other.c.recorded.desc(), other.c.digest.desc())
        .limit(1)
        .scalar_subquery()
    )


def is_current(as_of: int | None) -> ColumnElement[bool]:
    """Whether no newer reading of the same article by the same extractor is known."""
    newer, by = readings.alias(), readers.alias()
    when, since = recorded_of(newer), recorded_of(readings)
    superseded = exists().where(
        newer.c.article == readings.c.article,
        newer.c.key != readings.c.key,
        by.c.key == newer.c.reader,
        by.c.stage == readers.c.stage,
        tuple_(by.c.generation, when, newer.c.digest) > tuple_(readers.c.generation, since, readings.c.digest),
        true() if as_of is None else when <= as_of,
    )
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
    if wanted.subjects:
        hit = _about(wanted.subjects)
        tables = tables.join(hit, and_(hit.c.reading == claims.c.reading, hit.c.ordinal == claims.c.ordinal))
    return (
        select(
            claims.c.reading,
            claims.c.ordinal,
            claims.c.uid,
            claims.c.within,
            claim_values.c.kind,
            claim_values.c.value,
            rules.c.name.label("rule"),
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
        .order_by(
            editions.c.published.is_(None), editions.c.published, articles.c.uid, claims.c.reading, claims.c.ordinal
        )
    )


def _about(wanted: Sequence[Collection[Subject]]) -> FromClause:
    """The claims that are about one of each of the alternatives."""
    found = []
    for alternatives in wanted:
        keys = select(subjects.c.key).where(
            tuple_(subjects.c.name, subjects.c.sort).in_([(n, s) for s, n in alternatives])
        )
        found.append(select(about.c.reading, about.c.ordinal).where(about.c.subject.in_(keys)))
    return (intersect(*found) if len(found) > 1 else found[0].distinct()).subquery("hit")


def articles_about(wanted: Sequence[Collection[Subject]]) -> Select[tuple[int]]:
    """The keys of articles with a claim that is about one of each of the alternatives."""
    hit = _about(wanted)
    return select(readings.c.article).join_from(hit, readings, readings.c.key == hit.c.reading)


def _filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kind is not None:
        if wanted.kind not in KIND_CODES:
            raise UsageError(f"kind: {wanted.kind!r} is none; expected one of {', '.join(KIND_CODES)}")
        yield claim_values.c.kind == KIND_CODES[wanted.kind]
    if wanted.claims is not None:
        yield claims.c.uid.in_([number_of(uid) for uid in wanted.claims])
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


def _entries_of(connection: Connection, rows: Sequence[Row[Any]], said: _Said, as_of: int | None) -> Iterator[Entry]:
    pieces = _evidence_of(connection, rows)
    known = names_known(connection, {row.article for row in rows})
    stories = find_stories(connection, {row.article for row in rows}, as_of)
    for article, group in groupby(rows, key=lambda row: row.article):
        found = [(pieces[row.reading, row.ordinal], row) for row in group]
        found.sort(key=lambda pair: pair[0][0].start)
        citation = citation_of(found[0][1])
        story = stories.get(article)
        for words, row in found:
            within = None if row.within is None else id_of(row.within)
            value = decode(row.kind, row.value)
            claim = Claim(id_of(row.uid), KIND_NAMES[row.kind], value, words, within, row.rule)
            yield Entry(
                claim=claim,
                article=citation,
                recorded=moment_of(row.recorded),
                story=story.id if story else citation.id,
                origin=story.origin if story else citation.id,
                identities=_identities(value, known.get(article, {}), said.groups),
                ruling=said.rulings.get(row.uid),
            )


def _evidence_of(connection: Connection, rows: Sequence[Row[Any]]) -> dict[tuple[int, int], tuple[Evidence, ...]]:
    keys = {(row.reading, row.ordinal) for row in rows}
    found = connection.execute(
        select(evidence.c.reading, evidence.c.ordinal, roles.c.name, evidence.c.start, evidence.c.end, evidence.c.words)
        .join_from(evidence, roles, roles.c.key == evidence.c.role)
        .where(evidence.c.reading.in_({reading for reading, _ in keys}))
        .order_by(evidence.c.reading, evidence.c.ordinal, evidence.c.piece)
    )
    pieces: dict[tuple[int, int], tuple[Evidence, ...]] = {}
    for key, group in groupby(found, key=lambda row: (row.reading, row.ordinal)):
        if key in keys:
            pieces[key] = tuple(Evidence(row.name, row.start, row.end, row.words) for row in group)
    return pieces


def _identities(value: Value, known: Known, groups: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """What the names in a value stand for; an actor claim says it of itself."""
    found = {}
    for name in actors_of(value):
        own = value.identity if isinstance(value, Actor) else None
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
