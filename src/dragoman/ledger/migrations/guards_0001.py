"""What the database itself refuses, as of revision 0001; a later revision brings its own.

Refused are changed or deleted rows, and evidence that is not the article's words. Whoever opens the ledger with a tool
of their own meets that too. Words of evidence are never stored: the view ``evidence`` cuts them from the article's
text, so they cannot be other words, and a trigger refuses places that the text has not got.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_REFUSED = "evidence must be words of the article"
_APPEND_ONLY = "the ledger is append-only"
_CODES = {"sqlite": "unicode", "postgresql": "ascii"}


def statements(dialect: str, tables: Iterable[str]) -> Iterator[str]:
    """The statements that set up the guards over ``tables`` in ``dialect``, ``"sqlite"`` or ``"postgresql"``."""

    def number(pieces: str, place: int) -> str:
        """The number in the character at ``place`` of the piece ``n.n``: see ``dragoman.ledger.pieces``."""
        code = f"{_CODES[dialect]}(substr({pieces}, 3 * n.n + {place}, 1))"
        return f"({code} - CASE WHEN {code} < 55296 THEN 1 ELSE 2049 END)"

    yield f"""
    CREATE VIEW evidence AS
    SELECT c.reading, c.ordinal, n.n AS piece, o.name AS role, {number("c.pieces", 2)} AS start,
           {number("c.pieces", 2)} + {number("c.pieces", 3)} AS "end",
           substr(a.text, {number("c.pieces", 2)} + 1, {number("c.pieces", 3)}) AS words
    FROM claims c JOIN readings r ON r.key = c.reading JOIN articles a ON a.key = r.article
    JOIN numbers n ON n.n < length(c.pieces) / 3 JOIN roles o ON o.key = {number("c.pieces", 1)}
    """
    wrong = f"""
      length(NEW.pieces) < 3 OR length(NEW.pieces) / 3 * 3 <> length(NEW.pieces)
      OR length(NEW.pieces) / 3 > (SELECT max(n) FROM numbers) + 1
      OR EXISTS (SELECT 1 FROM numbers n WHERE n.n < length(NEW.pieces) / 3
        AND ({number("NEW.pieces", 3)} < 1 OR {number("NEW.pieces", 2)} < 0
        OR NOT EXISTS (SELECT 1 FROM roles o WHERE o.key = {number("NEW.pieces", 1)})
        OR {number("NEW.pieces", 2)} + {number("NEW.pieces", 3)} >
          (SELECT a.length FROM readings r JOIN articles a ON a.key = r.article WHERE r.key = NEW.reading)))
    """
    yield from (_sqlite(wrong, tables) if dialect == "sqlite" else _postgresql(wrong, tables))


def _sqlite(wrong: str, tables: Iterable[str]) -> Iterator[str]:
    yield f"""
    CREATE TRIGGER claims_evidence BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, '{_REFUSED}') WHERE {wrong}; END
    """
    for table in tables:
        for change in ("UPDATE", "DELETE"):
            yield f"""
            CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} BEGIN
              SELECT RAISE(ABORT, '{_APPEND_ONLY}');
            END
            """


def _postgresql(wrong: str, tables: Iterable[str]) -> Iterator[str]:
    yield f"""
    CREATE FUNCTION claims_evidence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF {wrong} THEN RAISE EXCEPTION '{_REFUSED}'; END IF;
      RETURN NEW;
    END $$
    """
    yield "CREATE TRIGGER claims_evidence BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION claims_evidence()"
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
