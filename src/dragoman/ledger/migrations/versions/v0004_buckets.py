"""Claims of every kind are found by their ids: mentions of dates, places and actors had no index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Replace the index of ids by one of their first 16 bits, which takes half the room."""
    op.drop_index("claims_uid", "claims")
    bucket = sa.column("uid").bitwise_rshift(sa.literal_column("48"))
    op.create_index("claims_bucket", "claims", [bucket], sqlite_where=sa.text("kind >= 0"))
