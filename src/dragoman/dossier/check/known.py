"""What the record knows, in the order in which a draft is looked up in it: sentences, quotations, figures, names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dragoman.dossier.check.tokens import Sentence, Token, sentences_of
from dragoman.dossier.entries import said
from dragoman.dossier.figures.series import Series, series_of
from dragoman.dossier.figures.told import Subject, Told, figures_told
from dragoman.model import Actor, Article, Entry, Quotation

SHINGLE = 3
"""Words in a row by which two sentences are brought together; see ``nearest``."""
COMMON = 400
"""A row of words that stands in more sentences than this tells nothing ("in the West Bank")."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of a report in the record."""

    article: Article
    sentence: Sentence


@dataclass(frozen=True)
class Known:
    """Entries and, where the ledger has them, the articles that they come from, by id."""

    entries: tuple[Entry, ...]
    articles: Mapping[str, Article] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def without(self, articles: Iterable[str]) -> Known:
        """The same record without some articles; what was indexed already stays so."""
        known = replace(self, left_out=frozenset(articles))
        for name in ("_sentences", "_shingles", "_by_article", "_told", "_people"):
            known.__dict__[name] = getattr(self, name)
        return known

    def of_article(self, article: str) -> Sequence[Entry]:
        """The entries of one article."""
        return self._by_article.get(article, ())

    def nearest(self, words: Sequence[Token], limit: int = 8) -> list[Placed]:
        """The sentences that share most rows of words with ``words``, the nearest first."""
        votes: Counter[int] = Counter()
        for row in set(_rows(words)):
            places = self._shingles.get(row, ())
            if len(places) <= COMMON:
                votes.update(places)
        found = (self._sentences[place] for place, _ in votes.most_common(limit * 4))
        return [placed for placed in found if placed.article.id not in self.left_out][:limit]

    @property
    def told(self) -> Iterator[Told]:
        """The figures that are told."""
        return (one for one in self._told if one.entry.article.id not in self.left_out)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series of the figures that are told."""
        return series_of(self.told)

    @cached_property
    def by_subject(self) -> dict[Subject, list[Told]]:
        """The figures that are told, by what they count."""
        found: defaultdict[Subject, list[Told]] = defaultdict(list)
        for one in self.told:
            found[one.subject].append(one)
        return found

    def counting(self, subject: Subject) -> Sequence[Told]:
        """The figures that count what became of a group, wherever and on whichever side."""
        return self._by_matter.get((subject.outcome, subject.people), ())

    @cached_property
    def _by_matter(self) -> dict[tuple[str, str], list[Told]]:
        found: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
        for one in self.told:
            found[one.subject.outcome, one.subject.people].append(one)
        return found

    @cached_property
    def people(self) -> dict[str, list[Entry]]:
        """The entries that name a person, by the name as written."""
        found = {
            name: [entry for entry in entries if entry.article.id not in self.left_out]
            for name, entries in self._people.items()
        }
        return {name: entries for name, entries in found.items() if entries}

    def quotations(self, article: str) -> Iterator[tuple[Entry, Quotation]]:
        """The quotations of one article."""
        for entry in self.of_article(article):
            value = said(entry)
            if isinstance(value, Quotation):
                yield entry, value

    @cached_property
    def _sentences(self) -> list[Placed]:
        return [
            Placed(article, sentence) for article in self.articles.values() for sentence in sentences_of(article.text)
        ]

    @cached_property
    def _shingles(self) -> dict[tuple[str, ...], list[int]]:
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, placed in enumerate(self._sentences):
            for row in set(_rows(placed.sentence.words)):
                found[row].append(place)
        return found

    @cached_property
    def _by_article(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.article.id].append(entry)
        return found

    @cached_property
    def _told(self) -> tuple[Told, ...]:
        return tuple(figures_told(self.entries))

    @cached_property
    def _people(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            value = said(entry)
            if isinstance(value, Actor) and value.type == "person":
                found[value.name].append(entry)
        return found


def _rows(words: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    keys = [word.key for word in words]
    return (tuple(keys[place : place + SHINGLE]) for place in range(len(keys) - SHINGLE + 1))
