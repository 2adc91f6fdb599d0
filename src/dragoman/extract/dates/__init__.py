"""Dates: from an article's words to the days, months and years that they mean.

In goes a `Reading`, out come ``date`` claims: *They met in Cairo on Wednesday night*, published on Thursday 8
February 2024, gives 2024-02-07, counted from publication. Explicit, partial and relative dates, ranges and parts of
the day resolve as far as the words and the article allow; what can't be known is claimed unresolved, with the reason,
and is an issue. Durations (*a one-week truce*) are no dates: `find_durations` gives them. *Daily* and *now* are
neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.dates.attachment import when_of
from dragoman.extract.dates.durations import Duration, find_durations
from dragoman.extract.dates.grammar import Mention, find_mentions
from dragoman.extract.dates.lexicon import Language, read_language
from dragoman.extract.dates.periods import Stamp, parse_stamp
from dragoman.extract.dates.resolution import Resolution, resolve_mentions
from dragoman.extract.dates.tense import Tenses
from dragoman.model import Claim, Date, Issue, Reading, When, make_claim

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Duration", "extract", "find_durations", "name", "read_dates", "version", "when_of"]

name = "dates"
version = 5

_DEFAULT_LANGUAGE = "en"
_BREAK = re.compile(r"\n(?=\n)")


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield a ``date`` claim for every date of the article, and an issue for each that stays unresolved."""
    article = reading.article
    language = read_language(article.language or _DEFAULT_LANGUAGE)
    if language is None:
        yield Issue(name, f"no rules for dates in the language {article.language!r}")
        return
    published = None if article.published is None else parse_stamp(article.published)
    for resolution in read_dates(article.text, published, language, reading.doc):
        span = resolution.mention.span
        when = as_when(resolution)
        yield make_claim(article, Date(when), [("date", span)], rule=resolution.mention.rule)
        if not when.resolved:
            yield Issue(name, f"could not date {span.of(article.text)!r}: {when.reason}", span.start, span.end)


def read_dates(
    text: str, published: Stamp | None, language: Language, doc: Doc | None = None
) -> tuple[Resolution, ...]:
    """Find and resolve the dates of a text; ``doc``, if given, is its analysis and decides tenses."""
    return resolve_all(text, find_mentions(text, language), published, language, doc)


def resolve_all(
    text: str, mentions: tuple[Mention, ...], published: Stamp | None, language: Language, doc: Doc | None = None
) -> tuple[Resolution, ...]:
    """Resolve mentions that `find_mentions` has found in ``text``."""
    tenses = Tenses(text, language, doc)
    breaks = [found.start() for found in _BREAK.finditer(text)]
    return resolve_mentions(
        mentions,
        published,
        direction=lambda mention: tenses.direction(mention.span),
        paragraph=lambda mention: bisect_right(breaks, mention.span.start),
    )


def as_when(resolution: Resolution) -> When:
    """A resolution in the codebook's words: ISO dates, as precise as the words and no more."""
    period = resolution.period
    if period is None:
        return When(resolved=False, reason=resolution.reason)
    clock = f"T{period.clock}" if period.clock else ""
    return When(
        earliest=period.first.iso() + clock,
        latest=period.last.iso() + clock,
        resolved=True,
        granularity=period.granularity,
        anchor=resolution.anchor,
    )
