"""Actors: whom words stand for, whom he speaks for, and what stays undecided."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from dragoman.analyse import load
from dragoman.extract import actors
from dragoman.extract.actors import ActorIndex, index_of
from dragoman.model import Actor, Article, Claim, Issue, Reading

CORPUS = tomllib.loads((Path(__file__).parent.parent / "corpus" / "actors.toml").read_text("utf-8"))["sentence"]
BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def parsed(*sentences: str) -> Doc:
    """A Doc from sentences of ``word/POS/dep/head[/ENT]``, the head counted in the sentence from 1, 0 for the root."""
    words, tags, deps, heads, starts, entities = [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for place, token in enumerate(sentence.split()):
            word, pos, dep, head, *entity = token.split("/")
            words.append(word)
            tags.append(pos)
            deps.append("ROOT" if head == "0" else dep)
            heads.append(base + (int(head) - 1 if head != "0" else place))
            starts.append(place == 0)
            entities.append(entity[0] if entity else "")
    doc = Doc(
        BLANK.vocab,
        words=words,
        pos=tags,
        tags=["NNS" if w.endswith("s") else "NN" for w in words],
        heads=heads,
        deps=deps,
        lemmas=[{"said": "say", "met": "meet", "added": "add"}.get(word, word.lower()) for word in words],
        sent_starts=starts,
    )
    spans, start = [], 0
    while start < len(words):
        end = start + 1
        while entities[start] and end < len(words) and entities[end] == entities[start]:
            end += 1
        if entities[start]:
            spans.append(Span(doc, start, end, label=entities[start]))
        start = end
    doc.ents = spans
    return doc


def index(doc: Doc, published: str | None = None) -> ActorIndex:
    return index_of(Reading(Article("a", doc.text, published=published), doc))


def whom(doc: Doc, word: str, number: int = 1) -> str | None:
    """The fullest name of the actor that the ``number``th ``word`` stands for."""
    tokens = [token.i for token in doc if token.text == word]
    found = index(doc).at(tokens[number - 1])
    return found[1].name if found else None


def read(doc: Doc, extractor: Any = actors) -> tuple[list[Claim], list[Issue]]:
    out = list(extractor.extract(Reading(Article("a", doc.text, published="2024-03-01"), doc)))
    return [item for item in out if isinstance(item, Claim)], [item for item in out if isinstance(item, Issue)]


NAMED = (
    "Majed/PROPN/nsubj/4/PER al/PROPN/flat/1/PER Ansari/PROPN/flat/1/PER "
    "said/VERB/root/0 so/ADV/advmod/4 ./PUNCT/punct/4"
)


def test_a_surname_is_the_man_named_in_full() -> None:
    doc = parsed(NAMED, "Ansari/PROPN/nsubj/2/PER added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2")
    assert whom(doc, "Ansari", 2) == "Majed al Ansari"


def test_a_pronoun_is_the_subject_before() -> None:
    doc = parsed(NAMED, "He/PRON/nsubj/2 added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2")
    assert whom(doc, "He") == "Majed al Ansari"


def test_she_is_no_man() -> None:
    doc = parsed(NAMED, "She/PRON/nsubj/2 added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2")
    assert whom(doc, "She") is None


def test_two_candidates_leave_a_pronoun_open() -> None:
    both = (
        "Omar/PROPN/nsubj/5/PER and/CCONJ/cc/3 Karim/PROPN/conj/1/PER both/ADV/advmod/5 met/VERB/root/0 ./PUNCT/punct/5"
    )
    doc = parsed(both, "He/PRON/nsubj/2 added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2")
    assert whom(doc, "He") is None


def test_a_pronoun_in_quotation_marks_is_left_to_the_quotations() -> None:
    doc = parsed(
        NAMED, "“/PUNCT/punct/3 He/PRON/nsubj/3 added/VERB/root/0 more/ADJ/obj/3 ”/PUNCT/punct/3 ./PUNCT/punct/3"
    )
    assert whom(doc, "He") is None


def test_a_surname_of_two_people_is_an_issue() -> None:
    two = (
        "Yusuf/PROPN/nsubj/6/PER Barro/PROPN/flat/1/PER and/CCONJ/cc/4 Lina/PROPN/conj/1/PER2 Barro/PROPN/flat/4/PER2 "
        "met/VERB/root/0 ./PUNCT/punct/6"
    ).replace("PER2", "PERSON")
    doc = parsed(two, "Barro/PROPN/nsubj/2/PER added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2")
    claims, issues = read(doc)
    assert [claim.value.name for claim in claims if isinstance(claim.value, Actor)] == ["Yusuf Barro", "Lina Barro"]
    assert [issue.start for issue in issues] == [doc.text.rindex("Barro")]


def test_an_office_stands_before_the_name() -> None:
    doc = parsed(
        "Qatari/ADJ/amod/4 foreign/ADJ/amod/3 ministry/NOUN/compound/4 spokesman/NOUN/nmod:desc/5 "
        "Majed/PROPN/nsubj/7/PER Ansari/PROPN/flat/5/PER said/VERB/root/0 so/ADV/advmod/7 ./PUNCT/punct/7"
    )
    claims, _ = read(doc)
    assert [(c.value.office, c.value.affiliation) for c in claims if isinstance(c.value, Actor)] == [
        ("foreign ministry spokesman", "Qatar")
    ]
    roles = {(evidence.role, evidence.words) for evidence in claims[0].evidence}
    assert ("affiliation", "Qatari") in roles
    assert ("actor", "Majed Ansari") in roles


def test_an_office_stands_in_apposition() -> None:
    doc = parsed(
        "Badr/PROPN/nsubj/9/PER Hassan/PROPN/flat/1/PER ,/PUNCT/punct/7 the/DET/det/7 Egyptian/ADJ/amod/7 "
        "foreign/ADJ/amod/7 minister/NOUN/appos/1 ,/PUNCT/punct/7 said/VERB/root/0 so/ADV/advmod/9 ./PUNCT/punct/9"
    )
    claims, _ = read(doc)
    assert [(c.value.office, c.value.affiliation) for c in claims if isinstance(c.value, Actor)] == [
        ("foreign minister", "Egypt")
    ]


def test_an_acronym_is_the_body_that_it_stands_for() -> None:
    doc = parsed(
        "The/DET/det/4 Lakeside/PROPN/compound/4/ORG People/PROPN/compound/4/ORG "
        "Front/PROPN/nsubj/8/ORG (/PUNCT/punct/6 LPF/PROPN/appos/4/MISC )/PUNCT/punct/6 "
        "said/VERB/root/0 so/ADV/advmod/8 ./PUNCT/punct/8",
        "LPF/PROPN/nsubj/2/ORG added/VERB/root/0 more/ADJ/obj/2 ./PUNCT/punct/2",
    )
    assert whom(doc, "LPF", 2) == "Lakeside People Front"


def test_a_capital_that_speaks_is_its_state_and_one_that_is_a_place_is_nobody() -> None:
    speaks = parsed("Tehran/PROPN/nsubj/2/LOC said/VERB/root/0 so/ADV/advmod/2 ./PUNCT/punct/2")
    claims, _ = read(speaks)
    assert [(c.value.identity, c.value.type) for c in claims if isinstance(c.value, Actor)] == [("state/ir", "state")]
    place = parsed("Envoys/NOUN/nsubj/2 met/VERB/root/0 in/ADP/case/4 Tehran/PROPN/obl/2/LOC ./PUNCT/punct/2")
    assert not any(isinstance(c.value, Actor) and c.value.identity for c in read(place)[0])


def test_us_is_no_state_in_small_letters() -> None:
    doc = parsed("They/PRON/nsubj/2 met/VERB/root/0 us/PRON/obj/2 ./PUNCT/punct/2")
    assert read(doc)[0] == []


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_corpus(nlp: Language, case: dict[str, str]) -> None:
    doc = nlp(case["text"])
    at = case["text"].index(case["source"])
    span = doc.char_span(at, at + len(case["source"]), alignment_mode="expand")
    found = index(doc)
    source = found.source(span.start, span.end)
    reference = found.refer(span.start, span.end)
    assert source is not None
    assert reference is not None
    assert (source.name, source.identification) == (case["name"], case["as"])
    if "of" in case:
        assert source.affiliation == case["of"]
    assert reference.side == case.get("side")


def test_the_index_is_made_once_for_a_doc() -> None:
    doc = parsed(NAMED)
    reading = Reading(Article("a", doc.text), doc)
    assert index_of(reading) is index_of(reading)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_its_words_are_its_own(text: str) -> None:
    doc = BLANK(text)
    claims, _ = read(doc)
    assert all(text[e.start : e.end] == e.words for claim in claims for e in claim.evidence)
