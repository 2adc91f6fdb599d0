"""Sides: who fights whom, as texts written for this project tell it."""

from __future__ import annotations

import pytest

from dragoman.analyse import analyse, load
from dragoman.extract.sides import read_cast
from dragoman.model import Article, Reading

WARS = [
    ("The war between Ethiopia and Eritrea is in its third year.", ("Eritrea", "Ethiopia")),
    (
        "M23 fighters seized two towns from Congo on Monday. Congo said M23 had killed ten soldiers. M23 fired rockets "
        "at positions held by Congo.",
        ("Democratic Republic of the Congo", "March 23 Movement"),
    ),
    # An ally is named in sentences about violence too.
    (
        "France told Chad of the attack. France sent Chad drones. France said that Chad had lost troops. "
        "France and its guests mourned those killed.",
        (),
    ),
    ("Kenya and Norway signed a treaty on fish.", ()),
    # Foes that no words set against each other, but that are known to have fought.
    (
        "Armenia spoke of trust on Monday. Azerbaijan did too. Armenia and its guest left. Azerbaijan's envoy stayed.",
        ("Armenia", "Azerbaijan"),
    ),
    (
        "KAMPALA (Wire) - The ELN spoke of trust. Colombia did not answer. The ELN sent a second letter.",
        ("Colombia", "ELN"),
    ),
    (
        "Yemen's warring parties met. The Houthis and the Saudi-backed government had not done so before. "
        "The Houthis came late.",
        ("Houthis", "Yemen"),
    ),
    ("The Sudanese army and the Rapid Support Forces met.", ("Rapid Support Forces", "Sudan")),
]


@pytest.mark.parametrize(("text", "sides"), WARS, ids=lambda value: str(value)[:30])
def test_belligerents(text: str, sides: tuple[str, ...]) -> None:
    article = Article("x", text, language="en", published="2024-02-08")
    ((_, doc),) = analyse(load(), [article])
    assert read_cast(Reading(article, doc)).belligerents == sides


def test_a_second_war_of_the_article() -> None:
    text = (
        "The war between Armenia and Azerbaijan goes on. Armenia and Azerbaijan traded fire. Armenia spoke of losses. "
        "In the war between Ethiopia and Eritrea, Eritrea held its fire."
    )
    article = Article("x", text, language="en", published="2024-02-08")
    ((_, doc),) = analyse(load(), [article])
    cast = read_cast(Reading(article, doc))
    assert cast.wars == (("Armenia", "Azerbaijan"), ("Eritrea", "Ethiopia"))
    assert cast.war_of(("Eritrea", "Kenya")) == ("Eritrea", "Ethiopia")
    assert cast.war_of(("Armenia", "Kenya")) == ("Armenia", "Azerbaijan")
    assert cast.war_of(("Kenya",)) == ()


def test_two_leaders_are_the_two_named_last() -> None:
    text = "The war between Armenia and Azerbaijan goes on. It is bitter. It is long. Kenya and Uganda sent "
    text += "aid. The two countries sent doctors."
    article = Article("x", text, language="en", published="2024-02-08")
    ((_, doc),) = analyse(load(), [article])
    cast = read_cast(Reading(article, doc))
    assert cast.sides_of(cast.tokens.lower.index("countries")) == ("Kenya", "Uganda")
