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
    ("The Sudanese army and the Rapid Support Forces met.", ("Rapid Support Forces", "Sudan")),
]


@pytest.mark.parametrize(("text", "sides"), WARS, ids=lambda value: str(value)[:30])
def test_belligerents(text: str, sides: tuple[str, ...]) -> None:
    article = Article("x", text, language="en", published="2024-02-08")
    ((_, doc),) = analyse(load(), [article])
    assert read_cast(Reading(article, doc)).belligerents == sides
