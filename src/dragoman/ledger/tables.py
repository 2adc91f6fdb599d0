"""The ledger's tables, the same on SQLite and PostgreSQL.

Inside, rows are known by small integers; at the edges by ids that derive from content, kept as signed 64-bit integers
(``dragoman.ledger.ids``). What repeats (values, rules, roles) is kept once. Times are milliseconds since 1970, UTC.

Truth and index are apart: ``TRUTH`` is append-only, guarded by the database itself (``dragoman.ledger.guards``);
``about`` is made from it and may be made anew.
"""

from __future__ import annotations

from collections.abc import Collection

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
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
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
    Column("value", LargeBinary, nullable=False),
    Column("holds_from", Integer),
    Column("holds_to", Integer),
)
"""What claims say, each value once: packed JSON, see ``dragoman.ledger.coding``. ``holds_`` are days since 0001."""

rules = Table("rules", metadata, _key(), Column("name", Text, nullable=False, unique=True))
roles = Table("roles", metadata, _key(), Column("name", Text, nullable=False, unique=True))

claims = Table(
    "claims",
    metadata,
    Column("reading", KEY, ForeignKey("readings.key"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("uid", BigInteger, nullable=False),
    Column("kind", SmallInteger, nullable=False),
    _refers("value", "claim_values"),
    _refers("rule", "rules"),
    Column("within", BigInteger),
    Column("pieces", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What a reading yielded, in the order of the text. ``within`` is the uid of a quotation.

``pieces`` says where the words stand, packed so that both databases can read it: three characters for each piece of
evidence, whose code points are the role, the start, and the length (``dragoman.ledger.pieces``). The view ``evidence``
unpacks it and has the words.
"""

bucket = claims.c.uid.bitwise_rshift(literal_column("48"))
"""The first 16 bits of a claim's id, by which it is found: two bytes in the index, not eight."""

every = claims.c.kind >= literal_column("0")
"""All claims. Said of the index, it keeps SQLite from scanning the table through it, ten times as slow as by itself."""

Index("claims_bucket", bucket, sqlite_where=every)


def is_one_of(numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether a claim's id is among those, found through the index."""
    # SQLite puts the value of uid = ? in for uid everywhere, and then knows no index of uid >> 48; not so of uid + 0.
    whole = claims.c.uid + literal_column("0")
    return and_(every, bucket.in_(sorted({number >> 48 for number in numbers})), whole.in_(sorted(numbers)))


numbers = Table("numbers", metadata, Column("n", Integer, primary_key=True, autoincrement=False))
"""0, 1, 2… up to the most pieces that a claim can have: for the view and the guards to count with."""

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
    Column("kind", SmallInteger, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("correction", Text),
    Column("author", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("why", Text, nullable=False),
)
"""What people said of a claim. The latest counts."""

about = Table(
    "about",
    metadata,
    Column("subject", BigInteger, primary_key=True),
    Column("reading", KEY, primary_key=True),
    sqlite_with_rowid=False,
)
"""An index: which readings have claims about which subjects (``dragoman.ledger.indexing``)."""

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
    numbers,
    issues,
    judgements,
    rulings,
)
"""The tables that only ever grow."""
