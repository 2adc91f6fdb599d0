"""What one report says, as a ledger would hold it: a ``Report`` → its entries, in memory.

A draft that is checked, a test and a benchmark need entries without a ledger; names resolve through the actors that the
report itself tells of, as the extractors found them.
"""

from __future__ import annotations

from dragoman.model import Actor, Citation, Entry, Report, Value


def entries_of(
    report: Report, *, recorded: str = "", story: str | None = None, origin: str | None = None
) -> list[Entry]:
    """The claims of ``report`` as entries; ``story`` and ``origin`` are its own unless given.

    ``recorded`` is when it was taken in (ISO 8601), the publication date if not given.
    """
    article = report.article
    citation = Citation(
        article.id,
        article.title,
        article.outlet,
        article.agency,
        article.published,
        article.published_from,
        article.language,
        article.url,
    )
    identities = {
        name: claim.value.identity
        for claim in report.claims
        if isinstance(claim.value, Actor) and claim.value.identity
        for name in (claim.value.name, *claim.value.aliases)
    }
    taken_in = recorded or article.published or ""
    return [
        Entry(claim, citation, taken_in, story or article.id, origin or article.id, identities)
        for claim in report.claims
    ]


def said(entry: Entry) -> Value | None:
    """What counts of an entry: its value, the correction where a person made one, nothing where one rejected it."""
    if entry.ruling is None or entry.ruling.verdict == "accept":
        return entry.claim.value
    return entry.ruling.correction if entry.ruling.verdict == "correct" else None
