"""Copies: which articles are alike."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; ``schema.bring_to_date`` fills them."""
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likenesses",
        sa.Column("one", KEY, sa.ForeignKey("articles.key"), primary_key=True),
        sa.Column("other", KEY, sa.ForeignKey("articles.key"), primary_key=True),
        sa.Column("translation", sa.SmallInteger, nullable=False),
        sa.Column("likeness", sa.SmallInteger, nullable=False),
        sa.Column("shared", sa.Integer, nullable=False),
        sa.Column("several", sa.SmallInteger, nullable=False),
        sa.Column("others", sa.SmallInteger, nullable=False),
    )
    op.create_index("ix_likenesses_other", "likenesses", ["other"])
