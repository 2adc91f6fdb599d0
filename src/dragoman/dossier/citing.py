"""Where a line comes from, in words: entries → ``The Courier 2024-05-17``, ``14 reports, 1 origin``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.dossier.marks import origins
from dragoman.model import Entry


def cite(entry: Entry) -> str:
    """The article of an entry, as short as it can be found again by."""
    article = entry.article
    name = article.outlet or article.agency or article.title or article.id
    return f"{name} {article.published}" if article.published else f"{name}, undated"


def words_of_entry(entry: Entry) -> str:
    """The words that an entry rests on: its content, or what bears its kind's name, or the first there are."""
    evidence = entry.claim.evidence
    telling = [piece.words for piece in evidence if piece.role in {"content", entry.claim.kind}]
    return " ".join((" … ".join(telling) or evidence[0].words).split())


def backing(entries: Sequence[Entry]) -> str:
    """How many reports say so and how many independent origins these have: ``3 reports, 1 origin``."""
    reports, independent = len({entry.article.id for entry in entries}), len(origins(entries))
    return f"{_count(reports, 'report')}, {_count(independent, 'origin')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def references(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """The entries for JSON: claim, article, outlet, date, words, so that every line leads to its sentences."""
    return [
        {
            "claim": entry.claim.id,
            "article": entry.article.id,
            "outlet": entry.article.outlet,
            "published": entry.article.published,
            "origin": entry.origin,
            "words": words_of_entry(entry),
        }
        for entry in entries
    ]
