"""What the database itself refuses, as of revision 0005; a later revision brings its own.

As in 0001, but for claims without a column for their reading: it is in their key, and so the trigger that looks at the
evidence looks for the reading too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_REFUSED = "evidence must be words of the article"
_APPEND_ONLY = "the ledger is append-only"
_CODES = {"sqlite": "unicode", "postgresql": "ascii"}
_ORDINAL_BITS = 20


def statements(dialect: str, tables: Iterable[str]) -> Iterator[str]:
    """The statements that make the view ``evidence`` and guard ``claims`` and the new ``tables``."""
    role, start, length = (_number(dialect, "c.pieces", place) for place in (1, 2, 3))
    yield f"""
    CREATE VIEW evidence AS
    SELECT c.key >> {_ORDINAL_BITS} AS reading, c.key & {(1 << _ORDINAL_BITS) - 1} AS ordinal, n.n AS piece,
           o.name AS role, {start} AS start, {start} + {length} AS "end",
           substr(a.text, {start} + 1, {length}) AS words
    FROM claims c JOIN readings r ON r.key = c.key >> {_ORDINAL_BITS} JOIN articles a ON a.key = r.article
    JOIN numbers n ON n.n < length(c.pieces) / 3 JOIN roles o ON o.key = {role}
    """
    yield from (_sqlite(tables) if dialect == "sqlite" else _postgresql(tables))


def _sqlite(tables: Iterable[str]) -> Iterator[str]:
    yield f"""
    CREATE TRIGGER claims_evidence BEFORE INSERT ON claims BEGIN
      SELECT RAISE(ABORT, '{_REFUSED}') WHERE {_wrong("sqlite")};
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
    CREATE OR REPLACE FUNCTION claims_evidence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF {_wrong("postgresql")} THEN RAISE EXCEPTION '{_REFUSED}'; END IF;
      RETURN NEW;
    END $$
    """
    yield "CREATE TRIGGER claims_evidence BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION claims_evidence()"
    for table in tables:
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )


def _number(dialect: str, pieces: str, place: int) -> str:
    """The number in the character at ``place`` of the piece ``n.n``: see ``dragoman.ledger.pieces``."""
    code = f"{_CODES[dialect]}(substr({pieces}, 3 * n.n + {place}, 1))"
    return f"({code} - CASE WHEN {code} < 55296 THEN 1 ELSE 2049 END)"


def _wrong(dialect: str) -> str:
    """What is true of a row of ``claims`` whose evidence is not its article's words."""
    role, start, length = (_number(dialect, "NEW.pieces", place) for place in (1, 2, 3))
    reading = f"NEW.key >> {_ORDINAL_BITS}"
    return f"""
      length(NEW.pieces) < 3 OR length(NEW.pieces) / 3 * 3 <> length(NEW.pieces)
      OR length(NEW.pieces) / 3 > (SELECT max(n) FROM numbers) + 1
      OR NOT EXISTS (SELECT 1 FROM readings r WHERE r.key = {reading})
      OR EXISTS (SELECT 1 FROM numbers n WHERE n.n < length(NEW.pieces) / 3
        AND ({length} < 1 OR {start} < 0
        OR NOT EXISTS (SELECT 1 FROM roles o WHERE o.key = {role})
        OR {start} + {length} >
          (SELECT a.length FROM readings r JOIN articles a ON a.key = r.article WHERE r.key = {reading})))
    """
