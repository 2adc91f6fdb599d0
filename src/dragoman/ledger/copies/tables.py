"""Tables of copies: an index made from the articles' texts alone, which may be made anew."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, SmallInteger, Table

from dragoman.ledger.tables import KEY, metadata

bands = Table(
    "copy_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article", KEY, ForeignKey("articles.key"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Which articles have a band (``signatures``, ``crossing``); the first ``entering.MOST_HOLDERS`` of them."""

likenesses = Table(
    "likenesses",
    metadata,
    Column("one", KEY, ForeignKey("articles.key"), primary_key=True),
    Column("other", KEY, ForeignKey("articles.key"), primary_key=True, index=True),
    Column("translation", SmallInteger, nullable=False),
    Column("likeness", SmallInteger, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("several", SmallInteger, nullable=False),
    Column("others", SmallInteger, nullable=False),
)
"""Articles whose texts are alike. ``one`` was added after ``other``. ``likeness`` is in thousandths; ``shared`` counts
the facts that a translation has in common; the rest is ``kinship.Likeness``."""
