"""Which date governs which words: *On Monday the army killed 12 people* dates the twelve.

In go a reading's date claims and a span, out comes the one date of the same noun phrase or the same verb, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.model import Claim, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = ("ccomp", "advcl", "acl", "parataxis", "csubj", "ROOT", "root")
_MAX_STEPS = 50  # no sentence is deeper; a cycle in a hand-made tree must not hang us


def when_of(doc: Doc, claims: Iterable[Claim], words: Span) -> Claim | None:
    """The ``date`` claim that dates ``words``: one in their own phrase (*Wednesday's talks*), else on their verb.

    A date on another verb (*he said on Monday*) is not theirs. ``None`` if there is no date, no tree, or no telling
    which.
    """
    if not doc.has_annotation("DEP"):
        return None
    governed = doc.char_span(words.start, words.end, alignment_mode="expand")
    if governed is None:
        return None
    head = governed.root
    sentence = Span(head.sent.start_char, head.sent.end_char)
    stated = (claim for claim in claims if claim.kind == "date")
    here = (claim for claim in stated if sentence.start <= claim.evidence[0].start < sentence.end)
    dates = [(claim, root) for claim in here if (root := _root(doc, claim)) is not None]
    inside = [claim for claim, root in dates if head.i in {token.i for token in _upward(root)}]
    own = [claim for claim, root in dates if _upward_to_verb(root) == _upward_to_verb(head)]
    if len(inside) == 1:
        return inside[0]
    candidates = inside or own
    return candidates[0] if len(candidates) == 1 else _nearest(candidates, words)


def _root(doc: Doc, claim: Claim) -> Token | None:
    """The head of a date's words."""
    span = doc.char_span(claim.evidence[0].start, claim.evidence[0].end, alignment_mode="expand")
    return None if span is None else span.root


def _upward(token: Token) -> Iterator[Token]:
    """A word and the words above it up to the verb of its clause."""
    for _ in range(_MAX_STEPS):
        yield token
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            return
        token = token.head


def _upward_to_verb(token: Token) -> int:
    """The position of the verb (or clause head) that a word belongs to."""
    return list(_upward(token))[-1].i


def _nearest(candidates: list[Claim], words: Span) -> Claim | None:
    """The one nearest to the words; ``None`` if two are as near."""
    ranked = sorted(candidates, key=lambda claim: _distance(claim, words))
    if not ranked or (len(ranked) > 1 and _distance(ranked[0], words) == _distance(ranked[1], words)):
        return None
    return ranked[0]


def _distance(claim: Claim, words: Span) -> int:
    evidence = claim.evidence[0]
    return max(evidence.start - words.end, words.start - evidence.end, 0)
