"""A report → rows: article, edition, capture, and for each reader that is new to the article a reading with its claims.

Everything happens in the transaction of the caller. What is there already is not added again, so adding twice is
adding once; keys are given out here, which the transaction's turn makes safe.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select

from dragoman.ledger import pieces
from dragoman.ledger.coding import encode
from dragoman.ledger.copies.entering import enter
from dragoman.ledger.identities import enter_nodes
from dragoman.ledger.ids import digest_of, number_of
from dragoman.ledger.indexing import marks_of, nodes_of
from dragoman.ledger.marks import enter_marks
from dragoman.ledger.packing import pack, write_line
from dragoman.ledger.rows import insert_rows, intern
from dragoman.ledger.search.index import enter_text
from dragoman.ledger.stages import STAGES
from dragoman.ledger.tables import (
    articles,
    captures,
    claims,
    editions,
    key_of_claim,
    packs,
    readers,
    readings,
    roles,
    unread,
)
from dragoman.model import Article, Capture, Claim, Issue, Reader, Report, Unread
from dragoman.model.values import Actor

Status = Literal["new", "newer reading", "known", "unread"]

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
class Fresh:
    """What is new of an article: what a reader made of it, its digest, and when it was recorded."""

    found: Yield
    digest: int
    at: int


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
    known = set() if status == "new" else set(digests_of(connection, key))
    fresh = [Fresh(one, digest, at) for digest, one in found.items() if digest not in known]
    if fresh:
        add_yields(connection, (key, article.text), fresh, report.claims)
        status = "new" if status == "new" else "newer reading"
    return Added(status, article.origin, article.id, sum(len(one.found.claims) for one in fresh))


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


def digests_of(connection: Connection, article_key: int) -> dict[int, int]:
    """The keys of an article's readings by their digests."""
    found = select(readings.c.digest, readings.c.key).where(readings.c.article == article_key)
    return {row.digest: row.key for row in connection.execute(found)}


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
    connection: Connection, article: tuple[int, str], fresh: Sequence[Fresh], context: Sequence[Claim]
) -> int:
    """Add readings of an article (its key and text), and give the key of the first.

    ``context`` are the article's actor claims: they say who its names are.
    """
    key, text = article
    reader_keys = _reader_keys(connection, (one.found for one in fresh))
    lines = [write_line(one.found.claims, one.found.issues) for one in fresh]
    pack_key = insert_rows(connection, packs, [{"article": key, "packed": pack(lines, text)}])
    rows = [
        {
            "article": key,
            "reader": reader_keys[one.found.reader_id],
            "digest": one.digest,
            "recorded": one.at,
            "pack": pack_key,
            "line": number,
        }
        for number, one in enumerate(fresh)
    ]
    first = insert_rows(connection, readings, rows)
    _add_claims(connection, text, [(first + number, one.found.claims) for number, one in enumerate(fresh)])
    known = nodes_of(claim.value for claim in context)
    marks: set[int] = set()
    for claim in (claim for one in fresh for claim in one.found.claims):
        marks |= marks_of(claim.id, claim.kind, claim.value, known)
    enter_marks(connection, pack_key, marks)
    for one in fresh:
        if named := [claim.value for claim in one.found.claims if isinstance(claim.value, Actor)]:
            enter_nodes(connection, named, one.at)
    return first


def _add_claims(connection: Connection, text: str, told: Sequence[tuple[int, Sequence[Claim]]]) -> None:
    role_keys = intern(
        connection, roles, {piece.role for _, found in told for claim in found for piece in claim.evidence}
    )
    rows = [
        {
            "key": key_of_claim(reading, ordinal),
            "uid": number_of(claim.id),
            "pieces": pieces.pack(claim, text, role_keys),
        }
        for reading, found in told
        for ordinal, claim in enumerate(found)
    ]
    if rows:
        connection.execute(insert(claims), rows)
