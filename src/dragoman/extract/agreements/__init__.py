"""Agreements: truces, exchanges and accords that an article tells of as made, proposed in concrete terms, or broken.

"A ten-day truce between Sanaa and Riyadh collapsed on Monday" gives one: a ceasefire, its parties, collapsed, ``P10D``.
A truce that is only hoped or called for is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.agreements.lexicon import lexicon
from dragoman.extract.agreements.mentions import Mention, MentionFinder
from dragoman.extract.sides import Cast, Sides, read_cast, unique
from dragoman.model import Agreement, Claim, Issue, Reading, Span, Talks, make_claim

__all__ = ["extract", "name", "version"]

name = "agreements"
version = 1


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield one claim for each agreement, its words together."""
    if not len(reading.doc):
        return
    cast = read_cast(reading)
    records: list[list[Mention]] = []
    for mention in MentionFinder(reading, cast, lexicon()).find():
        found = next((record for record in records if _is_same(mention, record)), None)
        if found is not None:
            found.append(mention)
        elif mention.is_concrete:
            records.append([mention])
    for record in records:
        value = _value(reading, cast, record)
        if value is None:
            first = record[0].span
            yield Issue(name, "could not tell who made this agreement", first.start, first.end)
        else:
            spans = sorted({mention.span for mention in record})
            yield make_claim(reading.article, value, [("agreement", span) for span in spans], rule="named")


def _is_same(mention: Mention, record: list[Mention]) -> bool:
    """Whether a mention tells of the agreement of a record: nothing it says of itself speaks against it."""
    if not {kind for one in record for kind in one.types} & set(mention.types):
        return False
    for name in ("duration", "when", "parties"):
        known, own = next((value for one in record if (value := getattr(one, name))), None), getattr(mention, name)
        if known and own and known != own:
            return False
    return True


def _value(reading: Reading, cast: Cast, record: list[Mention]) -> Agreement | None:
    parties = unique(side for mention in record for side in mention.parties) or cast.belligerents
    if not parties and not any(mention.duration or mention.when for mention in record):
        return None
    status = next((mention.status for mention in record if mention.status is not None), None)
    if status is None:
        return None
    when = next((mention.when for mention in record if mention.when is not None), None)
    is_over = status in {"collapsed", "expired"}
    return Agreement(
        tuple(dict.fromkeys(kind for mention in record for kind in mention.types)),
        parties,
        status,
        mediators=_mediators(reading, parties),
        start=None if is_over else when,
        end=when if is_over else None,
        duration=next((mention.duration for mention in record if mention.duration is not None), None),
        terms=_terms(reading, [mention.span for mention in record]),
    )


def _mediators(reading: Reading, parties: Sides) -> Sides:
    """Who mediates the talks of these parties."""
    values = [claim.value for claim in reading.of_kind("talks")]
    return unique(
        side
        for value in values
        if isinstance(value, Talks) and set(value.parties) == set(parties)
        for side in value.mediators
    )


def _terms(reading: Reading, spans: list[Span]) -> tuple[str, ...]:
    """The figures that stand in an agreement's own words."""
    return tuple(
        claim.id
        for claim in reading.of_kind("figure")
        if any(span.start <= claim.evidence[0].start and claim.evidence[0].end <= span.end for span in spans)
    )
