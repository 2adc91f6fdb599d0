"""The shipped model on raw text, end to end."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dragoman import analyse
from dragoman.model import Article, UsageError

REPORT = (
    "MUSCAT, Feb. 8 (Reuters) - Oman will host a second round of talks between the two sides on Sunday, "
    "Foreign Minister Badr Albusaidi said.\n\n"
    "“We don't expect a breakthrough,” he told reporters. The U.N. envoy welcomed the move."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return analyse.load()


def test_text_and_sentences(nlp: Language) -> None:
    doc = nlp(REPORT)
    assert doc.text == REPORT
    assert [sent.text.strip()[:12] for sent in doc.sents] == ["MUSCAT, Feb.", "“We don't ex", "The U.N. env"]


def test_tree_tags_and_lemmas(nlp: Language) -> None:
    doc = nlp("The rebels released twelve prisoners in Marib.")
    released = doc[2]
    assert (released.dep_, released.tag_, released.lemma_, released.head.i) == ("root", "VBD", "release", 2)
    assert {(token.text, token.dep_) for token in released.children} >= {("rebels", "nsubj"), ("prisoners", "obj")}


def test_names_and_attributions(nlp: Language) -> None:
    doc = nlp(REPORT)
    assert {"Oman", "Badr Albusaidi"} <= {entity.text for entity in doc.ents}
    assert "said" in {span.text for span in doc.spans["cue"]}
    said = next(token.i for token in doc if token.text == "said")
    assert said in doc.user_data["links"].values()


def test_a_batch_reads_as_each_text_alone(nlp: Language) -> None:
    texts = [REPORT, "", "Short.", REPORT * 5, " \n\n "]
    together = [[(t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts)]
    alone = [[(t.dep_, t.head.i) for t in nlp(text)] for text in texts]
    assert together == alone


def test_a_paragraph_reads_the_same_wherever_it_stands(nlp: Language) -> None:
    def trees(doc: Doc, start: int) -> list[tuple[int, str, int]]:
        return [(t.idx - start, t.dep_, t.head.idx - start) for t in doc if t.idx >= start and not t.is_space]

    before = "The weather was mild in the capital on Monday.\n\n"
    assert trees(nlp(before + REPORT), len(before)) == trees(nlp(REPORT), 0)


def test_marked_sentences_are_kept(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["They", "met", "They", "left"], sent_starts=[True, False, True, False])
    assert [sent.text for sent in nlp.get_pipe("dragoman_reader")(doc).sents] == ["They met", "They left"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_refused(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_it_is_a_spacy_component() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dragoman_reader")
    assert nlp("Talks resumed.").has_annotation("DEP")


def test_analyse_keeps_the_order(nlp: Language) -> None:
    articles = [Article(id=str(number), text=f"Report {number}.") for number in range(5)]
    assert [(article.id, doc.text) for article, doc in analyse.analyse(nlp, articles)] == [
        (article.id, article.text) for article in articles
    ]


def test_an_unknown_pipeline_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline 'xx_none'"):
        analyse.load("xx_none")
