"""All figures of a record in the orders in which the checks of reconciliation want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.dossier.days import Day
from dragoman.dossier.figures.series import LATEST, Series, series_of
from dragoman.dossier.figures.told import Subject, Told, all_figures, figures_told
from dragoman.model import Entry


@dataclass(frozen=True)
class Record:
    """The entries that are reconciled, and their figures."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Record:
        """The record of ``entries``, whatever they are."""
        return cls(tuple(entries))

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What is said to be so, in order of publication."""
        return tuple(sorted(figures_told(self.entries), key=lambda one: one.reported or LATEST))

    @cached_property
    def all(self) -> dict[str, Told]:
        """Every figure by the id of its claim, offers and plans among them."""
        return {one.entry.claim.id: one for one in all_figures(self.entries)}

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series of what is told."""
        return series_of(self.told)

    @cached_property
    def totals(self) -> tuple[Series, ...]:
        """The series of running totals."""
        return tuple(one for one in self.series if one.subject.total)

    @cached_property
    def by_article(self) -> dict[str, list[Told]]:
        """The figures of each article."""
        found: defaultdict[str, list[Told]] = defaultdict(list)
        for one in self.told:
            found[one.entry.article.id].append(one)
        return found

    @cached_property
    def by_day(self) -> dict[tuple[Subject, Day], list[Told]]:
        """The figures on one subject as of one day."""
        found: defaultdict[tuple[Subject, Day], list[Told]] = defaultdict(list)
        for one in self.told:
            if one.as_of is not None:
                found[one.subject, one.as_of].append(one)
        return found

    @cached_property
    def counts(self) -> dict[tuple[str | None, Subject], list[Told]]:
        """The dated counts of days or periods, by claimant and the subject of the total that they add to."""
        found: defaultdict[tuple[str | None, Subject], list[Told]] = defaultdict(list)
        for one in self.told:
            if not one.subject.total and one.dated and one.begins is not None and one.figure.part_of is None:
                subject = one.subject
                total = Subject(subject.outcome, subject.people, subject.side, subject.place, True)
                found[one.claimant, total].append(one)
        return found
