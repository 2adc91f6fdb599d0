"""What people said: that two identities are the same, different, or that they are unsure; that a claim is right or not.

Each is an entry with its author, time and reason, and the latest of a pair or of a claim counts. An older one is
undone by a later one, never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, and_, select, true

from dragoman.ledger.coding import KIND_CODES, decode, encode
from dragoman.ledger.ids import digest_of, moment_of, number_of
from dragoman.ledger.indexing import mark_of_id
from dragoman.ledger.marks import Marked, articles_marked
from dragoman.ledger.rows import insert_rows
from dragoman.ledger.stages import KIND_OF_STAGE
from dragoman.ledger.tables import claims, claims_of_readings, judgements, readers, readings, rulings
from dragoman.model import Ruling, UsageError, Verdict
from dragoman.model.values import Value

Likeness = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two identities. ``first`` sorts before ``second``."""

    verdict: Likeness
    first: str
    second: str
    author: str
    made: str
    why: str


def add_judgement(
    connection: Connection, verdict: Likeness, pair: tuple[str, str], *, author: str, why: str, at: int
) -> Judgement:
    """Add what a person says of two identities.

    Raises:
        UsageError: if there is no reason, no such verdict, or the two are one.
    """
    first, second = sorted(pair)
    if verdict not in get_args(Likeness):
        raise UsageError(f"{verdict!r} is no judgement; expected one of {', '.join(get_args(Likeness))}")
    if first == second:
        raise UsageError(f"{first!r} is the same as itself; a judgement takes two identities")
    _check_words(author, why)
    row = {"verdict": verdict, "first": first, "second": second, "author": author, "made": at, "why": why}
    uid = digest_of(*map(str, row.values()))
    if connection.execute(select(judgements.c.key).where(judgements.c.uid == uid)).first() is None:
        insert_rows(connection, judgements, [row | {"uid": uid}])
    return Judgement(verdict, first, second, author, moment_of(at), why)


def latest_judgements(connection: Connection, as_of: int | None) -> list[Judgement]:
    """The judgement that counts of every pair, oldest first."""
    known = true() if as_of is None else judgements.c.made <= as_of
    rows = connection.execute(select(judgements).where(known).order_by(judgements.c.made, judgements.c.uid))
    latest: dict[tuple[str, str], Judgement] = {}
    for row in rows:
        pair = (row.first, row.second)
        latest.pop(pair, None)
        latest[pair] = Judgement(row.verdict, *pair, row.author, moment_of(row.made), row.why)
    return list(latest.values())


def add_ruling(
    connection: Connection,
    verdict: Verdict,
    claim: str,
    *,
    author: str,
    why: str,
    at: int,
    correction: Value | None = None,
) -> Ruling:
    """Add what a person says of a claim.

    Raises:
        UsageError: if there is no reason, no such verdict or claim, or ``correct`` and the correction do not fit.
    """
    if verdict not in get_args(Verdict):
        raise UsageError(f"{verdict!r} is no ruling; expected one of {', '.join(get_args(Verdict))}")
    _check_words(author, why)
    kind = _kind_of(connection, claim)
    if (verdict == "correct") != (correction is not None):
        raise UsageError("a correction goes with correct, and only with it")
    text = None if correction is None else encode(correction)
    if text is not None and type(decode(kind, text)) is not type(correction):
        raise UsageError(f"{claim}: the correction is of another kind than the claim")
    row = {
        "claim": number_of(claim),
        "kind": kind,
        "verdict": verdict,
        "correction": text,
        "author": author,
        "made": at,
        "why": why,
    }
    uid = digest_of(*map(str, row.values()))
    if connection.execute(select(rulings.c.key).where(rulings.c.uid == uid)).first() is None:
        insert_rows(connection, rulings, [row | {"uid": uid}])
    return Ruling(verdict, author, moment_of(at), why, correction)


def _kind_of(connection: Connection, claim: str) -> int:
    candidates = readings.c.article.in_(articles_marked(connection, Marked([[{mark_of_id(claim)}]])))
    found = claims_of_readings(readings.c.reader, of=and_(candidates, claims.c.uid == number_of(claim)))
    stage = connection.execute(select(readers.c.stage).where(readers.c.key.in_(found)).limit(1)).scalar()
    if stage is None:
        raise UsageError(f"{claim}: no such claim in this ledger")
    return KIND_CODES[KIND_OF_STAGE[stage]]


def latest_rulings(connection: Connection, as_of: int | None) -> dict[int, Ruling]:
    """The ruling that counts of every claim, by the claim's number."""
    known = true() if as_of is None else rulings.c.made <= as_of
    rows = connection.execute(select(rulings).where(known).order_by(rulings.c.made, rulings.c.uid))
    return {
        row.claim: Ruling(
            row.verdict,
            row.author,
            moment_of(row.made),
            row.why,
            None if row.correction is None else decode(row.kind, row.correction),
        )
        for row in rows
    }


def _check_words(author: str, why: str) -> None:
    if not author.strip():
        raise UsageError("author: nobody; a judgement or ruling needs who made it")
    if not why.strip():
        raise UsageError("why: nothing; a judgement or ruling needs its reason")
