"""Positions: the corpus of sentences, read with the language model, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.extract import positions
from dragoman.extract.topics import find_topics
from dragoman.model import Article, Claim, Position, Reading
from dragoman.pipeline import read

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpus" / "positions.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_corpus(case: dict[str, Any]) -> None:
    report = read(case["text"].encode(), published="2024-02-08")
    found = [claim.value for claim in report.claims if isinstance(claim.value, Position)]
    assert [[one.party, one.issue, one.stance] for one in found] == case.get("yields", [])


@pytest.mark.parametrize(
    ("denied", "stance"), [(False, "accepts"), (True, "rejects")], ids=["accepts", "does not accept"]
)
def test_negation_turns_the_stance(denied: bool, stance: str) -> None:
    words = ["Chad", *(["did", "not"] if denied else ["will"]), "accept", "a", "ceasefire", "."]
    verb = len(words) - 4
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        pos=["PROPN", *(["AUX", "PART"] if denied else ["AUX"]), "VERB", "DET", "NOUN", "PUNCT"],
        tags=["NNP", *(["VBD", "RB"] if denied else ["MD"]), "VB", "DT", "NN", "."],
        lemmas=["Chad", *(["do", "not"] if denied else ["will"]), "accept", "a", "ceasefire", "."],
        heads=[verb] * verb + [verb, verb + 2, verb, verb],
        deps=["nsubj", *(["aux", "advmod"] if denied else ["aux"]), "root", "det", "obj", "punct"],
        sent_starts=[True] + [False] * (len(words) - 1),
    )
    claims = [one for one in positions.extract(Reading(Article("x", doc.text), doc)) if isinstance(one, Claim)]
    values = [claim.value for claim in claims]
    assert [(value.party, value.issue, value.stance) for value in values if isinstance(value, Position)] == [
        ("Chad", "ceasefire", stance)
    ]


def test_a_phrase_hides_the_words_inside_it() -> None:
    lemmas = ["a", "prisoner", "exchange"]
    assert [topic for _, topic, _ in find_topics(lemmas, range(3))] == ["exchange"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    doc = spacy.blank("en")(text)
    list(positions.extract(Reading(Article("x", doc.text), doc)))
