"""Search: an index of the articles' words."""

from alembic import op

revision = "0003"
down_revision = "0002"

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")",
    ),
    "postgresql": (
        "CREATE TABLE search_index (article BIGINT PRIMARY KEY REFERENCES articles (key), words TSVECTOR NOT NULL)",
        "CREATE INDEX search_index_words ON search_index USING GIN (words)",
    ),
}


def upgrade() -> None:
    """Make the index; ``schema.bring_to_date`` enters the articles."""
    connection = op.get_bind()
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)
