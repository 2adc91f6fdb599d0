"""The ledger's undated reports, the dates that are offered to them, and the taking of such an offer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.ledger.adding import add_edition
from dragoman.ledger.articles import find_article, find_key
from dragoman.ledger.copies.standing import find_stories, keys_of_story
from dragoman.ledger.querying import Wanted, citation_of, find_entries, is_newest
from dragoman.ledger.tables import articles, editions
from dragoman.ledger.undated import Dated, Offer, offer_date
from dragoman.model import Citation, Entry, UsageError


def find_offers(connection: Connection, as_of: int | None = None) -> list[Offer]:
    """What can be offered to the reports that do not say their date, in the order of their ids."""
    undated = {row.article: citation_of(row) for row in _rows(connection, as_of, undated=True)}
    if not undated:
        return []
    own: dict[str, list[Entry]] = defaultdict(list)
    for entry in find_entries(connection, Wanted(kind="figure", among=undated, as_of=as_of)):
        own[entry.article.id].append(entry)
    outcomes = sorted({entry.claim.value.outcome for entries in own.values() for entry in entries})  # type: ignore[union-attr]
    subjects = [[("outcome", outcome) for outcome in outcomes]]
    told = find_entries(connection, Wanted(kind="figure", subjects=subjects, as_of=as_of)) if outcomes else ()
    dated = Dated(told)
    offers = []
    stories = find_stories(connection, undated, as_of)
    for key, article in sorted(undated.items(), key=lambda item: item[1].id):
        story = stories.get(key)
        members = _members(connection, story.id, as_of) if story else {}
        offer = offer_date(article, own[article.id], dated, story, members)
        if offer is not None:
            offers.append(offer)
    return offers


def take_offer(connection: Connection, uid: str, on: str | None, at: int) -> Offer:
    """Give an undated report the date that is offered to it, or ``on``, a day of the offer; it is marked ``inferred``.

    Raises:
        UsageError: if there is no such article or no offer for it, ``on`` is not offered, or nothing is given and the
            offer is neither one day nor within one month.
    """
    key = find_key(connection, uid)
    offer = next((offer for offer in find_offers(connection) if offer.article.id == uid), None)
    if offer is None or offer.earliest is None or offer.latest is None:
        raise UsageError(f"{uid}: no date can be offered to it, or it has one")
    if on is not None and not offer.earliest <= on <= offer.latest:
        raise UsageError(f"on: {on!r} is not offered; expected a day from {offer.earliest} to {offer.latest}")
    published = on or offer.published
    if published is None:
        raise UsageError(f"{uid}: {offer.earliest} to {offer.latest} is no day and no month; say which day")
    article = replace(find_article(connection, uid, None), published=published, published_from="inferred")
    add_edition(connection, key, article, at)
    return replace(offer, article=replace(offer.article, published=published, published_from="inferred"))


def _members(connection: Connection, story: str, as_of: int | None) -> dict[str, Citation]:
    keys = keys_of_story(connection, story, as_of)
    found = [citation_of(row) for row in _rows(connection, as_of, among=keys)]
    return {citation.id: citation for citation in found}


def _rows(
    connection: Connection, as_of: int | None, *, undated: bool = False, among: list[int] | None = None
) -> list[Any]:
    chosen = (
        select(articles.c.uid.label("article_uid"), editions)
        .join_from(articles, editions, editions.c.article == articles.c.key)
        .where(is_newest(as_of))
    )
    if undated:
        inferred = editions.c.details.contains('"published_from":"inferred"', autoescape=True)
        chosen = chosen.where(or_(editions.c.published.is_(None), inferred))
    if among is not None:
        chosen = chosen.where(articles.c.key.in_(among))
    return list(connection.execute(chosen))
