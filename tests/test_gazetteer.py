"""The gazetteer: what a name may mean, in any spelling."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pycountry
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.places.choose import choose
from dragoman.extract.places.context import Context, distance_km, read_context
from dragoman.extract.places.lexicon import read_lexicon
from dragoman.gazetteer.normal import folded, plain, read_spelling
from dragoman.gazetteer.places import Candidate, Gazetteer

GAZETTEER = Gazetteer()
ARABIC, CYRILLIC = read_spelling().profiles


@pytest.mark.parametrize(
    ("name", "country", "at"),
    [
        ("Kyiv", "UA", (50.45, 30.52)),
        ("Kiev", "UA", (50.45, 30.52)),
        ("Khan Younis", "PS", (31.34, 34.3)),
        ("Khan Yunis", "PS", (31.34, 34.3)),
        ("Sanaa", "YE", (15.35, 44.21)),
        ("Sana'a", "YE", (15.35, 44.21)),
        ("Deir ez-Zor", "SY", (35.34, 40.14)),
        ("Deir al-Zour", "SY", (35.34, 40.14)),
        ("Deir Ezzor", "SY", (35.34, 40.14)),
        ("Kupiansk", "UA", (49.71, 37.62)),
        ("Golan Heights", "SY", (33.0, 35.78)),
        ("Cauca", "CO", (2.4, -76.8)),
        ("Alemania", "DE", (51.0, 9.5)),
        ("DR Congo", "CD", (-3.0, 23.0)),
    ],
)
def test_a_name_finds_its_place(name: str, country: str, at: tuple[float, float]) -> None:
    found = GAZETTEER.find(name)[0]
    assert found.country == country
    assert found.position is not None
    reach = 250 if found.precision == "country" else 20
    assert distance_km(found.position, at) < reach


def test_namesakes_come_the_largest_first() -> None:
    found = GAZETTEER.find("Tripoli")
    assert [place.country for place in found][:2] == ["LY", "LB"]
    assert [place.people for place in found] == sorted((place.people for place in found), reverse=True)


def test_no_name_finds_nothing() -> None:
    assert GAZETTEER.find("Umm Zubbaydat") == ()
    assert GAZETTEER.find("") == ()
    assert GAZETTEER.find("\n") == ()


def test_every_country_is_known_by_its_name() -> None:
    for country in pycountry.countries:
        found = [place.country for place in GAZETTEER.find(country.name)]
        assert country.alpha_2 in found or GAZETTEER.curated(country.name) is not None


def test_capitals_are_marked() -> None:
    assert GAZETTEER.find("Khartoum")[0].is_capital
    assert not GAZETTEER.find("Bakhmut")[0].is_capital


@pytest.mark.parametrize(
    ("one", "other", "profile"),
    [
        ("Deir ez-Zor", "Deir al-Zour", ARABIC),
        ("Tel Abyad", "Tall Abyad", ARABIC),
        ("Beit Lahia", "Bayt Lahiya", ARABIC),
        ("Hulyaipole", "Huliaipole", CYRILLIC),
        ("Velykyi Burluk", "Velikiy Burluk", CYRILLIC),
    ],
)
def test_spellings_fold_alike(one: str, other: str, profile: object) -> None:
    assert folded(one, profile) == folded(other, profile)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_plain_form_is_its_own_plain_form(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@given(st.text(max_size=40))
def test_any_name_can_be_looked_up(name: str) -> None:
    for place in GAZETTEER.find(name):
        assert place.position is None or (-90 <= place.position[0] <= 90 and -180 <= place.position[1] <= 180)


def test_our_table_is_sound() -> None:
    table = tomllib.loads(files("dragoman.gazetteer").joinpath("regions.toml").read_text("utf-8"))["place"]
    codes = {country.alpha_2 for country in pycountry.countries} | {"XK", ""}
    names = [plain(name) for entry in table for name in entry["names"]]
    assert {entry["country"] for entry in table} <= codes
    assert all(-90 <= entry["at"][0] <= 90 and -180 <= entry["at"][1] <= 180 for entry in table if "at" in entry)
    doubled = {name for name in names if names.count(name) > 1}
    across = {n for n in doubled if sum(n in {plain(x) for x in entry["names"]} for entry in table) > 1}
    assert across == set()


def test_our_table_agrees_with_geonames_on_the_country_of_its_cities() -> None:
    table = tomllib.loads(files("dragoman.gazetteer").joinpath("regions.toml").read_text("utf-8"))["place"]
    for entry in table:
        if entry["precision"] != "city" or entry["names"][0] == "Sevastopol":
            continue
        towns = [t for t in GAZETTEER.homonyms(entry["names"][0]) if t.position and t.precision == "city"]
        same = [t for t in towns if t.country == entry["country"]]
        if same:
            assert min(distance_km(tuple(entry["at"]), t.position) for t in same if t.position) < 40, entry["names"][0]


def test_the_word_lists_have_no_word_twice_in_two_cases() -> None:
    lexicon = read_lexicon()
    assert all(word == word.lower() for words in (lexicon.acting_verbs, lexicon.agency_nouns) for word in words)


LB = Candidate("LB", 34.43, 35.84, "city", "name", people=230_000)
LY = Candidate("LY", 32.89, 13.19, "city", "name", people=1_200_000)


def test_the_country_that_an_article_speaks_of_decides() -> None:
    blank = spacy.blank("en")
    lebanese = read_context(blank("Lebanese troops and Lebanese police"), [])
    nothing = read_context(blank("Troops and police"), [])
    assert choose("Tripoli", (LY, LB), lebanese).place == LB
    assert choose("Tripoli", (LY, LB), nothing).place == LY


def test_nearness_decides_between_towns_of_one_country() -> None:
    near = Candidate("UA", 48.5, 37.7, "city", "name", people=60_000)
    far = Candidate("UA", 46.8, 31.0, "city", "name", people=60_000)
    beside = Context(Counter({"UA": 3}), frozenset({(48.6, 37.9)}))
    assert choose("Ivanivka", (far, near), beside).place == near
    undecided = choose("Ivanivka", (far, near), Context(Counter({"UA": 3}), frozenset()))
    assert undecided.place is not None
    assert (undecided.place.country, undecided.place.position) == ("UA", None)
    assert undecided.reason is not None
