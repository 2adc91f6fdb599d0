from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dragoman import open_ledger
from dragoman.ledger import Ledger, tables
from dragoman.model import Capture, Issue, Reader, Report, Unread

from .reports import READERS, TEXT, report

Step = Callable[[Ledger], object]


def newer(version: int) -> Report:
    """The same article, its figures read by another version, which finds another rule and so is told apart."""
    readers = tuple(Reader("figures", version) if reader.name == "figures" else reader for reader in READERS)
    told = report(readers=readers)
    value = replace(told.claims[3].value, qualifier=f"version {version}")
    return replace(told, claims=(*told.claims[:3], replace(told.claims[3], value=value, id=f"{version:016x}")))


STEPS: list[Step] = [
    lambda ledger: ledger.add(report(), Capture(TEXT.encode(), "a.txt")),
    lambda ledger: ledger.add(report(outlet="Le Fleuve"), Capture(TEXT.encode(), "b.txt")),
    lambda ledger: ledger.add(newer(2)),
    lambda ledger: ledger.add(newer(3)),
    lambda ledger: ledger.add(Report(report("Again. " + TEXT).article, (), (Issue("clean", "no date"),), READERS)),
    lambda ledger: ledger.add(report("Again. " + TEXT, count=32)),
    lambda ledger: ledger.add(Unread("x.pdf", Issue("capture", "is a PDF"))),
    lambda ledger: ledger.judge("same", "army", "state/ml", why="the text says so", author="ana"),
    lambda ledger: ledger.judge("different", "state/ml", "army", why="it is the Front's", author="ben"),
]


def holdings(ledger: Ledger) -> dict[str, object]:
    """All that a ledger holds, by content: without keys, and with all times of a reading as one set."""
    t = tables
    with ledger._engine.connect() as connection:

        def rows(*columns: object) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.execute(select(*columns))]

        uids = dict(rows(t.articles.c.key, t.articles.c.uid))
        readers = {key: rest for key, *rest in rows(t.readers)}
        times: dict[int, set[object]] = {}
        for key, time in rows(t.readings.c.key, t.readings.c.recorded) + rows(t.arrivals):
            times.setdefault(key, set()).add(time)  # type: ignore[arg-type]
        return {
            "articles": {tuple(row[1:]) for row in rows(t.articles)},
            "editions": {(uids[row[1]], *row[2:]) for row in rows(t.editions)},
            "captures": {(row[1], uids[row[2]], *row[3:]) for row in rows(t.captures)},
            "unread": {tuple(row[1:]) for row in rows(t.unread)},
            "readings": {
                (uids[article], *readers[reader], digest, frozenset(times[key]))
                for key, article, reader, digest, *_ in rows(t.readings)
            },
            "said": {tuple(row[1:]) for row in rows(t.judgements) + rows(t.rulings)},
            "entries": [list(ledger.entries(as_of=f"2031-01-01T00:00:{at:02}Z")) for at in range(12)],
            "now": list(ledger.entries(actor="army")),
        }


def build(stack: ExitStack, steps: Sequence[tuple[int, int]], place: str) -> Ledger:
    """A ledger to which steps were done, each at its time."""
    ledger = stack.enter_context(open_ledger(place))
    for at, step in sorted(steps):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("dragoman.ledger.store.now", lambda at=at: 1924992000000 + 1000 * at)
            STEPS[step](ledger)
    return ledger


def merge(*others: Ledger, into: Ledger) -> Ledger:
    for other in others:
        for _ in into.merge(other):
            pass
    return into


steps = st.lists(st.tuples(st.integers(0, 9), st.integers(0, len(STEPS) - 1)), max_size=6, unique=True)


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes
@given(steps, steps, steps)
def test_in_any_order_a_merge_gives_the_same(a: list, b: list, c: list) -> None:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        number = iter(range(99))

        def made(*done: tuple[int, int]) -> Ledger:
            return build(stack, done, f"{folder}/{next(number)}.db")

        left = merge(made(*b), made(*c), into=made(*a))
        right = merge(merge(made(*a), into=made(*b)), into=made(*c))
        assert holdings(left) == holdings(right)
        before = holdings(left)
        merge(right, made(*a), into=left)
        assert holdings(left) == before


def test_a_merge_tells_what_it_brought(new_place: Callable[[], str]) -> None:
    with ExitStack() as stack:
        ours, theirs = build(stack, [(1, 0)], new_place()), build(stack, [(2, 1), (3, 5), (4, 7)], new_place())
        brought = list(ours.merge(theirs))
        assert sum(one.articles for one in brought) == 1
        assert sum(one.readings for one in brought) == 4
        assert sum(one.said for one in brought) == 1
        assert {entry.article.outlet for entry in ours.entries(article=report().article.id)} == {"Le Fleuve"}
