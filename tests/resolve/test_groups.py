"""Nodes → identities: what is sure is joined, in any order; doubt is listed; a judgement goes before."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve import Judgement, Node, identify


def person(*middle: str, side: str | None = None) -> Node:
    name = "-".join(("amina", *middle, "osei"))
    return Node(f"person/{name}@{side}" if side else f"person/{name}", "person/amina-osei", middle, side)


PLAIN, KENYAN, GHANAIAN = person(), person(side="state/ke"), person(side="state/gh")


def test_who_has_no_side_joins_the_only_one() -> None:
    found = identify([PLAIN, KENYAN])
    assert found.of[PLAIN.id] == found.of[KENYAN.id] == PLAIN.id
    assert found.unsure == ()


def test_two_sides_stay_apart_and_the_one_between_is_told() -> None:
    found = identify([PLAIN, KENYAN, GHANAIAN])
    assert len(set(found.of.values())) == 3
    assert {frozenset((each.one, each.other)) for each in found.unsure} == {
        frozenset((PLAIN.id, KENYAN.id)),
        frozenset((PLAIN.id, GHANAIAN.id)),
        frozenset((KENYAN.id, GHANAIAN.id)),
    }


def test_a_state_and_an_employer_do_not_contradict_each_other() -> None:
    employed = person(side="media/reuters")
    found = identify([KENYAN, employed])
    assert found.of[employed.id] == found.of[KENYAN.id]


def test_middle_names_must_agree() -> None:
    esi, ama = person("esi"), person("ama")
    assert len(set(identify([esi, ama]).of.values())) == 2
    assert identify([esi, ama]).unsure == ()
    assert len(set(identify([PLAIN, esi]).of.values())) == 1
    between = identify([PLAIN, esi, ama])
    assert len(set(between.of.values())) == 3
    assert len(between.unsure) == 2


def test_a_judgement_goes_before_the_rules() -> None:
    different = identify([PLAIN, KENYAN], [Judgement(PLAIN.id, KENYAN.id, "different")])
    assert different.of[PLAIN.id] != different.of[KENYAN.id]
    assert different.unsure == ()
    same = identify([KENYAN, GHANAIAN], [Judgement(KENYAN.id, GHANAIAN.id, "same")])
    assert same.of[KENYAN.id] == same.of[GHANAIAN.id]
    assert same.unsure == ()
    unsure = identify([PLAIN, KENYAN], [Judgement(PLAIN.id, KENYAN.id, "unsure")])
    assert [each.reason for each in unsure.unsure] == ["judged unsure"]


def test_a_judgement_may_name_nodes_that_are_not_there() -> None:
    assert identify([], [Judgement("person/x", "person/y", "same")]).of["person/y"] == "person/x"
    assert identify([PLAIN], [Judgement("person/x", PLAIN.id, "unsure")]).of[PLAIN.id] == PLAIN.id


SIDES = st.sampled_from([None, "state/ke", "state/gh", "media/reuters", "group/front"])
MIDDLES = st.sampled_from([(), ("esi",), ("ama",), ("esi", "ama")])
NODES = st.lists(st.builds(lambda middle, side: person(*middle, side=side), MIDDLES, SIDES), max_size=8)


@given(NODES, st.randoms())
def test_order_does_not_matter(nodes: list[Node], random: st.randoms) -> None:
    shuffled = nodes * 2
    random.shuffle(shuffled)
    assert identify(nodes) == identify(shuffled)


@given(NODES)
def test_what_surely_is_two_is_never_one(nodes: list[Node]) -> None:
    of = identify(nodes).of
    for one in nodes:
        for other in nodes:
            if of[one.id] == of[other.id]:
                assert {one.side, other.side} != {"state/ke", "state/gh"}
                assert {one.words, other.words} != {("esi",), ("ama",)}
