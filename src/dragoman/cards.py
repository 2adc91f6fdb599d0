"""A card for each round of talks and each agreement: who, through whom, where, when, what for, how it stands.

``Talks(("Hamas", "Israel"), "planned", mediators=("Egypt",), venue="Cairo")`` is headed ``Hamas and Israel, planned``
and has the rows ``through  Egypt`` and ``where  Cairo``; an agreement's terms are its figures in words.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.describe import describe, join, said_by, time_of
from dragoman.model import Agreement, Claim, Figure, Talks

Row = tuple[str, str]
"""What is told, and what the article tells of it."""

Card = tuple[str, tuple[Row, ...]]
"""A heading and its rows; what the article leaves open has none."""


def card_of(value: Talks | Agreement, claims: Mapping[str, Claim]) -> Card:
    """The card of talks or of an agreement; ``claims`` are the article's, by id, among them the terms."""
    return _of_talks(value) if isinstance(value, Talks) else _of_agreement(value, claims)


def _of_talks(talks: Talks) -> Card:
    who = " and ".join(talks.parties or talks.mediators) or "parties not named"
    channel = talks.channel if talks.channel != "unknown" else None
    label = f"{talks.round} round" if talks.round else None
    return join(", ", who, label, talks.status.replace("_", " ")), _rows(
        ("through", " and ".join(talks.mediators) if talks.parties else None),
        ("how", channel),
        ("with", ", ".join(talks.participants)),
        ("where", talks.venue),
        ("when", time_of(talks.when)),
        ("what for", ", ".join(talks.aims)),
        ("source", said_by(talks.source)),
    )


def _of_agreement(agreement: Agreement, claims: Mapping[str, Claim]) -> Card:
    status = agreement.status.replace("_", " ")
    return join(", ", " and ".join(agreement.type), status), _rows(
        ("between", " and ".join(agreement.parties)),
        ("through", " and ".join(agreement.mediators)),
        ("declared", time_of(agreement.declared)),
        ("from", time_of(agreement.start)),
        ("to", time_of(agreement.end)),
        ("lasting", agreement.duration),
        *(("term", term) for id_ in agreement.terms if (term := _term(claims.get(id_)))),
    )


def _term(claim: Claim | None) -> str | None:
    """A figure in words: ``105 freed: hostages, Israel``."""
    if claim is None or not isinstance(claim.value, Figure):
        return None
    name, facts = describe(claim.value)
    return join(": ", name, ", ".join(facts))


def _rows(*rows: tuple[str, str | None]) -> tuple[Row, ...]:
    return tuple((name, told) for name, told in rows if told)
