"""Actors: which words of several sentences stand for one actor, read with the shipped language model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from dragoman.analyse import load
from dragoman.extract import actors
from dragoman.extract.actors import ActorIndex, index_of
from dragoman.model import Article, Issue, Reading


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def index(nlp: Language, text: str) -> ActorIndex:
    return index_of(Reading(Article("t", text, published="2023-05-02"), nlp(text)))


def who(index: ActorIndex, words: str) -> str | None:
    """The name of the actor that the last occurrence of ``words`` stands for."""
    start = index.tokens.article.rindex(words)
    for token in range(len(index.tokens)):
        if start <= index.tokens.start[token] < start + len(words) and index.at(token):
            return index.at(token)[1].name
    return None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram took two villages. The terror group then left.", "terror group", "Boko Haram"),
        ("A rights group wrote to Boko Haram. Hours later the militants answered.", "militants", "Boko Haram"),
        ("The talks went on without Chad and Niger, a Bamako ally.", "ally", "Niger"),
        ("Rheinmetall opened a plant. The company said it would hire.", "company", "Rheinmetall"),
        ("Pieter van der Merwe arrived late. Van der Merwe said little.", "Van der Merwe", "Pieter van der Merwe"),
        ("Sami Abu Khalil spoke. Abu Khalil left at noon.", "Abu Khalil", "Sami Abu Khalil"),
        ("Kenya was not at the table. Its position was known.", "Its", "Kenya"),
        ("Kenya was not at the table. It could have represented the others.", "It", "Kenya"),
        (
            "The move was criticised by Ghana’s permanent representative to the UN in Geneva, Efua Boateng. "
            "She urged patience.",
            "She",
            "Efua Boateng",
        ),
    ],
)
def test_words_are_taken_up(nlp: Language, text: str, words: str, name: str) -> None:
    assert who(index(nlp, text), words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Boko Haram and Ansaru took two villages. The group then left.", "group", "Boko Haram"),
        ("Kenya launched an offensive. It was over on Monday.", "It", "Kenya"),
        ("Amina Wanjiru spoke. The man beside her was not a minister.", "minister", "Amina Wanjiru"),
        ("Chad and Niger, both neighbours, agreed.", "neighbours", "Niger"),
    ],
)
def test_words_are_left_alone(nlp: Language, text: str, words: str, name: str) -> None:
    assert who(index(nlp, text), words) != name


def test_a_description_that_fits_two_is_an_issue(nlp: Language) -> None:
    text = "A truce between Boko Haram and Ansaru held. Then the group left."
    issues = [item for item in actors.extract(Reading(Article("t", text), nlp(text))) if isinstance(item, Issue)]
    assert any("group" in issue.message for issue in issues)


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("Amina Wanjiru spoke first. She is a reporter for Al Jazeera.", "Amina Wanjiru", "Al Jazeera"),
        ("Lena Okoye was a leader of Boko Haram.", "Lena Okoye", "Boko Haram"),
        ("Kenyan petroleum engineer Dr. Amina Wanjiru said so.", "Amina Wanjiru", "Kenya"),
        ("The Estonian Navy sent two ships.", "Estonian Navy", "Estonia"),
    ],
)
def test_whom_they_speak_for(nlp: Language, text: str, name: str, affiliation: str) -> None:
    found = index(nlp, text)
    actor = next(actor for actor in found.actors if actor.name == name)
    assert found.affiliation_of(actor)[0] == affiliation


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("The USS Gerald R. Ford sailed on Friday.", "Gerald R. Ford"),
        ("The Okoye-Biro Administration agreed on Friday.", "Okoye-Biro Administration"),
    ],
)
def test_ships_and_bodies_are_no_people(nlp: Language, text: str, no_name: str) -> None:
    assert not [actor for actor in index(nlp, text).actors if actor.type == "person" and actor.name == no_name]
