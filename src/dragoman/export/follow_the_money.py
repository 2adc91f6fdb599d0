"""A ledger → FollowTheMoney entities or statements, for Aleph, OpenAleph and other programs that take these in.

Articles become ``Article``; those whom they name ``Person``, ``PublicBody``, ``Organization`` or ``LegalEntity``, one
for each identity; an actor claim a ``Mention`` in its article; events, talks and agreements an ``Event``; figures,
positions and quotations a ``Note`` on the article and on those whom they are about. Dates and places have no schema of
their own. What nobody resolved is no entity: it stays a name. Schemata, types and statement columns are those of
followthemoney 4.11 (followthemoney/schema/*.yaml, followthemoney/statement/serialize.py), which is not needed here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

import pycountry

from dragoman.describe import describe
from dragoman.dossier.entries import said
from dragoman.dossier.tables import write_csv
from dragoman.ledger import Ledger
from dragoman.ledger.coding import actors_of
from dragoman.ledger.identities import name_of
from dragoman.model import Article, Entry
from dragoman.model.values import Actor, Agreement, Event, Figure, Position, Quotation, Talks, Value, When
from dragoman.registry import load_registry

DATASET = "dragoman"
STATEMENT_COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
TYPES: Mapping[str, str] = {
    "id": "id",
    "name": "name",
    "alias": "name",
    "namesMentioned": "name",
    "title": "string",
    "fileName": "string",
    "author": "string",
    "publisher": "string",
    "recordId": "string",
    "keywords": "string",
    "classification": "string",
    "detectedSchema": "string",
    "bodyText": "text",
    "description": "text",
    "notes": "text",
    "publishedAt": "date",
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "language": "language",
    "country": "country",
    "sourceUrl": "url",
    "location": "address",
    "proof": "entity",
    "document": "entity",
    "resolved": "entity",
    "involved": "entity",
    "entity": "entity",
}
"""The type of each property that is written."""

_SCHEMATA: Mapping[str, str] = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "armed_group": "Organization",
    "international_organisation": "Organization",
    "agency": "Organization",
    "party": "Organization",
    "other": "LegalEntity",
    "body": "Organization",
}
"""By the registry's type of an identity, else by how the id of its node begins."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; ``seen`` is when the ledger took it in and ``rule`` what found it, where a claim is behind it."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    seen: str | None = None
    rule: str | None = None


def find_entities(ledger: Ledger, *, as_of: str | None = None) -> Iterator[Entity]:
    """The entities of a ledger: those whom it names, its articles, then what these say, in order of publication.

    An entity never comes twice, and what it refers to comes before it.
    """
    actors = _Actors()
    yield from actors.known(ledger, as_of)
    for article in ledger.articles(as_of=as_of):
        yield _article(article)
    for entry in ledger.entries(as_of=as_of):
        value = said(entry)
        if value is not None:
            yield from actors.missing(entry, value)
            yield from _claim(entry, value, actors)


def write_entities(out: TextIO, entities: Iterable[Entity]) -> None:
    """Write entities as JSON Lines, each with ``id``, ``schema`` and ``properties``."""
    for entity in entities:
        told = {"id": entity.id, "schema": entity.schema, "properties": entity.properties, "datasets": [DATASET]}
        out.write(json.dumps(told, ensure_ascii=False) + "\n")


def write_statements(out: TextIO, entities: Iterable[Entity]) -> None:
    """Write a row for each value of each entity, under the columns of followthemoney's CSV."""
    write_csv(out, STATEMENT_COLUMNS, (row for entity in entities for row in _statements(entity)))


def _statements(entity: Entity) -> Iterator[dict[str, object]]:
    seen = entity.seen[:19] if entity.seen else None
    told = [("id", entity.id), *((prop, value) for prop, values in entity.properties.items() for value in values)]
    for prop, value in told:
        yield {
            "canonical_id": entity.id,
            "entity_id": entity.id,
            "prop": prop,
            "prop_type": TYPES[prop],
            "schema": entity.schema,
            "value": value,
            "dataset": DATASET,
            "origin": entity.rule,
            "external": "f",
            "first_seen": seen,
            "last_seen": seen,
            # Statement.make_key of followthemoney
            "id": hashlib.sha1(f"{DATASET}.{entity.id}.{prop}.{value}".encode()).hexdigest(),
        }


class _Actors:
    """Identities with their entities' schemata; small beside a ledger, as names come back in article after article."""

    def __init__(self) -> None:
        self._identity_of: dict[str, str] = {}
        self._schemata: dict[str, str] = {}

    def known(self, ledger: Ledger, as_of: str | None) -> Iterator[Entity]:
        """The entities of all whom actor claims name, or whom a person judged one."""
        for identity in ledger.identities(as_of=as_of)[0]:
            self._identity_of.update(dict.fromkeys(identity.nodes, identity.id))
            judged = (node for node in identity.nodes if "/" not in node)
            yield self._entity(identity.id, (*identity.names, *judged))

    def missing(self, entry: Entry, value: Value) -> Iterator[Entity]:
        """The entities of those who came after ``known`` was asked, as others add and judge: nothing refers to none."""
        for name in actors_of(value):
            identity = self._identity(entry, name)
            if identity is not None and identity not in self._schemata:
                yield self._entity(identity, (name,))

    def of(self, entry: Entry, names: Iterable[str]) -> list[str]:
        """The ids of the entities that names of an entry resolve to."""
        found = (self._identity(entry, name) for name in names)
        return [_actor_id(identity) for identity in found if identity is not None]

    def schema(self, entry: Entry, name: str) -> str | None:
        """The schema of what a name resolves to."""
        identity = self._identity(entry, name)
        return self._schemata[identity] if identity is not None else None

    def _identity(self, entry: Entry, name: str) -> str | None:
        identity = entry.identities.get(name)
        return None if identity is None else self._identity_of.get(identity, identity)

    def _entity(self, identity: str, names: tuple[str, ...]) -> Entity:
        known = load_registry().entries.get(identity)
        kind = known.type if known else identity.partition("/")[0]
        schema = self._schemata[identity] = _SCHEMATA.get(kind, "LegalEntity")
        name = known.name if known else names[0] if names else name_of(identity)
        return _make(
            _actor_id(identity),
            schema,
            name=[name],
            alias=[other for other in names if other != name],
            country=[known.country.lower() if known and known.country else None],
            classification=[known.type if known else None],
            notes=[f"identity in Dragoman: {identity}"],
        )


def _article(article: Article) -> Entity:
    inferred = article.published_from == "inferred"
    return _make(
        _article_id(article.id),
        "Article",
        title=[article.title],
        fileName=[article.title or article.id],
        author=article.authors,
        publisher=[article.outlet, article.agency],
        publishedAt=[article.published],
        notes=["The publication date is inferred." if inferred else None],
        language=[_language(article.language)],
        sourceUrl=[_web(article.url)],
        bodyText=[article.text],
    )


def _claim(entry: Entry, value: Value, actors: _Actors) -> Iterator[Entity]:
    match value:
        case Actor():
            yield _of(
                entry,
                "Mention",
                document=[_article_id(entry.article.id)],
                name=[value.name],
                resolved=actors.of(entry, [value.name]),
                detectedSchema=[actors.schema(entry, value.name) or _SCHEMATA.get(value.type or "")],
            )
        case Event():
            names = [name for name in (value.actor, value.recipient) if name]
            yield _event(entry, value, actors, names, value.where, [value.type, value.mode, value.realis], value.when)
        case Talks():
            names = [*value.parties, *value.mediators, *value.participants]
            said_of = ("talks", value.status, *value.aims)
            yield _event(entry, value, actors, names, value.venue, said_of, value.when)
        case Agreement():
            names = [*value.parties, *value.mediators]
            terms = ("agreement", *value.type, value.status)
            yield _event(entry, value, actors, names, None, terms, value.declared or value.start)
        case Figure() | Position() | Quotation():
            about = list(actors_of(value))
            yield _of(
                entry,
                "Note",
                **_told(entry, value),
                entity=[_article_id(entry.article.id), *actors.of(entry, about)],
                keywords=[entry.claim.kind],
            )
        case _:
            return  # a date or a place has no schema of its own


def _event(
    entry: Entry,
    value: Value,
    actors: _Actors,
    names: list[str],
    where: str | None,
    keywords: Iterable[str | None],
    when: When | None,
) -> Entity:
    return _of(
        entry,
        "Event",
        **_told(entry, value),
        **_dates(when),
        location=[where],
        involved=actors.of(entry, names),
        namesMentioned=names,
        keywords=keywords,
        recordId=[entry.claim.id],
    )


def _told(entry: Entry, value: Value) -> dict[str, list[str | None]]:
    """What claims of all kinds have: what they say in short, in the article's words, and where that stands."""
    name, facts = describe(value)
    return {
        "name": [": ".join(part for part in (name, "; ".join(facts)) if part)],
        "description": [" … ".join(evidence.words for evidence in entry.claim.evidence)],
        "proof": [_article_id(entry.article.id)],
        "publisher": [entry.article.outlet],
        "sourceUrl": [_web(entry.article.url)],
    }


def _dates(when: When | None) -> dict[str, list[str | None]]:
    """A day as the date; any other time by its bounds, which do not say that it took all of it."""
    if when is None or not when.resolved:
        return {}
    first, last = (bound[:10] if bound else None for bound in (when.earliest, when.latest))
    return {"date": [first]} if first == last else {"startDate": [first], "endDate": [last]}


def _of(entry: Entry, schema: str, **properties: Iterable[str | None]) -> Entity:
    return _make(f"{schema.lower()}-{entry.claim.id}", schema, entry.recorded, entry.claim.rule, **properties)


def _make(
    id_: str, schema: str, seen: str | None = None, rule: str | None = None, /, **properties: Iterable[str | None]
) -> Entity:
    given = {prop: tuple(dict.fromkeys(value for value in values if value)) for prop, values in properties.items()}
    return Entity(id_, schema, {prop: values for prop, values in given.items() if values}, seen, rule)


def _article_id(article: str) -> str:
    return f"article-{article}"


def _actor_id(identity: str) -> str:
    """Ids of entities have letters, digits, dots and hyphens alone: an identity's words go through a digest."""
    return f"actor-{hashlib.sha256(identity.encode()).hexdigest()[:16]}"


def _language(code: str | None) -> str | None:
    """ISO 639-1 → ISO 639-3, which FollowTheMoney has."""
    found = pycountry.languages.get(alpha_2=code) if code else None
    return found.alpha_3 if found else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
