"""Names of one article → nodes: what names somebody has one, what describes has none."""

import pytest

from dragoman.model import Actor, Place
from dragoman.resolve import node_called, node_of_actor, node_of_place


def person(name: str, **fields: str) -> Actor:
    return Actor(name, "person", **fields)


def body(name: str, **fields: str) -> Actor:
    return Actor(name, "government", **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Amina Osei"), person("Rear Admiral Amina Osei")),
        (person("Mohamed Daahir"), person("Mohammed Dahir")),
        (body("the Kenyan foreign ministry"), body("Kenya’s Foreign Ministry")),
        (body("Ministry of Health", affiliation="Ethiopia"), body("the Ethiopian health ministry")),
        (body("Chadian army"), body("Chad's military")),
        (Actor("University of Arua", "other"), Actor("Arua University", "other")),
    ],
)
def test_spellings_of_one_name_are_one_node(one: Actor, other: Actor) -> None:
    first, second = node_of_actor(one), node_of_actor(other)
    assert first is not None
    assert second is not None
    assert first.id == second.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("Kenyan foreign ministry"), body("Ugandan foreign ministry")),
        (body("the Kenyan embassy in Uganda"), body("the Kenyan embassy in Chad")),
        (person("Amina Osei"), person("Kofi Osei")),
        (Actor("Kenyan Teachers", "other"), Actor("Teachers", "other")),
    ],
)
def test_what_differs_in_a_word_that_tells_is_two(one: Actor, other: Actor) -> None:
    first, second = node_of_actor(one), node_of_actor(other)
    assert first is not None
    assert second is not None
    assert first.block != second.block


@pytest.mark.parametrize(
    "actor",
    [
        person("a security official"),
        person("officials"),
        person("Prime Minister"),
        person("the Special Envoy"),
        person("Osei"),
        person("Kenyan officials"),
        body("Health Ministry"),
        body("the government"),
        Actor("KXF", "other"),
        Actor("", "other"),
    ],
)
def test_what_describes_is_no_node(actor: Actor) -> None:
    assert node_of_actor(actor) is None


def test_the_registry_goes_first() -> None:
    node = node_of_actor(person("the secretary", identity="person/antony-blinken"))
    assert node is not None
    assert node.id == node.block == "person/antony-blinken"


def test_a_place_is_its_country_or_its_position() -> None:
    assert node_of_place(Place("Chad", "TD", 15.0, 19.0, "country")) == node_of_place(
        Place("Tchad", "TD", 1, 1, "country")
    )
    city = node_of_place(Place("N'Djamena", "TD", 12.1067, 15.0444, "city"))
    assert city is not None
    assert city.id == "place/TD/city/12.11,15.04"
    assert node_of_place(Place("Upper Town")) is None
    assert node_of_place(Place("Upper Town", "TD")) is None


@pytest.mark.parametrize(
    "actor",
    [
        person("Amina Esi Osei", affiliation="Ghana"),
        person("Amina Osei"),
        person("Antony Blinken", identity="person/antony-blinken"),
        body("health ministry", affiliation="Ethiopia"),
        Actor("Arua University", "other"),
        Actor("Sudan", "state", identity="state/sd"),
    ],
)
def test_a_node_is_told_by_its_id(actor: Actor) -> None:
    node = node_of_actor(actor)
    assert node is not None
    again = node_called(node.id)
    assert (again.id, again.side) == (node.id, node.side)
    if "@" not in node.block:  # else nothing can be one with it
        assert again.block == node.block
    if node.block.startswith("person/"):
        assert again.words == node.words
