"""Agreements: truces, exchanges and accords that an article tells of as made, proposed in concrete terms, or broken.

"A ten-day truce between Sanaa and Riyadh collapsed on Monday" gives one: a ceasefire, its parties, collapsed, ``P10D``.
A truce that is only hoped or called for is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.agreements.lexicon import lexicon
from dragoman.extract.agreements.mentions import Mention, MentionFinder
from dragoman.extract.sides import Cast, Sides, read_cast, unique
from dragoman.model import Agreement, Claim, Issue, Reading, Span, Talks, make_claim
from dragoman.model.values import AgreementStatus

__all__ = ["extract", "name", "version"]

name = "agreements"
version = 3


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield one claim for each agreement, its words together."""
    if not len(reading.doc):
        return
    cast = read_cast(reading)
    for record in _gather(MentionFinder(reading, cast, lexicon()).find(), cast.belligerents):
        value = _value(reading, cast, record)
        if value is None:
            first = record[0].span
            yield Issue(name, "could not tell who made this agreement", first.start, first.end)
        else:
            spans = sorted({mention.span for mention in record})
            yield make_claim(reading.article, value, [("agreement", span) for span in spans], rule="named")


def _gather(mentions: Iterable[Mention], at_war: Sides) -> list[list[Mention]]:
    """One record for each agreement; a mention that fits an earlier one joins the latest of these."""
    records: list[list[Mention]] = []
    for mention in mentions:
        fitting = [record for record in reversed(records) if _is_same(mention, record, at_war)]
        alike = (record for record in fitting if mention.duration and _first(record, "duration") == mention.duration)
        found = next(alike, next(iter(fitting), None))
        if found is not None:
            found.append(mention)
        elif mention.is_concrete:
            records.append([mention])
    return records


def _first(record: list[Mention], name: str) -> object:
    return next((value for one in record if (value := getattr(one, name))), None)


def _is_same(mention: Mention, record: list[Mention], at_war: Sides) -> bool:
    """Whether a mention tells of the agreement of a record: nothing it says of itself speaks against it."""
    last = record[-1]
    is_beside = mention.sentence == last.sentence and mention.when is not None and mention.when == last.when
    is_next = mention.is_generic and mention.sentence - last.sentence <= 1 and not (mention.parties or mention.duration)
    if mention.refers or is_next or (is_beside and {mention.status, last.status} <= _OVER):
        return True
    if not {kind for one in record for kind in one.types} & set(mention.types):
        return False
    if mention.is_named != record[0].is_named and not (mention.parties or record[0].parties):
        return False
    if mention.is_new != record[0].is_new and mention.is_concrete:
        return False
    known, own = {side for one in record for side in one.parties}, set(mention.parties)
    if own and own != (known or set(at_war)) and not (known and own <= known):
        return False
    for name in ("duration", "when"):
        if name == "when" and mention.is_definite and mention.status == "in_force" and record[0].status == "agreed":
            continue  # it was declared on one day and begins on another
        told, said = _first(record, name), getattr(mention, name)
        if told and said and told != said:
            return False
    statuses = {one.status for one in record if one.status is not None}
    if statuses & _OVER and not (mention.is_concrete or mention.is_definite):
        return False
    if mention.is_definite or mention.status is None or not statuses or not mention.is_concrete:
        return True
    return (mention.status in _OVER) == bool(statuses & _OVER)


_OVER = frozenset({"expired", "collapsed", "carried_out", "violated"})
"""What is over is another agreement than one that is only proposed or just begun."""

_TELLING: tuple[AgreementStatus, ...] = ("violated", "collapsed", "expired")
"""What of the statuses told of an agreement holds, whatever else was true of it before."""


def _value(reading: Reading, cast: Cast, record: list[Mention]) -> Agreement | None:
    named = unique(side for mention in record for side in mention.parties)
    parties = named or (() if record[0].is_named else cast.belligerents)
    if not parties and (record[0].is_named or not any(mention.duration or mention.when for mention in record)):
        return None
    told = [mention.status for mention in record if mention.status is not None]
    ranked = (*_TELLING, *(("in_force",) if told[:1] == ["agreed"] else ()))
    status = next((one for one in ranked if one in told), next(iter(told), None))
    if status is None and {"peace"} & {kind for mention in record for kind in mention.types}:
        status = "in_force" if named else None
    if status is None:
        return None
    dated = [mention for mention in record if mention.when is not None]
    declared = next((mention.when for mention in dated if mention.status == "agreed"), None)
    when = next((mention.when for mention in dated if mention.status != "agreed"), None)
    return Agreement(
        tuple(dict.fromkeys(kind for mention in record for kind in mention.types)),
        parties,
        status,
        mediators=_mediators(reading, parties),
        declared=declared,
        start=None if status == "collapsed" else when,
        end=when if status in {"collapsed", "expired"} else None,
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
