"""How Alembic runs the migrations: on the connection that the ledger has open, inside its transaction."""

from alembic import context

from dragoman.ledger.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
