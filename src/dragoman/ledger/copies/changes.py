"""A text and the text it was taken from → what was changed on the way, in both texts' words.

"At least 14 people were killed, medics said" taken over as "40 people were killed, medics confirmed" has three
changes: a number, a bound that was dropped, a stronger verb. In: the two texts. Out: ``Change`` records; words that
were merely put otherwise are none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.ledger.copies.comparison import Comparison, Gap, compare
from dragoman.ledger.copies.facts import find_facts, months_of
from dragoman.ledger.copies.kinship import Text
from dragoman.ledger.folding import fold

ChangeKind = Literal[
    "number", "bound dropped", "bound added", "hedge dropped", "hedge added", "stronger verb", "weaker verb"
]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the words that the earlier text has, and those that stand there in the copy; one of them may be
    empty."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of one language: folded phrases, and verbs by how far they take what is said for true."""

    hedges: tuple[str, ...]
    bounds: tuple[str, ...]
    verbs: dict[str, int]


def find_changes(original: Text, copy: Text, comparison: Comparison | None = None) -> tuple[Change, ...]:
    """What ``copy`` says otherwise than ``original``, in the order of the original."""
    words = _load().get(original.article.language or "en")
    if words is None:
        return ()
    gaps = (compare(original, copy) if comparison is None else comparison).gaps
    return tuple(dict.fromkeys(change for gap in gaps for change in _changes(original, copy, gap, words)))


def _changes(original: Text, copy: Text, gap: Gap, words: _Words) -> Iterator[Change]:
    before = original.words.written(gap.first, gap.last)
    after = copy.words.written(gap.other_first, gap.other_last)
    language = original.article.language
    numbers, others = _numbers(before, language), _numbers(after, language)
    if numbers and others and numbers != others:
        yield Change("number", before, after)
    plain, other_plain = _plain(before, language), _plain(after, language)
    for kind, phrases in (("bound", words.bounds), ("hedge", words.hedges)):
        had, has = _has(plain, phrases), _has(other_plain, phrases)
        if had and not has and (kind == "hedge" or others or _number_follows(copy, gap.other_last, language)):
            yield Change("bound dropped" if kind == "bound" else "hedge dropped", before, after)
        elif has and not had and (kind == "hedge" or numbers or _number_follows(original, gap.last, language)):
            yield Change("bound added" if kind == "bound" else "hedge added", before, after)
    strength, other_strength = _strength(plain, words.verbs), _strength(other_plain, words.verbs)
    if strength is not None and other_strength is not None and strength != other_strength:
        yield Change("stronger verb" if other_strength > strength else "weaker verb", before, after)


def _numbers(written: str, language: str | None) -> frozenset[str]:
    return frozenset(fact.key for fact in find_facts(written, language) if fact.kind == "number")


def _number_follows(text: Text, word: int, language: str | None) -> bool:
    """Whether the next word is a number, which a bound would be the bound of."""
    return bool(_numbers(text.words.written(word, min(word + 1, len(text.words))), language))


def _plain(written: str, language: str | None) -> str:
    """Folded words between single spaces, without months: *May* is none of the hedges."""
    months = months_of(language or "en")
    words = (word for word in written.split() if not (word[0].isupper() and fold(word.strip(".,")) in months))
    return f" {' '.join(map(fold, words))} "


def _has(plain: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase} " in plain for phrase in phrases)


def _strength(plain: str, verbs: dict[str, int]) -> int | None:
    found = {verbs[word] for word in plain.replace(",", " ").split() if word in verbs}
    return found.pop() if len(found) == 1 else None


@cache
def _load() -> dict[str, _Words]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    tiers = ("doubted", "said", "asserted")
    return {
        language: _Words(
            tuple(table["hedges"][language]),
            tuple(table["bounds"][language]),
            {verb: strength for strength, tier in enumerate(tiers) for verb in table["verbs"][tier][language]},
        )
        for language in table["hedges"]
    }
