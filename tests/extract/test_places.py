"""Places: which mentions are claimed, where they lie, what part they play."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.extract import places
from dragoman.model import Article, Claim, Issue, Place, Reading, UsageError

CORPUS = tomllib.loads((Path(__file__).parent.parent / "corpus" / "places.toml").read_text("utf-8"))["sentence"]
BLANK = spacy.blank("en")


def tagged(text: str, entities: list[list[str]]) -> Doc:
    doc = BLANK(text)
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label=label) for name, label in entities]
    doc.ents = [span for span in spans if span is not None]
    assert len(doc.ents) == len(entities)
    return doc


def read(doc: Doc, extractor: Any = places, language: str | None = None) -> tuple[list[Claim], list[Issue]]:
    out = list(extractor.extract(Reading(Article("a", doc.text, language=language), doc)))
    return [c for c in out if isinstance(c, Claim)], [i for i in out if isinstance(i, Issue)]


def place(claim: Claim) -> Place:
    assert isinstance(claim.value, Place)
    return claim.value


@pytest.mark.parametrize("sentence", CORPUS, ids=lambda sentence: sentence["text"])
def test_corpus(sentence: dict[str, Any]) -> None:
    claims, _ = read(tagged(sentence["text"], sentence.get("entities", [])), language=sentence.get("language"))
    found = [[place(c).name, place(c).country or "", place(c).precision] for c in claims]
    assert found == sentence["places"]


def parsed(rows: list[tuple[str, str, int, str]], place_at: int, lemmas: dict[str, str] | None = None) -> Doc:
    """A sentence of (word, UPOS, head, relation) with a location at ``place_at``."""
    words = [row[0] for row in rows]
    ents = ["O"] * len(words)
    ents[place_at] = "B-LOC"
    return Doc(
        BLANK.vocab,
        words=words,
        pos=[row[1] for row in rows],
        heads=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        lemmas=[(lemmas or {}).get(word, word.lower()) for word in words],
        ents=ents,
    )


SAID = parsed(
    [("Khartoum", "PROPN", 1, "nsubj"), ("said", "VERB", 1, "ROOT"), ("no", "INTJ", 1, "obj")], 0, {"said": "say"}
)
TALKS_WITH = parsed(
    [
        ("Talks", "NOUN", 3, "nsubj"),
        ("with", "ADP", 2, "case"),
        ("Tehran", "PROPN", 0, "nmod"),
        ("stalled", "VERB", 3, "ROOT"),
    ],
    2,
    {"Talks": "talk"},
)
DEMANDS = parsed(
    [
        ("Kyiv", "PROPN", 2, "nmod:poss"),
        ("'s", "PART", 0, "case"),
        ("demands", "NOUN", 3, "nsubj"),
        ("grew", "VERB", 3, "ROOT"),
    ],
    0,
    {"demands": "demand"},
)
REJECTED_BY = parsed(
    [("Rejected", "VERB", 0, "ROOT"), ("by", "ADP", 2, "case"), ("Ankara", "PROPN", 0, "obl:agent")],
    2,
    {"Rejected": "reject"},
)
URGED = parsed(
    [("Envoys", "NOUN", 1, "nsubj"), ("urged", "VERB", 1, "ROOT"), ("Cairo", "PROPN", 1, "obj")], 2, {"urged": "urge"}
)


@pytest.mark.parametrize("doc", [SAID, TALKS_WITH, DEMANDS, REJECTED_BY, URGED], ids=lambda doc: doc.text)
def test_a_capital_that_acts_is_no_place(doc: Doc) -> None:
    assert read(doc) == ([], [])


TALKS_IN = parsed(
    [
        ("Talks", "NOUN", 3, "nsubj"),
        ("in", "ADP", 2, "case"),
        ("Tehran", "PROPN", 0, "nmod"),
        ("stalled", "VERB", 3, "ROOT"),
    ],
    2,
    {"Talks": "talk"},
)
KILLED_IN = parsed(
    [
        ("Nine", "NUM", 1, "nsubj:pass"),
        ("killed", "VERB", 1, "ROOT"),
        ("in", "ADP", 3, "case"),
        ("Mekelle", "PROPN", 1, "obl"),
    ],
    3,
    {"killed": "kill"},
)
STREETS = parsed(
    [
        ("Kyiv", "PROPN", 2, "nmod:poss"),
        ("'s", "PART", 0, "case"),
        ("streets", "NOUN", 3, "nsubj"),
        ("froze", "VERB", 3, "ROOT"),
    ],
    0,
    {"streets": "street"},
)
CITY_SAID = parsed(
    [("Bakhmut", "PROPN", 1, "nsubj"), ("held", "VERB", 1, "ROOT"), ("out", "ADP", 1, "compound:prt")],
    0,
    {"held": "hold"},
)


@pytest.mark.parametrize(
    ("doc", "name", "role"),
    [
        (TALKS_IN, "Tehran", "venue"),
        (KILLED_IN, "Mekelle", "event"),
        (STREETS, "Kyiv", "mentioned"),
        (CITY_SAID, "Bakhmut", "mentioned"),
    ],
)
def test_role(doc: Doc, name: str, role: str) -> None:
    claims, _ = read(doc)
    assert [(place(c).name, place(c).role) for c in claims] == [(name, role)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("JUBA, March 3 (AFP) — Fighters withdrew.", "dateline"),
        ("Juba – Fighters withdrew.", "dateline"),
        ("Juba was calm on Monday.", "mentioned"),
    ],
)
def test_dateline(text: str, role: str) -> None:
    claims, _ = read(tagged(text, [[text[:4], "LOC"]]))
    assert [place(c).role for c in claims] == [role]


def test_an_unlisted_place_is_claimed_without_position_and_said_so() -> None:
    claims, issues = read(tagged("Raiders burned Umm Zubbaydat at dawn.", [["Umm Zubbaydat", "LOC"]]))
    assert [(place(c).country, place(c).latitude, place(c).precision) for c in claims] == [(None, None, None)]
    assert [(i.stage, i.start, i.end) for i in issues] == [("places", 15, 28)]
    assert "not in the gazetteer" in issues[0].message


def test_an_unlisted_place_has_the_country_that_it_is_put_in() -> None:
    claims, issues = read(
        tagged("Raiders burned Umm Zubbaydat in western Sudan.", [["Umm Zubbaydat", "LOC"], ["Sudan", "LOC"]])
    )
    assert [place(c).country for c in claims] == ["SD", "SD"]
    assert place(claims[0]).latitude is None
    assert len(issues) == 1


def test_namesakes_that_nothing_tells_apart_stay_open() -> None:
    claims, issues = read(tagged("They met again in San Pedro.", [["San Pedro", "LOC"]]))
    assert [(place(c).country, place(c).latitude) for c in claims] == [(None, None)]
    assert "does not tell them apart" in issues[0].message


def test_words_beside_one_mention_hold_for_the_bare_name() -> None:
    text = "Hebron, in the West Bank, was closed. Patrols left Hebron later."
    doc = BLANK(text)
    second = text.rindex("Hebron")
    doc.ents = [doc.char_span(at, at + 6, label="LOC") for at in (0, second)]
    claims, _ = read(doc)
    assert {place(c).country for c in claims} == {"PS"}


def test_a_table_of_ones_own_wins(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    table.write_text('place = [{ names = ["Umm Zubbaydat"], country = "SD", at = [13.1, 25.2], precision = "site" }]\n')
    claims, issues = read(tagged("Raiders burned Umm Zubbaydat.", [["Umm Zubbaydat", "LOC"]]), places.with_table(table))
    assert [(place(c).country, place(c).latitude, place(c).precision) for c in claims] == [("SD", 13.1, "site")]
    assert issues == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("place = [", "not TOML"),
        ('place = [{ names = ["X"], country = "SD" }]', "needs names, country and precision"),
        ('place = [{ names = ["X"], country = "SD", precision = "hut" }]', "'hut'"),
    ],
)
def test_a_bad_table_is_the_callers_mistake(tmp_path: Path, content: str, complaint: str) -> None:
    table = tmp_path / "mine.toml"
    table.write_text(content)
    with pytest.raises(UsageError, match=complaint):
        places.with_table(table)


def test_a_missing_table_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        places.with_table(tmp_path / "none.toml")


WORDS = st.lists(
    st.sampled_from(
        [
            "Tripoli",
            ",",
            "in",
            "of",
            "Gaza",
            "the",
            "US",
            "-",
            "Idlib",
            "region",
            "\n\n",
            "(",
            "said",
            "'s",
            "Ñ",
            "٣",
            ".",
        ]
    ),
    min_size=1,
    max_size=25,
)


@given(WORDS, st.data())
def test_any_words_and_tags_yield_claims_whose_words_are_the_texts(words: list[str], data: st.DataObject) -> None:
    labels = data.draw(
        st.lists(st.sampled_from(["O", "B-LOC", "B-PER", "B-ORG", "B-MISC"]), min_size=len(words), max_size=len(words))
    )
    doc = Doc(BLANK.vocab, words=words, ents=labels)
    claims, issues = read(doc)
    for claim in claims:
        for evidence in claim.evidence:
            assert doc.text[evidence.start : evidence.end] == evidence.words
    spans = sorted((c.evidence[0].start, c.evidence[0].end) for c in claims)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(issue.message for issue in issues)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    doc = BLANK(text)
    claims, _ = read(doc)
    assert all(place(c).name in text for c in claims)
