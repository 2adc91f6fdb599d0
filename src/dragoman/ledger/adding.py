"""A report → rows: article, edition, capture, and for each reader that is new to the article a reading with its claims.

Everything happens in the transaction of the caller. What is there already is not added again, so adding twice is
adding once; keys are given out here, which the transaction's turn makes safe.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, func, insert, select

from dragoman.ledger import pieces
from dragoman.ledger.coding import KIND_CODES, encode, holds, pack
from dragoman.ledger.copies.entering import enter
from dragoman.ledger.ids import digest_of, number_of
from dragoman.ledger.indexing import index_claims
from dragoman.ledger.search.index import enter_text
from dragoman.ledger.tables import (
    articles,
    captures,
    claim_values,
    claims,
    editions,
    issues,
    readers,
    readings,
    roles,
    rules,
    unread,
)
from dragoman.model import Article, Capture, Claim, Issue, Reader, Report, Unread

Status = Literal["new", "newer reading", "known", "unread"]

STAGES = {
    "date": "dates",
    "place": "places",
    "actor": "actors",
    "quotation": "quotations",
    "figure": "figures",
    "talks": "talks",
    "position": "positions",
    "agreement": "agreements",
    "event": "events",
}
"""The extractor that yields each kind of claim."""

_BESIDE = ("authors", "translated_from", "url", "agency", "published_from", "origin", "upstream", "parts", "furniture")
"""What an edition keeps of an article as JSON."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an outcome that was added.

    ``origin`` is what a person would call its source, ``article`` the article's id, ``claims`` how many claims the
    ledger did not have, ``reason`` why a source is unread.
    """

    status: Status
    origin: str | None = None
    article: str | None = None
    claims: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """What one reader made of an article."""

    reader: Reader
    generation: int
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]

    @property
    def reader_id(self) -> tuple[str, int, int]:
        """The reader's name and version, and the generation."""
        return self.reader.name, self.reader.version, self.generation

    @property
    def digest(self) -> int:
        """A number that derives from who yielded it and from all of it."""
        return digest_of(json.dumps([self.reader_id, [c.id for c in self.claims], [encode(i) for i in self.issues]]))


def capture_digest(capture: Capture, *given: str | None) -> bytes:
    """16 bytes that derive from what was found, and from what the caller said of it (date, outlet, model)."""
    digest = hashlib.sha256(capture.content)
    digest.update(json.dumps([capture.url, *given]).encode())
    return digest.digest()[:16]


def add_unread(connection: Connection, outcome: Unread, at: int) -> Added:
    """Note that a source could not be read, unless that is known."""
    row = {"origin": outcome.origin, "stage": outcome.issue.stage, "message": outcome.issue.message}
    known = select(unread.c.key).where(*(unread.c[name] == value for name, value in row.items()))
    if connection.execute(known.limit(1)).first() is None:
        insert_rows(connection, unread, [row | {"recorded": at}])
    return Added("unread", outcome.origin, reason=outcome.issue.message)


def add_report(connection: Connection, report: Report, digest: bytes | None, capture: Capture | None, at: int) -> Added:
    """Add what is new of a report."""
    article = report.article
    uid = number_of(article.id)
    key = connection.execute(select(articles.c.key).where(articles.c.uid == uid)).scalar()
    status: Status = "known"
    if key is None:
        status = "new"
        key = insert_rows(connection, articles, [{"uid": uid, "length": len(article.text), "text": article.text}])
    add_edition(connection, key, article, at)
    if capture is not None and digest is not None:
        add_capture(connection, key, digest, capture, at)
    if status == "new":
        enter(connection, key, article)
        enter_text(connection, key, article.text, article.title)
    found = {one.digest: one for one in yields_of(report)}
    held = select(readings.c.digest).where(readings.c.article == key)
    known = set() if status == "new" else set(connection.execute(held).scalars())
    fresh = {digest: one for digest, one in found.items() if digest not in known}
    if fresh:
        add_yields(connection, (key, article.text), fresh, report.claims, at)
        status = "new" if status == "new" else "newer reading"
    return Added(status, article.origin, article.id, sum(len(one.claims) for one in fresh.values()))


def add_edition(connection: Connection, article_key: int, article: Article, at: int) -> None:
    """Keep what is known of an article beside its text, unless an edition says the same."""
    details = encode_details(article)
    main = {name: getattr(article, name) for name in ("published", "outlet", "language", "title")}
    digest = digest_of(json.dumps([main, details]))
    known = select(editions.c.key).where(editions.c.article == article_key, editions.c.digest == digest)
    if connection.execute(known.limit(1)).first() is None:
        row = {"article": article_key, "recorded": at, "digest": digest, "details": details, **main}
        insert_rows(connection, editions, [row])


def encode_details(article: Article) -> str:
    """What an article has beside its text, title, date, outlet and language, as JSON without what is empty."""
    beside = asdict(article)
    kept = {name: beside[name] for name in _BESIDE if beside[name]}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def add_capture(connection: Connection, article_key: int, digest: bytes, capture: Capture, at: int) -> None:
    """Note where and when bytes were found, unless the same were found there before."""
    known = select(captures.c.key).where(captures.c.digest == digest, captures.c.origin == capture.origin)
    if connection.execute(known.limit(1)).first() is None:
        row = {
            "digest": digest,
            "article": article_key,
            "origin": capture.origin,
            "url": capture.url,
            "media_type": capture.media_type,
            "size": len(capture.content),
            "recorded": at,
        }
        insert_rows(connection, captures, [row])


def yields_of(report: Report) -> list[Yield]:
    """A report's claims and issues by who yielded them; what no reader is named for counts as version 0."""
    named = list(report.readers)
    stages = [STAGES[claim.kind] for claim in report.claims] + [issue.stage for issue in report.issues]
    known = {reader.name for reader in named}
    named = [Reader(stage, 0) for stage in sorted(set(stages) - known)] + named
    found, generation = [], 0
    for reader in named:
        generation += reader.version
        found.append(
            Yield(
                reader,
                generation,
                tuple(claim for claim in report.claims if STAGES[claim.kind] == reader.name),
                tuple(issue for issue in report.issues if issue.stage == reader.name),
            )
        )
    return found


def find_reading(connection: Connection, article_key: int, digest: int) -> int | None:
    """The key of the reading of an article that yielded the same, if there is one."""
    key: int | None = connection.execute(
        select(readings.c.key).where(readings.c.article == article_key, readings.c.digest == digest)
    ).scalar()
    return key


def _reader_keys(connection: Connection, found: Iterable[Yield]) -> dict[tuple[str, int, int], int]:
    """The keys of readers by name, version and generation; those that are new are added."""
    keys = {(row.stage, row.version, row.generation): row.key for row in connection.execute(select(readers))}
    wanted = {one.reader_id for one in found}
    new = sorted(wanted - set(keys))
    if new:
        first = insert_rows(
            connection, readers, [dict(zip(("stage", "version", "generation"), one, strict=True)) for one in new]
        )
        keys.update((one, first + number) for number, one in enumerate(new))
    return keys


def add_yields(
    connection: Connection, article: tuple[int, str], fresh: Mapping[int, Yield], context: Iterable[Claim], at: int
) -> int:
    """Add readings (by their digests) of an article (its key and text), and give the key of the first.

    ``context`` are the article's actor claims: they say who its names are.
    """
    reader_keys = _reader_keys(connection, fresh.values())
    rows = [
        {"article": article[0], "reader": reader_keys[found.reader_id], "digest": digest, "recorded": at}
        for digest, found in fresh.items()
    ]
    first = insert_rows(connection, readings, rows)
    told = [
        (first + number, ordinal, claim)
        for number, found in enumerate(fresh.values())
        for ordinal, claim in enumerate(found.claims)
    ]
    _add_claims(connection, article[1], told)
    index_claims(connection, ((reading, claim) for reading, _, claim in told), context)
    unsettled = [
        {
            "reading": first + number,
            "ordinal": ordinal,
            "message": issue.message,
            "start": issue.start,
            "end": issue.end,
        }
        for number, found in enumerate(fresh.values())
        for ordinal, issue in enumerate(found.issues)
    ]
    if unsettled:
        connection.execute(insert(issues), unsettled)
    return first


def _add_claims(connection: Connection, text: str, told: Sequence[tuple[int, int, Claim]]) -> None:
    if not told:
        return
    values = _value_keys(connection, [claim for _, _, claim in told])
    rule_keys = intern(connection, rules, {claim.rule for _, _, claim in told})
    role_keys = intern(connection, roles, {piece.role for _, _, claim in told for piece in claim.evidence})
    connection.execute(
        insert(claims),
        [
            {
                "reading": reading,
                "ordinal": ordinal,
                "uid": number_of(claim.id),
                "kind": KIND_CODES[claim.kind],
                "value": values[claim.id],
                "rule": rule_keys[claim.rule],
                "within": None if claim.within is None else number_of(claim.within),
                "pieces": pieces.pack(claim, text, role_keys),
            }
            for reading, ordinal, claim in told
        ],
    )


def _value_keys(connection: Connection, told: Sequence[Claim]) -> Mapping[str, int]:
    """The key of each claim's value, by the claim's id; values that are new are added."""
    digests: dict[str, int] = {}
    rows: dict[int, dict[str, Any]] = {}
    for claim in told:
        text = encode(claim.value)
        digest = digests[claim.id] = digest_of(claim.kind, text)
        if digest not in rows:
            holds_from, holds_to = holds(claim.value)
            rows[digest] = {
                "digest": digest,
                "kind": KIND_CODES[claim.kind],
                "value": pack(text),
                "holds_from": holds_from,
                "holds_to": holds_to,
            }
    found = select(claim_values.c.digest, claim_values.c.key).where(claim_values.c.digest.in_(rows))
    keys: dict[int, int] = {row.digest: row.key for row in connection.execute(found)}
    new = [row for digest, row in rows.items() if digest not in keys]
    if new:
        first = insert_rows(connection, claim_values, new)
        keys.update((row["digest"], first + number) for number, row in enumerate(new))
    return {uid: keys[digest] for uid, digest in digests.items()}


def intern(connection: Connection, table: Table, names: Iterable[str]) -> dict[str, int]:
    """The keys of names in a table of names; those that are new are added."""
    wanted = sorted(names)
    found = select(table.c.name, table.c.key).where(table.c.name.in_(wanted))
    keys: dict[str, int] = {row.name: row.key for row in connection.execute(found)}
    new = [name for name in wanted if name not in keys]
    if new:
        first = insert_rows(connection, table, [{"name": name} for name in new])
        keys.update((name, first + number) for number, name in enumerate(new))
    return keys


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows under the next keys of ``table``, and give the first of them."""
    first: int = (connection.execute(select(func.max(table.c.key))).scalar() or 0) + 1
    connection.execute(insert(table), [{"key": first + number, **row} for number, row in enumerate(rows)])
    return first
