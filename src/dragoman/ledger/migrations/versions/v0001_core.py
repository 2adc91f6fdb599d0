"""The core: articles, readings, claims and their evidence, judgements and rulings, and what refuses changes to them."""

from alembic import op

from dragoman.ledger.guards import statements
from dragoman.ledger.tables import TRUTH, about, metadata, subjects

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the view ``evidence`` and the triggers."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=[*TRUTH, subjects, about])
    for statement in statements(connection.dialect.name, (table.name for table in TRUTH)):
        connection.exec_driver_sql(statement)
