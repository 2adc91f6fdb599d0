"""Who counted: the subject of a verb of counting, where no words of anybody's are told.

*The ministry reported 812 deaths*, *the United Nations puts the toll at 812*, *812 deaths were recorded by monitors*.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.actors import ActorIndex
from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count
from dragoman.extract.figures.governors import Fate
from dragoman.extract.figures.lexicon import Lexicon
from dragoman.model import Source, Span

_MOST_STEPS = 4
_COUNTED = frozenset({"obj", "nsubj", "nmod", "nummod", "conj", "appos", "obl"})
_OUTSIDE = frozenset({"acl", "parataxis", "punct", "appos", "case", "dep", "advcl", "mark"})


def counter_of(index: ActorIndex, count: Count, fate: Fate, lexicon: Lexicon) -> tuple[Source, Span] | None:
    """Who made a count, and the words that say who; ``None`` where no verb of counting governs it, or nobody counts."""
    tokens = index.tokens
    verb = _verb(tokens, count, fate, lexicon)
    head = None if verb is None else _subject(tokens, verb)
    if head is None:
        return None
    start, end = _phrase(tokens, head)
    source = None if start <= count.theme < end else index.source(start, end)
    return None if source is None else (source, Span(tokens.start[start], tokens.end_of(end - 1)))


def _verb(tokens: Tokens, count: Count, fate: Fate, lexicon: Lexicon) -> int | None:
    """The verb of counting that a number is the object of, or that sets a running toll."""
    if (
        fate.rule == "toll"
        and tokens.base[fate.cue] == "obj"
        and tokens.lemma[tokens.head[fate.cue]] in lexicon.setting
    ):
        return tokens.head[fate.cue]
    token = count.theme
    for _ in range(_MOST_STEPS):
        head = tokens.head[token]
        if head == token or (tokens.base[token] not in _COUNTED and fate.rule != "toll"):
            return None
        if tokens.pos[head] == "VERB" and tokens.lemma[head] in lexicon.counting:
            return head if tokens.base[token] in {"obj", "nsubj"} else None
        if fate.rule == "toll" and tokens.lemma[head] in lexicon.setting:
            return head
        token = head
    return None


def _subject(tokens: Tokens, verb: int) -> int | None:
    """Who does what a verb says: its subject, or the agent of a passive."""
    is_passive = any(tokens.dep[child] in {"nsubj:pass", "aux:pass"} for child in tokens.children[verb])
    if is_passive:
        return next((child for child in tokens.children[verb] if tokens.dep[child] == "obl:agent"), None)
    return tokens.subject_of(verb)


def _phrase(tokens: Tokens, head: int) -> tuple[int, int]:
    """The words of a noun phrase without clauses and what is set beside it."""
    inside = sorted({head, *_within(tokens, head)})
    start = end = inside.index(head)
    while start and inside[start - 1] == inside[start] - 1:
        start -= 1
    while end + 1 < len(inside) and inside[end + 1] == inside[end] + 1:
        end += 1
    return inside[start], inside[end] + 1


def _within(tokens: Tokens, head: int) -> Iterator[int]:
    for child in tokens.children[head]:
        if tokens.base[child] not in _OUTSIDE or (tokens.base[child] == "case" and tokens.base[head] == "nmod"):
            yield child
            yield from _within(tokens, child)
