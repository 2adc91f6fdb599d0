"""Who claims a figure: the speaker of the innermost quotation that it stands in, and nobody where the outlet says it
itself.
"""

from __future__ import annotations

from dragoman.model import Claim, Quotation, Reading, Source, Span


def claimant_of(reading: Reading, words: Span) -> tuple[Source | None, str | None]:
    """The source of a number, and the id of the quotation that they stand in."""
    holders = [(size, claim) for claim in reading.of_kind("quotation") if (size := _held_in(claim, words)) is not None]
    if not holders:
        return None, None
    _, claim = min(holders, key=lambda holder: holder[0])
    assert isinstance(claim.value, Quotation)
    return claim.value.speaker, claim.id


def _held_in(claim: Claim, words: Span) -> int | None:
    """The length of the quotation's content span that holds the words, if one does."""
    spans = [Span(evidence.start, evidence.end) for evidence in claim.evidence if evidence.role == "content"]
    return next((span.end - span.start for span in spans if span.contains(words)), None)
