"""The registry: its data hold together, names resolve or stay open, and users' files extend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import UsageError
from dragoman.registry import ENVIRONMENT, Registry, load_registry, person_key, words_of


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("Anthony Blinken", "person/antony-blinken"),
        ("Antony J. Blinken", "person/antony-blinken"),
        ("Volodymyr Zelenskiy", "person/volodymyr-zelensky"),
        ("Volodymyr Zelenskyy", "person/volodymyr-zelensky"),
        ("Ismail Haniya", "person/ismail-haniyeh"),
        ("Abdel-Fattah el-Sissi", "person/abdel-fattah-al-sisi"),
        ("Recep Tayyip Erdoğan", "person/recep-tayyip-erdogan"),
        ("Sergey Lavrov", "person/sergei-lavrov"),
    ],
)
def test_spellings_of_a_person_are_one(registry: Registry, written: str, identity: str) -> None:
    found = registry.find_person(written)
    assert found is not None
    assert found.id == identity


@pytest.mark.parametrize("written", ["Abdel-Salam Haniyeh", "John Blinken", "Zelensky", ""])
def test_another_name_is_another_person(registry: Registry, written: str) -> None:
    assert registry.find_person(written) is None


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("IDF", "gov/idf"),
        ("Hizbullah", "group/hezbollah"),
        ("Türkiye", "state/tr"),
        ("U.S.", "state/us"),
        ("FARC-EP", "group/farc-ep"),
    ],
)
def test_bodies_are_found_by_any_name(registry: Registry, written: str, identity: str) -> None:
    found = registry.find(written)
    assert found is not None
    assert found.id == identity


def test_a_surname_needs_the_year_and_the_country(registry: Registry) -> None:
    found = registry.find_surname("Sunak", 2023, {"GB"})
    assert found is not None
    assert found.id == "person/rishi-sunak"
    assert registry.find_surname("Sunak", 2023, {"FR"}) is None
    assert registry.find_surname("Sunak", 2010, {"GB"}) is None


def test_a_first_name_of_many_is_nobodys_surname(registry: Registry) -> None:
    assert registry.find_surname("Omar", 2022, {"US"}) is None


def test_holders_of_an_office_depend_on_the_year(registry: Registry) -> None:
    assert [entry.name for entry in registry.holders("state/us", "secretary of state", 2018)] == [
        "Rex Tillerson",
        "Mike Pompeo",
    ]
    assert [entry.name for entry in registry.holders("state/us", "secretary of state", 2023)] == ["Antony Blinken"]


def test_a_side_is_the_outermost_body(registry: Registry) -> None:
    assert registry.side_of(registry.entries["gov/quds-force"]).id == "state/ir"
    assert registry.side_of(registry.entries["group/hamas"]).id == "group/hamas"


def test_every_post_ends_after_it_began(registry: Registry) -> None:
    posts = [(entry.id, post) for entry in registry.entries.values() for post in entry.posts]
    assert [(name, post) for name, post in posts if post.start and post.end and post.end < post.start] == []


def test_every_country_is_a_code(registry: Registry) -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert {entry.country for entry in registry.entries.values() if entry.country} - codes == set()


def test_every_iso_state_of_the_united_nations_is_there(registry: Registry) -> None:
    assert sum(entry.type == "state" for entry in registry.entries.values()) >= 195


def test_a_users_file_extends_and_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[actor]]\nid = "group/river-front"\nname = "River Front"\ntype = "armed_group"\ncountry = "SD"\n'
        '[[actor]]\nid = "group/hamas"\nname = "Hamas movement"\ntype = "party"\n'
    )
    monkeypatch.setenv(ENVIRONMENT, str(own))
    registry = load_registry()
    assert registry.find("River Front") is not None
    assert registry.entries["group/hamas"].type == "party"
    assert registry.find("Hezbollah") is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[actor]]\nname = 'X'\ntype = 'state'\n", "lacks id"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = 'club'\n", "type 'club' is none of"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = 'state'\nalias = ['Y']\n", "unknown field alias"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = 'state'\naliases = 'Y'\n", "aliases must be a list"),
        (
            "[[actor]]\nid = 'x'\nname = 'X'\ntype = 'person'\nposts = [{ of = 'state/zz', office = 'king' }]\n",
            "no entry",
        ),
        (
            "[[actor]]\nid = 'x'\nname = 'X'\ntype = 'person'\nposts = [{ office = 'king' }]\n",
            "a post has of and office",
        ),
        ("actor = [1]\n", "1 is no [[actor]] table"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = ['state']\n", "is none of"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = 'person'\nposts = 3\n", "posts must be a list"),
        ("[[actor]]\nid = 'x'\nname = '--'\ntype = 'person'\n", "'--' has no word"),
        ("[[actor]]\nid = 'x'\nname = 'X'\ntype = 'state'\ncapitals = ['?']\n", "'?' has no word"),
        ("people = []\n", "holds [[actor]] tables"),
        ("[[actor", "not a TOML file"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content)
    with pytest.raises(UsageError) as error:
        load_registry(own)
    assert message in str(error.value)
    assert str(own) in str(error.value)


def test_a_missing_file_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such registry file"):
        load_registry(tmp_path / "none.toml")


@given(st.text())
def test_any_text_has_words_and_a_key(text: str) -> None:
    words = words_of(text)
    assert len(person_key(words)) <= len(words)
    assert all(word == word.casefold() for word in words)
