"""The core: articles, readings, claims and their evidence, judgements and rulings, and what refuses changes to them."""

from alembic import op

from dragoman.ledger.guards import statements
from dragoman.ledger.pieces import MOST
from dragoman.ledger.tables import TRUTH, about, metadata, numbers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the view ``evidence`` and the triggers."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=[*TRUTH, about])
    op.bulk_insert(numbers, [{"n": n} for n in range(MOST)])
    for statement in statements(connection.dialect.name, (table.name for table in TRUTH)):
        connection.exec_driver_sql(statement)
