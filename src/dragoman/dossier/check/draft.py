"""A draft under review: its report, its claims as entries, and where they stand in its text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from dragoman.dossier.check.known import Known
from dragoman.dossier.check.remarks import About, Remark, Verdict
from dragoman.dossier.check.tokens import quoted_stretches, sentences_of
from dragoman.dossier.check.wording import Match, match
from dragoman.dossier.entries import entries_of
from dragoman.dossier.naming import key_of
from dragoman.model import Article, Entry, Evidence, Quotation, Report, Source
from dragoman.registry import words_of


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of ``words.toml``."""
    table = tomllib.loads(files("dragoman.dossier.check").joinpath("words.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


@dataclass(frozen=True)
class Draft:
    """A report that is checked, and the record that it is checked against."""

    report: Report
    known: Known

    @property
    def article(self) -> Article:
        """The draft's text and what is known of it."""
        return self.report.article

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its claims as a ledger would hold them."""
        return tuple(entries_of(self.report))

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """What stands in quotation marks."""
        return quoted_stretches(self.article.text)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The sentences that the record has in nearly the same words, with its version of each."""
        found = (match(sentence, self.known, self.article.published) for sentence in sentences_of(self.article.text))
        return tuple(one for one in found if one is not None)

    @cached_property
    def quotations(self) -> tuple[tuple[Entry, Quotation], ...]:
        """Its quotations."""
        return tuple((entry, value) for entry in self.entries if isinstance(value := entry.claim.value, Quotation))

    def speaker_of(self, start: int, end: int) -> tuple[Entry, Source] | None:
        """Who the draft lays the words from ``start`` to ``end`` to; the quotation that holds most of them counts."""
        return speaker_at(self.quotations, start, end)

    def remark(
        self, about: About, verdict: Verdict, start: int, end: int, message: str, entries: tuple[Entry, ...] = ()
    ) -> Remark:
        """A remark on a stretch of the draft."""
        return Remark(about, verdict, start, end, self.article.text[start:end], message, entries)


def speaker_at(
    quotations: Iterator[tuple[Entry, Quotation]] | tuple[tuple[Entry, Quotation], ...], start: int, end: int
) -> tuple[Entry, Source] | None:
    """The speaker of the quotation whose content covers most of a stretch, if any covers half of it."""
    best: tuple[int, Entry, Source] | None = None
    for entry, quotation in quotations:
        covered = sum(overlap(piece, start, end) for piece in pieces(entry, "content"))
        if quotation.speaker is not None and covered * 2 >= end - start and (best is None or covered > best[0]):
            best = covered, entry, quotation.speaker
    return best[1:] if best else None


def pieces(entry: Entry, role: str) -> Iterator[Evidence]:
    """The words of an entry that play a part."""
    return (piece for piece in entry.claim.evidence if piece.role == role)


def overlap(piece: Evidence, start: int, end: int) -> int:
    """How many characters a piece of evidence shares with a stretch."""
    return max(0, min(piece.end, end) - max(piece.start, start))


def same_speaker(mine: tuple[Entry, Source], theirs: tuple[Entry, Source]) -> bool:
    """Whether two sources can be one: one identity, a telling word in common, or one the side that the other is of."""
    (my_entry, me), (their_entry, them) = mine, theirs
    if key_of(my_entry, me.name) == key_of(their_entry, them.name):
        return True
    if {"anonymous", "unnamed"} & {me.identification, them.identification}:
        return True  # a described source may be anybody, the other one too
    here, there = telling_words(me), telling_words(them)
    return not here or not there or bool(here & there)


def telling_words(source: Source) -> frozenset[str]:
    """The words of a source's name, affiliation and outlet that tell who it is."""
    names = " ".join(name for name in (source.name, source.affiliation, source.told_to) if name)
    return frozenset(words_of(names)) - word_lists()["empty"] - word_lists()["pronouns"]
