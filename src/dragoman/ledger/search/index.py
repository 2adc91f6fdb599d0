"""The index of words: SQLite's FTS5 without a copy of the text (contentless), PostgreSQL's ``tsvector``.

Both are given the same words (``terms.words_of``), so that both find the same.
"""

from __future__ import annotations

from sqlalchemy import Connection, TextClause, bindparam, column, select, text
from sqlalchemy.sql.selectable import Subquery

from dragoman.ledger.search.terms import Query, Term, words_of
from dragoman.ledger.tables import articles, editions

MOST_WORDS = 100_000
"""Of one text: PostgreSQL's vectors end at a mebibyte."""

_INSERT = {
    "sqlite": text("INSERT INTO search_index (rowid, words) VALUES (:article, :words)"),
    "postgresql": text("INSERT INTO search_index (article, words) VALUES (:article, to_tsvector('simple', :words))"),
}
_FIND = {
    "sqlite": "SELECT rowid AS article, -bm25(search_index) AS score FROM search_index WHERE search_index MATCH :asked",
    "postgresql": (
        "SELECT article, ts_rank_cd(words, asked, 1) AS score"
        " FROM search_index, CAST(:asked AS tsquery) AS asked WHERE words @@ asked"
    ),
}


def enter_all_texts(connection: Connection) -> None:
    """Enter every article of a ledger: for one whose index is empty."""
    for key in connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars().all():
        written = connection.execute(select(articles.c.text).where(articles.c.key == key)).scalar_one()
        title = select(editions.c.title).where(editions.c.article == key).order_by(editions.c.recorded).limit(1)
        enter_text(connection, key, written, connection.execute(title).scalar())


def enter_text(connection: Connection, key: int, written: str, title: str | None) -> None:
    """Enter the text of the article with ``key``, and its title where the text has none."""
    whole = written if title is None or title in written else f"{title}\n{written}"
    words = " ".join(words_of(whole)[:MOST_WORDS])
    connection.execute(_INSERT[connection.dialect.name], {"article": key, "words": words})


def matches(connection: Connection, query: Query, most: int | None = None) -> Subquery:
    """Articles that have what is asked for: their keys and a score, the higher the better; the best ``most``."""
    dialect = connection.dialect.name
    asked = _fts5(query) if dialect == "sqlite" else _tsquery(query)
    best = "" if most is None else f" ORDER BY score DESC LIMIT {int(most)}"
    found: TextClause = text(_FIND[dialect] + best).bindparams(bindparam("asked", asked))
    return found.columns(column("article"), column("score")).subquery("matches")


def _fts5(query: Query) -> str:
    asked = " AND ".join(f"({' OR '.join(map(_fts5_term, terms))})" for terms in query.wanted)
    without = " OR ".join(map(_fts5_term, query.unwanted))
    return f"({asked}) NOT ({without})" if without else asked


def _fts5_term(term: Term) -> str:
    phrase = " ".join(term.words)
    return f'"{phrase}"' + (" *" if term.prefix else "")


def _tsquery(query: Query) -> str:
    asked = " & ".join(f"({' | '.join(map(_tsquery_term, terms))})" for terms in query.wanted)
    return asked + "".join(f" & !({_tsquery_term(term)})" for term in query.unwanted)


def _tsquery_term(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return " <-> ".join(words)
