"""Figures: what has become of how many, whose they are and who says so."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.analyse import load
from dragoman.extract import figures
from dragoman.model import Article, Claim, Figure, Issue, Quotation, Reading, Source, Span, make_claim

CORPUS = tomllib.loads((Path(__file__).parent.parent / "corpus" / "figures.toml").read_text("utf-8"))["sentence"]
BLANK = spacy.blank("en")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def parsed(sentence: str) -> Doc:
    """A Doc from ``word/lemma/POS/dep/head``, the head counted from 1, 0 for the root."""
    rows = [token.split("/") for token in sentence.split()]
    return Doc(
        BLANK.vocab,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=["root" if row[4] == "0" else row[3] for row in rows],
        heads=[place if row[4] == "0" else int(row[4]) - 1 for place, row in enumerate(rows)],
        sent_starts=[place == 0 for place in range(len(rows))],
    )


def read(doc: Doc, *claims: Claim) -> list[Claim]:
    article = Article(id="a", text=doc.text, published="2024-02-08", language="en")
    found = list(figures.extract(Reading(article, doc, claims)))
    assert not [issue for issue in found if isinstance(issue, Issue)]
    return [claim for claim in found if isinstance(claim, Claim)]


def values(doc: Doc, *claims: Claim) -> list[Figure]:
    found = [claim.value for claim in read(doc, *claims)]
    assert all(isinstance(value, Figure) for value in found)
    return [value for value in found if isinstance(value, Figure)]


@pytest.mark.parametrize("sentence", CORPUS, ids=lambda sentence: sentence["text"])
def test_corpus(sentence: dict[str, Any], nlp: Language) -> None:
    found = values(nlp(sentence["text"]))
    assert len(found) == len(sentence["yields"]), found
    for value, expected in zip(found, sentence["yields"], strict=True):
        told = {field: getattr(value, field) for field in expected if field != "part"}
        if "source" in expected:
            told["source"] = value.source.name if value.source else ""
        assert told == {field: wanted for field, wanted in expected.items() if field != "part"}
        assert (value.part_of is not None) == expected.get("part", False)


def test_the_object_of_a_verb() -> None:
    (value,) = values(
        parsed("Gunmen/gunman/NOUN/nsubj/2 killed/kill/VERB/root/0 12/12/NUM/nummod/4 monks/monk/NOUN/obj/2")
    )
    assert (value.low, value.high, value.outcome, value.people) == (12, 12, "killed", "monks")


def test_the_doers_are_no_figure() -> None:
    doc = parsed(
        "12/12/NUM/nummod/2 gunmen/gunman/NOUN/nsubj/3 killed/kill/VERB/root/0 a/a/DET/det/5 monk/monk/NOUN/obj/3"
    )
    assert values(doc) == []


def test_a_verb_that_takes_things_counts_no_things() -> None:
    doc = parsed("They/they/PRON/nsubj/2 captured/capture/VERB/root/0 12/12/NUM/nummod/4 hills/hill/NOUN/obj/2")
    assert values(doc) == []


def test_two_verbs_two_outcomes_and_the_noun_left_out() -> None:
    doc = parsed(
        "It/it/PRON/nsubj/2 killed/kill/VERB/root/0 12/12/NUM/nummod/4 monks/monk/NOUN/obj/2 and/and/CCONJ/cc/6 "
        "wounded/wound/VERB/conj/2 30/30/NUM/obj/6"
    )
    assert [(value.low, value.outcome, value.people) for value in values(doc)] == [
        (12, "killed", "monks"),
        (30, "injured", "monks"),
    ]


def test_a_plan_is_planned_and_a_perfect_runs_on() -> None:
    planned = parsed(
        "They/they/PRON/nsubj/3 will/will/AUX/aux/3 free/free/VERB/root/0 "
        "12/12/NUM/nummod/5 captives/captive/NOUN/obj/3"
    )
    assert [value.realis for value in values(planned)] == ["planned"]
    perfect = parsed(
        "It/it/PRON/nsubj/3 has/have/AUX/aux/3 killed/kill/VERB/root/0 90/90/NUM/nummod/5 men/man/NOUN/obj/3"
    )
    assert [(value.realis, value.cumulative) for value in values(perfect)] == [("happened", True)]


def test_what_is_left_of_a_whole_is_a_part_of_it() -> None:
    doc = parsed(
        "They/they/PRON/nsubj/2 freed/free/VERB/root/0 40/40/NUM/obj/2 "
        "of/of/ADP/case/7 the/the/DET/det/7 90/90/NUM/nummod/7 "
        "hostages/hostage/NOUN/nmod/3 held/hold/VERB/acl/7"
    )
    claims = read(doc)
    by_size = {claim.value.low: claim for claim in claims if isinstance(claim.value, Figure)}
    part, whole = by_size[40].value, by_size[90].value
    assert isinstance(part, Figure)
    assert isinstance(whole, Figure)
    assert (part.outcome, whole.outcome) == ("freed", "held")
    assert part.part_of == by_size[90].id


def quoted(doc: Doc, source: Source, start: int, end: int, cue: str) -> Claim:
    article = Article(id="a", text=doc.text, published="2024-02-08", language="en")
    at = doc.text.index(cue)
    evidence = [("content", Span(start, end)), ("cue", Span(at, at + len(cue)))]
    return make_claim(article, Quotation(source, cue, "indirect"), evidence, rule="test")


def test_a_figure_in_a_quotation_has_its_speaker() -> None:
    doc = parsed(
        "Medics/medic/NOUN/nsubj/2 said/say/VERB/root/0 12/12/NUM/nummod/4 "
        "monks/monk/NOUN/nsubj/5 died/die/VERB/ccomp/2"
    )
    medics = Source("medics", "unnamed")
    quotation = quoted(doc, medics, doc.text.index("12"), len(doc.text), "said")
    (claim,) = read(doc, quotation)
    assert isinstance(claim.value, Figure)
    assert (claim.value.source, claim.within) == (medics, quotation.id)


def test_a_demand_takes_the_figures_that_it_mentions_as_known() -> None:
    doc = parsed(
        "Mothers/mother/NOUN/nsubj/2 urged/urge/VERB/root/0 help/help/NOUN/obj/2 for/for/ADP/case/6 12/12/NUM/nummod/6 "
        "hostages/hostage/NOUN/nmod/3"
    )
    quotation = quoted(doc, Source("mothers", "unnamed"), doc.text.index("help"), len(doc.text), "urged")
    (claim,) = read(doc, quotation)
    assert isinstance(claim.value, Figure)
    assert (claim.value.source, claim.within) == (None, None)


def test_without_a_tree_there_are_no_figures_and_an_issue_says_so() -> None:
    doc = BLANK("Shelling killed 12 people.")
    found = list(figures.extract(Reading(Article(id="a", text=doc.text), doc)))
    assert [type(one) for one in found] == [Issue]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_tree_however_odd_makes_it_raise_and_evidence_is_the_text(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(
            st.sampled_from(
                [
                    "12",
                    "dozens",
                    "of",
                    "the",
                    "people",
                    "killed",
                    "and",
                    "including",
                    "hostages",
                    "toll",
                    "rose",
                    "to",
                    ",",
                    "whom",
                ]
            ),
            min_size=1,
            max_size=14,
        )
    )
    size = len(words)
    doc = Doc(
        BLANK.vocab,
        words=words,
        lemmas=words,
        pos=data.draw(st.lists(st.sampled_from(["NUM", "NOUN", "VERB", "ADP", "PUNCT"]), min_size=size, max_size=size)),
        deps=data.draw(
            st.lists(
                st.sampled_from(["nsubj", "obj", "nmod", "nummod", "conj", "acl", "root"]), min_size=size, max_size=size
            )
        ),
        heads=[data.draw(st.integers(0, place)) for place in range(size)],
        sent_starts=[place == 0 for place in range(size)],
    )
    for claim in read(doc):
        for evidence in claim.evidence:
            assert evidence.words == doc.text[evidence.start : evidence.end]


def test_a_neutral_paragraph_before_moves_spans_and_changes_nothing_else(nlp: Language) -> None:
    text = "Shelling in Port Sudan killed 12 people and wounded 30."
    alone, later = values(nlp(text)), values(nlp(f"The market opened at dawn.\n\n{text}"))
    assert alone == later


def test_who_puts_a_toll_at_a_number_has_not_killed_them(nlp: Language) -> None:
    (value,) = values(nlp("The Ugandan army put the number of people killed at 430."))
    assert value.by is None
    assert value.source is not None
