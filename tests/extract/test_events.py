"""Events: the corpus of sentences, read with the language model, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.extract import events
from dragoman.extract.events.lexicon import lexicon
from dragoman.model import Article, Claim, Event, Reading
from dragoman.pipeline import read

CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpus" / "events.toml").read_text(encoding="utf-8"))["text"]
TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def events_of(text: str) -> list[Claim]:
    return [claim for claim in read(text.encode(), published="2024-02-08").claims if isinstance(claim.value, Event)]


def values(claims: list[Claim]) -> list[Event]:
    return [claim.value for claim in claims if isinstance(claim.value, Event)]


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["text"][:40])
def test_corpus(case: dict[str, Any]) -> None:
    found = values(events_of(case["text"]))
    told = [[one.type, one.mode or "", one.actor or "", one.recipient or "", one.realis] for one in found]
    assert told == case.get("yields", [])


def test_the_corpus_has_every_type() -> None:
    assert {row[0] for case in CORPUS for row in case.get("yields", [])} == TYPES


def test_an_event_bears_its_day_and_place() -> None:
    (event,) = values(events_of("Ethiopian forces shelled Eritrean positions near Badme on Tuesday."))
    assert event.when is not None
    assert (event.when.earliest, event.where) == ("2024-02-06", "Badme")


def test_evidence_says_who_and_whom() -> None:
    (claim,) = events_of("Norway imposed sanctions on Belarus.")
    assert [(piece.role, piece.words) for piece in claim.evidence] == [
        ("event", "imposed sanctions"),
        ("actor", "Norway"),
        ("recipient", "Belarus"),
    ]


def test_what_is_quoted_stands_within_its_quotation() -> None:
    report = read(b"Kenya said on Monday that Somali troops had shelled Mandera.", published="2024-02-08")
    (event,) = [claim for claim in report.claims if claim.kind == "event"]
    assert event.within in {claim.id for claim in report.claims if claim.kind == "quotation"}


def test_two_tellings_of_one_deed_are_one_event() -> None:
    text = "Norway imposed sanctions on Belarus. Oslo’s finance minister spoke. Norway imposed sanctions on Belarus."
    sanctions = [
        claim for claim in events_of(text) if isinstance(claim.value, Event) and claim.value.type == "SANCTION"
    ]
    assert [len([piece for piece in claim.evidence if piece.role == "event"]) for claim in sanctions] == [2]


@pytest.mark.parametrize(
    ("verb", "kind"), [("shelled", "ASSAULT"), ("criticised", "ACCUSE"), ("praised", "SUPPORT"), ("expelled", "COERCE")]
)
def test_the_verb_decides_the_type(verb: str, kind: str) -> None:
    lemma = {"shelled": "shell", "criticised": "criticise", "praised": "praise", "expelled": "expel"}[verb]
    doc = Doc(
        spacy.blank("en").vocab,
        words=["Chad", verb, "Sudan", "."],
        pos=["PROPN", "VERB", "PROPN", "PUNCT"],
        tags=["NNP", "VBD", "NNP", "."],
        lemmas=["Chad", lemma, "Sudan", "."],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "root", "obj", "punct"],
        sent_starts=[True, False, False, False],
    )
    claims = [one for one in events.extract(Reading(Article("x", doc.text), doc)) if isinstance(one, Claim)]
    assert [(one.type, one.actor, one.recipient) for one in values(claims)] == [(kind, "Chad", "Sudan")]


def test_word_lists_name_only_types_that_there_are() -> None:
    words = lexicon()
    named = {deed.type for deeds in words.deeds.values() for deed in deeds} | {
        kind.type for kind in words.nouns.values()
    }
    assert named == TYPES
    assert set(words.turned) | set(words.wanted) | set(words.threatened) <= TYPES


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    doc = spacy.blank("en")(text)
    list(events.extract(Reading(Article("x", doc.text), doc)))
