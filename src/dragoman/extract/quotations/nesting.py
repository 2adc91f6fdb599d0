"""In which quotation words stand."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Claim, Span


def enclosing(claims: Iterable[Claim], span: Span) -> Claim | None:
    """The innermost quotation whose content holds all of ``span``: the one with the least content of those that do.

    ``enclosing(reading.claims, words).value.speaker`` is the source of a claim in these words; where nothing is
    returned they are the outlet's own.
    """
    holding = [
        (
            sum(each.end - each.start for each in claim.evidence if each.role == "content"),
            claim.evidence[0].start,
            claim,
        )
        for claim in claims
        if claim.kind == "quotation"
        and any(each.role == "content" and each.start <= span.start and span.end <= each.end for each in claim.evidence)
    ]
    return min(holding, key=lambda each: (each[0], -each[1]))[2] if holding else None
