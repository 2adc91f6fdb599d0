"""The ledger's tables, the same on SQLite and PostgreSQL.

Inside, rows are known by small integers; at the edges by ids that derive from content, kept as signed 64-bit integers
(``dragoman.ledger.ids``). Times are milliseconds since 1970, UTC.

Truth and index are apart: ``TRUTH`` is append-only, guarded by the database itself (triggers, see ``migrations``); what
claims are found by (``nodes``, ``dragoman.ledger.marks``), copies and search are made from it and may be made anew.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    select,
)

metadata = MetaData()

KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's rowid must be called INTEGER."""


def _key() -> Column[int]:
    return Column("key", KEY, primary_key=True, autoincrement=False)


def _refers(name: str, to: str) -> Column[int]:
    return Column(name, KEY, ForeignKey(f"{to}.key"), nullable=False)


articles = Table(
    "articles",
    metadata,
    _key(),
    Column("uid", BigInteger, nullable=False, unique=True),
    Column("length", Integer, nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("length = length(text)"),
)
"""Texts: what an article says, and never changes. ``length`` is in code points."""

editions = Table(
    "editions",
    metadata,
    _key(),
    _refers("article", "articles"),
    Column("recorded", BigInteger, nullable=False),
    Column("digest", BigInteger, nullable=False),
    Column("published", Text),
    Column("outlet", Text),
    Column("language", Text),
    Column("title", Text),
    Column("details", Text, nullable=False),
    UniqueConstraint("article", "digest", "recorded"),
    Index("editions_published", "published", "article"),
)
"""What was known of an article beside its text; the newest counts. ``details`` is JSON: the rest of ``Article``."""

captures = Table(
    "captures",
    metadata,
    _key(),
    Column("digest", LargeBinary(16), nullable=False),
    _refers("article", "articles"),
    Column("origin", Text, nullable=False),
    Column("url", Text),
    Column("media_type", Text),
    Column("size", Integer, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    UniqueConstraint("digest", "origin", "recorded"),
)
"""Bytes that were found and what article they hold; not the bytes themselves, of which the digest is kept."""

unread = Table(
    "unread",
    metadata,
    _key(),
    Column("origin", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    UniqueConstraint("origin", "stage", "message", "recorded"),
)
"""Sources from which no article could be read, and why."""

readers = Table(
    "readers",
    metadata,
    _key(),
    Column("stage", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    UniqueConstraint("stage", "version", "generation"),
)
"""Extractors. ``generation`` adds up the versions of an extractor and of those before it, on whose claims it builds."""

packs = Table(
    "packs",
    metadata,
    _key(),
    _refers("article", "articles"),
    Column("packed", LargeBinary, nullable=False),
)
"""What readings of an article yielded, but for the places of the words: see ``dragoman.ledger.packing``."""

readings = Table(
    "readings",
    metadata,
    _key(),
    Column("article", KEY, ForeignKey("articles.key"), nullable=False, index=True),
    _refers("reader", "readers"),
    Column("digest", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    _refers("pack", "packs"),
    Column("line", SmallInteger, nullable=False),
)
"""Which reader read which article. ``digest`` is over all that it yielded, which may be nothing: line ``line`` of
``pack``. No article has two readings with the same reader and digest: whoever adds looks first, in its turn."""

arrivals = Table(
    "arrivals",
    metadata,
    Column("reading", KEY, ForeignKey("readings.key"), primary_key=True),
    Column("recorded", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
"""Other times at which the same reading was recorded, in ledgers that were merged into this one."""

roles = Table("roles", metadata, _key(), Column("name", Text, nullable=False, unique=True))

claims = Table(
    "claims",
    metadata,
    _key(),
    Column("uid", BigInteger, nullable=False),
    Column("pieces", Text, nullable=False),
)
"""What readings yielded: the claim's id, and where its words stand. What it says is in the reading's line.

``key`` is the reading's, then 20 bits for the claim's place in its line (``key_of_claim``): columns of their own would
take a tenth more room.

``pieces`` is packed so that both databases can read it: three characters for each piece of evidence, whose code points
are the role, the start, and the length (``dragoman.ledger.pieces``). The view ``evidence`` unpacks it and has the
words.
"""

ORDINAL_BITS = 20


def key_of_claim(reading: int, ordinal: int) -> int:
    """The key of a reading's claim.

    Raises:
        ValueError: if ``ordinal`` is too high.
    """
    if not 0 <= ordinal < 1 << ORDINAL_BITS:
        raise ValueError(f"a reading has {1 << ORDINAL_BITS} claims at most; {ordinal} is none of them")
    return reading << ORDINAL_BITS | ordinal


def place_of_claim(key: int) -> tuple[int, int]:
    """The reading of a claim, and its place in the reading's line."""
    return key >> ORDINAL_BITS, key & (1 << ORDINAL_BITS) - 1


def claims_of_readings(*columns: ColumnElement[Any], of: ColumnElement[bool]) -> Select[Any]:
    """Columns of the claims of those readings for which ``of`` holds."""
    first = readings.c.key.bitwise_lshift(literal_column(str(ORDINAL_BITS)))
    past = (readings.c.key + literal_column("1")).bitwise_lshift(literal_column(str(ORDINAL_BITS)))
    return (
        select(*columns).select_from(readings.join(claims, and_(claims.c.key >= first, claims.c.key < past))).where(of)
    )


numbers = Table("numbers", metadata, Column("n", Integer, primary_key=True, autoincrement=False))
"""0, 1, 2… up to the most pieces that a claim can have: for the view and the guards to count with."""

judgements = Table(
    "judgements",
    metadata,
    _key(),
    Column("uid", BigInteger, nullable=False, unique=True),
    Column("verdict", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
"""What people said of two identities: the same, different, unsure. The latest counts."""

rulings = Table(
    "rulings",
    metadata,
    _key(),
    Column("uid", BigInteger, nullable=False, unique=True),
    Column("claim", BigInteger, nullable=False, index=True),
    Column("kind", SmallInteger, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("correction", Text),
    Column("author", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
"""What people said of a claim. The latest counts."""

nodes = Table(
    "nodes",
    metadata,
    Column("block", BigInteger, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""An index: the people and bodies that articles name and no registry knows, by what they could share an identity with
(``dragoman.resolve``; ``block`` is 48 bits of its hash), and when the first of them was recorded."""

TRUTH = (
    articles,
    editions,
    captures,
    unread,
    readers,
    packs,
    readings,
    arrivals,
    roles,
    claims,
    numbers,
    judgements,
    rulings,
)
"""The tables that only ever grow."""
