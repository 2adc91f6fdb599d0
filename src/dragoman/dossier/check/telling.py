"""A review for programs: a JSON object, and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.dossier.check.remarks import Remark, Review
from dragoman.dossier.citing import cite, references

COLUMNS = ("about", "verdict", "wrong", "start", "end", "words", "message", "reports", "claims")
"""The columns of ``rows``."""


def review_object(review: Review) -> dict[str, object]:
    """A review as JSON; offsets count code points of ``text``."""
    draft = review.draft
    return {
        "draft": {"id": draft.id, "title": draft.title, "published": draft.published, "text": draft.text},
        "contradicts": bool(review.wrong),
        "remarks": [_remark(remark) | {"from": references(remark.entries)} for remark in review.remarks],
    }


def rows(review: Review) -> Iterator[dict[str, object]]:
    """A row for each remark, with the reports and claims that it rests on."""
    for remark in review.remarks:
        reports = [cite(entry) for entry in remark.entries]
        yield _remark(remark) | {"reports": reports, "claims": [entry.claim.id for entry in remark.entries]}


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "about": remark.about,
        "verdict": remark.verdict,
        "wrong": remark.is_wrong,
        "start": remark.start,
        "end": remark.end,
        "words": remark.words,
        "message": remark.message,
    }
