"""Actors → claims: the fullest name first, then the other mentions, with the words of office and affiliation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.actors.clusters import Actor as Gathered
from dragoman.extract.actors.index import ActorIndex
from dragoman.extract.actors.mentions import Mention
from dragoman.model import Actor, Claim, Reading, Span, make_claim


def is_told(index: ActorIndex, actor: Gathered) -> bool:
    """Whether an actor is worth a claim: named, or described and saying or doing something."""
    named = any(mention.form == "name" for mention in actor.mentions)
    return named or any(_says(index, mention) for mention in actor.mentions)


def _says(index: ActorIndex, mention: Mention) -> bool:
    tokens = index.tokens
    dep, governor = tokens.role(mention.head)
    if dep.startswith("nsubj"):
        return tokens.lemma[governor] in index.lexicon.speech
    return tokens.case_of(mention.head) in {"according", "by"} and mention.form == "nominal"


def claim_of(reading: Reading, index: ActorIndex, actor: Gathered) -> Claim:
    """The claim of one actor."""
    entry = actor.entry
    affiliation, _ = index.affiliation_of(actor)
    offices = actor.offices
    value = Actor(
        actor.name,
        actor.type,
        entry.country if entry else None,
        offices[0] if offices else None,
        affiliation,
        entry.id if entry else None,
        tuple(_aliases(actor)),
    )
    return make_claim(reading.article, value, _evidence(index, actor), rule=_rule(actor))


def _aliases(actor: Gathered) -> list[str]:
    names = dict.fromkeys(mention.name for mention in actor.mentions if mention.form == "name")
    return [name for name in names if name != actor.name]


def _evidence(index: ActorIndex, actor: Gathered) -> Iterator[tuple[str, Span]]:
    fullest = actor.fullest
    yield "actor", _span(index, fullest.start, fullest.end)
    for mention in actor.mentions:
        if mention is not fullest:
            yield "mention", _span(index, mention.start, mention.end)
        if mention.office is not None:
            yield "office", _span(index, mention.office.start, mention.office.end)
            if mention.office.label is not None and mention.office.affiliation == actor.affiliation:
                yield "affiliation", _span(index, mention.office.label.start, mention.office.label.end)


def _span(index: ActorIndex, start: int, end: int) -> Span:
    return Span(index.tokens.start[start], index.tokens.end_of(end - 1))


def _rule(actor: Gathered) -> str:
    if actor.entry is not None:
        return "registry"
    return "name" if actor.names else "description"
