"""Is this draft right? A draft and the record → remarks, by the checks listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dragoman.dossier.check.calendar import weekdays
from dragoman.dossier.check.counted import arithmetic, figures
from dragoman.dossier.check.draft import Draft
from dragoman.dossier.check.known import Known
from dragoman.dossier.check.people import names
from dragoman.dossier.check.quoted import quotations
from dragoman.dossier.check.remarks import Remark, Review
from dragoman.dossier.check.sentences import wording
from dragoman.model import Article, Entry, Report

CHECKS: tuple[Callable[[Draft], Iterator[Remark]], ...] = (
    figures,
    arithmetic,
    quotations,
    wording,
    names,
    weekdays,
)
"""Every check of a draft, in the order in which remarks on the same words are told."""


def check(draft: Report, entries: Iterable[Entry], articles: Mapping[str, Article] | None = None) -> Review:
    """What the record has against and for a draft.

    ``articles`` are the texts that the entries come from, by id; without them nothing can be said about wording.
    """
    return check_against(draft, Known(tuple(entries), articles or {}))


def check_against(report: Report, known: Known) -> Review:
    """The same against a record that is used for many drafts."""
    draft = Draft(report, known)
    remarks: dict[tuple[str, str, int, int], Remark] = {}
    for remark in (remark for one in CHECKS for remark in one(draft)):
        remarks.setdefault((remark.about, remark.verdict, remark.start, remark.end), remark)
    return Review(report.article, tuple(sorted(remarks.values(), key=lambda one: (one.start, one.end))))
