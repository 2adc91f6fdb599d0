"""Sources → ledger: what is new is read and added, what the ledger knows is passed over.

Beside ``pipeline`` because it needs a ledger, and reading must not wait for a database's library to load.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from dragoman.capture import Given, find_sources
from dragoman.ledger import Added, Ledger
from dragoman.model import Capture, Unread
from dragoman.pipeline import capture_one, parse_published, read_many, readers_for


def add_many(
    ledger: Ledger,
    sources: Iterable[Given],
    *,
    published: str | datetime.date | None = None,
    outlet: str | None = None,
    model: str | None = None,
    workers: int = 1,
    allow_private: bool = False,
) -> Iterator[Added]:
    """Read many reports into a ledger, one after the other; what comes out of here is on the disk.

    A source whose content the present extractors have read into it before is not read again, so a run that was
    interrupted goes on where it stopped. The options are those of ``read_many``.

    Raises:
        UsageError: if a source does not exist, or an option has no such value.
        DragomanError: if the ledger's database fails or a worker process dies.
    """
    given = (parse_published(published), outlet, model)
    found = _look_through(ledger, sources, given, allow_private=allow_private)
    begun: list[Capture | Unread] = []
    waiting: deque[Capture | Unread | Added] = deque()

    def to_read() -> Iterator[Capture | Unread]:
        for one in chain(begun, found):
            waiting.append(one)
            if not isinstance(one, Added):
                yield one

    outcomes = read_many(to_read(), published=published, outlet=outlet, model=model, workers=workers)
    for one in found:  # the reading of others would hold back what is known: a run that goes on begins with that
        if not isinstance(one, Added):
            begun.append(one)
            break
        yield one
    for outcome in outcomes:
        while isinstance(first := waiting.popleft(), Added):
            yield first
        if isinstance(first, Capture):
            yield ledger.add(outcome, first, *given)
        else:
            yield ledger.add(outcome)
    for known in waiting:
        assert isinstance(known, Added)
        yield known


def _look_through(
    ledger: Ledger, sources: Iterable[Given], given: tuple[str | None, ...], *, allow_private: bool
) -> Iterator[Capture | Unread | Added]:
    """The bytes of each source, or why there are none, or that it need not be read again."""
    for source in find_sources(sources):
        one = capture_one(source, allow_private=allow_private)
        yield _recognise(ledger, one, given) or one


def _recognise(ledger: Ledger, found: Capture | Unread, given: tuple[str | None, ...]) -> Added | None:
    """What to tell of a source that need not be read again."""
    if isinstance(found, Unread):
        return None
    article = ledger.find_read(found, *given)
    if article is None or not ledger.has_readings(article.id, readers_for(article.language)):
        return None
    ledger.add_capture(article.id, found, *given)
    return Added("known", found.origin, article.id)
