"""Who took from whom, as far as the pages say; what was changed on the way."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.copies import Kin, Member, Text, find_changes, group, tell_story
from dragoman.ledger.copies.chain import Story
from dragoman.model import Article, Upstream

WIRE = Member("w", outlet="Reuters", published="2024-04-02", url="https://www.reuters.example/world/talks")
PAPER = Member("p", outlet="The Courier", published="2024-04-02", url="https://courier.example/1")


def story(*members: Member, likeness: float = 0.9) -> Story:
    pairs = combinations(sorted(members, key=lambda member: member.id), 2)
    return tell_story(members, [Kin(one.id, other.id, "copy", likeness, "") for one, other in pairs])


DIRECTIONS = {
    "links to the page": (WIRE, replace(PAPER, upstream=(Upstream(url="http://reuters.example/world/talks/"),))),
    "credits the agency": (WIRE, replace(PAPER, agency="Reuters")),
    "credits it by another name": (replace(WIRE, outlet="AFP"), replace(PAPER, agency="Agence France-Presse")),
    "came a day later": (WIRE, replace(PAPER, published="2024-04-03")),
    "came a month later": (WIRE, replace(PAPER, published="2024-05")),
    "is a translation": (WIRE, replace(PAPER, language="pt", translated_from="unknown")),
}


@pytest.mark.parametrize(("giver", "taker"), DIRECTIONS.values(), ids=DIRECTIONS.keys())
def test_the_taker_took_from_the_giver(giver: Member, taker: Member) -> None:
    told = story(giver, taker)
    assert [(taken.taker, taken.giver) for taken in told.chain] == [(taker.id, giver.id)]
    assert (told.origin, told.certain, told.undecided) == (giver.id, True, ())


UNDECIDED = {
    "the same day": (WIRE, PAPER),
    "no day": (replace(WIRE, published=None), PAPER),
    "a day in the month that the other has": (WIRE, replace(PAPER, published="2024-04")),
    "both credit a third": (replace(WIRE, outlet="Gazette", agency="AFP"), replace(PAPER, agency="AFP",
    published="2024-04-09")), "credits what was published after it": (WIRE, replace(PAPER, agency="Reuters",
    published="2024-04-01")), "each credits the other": (replace(WIRE, agency="The Courier"), replace(PAPER,
    agency="Reuters")), }  # fmt: skip


@pytest.mark.parametrize(("one", "other"), UNDECIDED.values(), ids=UNDECIDED.keys())
def test_an_unknown_direction_stays_open(one: Member, other: Member) -> None:
    told = story(one, other)
    assert told.chain == ()
    assert [pair.reason != "" for pair in told.undecided] == [True]
    assert not told.certain
    assert told.origin in {one.id, other.id}


def test_the_agency_that_is_not_in_the_ledger_is_named() -> None:
    told = story(replace(PAPER, agency="AFP"), replace(PAPER, id="q", outlet="Gazette", agency="AFP"))
    assert told.credited == "AFP"


def test_a_chain_of_three_goes_back_to_its_first() -> None:
    first = replace(WIRE, published="2024-04-01")
    second = replace(PAPER, published="2024-04-02")
    third = replace(PAPER, id="a", outlet="Blog", published="2024-04-03", upstream=(Upstream(url=PAPER.url),))
    told = story(first, second, third)
    assert [(taken.taker, taken.giver) for taken in told.chain] == [("p", "w"), ("a", "p")]
    assert (told.id, told.origin, told.members) == ("a", "w", ("w", "p", "a"))


members = st.builds(
    Member,
    id=st.text("abcdef", min_size=1, max_size=3),
    outlet=st.sampled_from([None, "A", "B"]),
    agency=st.sampled_from([None, "A", "AFP"]),
    published=st.sampled_from([None, "2024-04", "2024-04-01", "2024-04-02"]),
    upstream=st.sampled_from([(), (Upstream(url="https://a.example/1"),), (Upstream(url="https://b.example/2"),)]),
    url=st.sampled_from([None, "https://a.example/1", "https://b.example/2"]),
)


@given(st.lists(members, min_size=2, max_size=6, unique_by=lambda member: member.id), st.randoms(use_true_random=False))
def test_a_story_does_not_depend_on_the_order_and_has_no_circle(found: list[Member], chance: random.Random) -> None:
    told = story(*found)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert story(*shuffled) == told
    givers = {taken.taker: taken.giver for taken in told.chain}
    assert len(givers) == len(told.chain)
    for name in givers:
        seen = {name}
        while name in givers:
            name = givers[name]
            assert name not in seen
            seen.add(name)


def test_groups_join_whatever_the_order() -> None:
    pairs = [Kin("a", "b", "copy", 1, ""), Kin("c", "d", "copy", 1, ""), Kin("b", "d", "copy", 1, "")]
    assert group(pairs) == group(pairs[::-1]) == [frozenset("abcd")]
    assert group(pairs[:2]) == [frozenset("ab"), frozenset("cd")]


ORIGINAL = (
    "At least 14 people were killed in the market of Tawila on Sunday, according to medics at the only clinic there. "
    "The army said that its planes had not flown that day. Fighters reportedly left the town before dawn with lorries. "
    "A spokesman for the other side claimed that 30 prisoners had been freed at the gate of the old prison by noon."
)
CHANGES = {
    "number": ("14 people", "41 people", "number"),
    "bound": ("At least 14", "14", "bound dropped"),
    "hedge": ("Fighters reportedly left", "Fighters left", "hedge dropped"),
    "according to": (", according to medics at the only clinic there. ", ". ", "hedge dropped"),
    "verb": ("The army said", "The army admitted", "stronger verb"),
    "weaker verb": ("The army said", "The army claimed", "weaker verb"),
    "claimed": ("side claimed that", "side said that", "stronger verb"),
}


@pytest.mark.parametrize(("before", "after", "kind"), CHANGES.values(), ids=CHANGES.keys())
def test_what_was_changed(before: str, after: str, kind: str) -> None:
    assert before in ORIGINAL
    one = Text(Article("one", ORIGINAL, language="en"))
    other = Text(Article("two", ORIGINAL.replace(before, after), language="en"))
    assert [change.kind for change in find_changes(one, other)] == [kind]
    for change in find_changes(one, other):
        assert change.before in one.article.text
        assert change.after in other.article.text


@pytest.mark.parametrize(
    ("before", "after"),
    [("market", "marketplace"), ("the only clinic", "a clinic"), ("on Sunday", "on 4 May"), ("had not", "hadn’t")],
)
def test_other_words_for_the_same_are_no_change(before: str, after: str) -> None:
    assert before in ORIGINAL
    one = Text(Article("one", ORIGINAL, language="en"))
    assert find_changes(one, Text(Article("two", ORIGINAL.replace(before, after), language="en"))) == ()
