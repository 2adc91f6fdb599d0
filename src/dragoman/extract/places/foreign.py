"""Doc → the stretches that name a place, in a language that the analysis does not know.

An English tagger and parser say nothing of Spanish or Portuguese words. What is left is the writing: words with a
capital that the gazetteer lists. A country or a place of our table is a mention wherever it stands by itself; a town
only behind a word that puts something there ("em Luanda", "la ciudad de Tumaco"), in a list with such a place, or where
the article has it so elsewhere. Nothing that is not listed is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import Mention
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Gazetteer

_LONGEST_NAME = 5
_SHORTEST_NAME = 4
"""Letters of a town's name; shorter ones are acronyms and words."""
_LIST_LINKS = frozenset({",", "y", "e", "o", "ou", "and", "et", "und"})
_OF = frozenset({"de", "del", "do", "da", "dos", "das", "of"})


def find_foreign(doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Mention]:
    """The mentions of places in ``doc``, in the order of the text, none over another."""
    text = doc.text
    listed = list(_listed_names(doc, gazetteer))
    sure = {span.start for span in listed if _stands_alone(span) and plain(span.text) in gazetteer.sure_names}
    put_there = {span.start for span in listed if _is_put_there(span, lexicon)}
    sure |= put_there
    _spread_over_lists(listed, sure)
    known = {plain(span.text) for span in listed if span.start in sure}
    chosen = [span for span in listed if span.start in sure or (plain(span.text) in known and _stands_alone(span))]
    return [Mention(span, text, tagged=span.start in put_there) for span in chosen]


def _listed_names(doc: Doc, gazetteer: Gazetteer) -> Iterator[Span]:
    """The longest names with a capital that the gazetteer has, from left to right."""
    at = 0
    while at < len(doc):
        span = _longest_name(doc, at, gazetteer) if _is_capitalised(doc[at]) else None
        if span is not None:
            yield span
        at = span.end if span is not None else at + 1


def _longest_name(doc: Doc, start: int, gazetteer: Gazetteer) -> Span | None:
    for end in range(min(start + _LONGEST_NAME, len(doc)), start, -1):
        span = doc[start:end]
        if not _is_capitalised(span[-1]) or any(token.is_space for token in span):
            continue
        key = plain(span.text)
        is_name = len(key) >= _SHORTEST_NAME or (key in gazetteer.sure_names and span.text.isupper())
        if is_name and (key in gazetteer.sure_names or gazetteer.find(span.text)):
            return span
    return None


def _stands_alone(span: Span) -> bool:
    """Whether no word with a capital stands beside it, which would make it a piece of another name."""
    doc = span.doc
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and _is_capitalised(after):
        return False
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in _OF and span.start > 1:
        before = doc[span.start - 2] if not doc[span.start - 2].is_sent_start else None
    return before is None or not _is_capitalised(before) or bool(before.is_sent_start)


def _is_put_there(span: Span, lexicon: Lexicon) -> bool:
    """Whether the words before it put something there: a preposition, or "the city of"."""
    doc = span.doc
    if span.start == 0 or (span.end < len(doc) and _is_capitalised(doc[span.end])):
        return False
    before = doc[span.start - 1].lower_
    if before in lexicon.locative_prepositions:
        return True
    if before in _OF and span.start > 1 and doc[span.start - 2].lower_ in lexicon.locative_prepositions:
        return True  # "cerca de", "em de" where a word has dropped out
    kinds = lexicon.city_nouns | lexicon.region_nouns | lexicon.site_nouns | lexicon.directions | lexicon.near_words
    return before in _OF and span.start > 1 and doc[span.start - 2].lower_ in kinds


def _spread_over_lists(listed: list[Span], sure: set[int]) -> None:
    """Add to ``sure`` what stands in a list with one of it, on either side."""
    for names in (listed, listed[::-1]):
        for one, other in pairwise(names):
            first, last = sorted((one, other), key=lambda span: span.start)
            between = first.doc[first.end : last.start]
            linked = 0 < len(between) <= 2 and all(token.lower_ in _LIST_LINKS for token in between)
            if linked and one.start in sure and _stands_alone(other):
                sure.add(other.start)


def _is_capitalised(token: Token) -> bool:
    return bool(token.text[0].isupper() and any(letter.isalpha() for letter in token.text))
