"""Who claims a figure: the speaker of the innermost quotation that it stands in, and nobody where the outlet says it
itself.
"""

from __future__ import annotations

from bisect import bisect_right

from dragoman.extract.actors.tokens import Tokens
from dragoman.model import Claim, Quotation, Reading, Source, Span

_REPORTED = frozenset({"ccomp", "xcomp", "obj"})
_MOST_STEPS = 12


def claimant_of(
    reading: Reading, tokens: Tokens, theme: int, number: Span, cues: frozenset[str]
) -> tuple[Source | None, str | None]:
    """The source of a number, and the id of the quotation that it stands in.

    A demand, a vow or a warning takes what it mentions as known: under one of those ``cues`` an indirect quotation
    claims nothing of a figure that it only mentions, and the outlet does.
    """
    holders = [(size, claim) for claim in reading.of_kind("quotation") if (size := _held_in(claim, number)) is not None]
    if holders:
        claim = min(holders, key=lambda holder: holder[0])[1]
    else:
        governing = [claim for claim in reading.of_kind("quotation") if _governs(tokens, claim, theme)]
        if len(governing) != 1:
            return None, None
        claim = governing[0]
    value = claim.value
    assert isinstance(value, Quotation)
    if value.manner == "indirect" and _cue_lemma(tokens, claim) in cues:
        return None, None
    return value.speaker, claim.id


def _held_in(claim: Claim, words: Span) -> int | None:
    """The length of the quotation's content span that holds the words, if one does."""
    spans = [Span(evidence.start, evidence.end) for evidence in claim.evidence if evidence.role == "content"]
    return next((span.end - span.start for span in spans if span.contains(words)), None)


def _cue_token(tokens: Tokens, claim: Claim) -> int | None:
    cue = next((evidence for evidence in claim.evidence if evidence.role == "cue"), None)
    return None if cue is None else max(bisect_right(tokens.start, cue.start) - 1, 0)


def _cue_lemma(tokens: Tokens, claim: Claim) -> str | None:
    token = _cue_token(tokens, claim)
    return None if token is None else tokens.lemma[token]


def _governs(tokens: Tokens, claim: Claim, theme: int) -> bool:
    """Whether the tree puts a word under what a quotation's cue reports, though its content was cut shorter."""
    cue = _cue_token(tokens, claim)
    if cue is None:
        return False
    token = theme
    for _ in range(_MOST_STEPS):
        head = tokens.head[token]
        if head == token:
            return False
        if head == cue:
            return tokens.base[token] in _REPORTED
        token = head
    return False
