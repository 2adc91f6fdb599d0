"""Dates over plain text: what the corpus says, durations, claims and issues, and that no text makes it raise."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import dragoman.extract.dates as dates
from dragoman.extract.dates.lexicon import Language, RuleError, build_language, read_language
from dragoman.extract.dates.periods import parse_stamp
from dragoman.model import Article, Claim, Date, Issue, Reading

CASES = [
    (language, case)
    for language, name in (("en", "dates"), ("es", "dates_es"), ("pt", "dates_pt"))
    for case in tomllib.loads((Path(__file__).parents[1] / "corpus" / f"{name}.toml").read_text("utf-8"))["case"]
]
BLANK = spacy.blank("en")


def english() -> Language:
    language = read_language("en")
    assert language is not None
    return language


def read(text: str, published: str | None = "2024-02-08", language: str = "en") -> list[Claim | Issue]:
    article = Article(id="a", text=text, published=published or None, language=language)
    return list(dates.extract(Reading(article, BLANK(text))))


def claims(text: str, published: str | None = "2024-02-08", language: str = "en") -> list[Claim]:
    return [made for made in read(text, published, language) if isinstance(made, Claim)]


def as_listed(claim: Claim) -> list[str | None]:
    assert isinstance(claim.value, Date)
    when = claim.value.when
    return (
        [claim.evidence[0].words, when.earliest, when.latest]
        if when.resolved
        else [claim.evidence[0].words, when.reason]
    )


@pytest.mark.parametrize(
    ("language", "case"),
    CASES,
    ids=[f"{case['text']} {case.get('published', '')}".strip() for _, case in CASES],
)
def test_corpus(language: str, case: dict[str, object]) -> None:
    found = claims(str(case["text"]), str(case.get("published", "2024-02-08")), language)
    assert [as_listed(claim) for claim in found] == case["dates"]


def test_the_anchor_is_told() -> None:
    made = claims("On 3 May 2019 they met. Two days later they met again. They met last week.")
    assert [claim.value.when.anchor for claim in made if isinstance(claim.value, Date)] == [None, "text", "published"]


def test_granularity_is_told() -> None:
    made = claims("Last week, Monday night, 10 a.m. on Monday, last weekend, 2019, the 1990s, in May 2019.")
    granularities = [claim.value.when.granularity for claim in made if isinstance(claim.value, Date)]
    assert granularities == ["week", "part_of_day", "time", "weekend", "year", "decade", "month"]


def test_an_unresolved_date_is_an_issue_too() -> None:
    made = read("They met on Wednesday.", published=None)
    assert [type(one) for one in made] == [Claim, Issue]
    issue = made[1]
    assert isinstance(issue, Issue)
    assert (issue.start, issue.end) == (12, 21)
    assert "the publication date is not known" in issue.message


def test_an_english_analysis_of_spanish_decides_no_tense() -> None:
    text = "Volverán el viernes."
    english = Doc(BLANK.vocab, words=["Volverán", "el", "viernes", "."], spaces=[True, True, False, False])
    for token in english:
        token.dep_, token.tag_, token.pos_ = "dep", "VBD", "VERB"
    (claim,) = (
        made
        for made in dates.extract(Reading(Article(id="a", text=text, published="2024-02-08", language="es"), english))
        if isinstance(made, Claim)
    )
    assert as_listed(claim) == ["viernes", "2024-02-09", "2024-02-09"]


def test_a_language_without_rules_is_an_issue() -> None:
    assert [type(one) for one in read("Sie trafen sich am Mittwoch.", language="xx")] == [Issue]


@pytest.mark.parametrize(
    ("text", "durations"),
    [
        ("A one-week truce held.", [("one-week", "P7D", "P7D")]),
        ("It lasted for three weeks.", [("three weeks", "P21D", "P21D")]),
        ("A 72-hour pause was offered.", [("72-hour", "PT72H", "PT72H")]),
        ("It must last at least six weeks.", [("at least six weeks", "P42D", None)]),
        ("A pause of two to three days.", [("two to three days", "P2D", "P3D")]),
        ("It took a year and a half.", [("a year and a half", "P1.5Y", "P1.5Y")]),
        ("They waited for weeks.", [("weeks", None, None)]),
        ("They met three weeks ago.", []),
        ("Some 300 a week flee.", []),
        ("They held the crew quarters.", []),
        ("They met over the past two weeks.", []),
        ("A 29-year-old driver.", []),
    ],
)
def test_durations(text: str, durations: list[tuple[str, str | None, str | None]]) -> None:
    found = dates.find_durations(BLANK(text))
    assert [(one.span.of(text), one.shortest, one.longest) for one in found] == durations


def test_a_duration_is_exact_only_if_the_words_are() -> None:
    exact, open_ended = dates.find_durations(BLANK("A one-week truce, then at least six weeks."))
    assert (exact.iso, open_ended.iso) == ("P7D", None)


def test_a_rule_that_captures_what_its_builder_does_not_take_is_refused() -> None:
    table = {
        "month_first": True,
        "past_word": "ed$",
        "cues": {"future": []},
        "words": {"month": {"may": 5}},
        "rule": [{"level": 0, "name": "bad", "pattern": "month", "make": "decade", "yields": "date"}],
    }
    with pytest.raises(RuleError, match="decade takes no month"):
        build_language("xx", table)


WORDS = st.sampled_from(
    [*english().values, "3", "31", "1999", "2024", "3rd", "1990s", "10:30", "2024-02-30", "½", "9" * 20, "\n\n"]
)


@settings(deadline=None, max_examples=200)
@given(words=st.lists(WORDS, max_size=25), published=st.sampled_from(["2024-02-29", "2024-02", "2024", None]))
def test_no_text_makes_it_raise(words: list[str], published: str | None) -> None:
    text = " ".join(words).title()
    for claim in claims(text, published):
        assert isinstance(claim.value, Date)
        evidence, when = claim.evidence[0], claim.value.when
        assert evidence.words == text[evidence.start : evidence.end]
        assert when.resolved == (when.reason is None) == (when.earliest is not None)


@settings(deadline=None)
@given(text=st.text(max_size=80), code=st.sampled_from(["en", "es", "pt"]))
def test_nor_does_any_other(text: str, code: str) -> None:
    language = read_language(code)
    assert language is not None
    dates.read_dates(text, parse_stamp("2024-02-08"), language)


@pytest.mark.parametrize(("language", "case"), CASES[::5], ids=[case["text"] for _, case in CASES[::5]])
def test_a_neutral_paragraph_in_front_moves_spans_only(language: str, case: dict[str, object]) -> None:
    text, front = str(case["text"]), "Rain.\n\n"
    published = str(case.get("published", "2024-02-08"))
    plain, moved = claims(text, published, language), claims(front + text, published, language)
    assert [claim.value for claim in moved] == [claim.value for claim in plain]
    assert [claim.evidence[0].start for claim in moved] == [claim.evidence[0].start + len(front) for claim in plain]
