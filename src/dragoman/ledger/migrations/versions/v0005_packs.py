"""Room: what readings yielded goes into packs of an article, and one index of marks leads to claims.

Until here each value had a row, each claim its value, rule and kind, each issue its message, and three indexes led to
claims by subject, by id and by value.
"""

import json
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.migrations.guards_0005 import statements

revision = "0005"
down_revision = "0004"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOVED = ("readings", "arrivals", "claims", "claim_values", "rules", "issues")
DROPPED = ("about", "issues", "claims", "arrivals", "claim_values", "rules", "readings")  # who refers goes first
MARKS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE marks USING fts5(words, content='', detail='none', columnsize=0, tokenize='ascii')",
        # Merge two segments of an index, not four, into one: it takes a tenth less room.
        "INSERT INTO marks (marks, rank) VALUES ('automerge', 2)",
        "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 2)",
    ),
    "postgresql": (
        "CREATE TABLE marks (key BIGINT PRIMARY KEY REFERENCES packs (key), words INTEGER[] NOT NULL)",
        "CREATE INDEX marks_words ON marks USING GIN (words)",
    ),
}
LOOKED_UP = {
    "readings": "article",
    "claims": "reading, ordinal",
    "claim_values": "key",
    "rules": "key",
    "issues": "reading, ordinal",
}
_WINDOW = 24_000


def upgrade() -> None:
    """Make the tables and move the readings; ``schema.bring_to_date`` fills the indexes."""
    connection = op.get_bind()
    for table in MOVED:
        connection.exec_driver_sql(f"CREATE TABLE {table}_0004 AS SELECT * FROM {table}")
    for table, columns in LOOKED_UP.items():
        connection.exec_driver_sql(f"CREATE INDEX {table}_0004_key ON {table}_0004 ({columns})")
    connection.exec_driver_sql("DROP VIEW evidence")
    for table in DROPPED:
        op.drop_table(table)
    _make_tables()
    for statement in MARKS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    keys = connection.execute(sa.text("SELECT key FROM articles ORDER BY key")).scalars().all()
    for key in keys:
        _move(connection, key)
    connection.execute(sa.text("INSERT INTO arrivals SELECT reading, recorded FROM arrivals_0004"))
    for table in MOVED:
        op.drop_table(f"{table}_0004")
    for statement in statements(connection.dialect.name, ("packs", "readings", "arrivals", "claims")):
        connection.exec_driver_sql(statement)


def _make_tables() -> None:
    op.create_table(
        "packs", _key(), _refers("article", "articles"), sa.Column("packed", sa.LargeBinary, nullable=False)
    )
    op.create_table(
        "readings",
        _key(),
        _refers("article", "articles"),
        _refers("reader", "readers"),
        sa.Column("digest", sa.BigInteger, nullable=False),
        sa.Column("recorded", sa.BigInteger, nullable=False),
        _refers("pack", "packs"),
        sa.Column("line", sa.SmallInteger, nullable=False),
    )
    op.create_index("ix_readings_article", "readings", ["article"])
    op.create_table(
        "arrivals",
        sa.Column("reading", KEY, sa.ForeignKey("readings.key"), primary_key=True),
        sa.Column("recorded", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        _key(),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("pieces", sa.Text, nullable=False),
    )
    op.create_table(
        "nodes",
        sa.Column("block", sa.BigInteger, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def _key() -> sa.Column[int]:
    return sa.Column("key", KEY, primary_key=True, autoincrement=False)


def _refers(name: str, to: str) -> sa.Column[int]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{to}.key"), nullable=False)


def _move(connection: sa.Connection, article: int) -> None:
    """Put all readings of an article into one pack."""
    found = connection.execute(
        sa.text("SELECT key, reader, digest, recorded FROM readings_0004 WHERE article = :article ORDER BY key"),
        {"article": article},
    ).all()
    if not found:
        return
    lines = [_line(connection, row.key) for row in found]
    text = connection.execute(sa.text("SELECT text FROM articles WHERE key = :key"), {"key": article}).scalar_one()
    connection.execute(
        sa.text("INSERT INTO packs (key, article, packed) VALUES (:key, :key, :packed)"),
        {"key": article, "packed": _pack(lines, text)},
    )
    connection.execute(
        sa.text(
            "INSERT INTO readings (key, article, reader, digest, recorded, pack, line)"
            " VALUES (:key, :article, :reader, :digest, :recorded, :article, :line)"
        ),
        [row._asdict() | {"article": article, "line": number} for number, row in enumerate(found)],
    )
    for row in found:
        connection.execute(
            sa.text(
                "INSERT INTO claims (key, uid, pieces) SELECT (CAST(reading AS BIGINT) << 20) + ordinal, uid, pieces"
                " FROM claims_0004 WHERE reading = :reading ORDER BY ordinal"
            ),
            {"reading": row.key},
        )


def _line(connection: sa.Connection, reading: int) -> str:
    told = list(_claims(connection, reading))
    left = connection.execute(
        sa.text('SELECT message, start, "end" FROM issues_0004 WHERE reading = :reading ORDER BY ordinal'),
        {"reading": reading},
    ).all()
    if not told and not left:
        return "[]"
    within = {
        number: row.within.to_bytes(8, "big", signed=True).hex() for number, row in told if row.within is not None
    }
    values = [_value(row.value) for _, row in told]
    whole = [values, [row.name for _, row in told], within, [list(row) for row in left]]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _claims(connection: sa.Connection, reading: int) -> Iterator[tuple[int, Any]]:
    rows = connection.execute(
        sa.text(
            "SELECT c.ordinal, c.within, v.value, r.name FROM claims_0004 c"
            " JOIN claim_values_0004 v ON v.key = c.value JOIN rules_0004 r ON r.key = c.rule"
            " WHERE c.reading = :reading ORDER BY c.ordinal"
        ),
        {"reading": reading},
    )
    for number, row in enumerate(rows):
        if row.ordinal != number:
            raise ValueError(f"reading {reading} has no claim {number}, but {row.ordinal}")
        yield number, row


def _value(packed: bytes) -> Any:
    return json.loads(zlib.decompressobj(-zlib.MAX_WBITS, _words("dictionary_0001.txt")).decompress(packed))


def _pack(lines: list[str], text: str) -> bytes:
    dictionary = text[:_WINDOW].encode("utf-8")[:_WINDOW] + _words("dictionary_0005.txt")
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress("\n".join(lines).encode("utf-8")) + packer.flush()


@cache
def _words(name: str) -> bytes:
    return files("dragoman.ledger.migrations").joinpath(name).read_bytes()
