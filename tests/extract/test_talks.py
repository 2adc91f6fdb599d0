"""Talks: the corpus of sentences, read with the language model, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.extract import talks
from dragoman.extract.sides import read_cast
from dragoman.model import Article, Claim, Reading, Talks
from dragoman.pipeline import read

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpus" / "talks.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_corpus(case: dict[str, Any]) -> None:
    report = read(case["text"].encode(), published="2024-02-08")
    found = [claim.value for claim in report.claims if isinstance(claim.value, Talks)]
    assert [_shown(value, wanted) for value, wanted in zip(found, case.get("yields", []), strict=True)] == case.get(
        "yields", []
    )


def _shown(value: Talks, wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields of a value that a case names."""
    plain = {
        "parties": sorted(value.parties),
        "mediators": sorted(value.mediators),
        "venue": value.venue,
        "round": value.round,
        "status": value.status,
        "when": value.when.earliest if value.when else None,
    }
    return {field: plain[field] for field in wanted}


def hand_built() -> Doc:
    """ "Sudan held talks with Chad.", with the tree that it has."""
    words = ["Sudan", "held", "talks", "with", "Chad", "."]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[True, True, True, True, False, False],
        pos=["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"],
        tags=["NNP", "VBD", "NNS", "IN", "NNP", "."],
        lemmas=["Sudan", "hold", "talk", "with", "Chad", "."],
        heads=[1, 1, 1, 4, 2, 1],
        deps=["nsubj", "root", "obj", "case", "nmod", "punct"],
        sent_starts=[True, False, False, False, False, False],
    )


def test_a_subject_and_its_company_are_the_sides() -> None:
    doc = hand_built()
    reading = Reading(Article("x", doc.text), doc)
    (claim,) = [one for one in talks.extract(reading) if isinstance(one, Claim)]
    assert isinstance(claim.value, Talks)
    assert set(claim.value.parties) == {"Sudan", "Chad"}
    assert claim.value.status == "held"
    assert all(evidence.words == doc.text[evidence.start : evidence.end] for evidence in claim.evidence)


def test_a_subject_acts_for_its_state() -> None:
    assert read_cast(Reading(Article("x", hand_built().text), hand_built())).side_of_one(0) == ("Sudan",)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    doc = spacy.blank("en")(text)
    list(talks.extract(Reading(Article("x", doc.text), doc)))
