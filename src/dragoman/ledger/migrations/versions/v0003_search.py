"""Search: an index of the articles' words."""

from alembic import op

from dragoman.ledger.search.index import create_index

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index, and enter the articles that are there."""
    create_index(op.get_bind())
