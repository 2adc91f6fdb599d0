"""Copies in a ledger: stories, whatever the order in which articles come, what was known when, counts of origins."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations

import pytest
from sqlalchemy import func, select

from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.copies.entering import MOST_HOLDERS
from dragoman.ledger.copies.tables import bands, likenesses
from dragoman.model import Upstream

from .reports import report
from .test_copies import DISPATCH, OTHER, ROUNDUP

FACTS = "Envoys of the army and of the Front met in Bamako on 9 May, with Algeria between them. "
SAID = "The army said 31 soldiers had been killed since Monday. "


ELSEWHERE = """\
Fishermen on the lake said the water had fallen by a metre since the spring, and that the ferry no longer reached the \
northern shore. The ministry promised a new pier before the rains, as it had the year before, and the one before."""


def pages() -> dict[str, object]:
    """An agency's dispatch, two papers that took it, one that wrote its own, and a page about something else."""
    text = f"{FACTS}{SAID}\n\n{DISPATCH}"
    return {
        "wire": report(text, published="2031-05-12", outlet="Reuters", language="en", url="https://wire.example/1"),
        "paper": report(
            f"{FACTS}{SAID}\n\n{DISPATCH[:700]}",
            published="2031-05-12",
            outlet="Courier",
            language="en",
            agency="Reuters",
        ),
        "blog": report(
            f"{text.replace('At least 14', '14')}\n\n{ROUNDUP}",
            published="2031-05-14",
            outlet="Blog",
            language="en",
            upstream=(Upstream(url="https://wire.example/1"),),
        ),
        "own": report(f"{FACTS}{SAID}\n\n{OTHER}", published="2031-05-12", outlet="Gazette", language="en"),
        "else": report(f"{FACTS}{SAID}\n\n{ELSEWHERE}", published="2031-05-20", outlet="Herald", language="en"),
    }


def uid(name: str) -> str:
    return pages()[name].article.id  # type: ignore[attr-defined,no-any-return]


def test_copies_are_one_story_with_one_origin(ledger: Ledger) -> None:
    for page in pages().values():
        ledger.add(page)  # type: ignore[arg-type]
    (story,) = ledger.stories()
    assert set(story.members) == {uid("wire"), uid("paper"), uid("blog")}
    assert story.id == min(story.members)
    assert (story.origin, story.certain) == (uid("wire"), True)
    assert {taken.taker: taken.giver for taken in story.chain} == {uid("paper"): uid("wire"), uid("blog"): uid("wire")}
    entries = list(ledger.entries(kind="figure"))
    assert len(entries) == 5
    assert len({entry.origin for entry in entries}) == 3
    assert {entry.story for entry in entries if entry.article.id in story.members} == {story.id}
    assert len(list(ledger.entries(kind="figure", story=uid("paper")))) == 3
    assert len(list(ledger.entries(kind="figure", story=uid("else")))) == 1
    assert list(ledger.entries(story="0" * 16)) == []
    assert ledger.stories(article=uid("blog")) == [story]
    assert ledger.stories(article=uid("own")) == []
    assert [change.kind for change in ledger.changes(uid("wire"), uid("blog"))] == ["bound dropped"]


def test_the_order_of_arrival_makes_no_difference(new_place: Callable[[], str]) -> None:
    told = set()
    for order in list(permutations(pages()))[::17]:
        with open_ledger(new_place()) as ledger:
            for name in order:
                ledger.add(pages()[name])  # type: ignore[arg-type]
            told.add(tuple(ledger.stories()))
    assert len(told) == 1


def test_a_page_that_joins_two_stories_makes_them_one(ledger: Ledger) -> None:
    paragraphs = DISPATCH.split("\n\n")
    first, second = "\n\n".join(paragraphs[:2]), "\n\n".join(paragraphs[3:])
    ledger.add(report(f"{FACTS}{SAID}{first}", published="2031-05-12", outlet="A", language="en"))
    ledger.add(report(f"{SAID}{FACTS}{second}", published="2031-05-13", outlet="B", language="en"))
    assert ledger.stories() == []
    ledger.add(report(f"{FACTS}{SAID}{DISPATCH}", published="2031-05-11", outlet="C", language="en"))
    (story,) = ledger.stories()
    assert len(story.members) == 3


def test_what_was_known_before_a_copy_came(ledger: Ledger) -> None:
    ledger.add(pages()["wire"])  # type: ignore[arg-type]
    (entry,) = ledger.entries(kind="figure")
    ledger.add(pages()["paper"])  # type: ignore[arg-type]
    assert len(ledger.stories()) == 1
    assert ledger.stories(as_of=entry.recorded) == []
    assert [then.story for then in ledger.entries(kind="figure", as_of=entry.recorded)] == [uid("wire")]


def test_a_hundred_pages_are_one_story_and_keep_few_bands(ledger: Ledger) -> None:
    chance = random.Random(4)
    words = DISPATCH.split()
    for number in range(MOST_HOLDERS + 10):
        changed = " ".join(words[: len(words) - chance.randrange(40)])
        text = f"{FACTS}{SAID}{changed} Page {number}."
        ledger.add(report(text, published=f"2031-05-{12 + number % 9}", outlet=f"Outlet {number}", language="en"))
    (story,) = ledger.stories()
    assert len(story.members) == MOST_HOLDERS + 10
    with ledger._engine.connect() as connection:
        held = select(func.count()).select_from(bands).group_by(bands.c.band)
        assert max(connection.execute(held).scalars()) <= MOST_HOLDERS
        assert connection.execute(select(func.count()).select_from(likenesses)).scalar_one() <= 10 * len(story.members)


@pytest.mark.parametrize("text", ["", "One.", "…", "🕊" * 50, "a " * 5000])
def test_odd_texts_are_entered(ledger: Ledger, text: str) -> None:
    for published in ("2031-05-12", "2031-05-13"):
        ledger.add(report(f"{FACTS}{SAID}{text}", published=published))
    ledger.stories()
