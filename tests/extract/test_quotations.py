"""Quotations: who said what, by the grammar, by the learned spans and by the marks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from dragoman import model
from dragoman.analyse import load
from dragoman.extract import quotations
from dragoman.extract.quotations import enclosing
from dragoman.extract.quotations.lexicon import load_lexicon
from dragoman.extract.quotations.linking import find_attributions
from dragoman.extract.quotations.marks import find_marks
from dragoman.extract.quotations.tree import Tree
from dragoman.model import Article, Claim, Issue, Quotation, Reading, Source, make_claim

CORPUS = tomllib.loads((Path(__file__).parent.parent / "corpus" / "quotations.toml").read_text("utf-8"))["text"]
BLANK = spacy.blank("en")
LEMMAS = {"said": "say", "says": "say", "told": "tell", "urged": "urge", "claimed": "claim", "vowed": "vow"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def parsed(sentence: str) -> Doc:
    """A Doc of one sentence from ``word/TAG/dep/head``, the head counted from 1, 0 for the root."""
    rows = [token.split("/") for token in sentence.split()]
    words = [row[0] for row in rows]
    kinds = {"V": "VERB", "N": "NOUN", "P": "PRON", "I": "ADP", "D": "DET", "J": "ADJ", "T": "PART", "C": "NUM"}
    return Doc(
        BLANK.vocab,
        words=words,
        tags=[row[1] for row in rows],
        pos=["PROPN" if row[1] == "NNP" else kinds.get(row[1][0], "PUNCT") for row in rows],
        deps=["ROOT" if row[3] == "0" else row[2] for row in rows],
        heads=[int(row[3]) - 1 if row[3] != "0" else place for place, row in enumerate(rows)],
        lemmas=[LEMMAS.get(word, word.lower()) for word in words],
    )


@dataclass(frozen=True)
class Seen:
    """An attribution in words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]


def seen(doc: Doc) -> list[Seen]:
    tree = Tree(doc)
    found = find_attributions(tree, find_marks(doc.text), load_lexicon())
    return [
        Seen(
            tree.text(*each.source) if each.source else None,
            tree.text(*each.cue) if each.cue else None,
            tuple(tree.text(*piece) for piece in each.content),
        )
        for each in found
    ]


def read(doc: Doc) -> list[Claim | Issue]:
    return list(quotations.extract(Reading(Article("a", doc.text, published="2024-02-08"), doc)))


def test_a_clause_behind_its_verb_is_said() -> None:
    doc = parsed("Oman/NNP/nsubj/2 said/VBD/root/0 talks/NNS/nsubj/5 will/MD/aux/5 resume/VB/ccomp/2 ././punct/2")
    assert seen(doc) == [Seen("Oman", "said", ("talks will resume",))]


def test_a_clause_before_its_verb_is_said() -> None:
    doc = parsed(
        "Talks/NNS/nsubj/3 will/MD/aux/3 resume/VB/ccomp/6 ,/,/punct/6 Oman/NNP/nsubj/6 said/VBD/root/0 ././punct/6"
    )
    assert seen(doc) == [Seen("Oman", "said", ("Talks will resume",))]


def test_a_report_at_the_end_is_read_off_the_words_where_the_tree_has_lost_it() -> None:
    doc = parsed(
        "Talks/NNS/nsubj/2 resumed/VBD/root/0 ,/,/punct/2 two/CD/nummod/5 envoys/NNS/nsubj/2 said/VBD/conj/2 "
        "././punct/2"
    )
    assert Seen("two envoys", "said", ("Talks resumed",)) in seen(doc)


def test_an_infinitive_is_said_to_somebody() -> None:
    doc = parsed(
        "Oman/NNP/nsubj/2 urged/VBD/root/0 both/DT/det/4 sides/NNS/obj/2 to/TO/mark/6 talk/VB/xcomp/2 ././punct/2"
    )
    assert seen(doc) == [Seen("Oman", "urged", ("both sides to talk",))]


def test_a_passive_has_its_agent_for_a_source_and_never_its_subject() -> None:
    doc = parsed(
        "Envoys/NNS/nsubj:pass/3 were/VBD/aux:pass/3 told/VBN/root/0 by/IN/case/5 Oman/NNP/obl:agent/3 "
        "talks/NNS/nsubj/7 failed/VBD/ccomp/3 ././punct/3"
    )
    assert seen(doc) == [Seen("Oman", "told", ("talks failed",))]


def test_a_noun_with_an_owner_attributes_its_clause() -> None:
    doc = parsed(
        "Oman/NNP/nmod:poss/3 's/POS/case/1 claim/NN/nsubj/8 that/IN/mark/6 talks/NNS/nsubj/6 failed/VBD/acl/3 "
        "is/VBZ/cop/8 false/JJ/root/0 ././punct/8"
    )
    assert Seen("Oman", "claim", ("that talks failed",)) in seen(doc)


def test_learned_spans_give_what_no_list_of_cues_does() -> None:
    doc = parsed("Oman/NNP/nsubj/2 hums/VBZ/root/0 that/IN/mark/5 talks/NNS/nsubj/5 failed/VBD/ccomp/2 ././punct/2")
    assert seen(doc) == []
    doc.spans["source"], doc.spans["cue"] = [Span(doc, 0, 1)], [Span(doc, 1, 2)]
    doc.spans["content"] = [Span(doc, 2, 5)]
    doc.user_data["links"] = {0: 1, 2: 1}
    assert seen(doc) == [Seen("Oman", "hums", ("that talks failed",))]


def test_a_marked_speech_is_said_whole_over_its_sentences(nlp: Language) -> None:
    doc = nlp("“We waited. Nobody came. It rained,” Idris Malik said.")
    (claim,) = [each for each in read(doc) if isinstance(each, Claim)]
    assert [each.words for each in claim.evidence if each.role == "content"] == ["We waited. Nobody came. It rained,"]


@pytest.mark.parametrize("text", CORPUS, ids=[entry["text"][:40] for entry in CORPUS])
def test_corpus(nlp: Language, text: dict[str, Any]) -> None:
    claims = [each for each in read(nlp(text["text"])) if isinstance(each, Claim)]
    expected = text.get("quotation", [])
    assert [[e.words for e in c.evidence if e.role == "content"] for c in claims] == [q["said"] for q in expected]
    for claim, quotation in zip(claims, expected, strict=True):
        value = claim.value
        assert isinstance(value, Quotation)
        assert value.speaker is not None
        assert value.speaker.name.removeprefix("the ").lower() == quotation["by"].removeprefix("the ").lower()
        assert value.speaker.identification == quotation.get("as", value.speaker.identification)
        assert value.speaker.told_to == quotation.get("to", value.speaker.told_to)
        assert value.manner == quotation.get("how", value.manner)
        assert value.cue == quotation.get("cue", value.cue)
        assert value.realis == quotation.get("realis", "happened")


def test_the_innermost_quotation_encloses() -> None:
    article = Article("a", "Oman said the army said the road is open. It is.")
    outer = make_claim(
        article,
        Quotation(Source("Oman", "institution"), "said", "indirect"),
        [("content", model.Span(10, 40))],
        rule="t",
    )
    inner = make_claim(
        article,
        Quotation(Source("army", "institution"), "said", "indirect"),
        [("content", model.Span(24, 40))],
        rule="t",
    )
    assert enclosing([outer, inner], model.Span(28, 32)) is inner
    assert enclosing([outer, inner], model.Span(14, 18)) is outer
    assert enclosing([outer, inner], model.Span(42, 44)) is None


def test_an_orphan_mark_is_an_issue_and_costs_nothing_else(nlp: Language) -> None:
    found = read(nlp("“We waited, she said.\n\nThe army said the road was open."))
    assert "a quotation mark without its partner" in [each.message for each in found if isinstance(each, Issue)]
    assert [e.words for c in found if isinstance(c, Claim) for e in c.evidence if e.role == "content"] == [
        "the road was open"
    ]


def test_a_pipeline_without_heads_or_sentences_is_no_fault() -> None:
    assert read(BLANK("“We are ready,” he said. It rained.")) is not None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "the army ",
                "said ",
                "that ",
                "Oman ",
                "is ready",
                ". ",
                ", ",
                ": ",
                "\n\n",
                "told Reuters ",
                "according to ",
                "citing ",
                "he ",
            ]
        ),
        max_size=25,
    )
)
def test_it_never_raises_and_evidence_is_the_text_under_its_span(nlp: Language, pieces: list[str]) -> None:
    text = "".join(pieces)
    for claim in read(nlp(text)):
        if isinstance(claim, Claim):
            assert all(text[each.start : each.end] == each.words for each in claim.evidence)
