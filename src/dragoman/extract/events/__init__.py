"""Events: what an article tells that somebody did to somebody, in PLOVER's sixteen types.

"Ethiopia refused to withdraw its troops from the disputed town" gives one event: REJECT (yield) by Ethiopia; the
withdrawal itself is not told of. What is to come, offered, conditional or denied is marked so. Where the words name
somebody who acted but do not tell whom they mean, there is no event, and an issue says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.lexicon import lexicon
from dragoman.extract.events.records import EventReader
from dragoman.extract.sides import read_cast
from dragoman.model import Claim, Issue, Reading

__all__ = ["extract", "name", "version"]

name = "events"
version = 5


def extract(reading: Reading) -> Iterator[Claim | Issue]:
    """Yield one claim for each event, with the words of all its tellings."""
    if not len(reading.doc):
        return
    cast = read_cast(reading)
    dates = [claim.evidence[0] for claim in reading.of_kind("date")]
    starts = cast.tokens.start
    dated = frozenset(
        token for date in dates for token in range(bisect_left(starts, date.start), bisect_left(starts, date.end))
    )
    yield from EventReader(reading, Syntax(cast, lexicon(), dated)).read()
