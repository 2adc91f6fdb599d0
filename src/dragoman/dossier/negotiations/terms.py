"""The numbers of an accord: who was to be freed by its terms, and who was.

"A truce of seven days in which 40 prisoners were freed" ties a figure to an accord: by the extractor's own terms, or
because both stand within a clause of each other, or because people of its parties were freed on its very days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from dragoman.dossier.days import reported_on, span_of
from dragoman.dossier.entries import said
from dragoman.dossier.figures import number
from dragoman.dossier.marks import origins
from dragoman.dossier.naming import key_of
from dragoman.dossier.negotiations.agreed import ENDS, Deal
from dragoman.model import Entry, Figure, Quotation

CLAUSE = 120
"""Characters between the words of an accord and those of a figure that belongs to it."""

CARRIED_OUT_WITHIN = 2
"""Days after an exchange begins on which people who are freed are freed by it."""

Part = Literal["terms", "freed"]


@dataclass(frozen=True, slots=True)
class Count:
    """One number of people that were to be freed, or were, and the entries that give it.

    ``quoted`` is the quotation in which one of them stands: "a day more for every 10 hostages" is more than its number.
    """

    number: str
    people: str
    entries: tuple[Entry, ...]
    quoted: Entry | None = None


@dataclass(frozen=True, slots=True)
class Freeing:
    """Figures of people freed among the entries, by article and by id, and the quotations by id."""

    by_article: dict[str, tuple[Entry, ...]]
    by_id: dict[str, Entry]
    quotations: dict[str, Entry]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Freeing:
        """The figures of people freed among ``entries``."""
        by_article: defaultdict[str, list[Entry]] = defaultdict(list)
        quotations: dict[str, Entry] = {}
        for entry in entries:
            value = said(entry)
            if isinstance(value, Quotation):
                quotations[entry.claim.id] = entry
            if isinstance(value, Figure) and value.outcome == "freed" and value.realis != "denied":
                by_article[entry.article.id].append(entry)
        found = {article: tuple(told) for article, told in by_article.items()}
        return cls(found, {entry.claim.id: entry for told in found.values() for entry in told}, quotations)


def numbers(cluster: Sequence[Deal], freeing: Freeing) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
    """What the reports of one accord say of its terms and of who was freed, those of most origins first."""
    parts: dict[Part, dict[str, Entry]] = {"terms": {}, "freed": {}}
    for deal in cluster:
        for entry in freeing.by_article.get(deal.entry.article.id, ()):
            part = _part(deal, entry)
            if part and _of_its_days(cluster, entry):
                parts[part][entry.claim.id] = entry
    for entry in _freed_on_its_days(cluster, freeing):
        parts["freed"][entry.claim.id] = entry
    # What one report calls a term and nobody says was done was not done.
    freed = [entry for id, entry in parts["freed"].items() if id not in parts["terms"]]
    return _counts(parts["terms"].values(), freeing), _counts(freed, freeing)


def _part(deal: Deal, entry: Entry) -> Part | None:
    """Whether a figure of the same article is one of the accord's terms, or tells what came of it."""
    figure = _figure(entry)
    if entry.claim.id not in deal.agreement.terms and _apart(deal.entry, entry) > CLAUSE:
        return None
    if figure.realis not in {"happened", "ongoing"}:
        return None if deal.agreement.status in ENDS else "terms"
    if deal.agreement.status in ENDS:
        return "freed"
    return "freed" if deal.agreement.status in {"in_force", "violated"} else None


def _apart(one: Entry, other: Entry) -> int:
    return min(
        max(first.start - second.end, second.start - first.end, 0)
        for first in one.claim.evidence
        for second in other.claim.evidence
    )


def _of_its_days(cluster: Sequence[Deal], entry: Entry) -> bool:
    """Whether a figure's own days, if it has any, are not before the accord."""
    days = span_of(_figure(entry).when)
    begins = [deal.begins[0] for deal in cluster if deal.begins]
    return not days or not begins or days[1] >= min(begins)


def _freed_on_its_days(cluster: Sequence[Deal], freeing: Freeing) -> Iterable[Entry]:
    """People of the parties' own, or held by them, who were freed on the days of an exchange."""
    begins = [deal.begins[0] for deal in cluster if deal.begins and deal.is_exact]
    if not begins or not any("exchange" in deal.agreement.type for deal in cluster):
        return
    parties = frozenset(key for deal in cluster for key in deal.keys)
    for entry in freeing.by_id.values():
        figure = _figure(entry)
        days = span_of(figure.when)
        day = days[0] if days else reported_on(entry)
        if (
            day
            and figure.realis == "happened"
            and timedelta(0) <= day - min(begins) <= timedelta(CARRIED_OUT_WITHIN)
            and key_of(entry, figure.side) in parties
        ):
            yield entry


def _counts(entries: Iterable[Entry], freeing: Freeing) -> tuple[Count, ...]:
    """By number and by whose they are, those of most origins first."""
    groups: defaultdict[tuple[int | None, int | None, str | None], list[Entry]] = defaultdict(list)
    for entry in entries:
        figure = _figure(entry)
        groups[figure.low, figure.high, key_of(entry, figure.side)].append(entry)
    found = [
        Count(number(_figure(told[0])), _figure(told[0]).people, tuple(told), _quoted(told, freeing))
        for told in groups.values()
    ]
    return tuple(sorted(found, key=lambda count: (-len(origins(count.entries)), -_least(count), count.people)))


def _quoted(told: Iterable[Entry], freeing: Freeing) -> Entry | None:
    within = (freeing.quotations.get(entry.claim.within or "") for entry in told)
    return next((quotation for quotation in within if quotation), None)


def _least(count: Count) -> int:
    figure = _figure(count.entries[0])
    return figure.low or figure.high or 0


def _figure(entry: Entry) -> Figure:
    value = said(entry)
    assert isinstance(value, Figure)
    return value
