"""Talks: every round, meeting and track of negotiation that an article tells of, one record each with all its words.

"A second round of talks between Ethiopia and the TPLF, brokered by the African Union, opened in Pretoria on Tuesday"
gives one record: the two parties, the mediator, the venue, the day. A parliament's debate or a press conference is
none; where it is not said who talks, there is no record.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.sides import read_cast
from dragoman.extract.talks.casting import Casting
from dragoman.extract.talks.lexicon import lexicon
from dragoman.extract.talks.mentions import MentionFinder
from dragoman.extract.talks.records import gather
from dragoman.model import Claim, Issue, Reading, make_claim

__all__ = ["extract", "name", "version"]

name = "talks"
version = 3


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield one claim for each record, and an issue for talks of which it is not told who takes part."""
    if not len(reading.doc):
        return
    cast, words = read_cast(reading), lexicon()
    records = gather(MentionFinder(reading, cast, words).find(), cast.belligerents)
    casting = Casting(cast, words, records, reading.article.published)
    for record in records:
        value = casting.value_of(record)
        if value is not None:
            spans = sorted({mention.span for mention in record.mentions})
            yield make_claim(reading.article, value, [("talks", span) for span in spans], rule=record.mentions[0].kind)
        elif any(mention.sides or mention.mediators or mention.has_purpose for mention in record.mentions):
            span = record.mentions[0].span
            yield Issue(name, "could not tell who takes part in these talks", span.start, span.end)
