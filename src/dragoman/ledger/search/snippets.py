"""A text and what was asked for → the stretch of the text that has the most of it, and where the words stand there."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger.search.terms import Query, Term, places_of

LONGEST = 220
"""Characters of a snippet."""

_BEFORE = 60  # characters of the text before its first hit


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of an article, letter for letter, from code point ``start`` on; ``marks`` are the hits in ``words``."""

    words: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()


def find_snippet(text: str, query: Query) -> Snippet:
    """The stretch of ``text`` with the most different terms, then the most hits, then the first; else its beginning."""
    hits = find_hits_in(text, query)
    best, most = 0, (0, 0)
    for index, (_, start, _) in enumerate(hits):
        inside = [term for term, begin, end in hits[index:] if end <= start - _BEFORE + LONGEST]
        if (len(set(inside)), len(inside)) > most:
            best, most = index, (len(set(inside)), len(inside))
    first = max(0, hits[best][1] - _BEFORE) if hits else 0
    start, end = _to_words(text, first, min(len(text), first + LONGEST))
    marks = tuple((begin - start, stop - start) for _, begin, stop in hits if start <= begin and stop <= end)
    return Snippet(text[start:end], start, marks)


def find_hits_in(text: str, query: Query) -> list[tuple[Term, int, int]]:
    """Where the wanted terms stand in a text, in order."""
    places = places_of(text)
    words = [word for word, _, _ in places]
    found = []
    for term in dict.fromkeys(query.terms):
        length = len(term.words)
        for index in range(len(words) - length + 1):
            if _matches(words[index : index + length], term):
                found.append((term, places[index][1], places[index + length - 1][2]))
    return sorted(found, key=lambda hit: hit[1:])


def _matches(words: list[str], term: Term) -> bool:
    *before, last = term.words
    return words[:-1] == before and (words[-1].startswith(last) if term.prefix else words[-1] == last)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the halves of words at its ends, if it has whole ones."""
    if start and not text[start - 1].isspace():
        space = text.find(" ", start, end)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", start, end)
        end = space if space > start else end
    return start, end
