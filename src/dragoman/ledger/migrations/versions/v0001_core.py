"""The core: articles, readings, claims and their evidence, judgements and rulings, and what refuses changes to them.

The tables stand here as they were then. What ``dragoman.ledger.tables`` says today is reached by the later steps.
"""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.migrations.guards_0001 import statements

revision = "0001"
down_revision = None

TRUTH = (
    "articles",
    "editions",
    "captures",
    "unread",
    "readers",
    "readings",
    "arrivals",
    "claim_values",
    "rules",
    "roles",
    "claims",
    "numbers",
    "issues",
    "judgements",
    "rulings",
)
MOST_PIECES = 4096
KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, the view ``evidence`` and the triggers."""
    _make_articles()
    _make_readings()
    _make_claims()
    _make_said()
    connection = op.get_bind()
    for statement in statements(connection.dialect.name, TRUTH):
        connection.exec_driver_sql(statement)


def _key() -> sa.Column[int]:
    return sa.Column("key", KEY, primary_key=True, autoincrement=False)


def _refers(name: str, to: str) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{to}.key"), nullable=False)


def _make_articles() -> None:
    op.create_table(
        "articles",
        _key(),
        sa.Column("uid", sa.BigInteger, nullable=False, unique=True),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.CheckConstraint("length = length(text)"),
    )
    op.create_table(
        "editions",
        _key(),
        _refers("article", "articles"),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.BigInteger, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("details", sa.Text, nullable=False),
        sa.UniqueConstraint("article", "digest", "recorded"),
    )
    op.create_index("editions_published", "editions", ["published", "article"])
    op.create_table(
        "captures",
        _key(),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        _refers("article", "articles"),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("media_type", sa.Text),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("digest", "origin", "recorded"),
    )
    op.create_table(
        "unread",
        _key(),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("origin", "stage", "message", "recorded"),
    )


def _make_readings() -> None:
    op.create_table(
        "readers",
        _key(),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.UniqueConstraint("stage", "version", "generation"),
    )
    op.create_table(
        "readings",
        _key(),
        _refers("article", "articles"),
        _refers("reader", "readers"),
        sa.Column("digest", sa.BigInteger, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("article", "reader", "digest"),
    )
    op.create_table(
        "arrivals",
        sa.Column("reading", KEY, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("recorded", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "issues",
        sa.Column("reading", KEY, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sqlite_with_rowid=False,
    )


def _make_claims() -> None:
    op.create_table(
        "claim_values",
        _key(),
        sa.Column("digest", sa.BigInteger, nullable=False, unique=True),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.Column("holds_from", sa.Integer),
        sa.Column("holds_to", sa.Integer),
    )
    for name in ("rules", "roles"):
        op.create_table(name, _key(), sa.Column("name", sa.Text, nullable=False, unique=True))
    op.create_table(
        "claims",
        sa.Column("reading", KEY, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        _refers("value", "claim_values"),
        _refers("rule", "rules"),
        sa.Column("within", sa.BigInteger),
        sa.Column("pieces", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    cited = sa.text("kind >= 3")
    op.create_index("claims_uid", "claims", ["uid"], sqlite_where=cited, postgresql_where=cited)
    numbers = op.create_table("numbers", sa.Column("n", sa.Integer, primary_key=True, autoincrement=False))
    op.bulk_insert(numbers, [{"n": n} for n in range(MOST_PIECES)])
    op.create_table(
        "about",
        sa.Column("subject", sa.BigInteger, primary_key=True),
        sa.Column("reading", KEY, primary_key=True),
        sqlite_with_rowid=False,
    )


def _make_said() -> None:
    op.create_table(
        "judgements",
        _key(),
        sa.Column("uid", sa.BigInteger, nullable=False, unique=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("second", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "rulings",
        _key(),
        sa.Column("uid", sa.BigInteger, nullable=False, unique=True),
        sa.Column("claim", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("correction", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("ix_rulings_claim", "rulings", ["claim"])
