"""Copies: which articles are alike."""

from alembic import op

from dragoman.ledger.copies.entering import enter_all
from dragoman.ledger.copies.tables import TABLES
from dragoman.ledger.tables import metadata

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and find the copies among the articles that are there."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=TABLES)
    enter_all(connection)
