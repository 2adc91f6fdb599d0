"""A translation is known by its names, numbers and days in their order; reports of the same event are none."""

from __future__ import annotations

import tomllib
from itertools import combinations, product
from pathlib import Path

import pytest

from dragoman.ledger.copies import Text, find_counterpart, find_crossing_bands
from dragoman.ledger.copies.facts import find_facts
from dragoman.model import Article

REPORTS = tomllib.loads((Path(__file__).parent / "translations.toml").read_text("utf-8"))["report"]
TEXTS = {
    (report["name"], language): Text(Article(f"{report['name']} {language}", text.strip(), language=language))
    for report in REPORTS
    for language, text in report.items()
    if language != "name"
}
TRANSLATIONS = [
    (one, other) for one, other in combinations(TEXTS, 2) if one[0] == other[0]
]  # fmt: skip
OTHERS = [(one, other) for one, other in product(TEXTS, TEXTS) if one[0] != other[0] and one[1] != other[1]]


@pytest.mark.parametrize(("one", "other"), TRANSLATIONS)
def test_translations_meet_and_are_known(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert find_crossing_bands(TEXTS[one]) & find_crossing_bands(TEXTS[other])
    assert find_counterpart(TEXTS[one], TEXTS[other]) is not None
    assert find_counterpart(TEXTS[other], TEXTS[one]) is not None


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_reports_are_no_translations(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert find_counterpart(TEXTS[one], TEXTS[other]) is None


def test_texts_of_one_language_are_no_translations() -> None:
    text = TEXTS["goma", "en"]
    assert find_counterpart(text, Text(Article("again", text.article.text, language="en"))) is None


def test_a_translation_weeks_later_is_left_open() -> None:
    one, other = (
        Text(Article(language, TEXTS["goma", language].article.text, language=language, published=published))
        for language, published in (("en", "2025-03-21"), ("fr", "2025-04-21"))
    )
    assert find_counterpart(one, other) is None


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("On 3 August in Ukraine, Vera Lynn saw 1,100 people.", "en", ["08-03", "UA", "vera", "lynn", "1100"]),
        ("Em Ucrânia, a 3 de agosto, a Vera Lynn viu 1.100 pessoas.", "pt", ["UA", "08-03", "vera", "lynn", "1100"]),
        ("À la Croix-Rouge, 52 000 personnes.", "fr", ["croix-rouge", "52000"]),
        ("They left in 2017 with 3.5 tons.", "en", ["2017", "3.5"]),
        ("She is 29. Talks began.", "en", ["29"]),
        ("", "pt", []),
        ("Nothing here.", "xx-none", []),
    ],
)
def test_facts_are_alike_in_every_language(text: str, language: str, keys: list[str]) -> None:
    facts = find_facts(text, language)
    assert [fact.key for fact in facts] == keys
    assert all(text[fact.start : fact.end] for fact in facts)
