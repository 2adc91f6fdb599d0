"""Agreements: the corpus of sentences, read with the language model, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract import agreements
from dragoman.model import Agreement, Article, Reading
from dragoman.pipeline import read

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpus" / "agreements.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_corpus(case: dict[str, Any]) -> None:
    report = read(case["text"].encode(), published="2024-02-08")
    found = [claim.value for claim in report.claims if isinstance(claim.value, Agreement)]
    wanted = case.get("yields", [])
    assert len(found) == len(wanted)
    for value, fields in zip(found, wanted, strict=True):
        shown = {
            "type": list(value.type),
            "parties": list(value.parties),
            "status": value.status,
            "duration": value.duration,
        }
        assert {field: shown[field] for field in fields} == fields


@settings(deadline=None)
@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    doc = spacy.blank("en")(text)
    list(agreements.extract(Reading(Article("x", doc.text), doc)))
