"""The ledger's tables, the same on SQLite and PostgreSQL.

Inside, rows are known by small integers; at the edges by ids that derive from content, kept as signed 64-bit integers
(``dragoman.ledger.ids``). What repeats (values, rules, roles) is kept once. Times are milliseconds since 1970, UTC.

Truth and index are apart: ``TRUTH`` is append-only, guarded by the database itself (``dragoman.ledger.guards``);
``subjects`` and ``about`` are made from it and may be made anew.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
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
    Column("text", Text, nullable=False),
)
"""Texts: what an article says, and never changes."""

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

readings = Table(
    "readings",
    metadata,
    _key(),
    _refers("article", "articles"),
    _refers("reader", "readers"),
    Column("digest", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    UniqueConstraint("article", "reader", "digest"),
)
"""Which reader read which article. ``digest`` is over all that it yielded, which may be nothing."""

arrivals = Table(
    "arrivals",
    metadata,
    Column("reading", KEY, ForeignKey("readings.key"), primary_key=True),
    Column("recorded", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)
"""Other times at which the same reading was recorded, in ledgers that were merged into this one."""

claim_values = Table(
    "claim_values",
    metadata,
    _key(),
    Column("digest", BigInteger, nullable=False, unique=True),
    Column("kind", SmallInteger, nullable=False),
    Column("value", Text, nullable=False),
    Column("holds_from", Integer),
    Column("holds_to", Integer),
)
"""What claims say, each value once: JSON without the fields that have their default. ``holds_`` are days since 0001."""

rules = Table("rules", metadata, _key(), Column("name", Text, nullable=False, unique=True))
roles = Table("roles", metadata, _key(), Column("name", Text, nullable=False, unique=True))

claims = Table(
    "claims",
    metadata,
    Column("reading", KEY, ForeignKey("readings.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("uid", BigInteger, nullable=False),
    _refers("value", "claim_values"),
    _refers("rule", "rules"),
    Column("within", BigInteger),
    Index("claims_uid", "uid"),
    sqlite_with_rowid=False,
)
"""What a reading yielded, in the order of the text. ``within`` is the uid of a quotation."""

spans = Table(
    "spans",
    metadata,
    Column("reading", KEY, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("piece", Integer, primary_key=True),
    _refers("role", "roles"),
    Column("start", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    ForeignKeyConstraint(["reading", "ordinal"], ["claims.reading", "claims.ordinal"]),
    sqlite_with_rowid=False,
)
"""Where a claim's words stand. Written through the view ``evidence``, which refuses words that do not stand there."""

issues = Table(
    "issues",
    metadata,
    Column("reading", KEY, ForeignKey("readings.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("message", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_with_rowid=False,
)
"""What a reading left undecided."""

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
    Column("verdict", Text, nullable=False),
    Column("correction", Text),
    Column("author", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
"""What people said of a claim. The latest counts."""

subjects = Table(
    "subjects",
    metadata,
    _key(),
    Column("sort", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("name", "sort"),
)
"""What claims can be looked up by: actors (an identity, or a folded name), places, outcomes."""

about = Table(
    "about",
    metadata,
    Column("subject", KEY, ForeignKey("subjects.key"), primary_key=True),
    Column("reading", KEY, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which claims are about which subjects: an index."""

evidence = Table(
    "evidence",
    MetaData(),
    Column("reading", KEY),
    Column("ordinal", Integer),
    Column("piece", Integer),
    Column("role", KEY),
    Column("start", Integer),
    Column("end", Integer),
    Column("words", Text),
)
"""A view: spans with their words."""

TRUTH = (
    articles,
    editions,
    captures,
    unread,
    readers,
    readings,
    arrivals,
    claim_values,
    rules,
    roles,
    claims,
    spans,
    issues,
    judgements,
    rulings,
)
"""The tables that only ever grow."""
