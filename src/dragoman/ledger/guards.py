"""What the database itself refuses: changed or deleted rows, and evidence whose words are not the article's.

``statements("sqlite")`` are the triggers and the view ``evidence`` in one dialect. Whoever opens the ledger with a
tool of their own meets them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_TEXT_OF = "SELECT a.text FROM readings r JOIN articles a ON a.key = r.article WHERE r.key = NEW.reading"

_VIEW = """
CREATE VIEW evidence AS
SELECT s.reading, s.ordinal, s.piece, s.role, s.start, s.start + s.length AS "end",
       substr(a.text, s.start + 1, s.length) AS words
FROM spans s JOIN readings r ON r.key = s.reading JOIN articles a ON a.key = r.article
"""

_REFUSED = "these are not the words of the article at that place"
_APPEND_ONLY = "the ledger is append-only"


def statements(dialect: str, tables: Iterable[str]) -> Iterator[str]:
    """The statements that set up the guards over ``tables`` in ``dialect``, ``"sqlite"`` or ``"postgresql"``."""
    yield _VIEW
    yield from (_sqlite(tables) if dialect == "sqlite" else _postgresql(tables))


def _sqlite(tables: Iterable[str]) -> Iterator[str]:
    yield f"""
    CREATE TRIGGER evidence_words INSTEAD OF INSERT ON evidence BEGIN
      SELECT RAISE(ABORT, '{_REFUSED}')
      WHERE NEW.start < 0 OR substr(({_TEXT_OF}), NEW.start + 1, NEW."end" - NEW.start) IS NOT NEW.words;
      INSERT INTO spans (reading, ordinal, piece, role, start, length)
      VALUES (NEW.reading, NEW.ordinal, NEW.piece, NEW.role, NEW.start, NEW."end" - NEW.start);
    END
    """
    yield f"""
    CREATE TRIGGER spans_inside BEFORE INSERT ON spans BEGIN
      SELECT RAISE(ABORT, '{_REFUSED}')
      WHERE NEW.start < 0 OR NEW.length < 1
        OR length(substr(({_TEXT_OF}), NEW.start + 1, NEW.length)) IS NOT NEW.length;
    END
    """
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            yield f"""
            CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} BEGIN
              SELECT RAISE(ABORT, '{_APPEND_ONLY}');
            END
            """


def _postgresql(tables: Iterable[str]) -> Iterator[str]:
    yield f"""
    CREATE FUNCTION evidence_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.start < 0 OR NEW."end" <= NEW.start
         OR substr(({_TEXT_OF}), NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.words THEN
        RAISE EXCEPTION '{_REFUSED}';
      END IF;
      INSERT INTO spans (reading, ordinal, piece, role, start, length)
      VALUES (NEW.reading, NEW.ordinal, NEW.piece, NEW.role, NEW.start, NEW."end" - NEW.start);
      RETURN NEW;
    END $$
    """
    yield "CREATE TRIGGER evidence_words INSTEAD OF INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_words()"
    yield f"""
    CREATE FUNCTION spans_inside() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.start < 0 OR NEW.length < 1
         OR length(substr(({_TEXT_OF}), NEW.start + 1, NEW.length)) IS DISTINCT FROM NEW.length THEN
        RAISE EXCEPTION '{_REFUSED}';
      END IF;
      RETURN NEW;
    END $$
    """
    yield "CREATE TRIGGER spans_inside BEFORE INSERT ON spans FOR EACH ROW EXECUTE FUNCTION spans_inside()"
    yield f"""
    CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION '{_APPEND_ONLY}';
    END $$
    """
    for table in tables:
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
