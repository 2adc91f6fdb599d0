"""Sources → ledger: what is new is read and added, what the ledger knows is passed over.

Beside ``pipeline`` because it needs a ledger, and reading must not wait for a database's library to load.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterable, Iterator

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
    waiting: deque[Capture | Unread | Added] = deque()

    def to_read() -> Iterator[Capture | Unread]:
        for source in find_sources(sources):
            found = capture_one(source, allow_private=allow_private)
            known = _recognise(ledger, found, given)
            waiting.append(known or found)
            if known is None:
                yield found

    outcomes = read_many(to_read(), published=published, outlet=outlet, model=model, workers=workers)
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


def _recognise(ledger: Ledger, found: Capture | Unread, given: tuple[str | None, ...]) -> Added | None:
    """What to tell of a source that need not be read again."""
    if isinstance(found, Unread):
        return None
    article = ledger.find_read(found, *given)
    if article is None or not ledger.has_readings(article.id, readers_for(article.language)):
        return None
    ledger.add_capture(article.id, found, *given)
    return Added("known", found.origin, article.id)
