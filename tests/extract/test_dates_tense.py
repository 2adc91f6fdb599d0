"""Which way a date lies, by the dependency tree, and which date governs a word: over docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import dragoman.extract.dates as dates
from dragoman.extract.dates.lexicon import read_language
from dragoman.extract.dates.tense import Tenses
from dragoman.model import Article, Claim, Reading, Span

VOCAB = spacy.blank("en").vocab


def tree(*rows: tuple[str, str, str, str, int]) -> Doc:
    """A doc of (word, pos, tag, dep, head), heads by position."""
    words, pos, tags, deps, heads = zip(*rows, strict=True)
    doc = Doc(VOCAB, words=list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=list(heads))
    for token in doc:
        token.lemma_ = {"has": "have", "had": "have", "begins": "begin"}.get(token.lower_, token.lower_)
    return doc


SAID = tree(
    ("He", "PRON", "PRP", "nsubj", 1),
    ("said", "VERB", "VBD", "root", 1),
    ("Friday", "PROPN", "NNP", "obl:unmarked", 1),
    ("that", "SCONJ", "IN", "mark", 6),
    ("they", "PRON", "PRP", "nsubj", 6),
    ("will", "AUX", "MD", "aux", 6),
    ("meet", "VERB", "VB", "ccomp", 1),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 6),
)
PLANS = tree(
    ("They", "PRON", "PRP", "nsubj", 1),
    ("agreed", "VERB", "VBD", "root", 1),
    ("to", "PART", "TO", "mark", 3),
    ("meet", "VERB", "VB", "xcomp", 1),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
MANAGED = tree(
    ("They", "PRON", "PRP", "nsubj", 1),
    ("managed", "VERB", "VBD", "root", 1),
    ("to", "PART", "TO", "mark", 3),
    ("meet", "VERB", "VB", "xcomp", 1),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
BESIEGING = tree(
    ("It", "PRON", "PRP", "nsubj", 3),
    ("has", "AUX", "VBZ", "aux", 3),
    ("been", "AUX", "VBN", "aux", 3),
    ("besieging", "VERB", "VBG", "root", 3),
    ("Harga", "PROPN", "NNP", "obj", 3),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
MEETS = tree(
    ("It", "PRON", "PRP", "nsubj", 1),
    ("meets", "VERB", "VBZ", "root", 1),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 1),
)
ATTACK = tree(
    ("It", "PRON", "PRP", "nsubj", 2),
    ("will", "AUX", "MD", "aux", 2),
    ("avenge", "VERB", "VB", "root", 2),
    ("Sunday", "PROPN", "NNP", "nmod:poss", 5),
    ("'s", "PART", "POS", "case", 3),
    ("attack", "NOUN", "NN", "obj", 2),
)
ISSUED = tree(
    ("They", "PRON", "PRP", "nsubj", 1),
    ("want", "VERB", "VBP", "root", 1),
    ("to", "PART", "TO", "mark", 3),
    ("lift", "VERB", "VB", "xcomp", 1),
    ("the", "DET", "DT", "det", 5),
    ("ban", "NOUN", "NN", "obj", 3),
    ("issued", "VERB", "VBN", "acl", 5),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
FIRST_CONVOY = tree(
    ("The", "DET", "DT", "det", 2),
    ("first", "ADJ", "JJ", "amod", 2),
    ("convoy", "NOUN", "NN", "nsubj", 6),
    ("to", "PART", "TO", "mark", 4),
    ("arrive", "VERB", "VB", "acl", 2),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 4),
    ("left", "VERB", "VBD", "root", 6),
)
MAY_HAVE_LEFT = tree(
    ("It", "PRON", "PRP", "nsubj", 3),
    ("may", "AUX", "MD", "aux", 3),
    ("have", "AUX", "VB", "aux", 3),
    ("left", "VERB", "VBN", "root", 3),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
WILL_HAVE_LEFT = tree(
    ("It", "PRON", "PRP", "nsubj", 3),
    ("will", "AUX", "MD", "aux", 3),
    ("have", "AUX", "VB", "aux", 3),
    ("left", "VERB", "VBN", "root", 3),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
UNTIL = tree(
    ("It", "PRON", "PRP", "nsubj", 2),
    ("has", "AUX", "VBZ", "aux", 2),
    ("given", "VERB", "VBN", "root", 2),
    ("them", "PRON", "PRP", "iobj", 2),
    ("until", "ADP", "IN", "case", 5),
    ("Sunday", "PROPN", "NNP", "obl", 2),
)
BEGINS = tree(
    ("It", "PRON", "PRP", "nsubj", 1),
    ("begins", "VERB", "VBZ", "root", 1),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 1),
)
IF = tree(
    ("If", "SCONJ", "IN", "mark", 2),
    ("it", "PRON", "PRP", "nsubj", 2),
    ("fails", "VERB", "VBZ", "advcl", 6),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 2),
    (",", "PUNCT", ",", "punct", 6),
    ("they", "PRON", "PRP", "nsubj", 6),
    ("stop", "VERB", "VBP", "root", 6),
)
HOLIDAY = tree(
    ("It", "PRON", "PRP", "nsubj", 3),
    ("is", "AUX", "VBZ", "cop", 3),
    ("a", "DET", "DT", "det", 3),
    ("holiday", "NOUN", "NN", "root", 3),
    ("Sunday", "PROPN", "NNP", "obl:unmarked", 3),
)
DUE_TO = tree(
    ("It", "PRON", "PRP", "nsubj", 1),
    ("stopped", "VERB", "VBD", "root", 1),
    ("due", "ADP", "IN", "case", 6),
    ("to", "ADP", "IN", "fixed", 2),
    ("Sunday", "PROPN", "NNP", "nmod:poss", 6),
    ("'s", "PART", "POS", "case", 4),
    ("storm", "NOUN", "NN", "obl", 1),
)
SET_ON = tree(
    ("The", "DET", "DT", "det", 1),
    ("record", "NOUN", "NN", "nsubj", 5),
    ("set", "VERB", "VBN", "acl", 1),
    ("on", "ADP", "IN", "case", 4),
    ("Sunday", "PROPN", "NNP", "obl", 2),
    ("fell", "VERB", "VBD", "root", 5),
)
QUOTED = tree(
    ("Sunday", "PROPN", "NNP", "obl", 7),
    ("he", "PRON", "PRP", "nsubj", 2),
    ("spoke", "VERB", "VBD", "root", 2),
    (":", "PUNCT", ":", "punct", 2),
    ("“", "PUNCT", "``", "punct", 7),
    ("All", "PRON", "DT", "nsubj", 7),
    ("must", "AUX", "MD", "aux", 7),
    ("stop", "VERB", "VB", "ccomp", 2),
    ("”", "PUNCT", "''", "punct", 7),
)


@pytest.mark.parametrize(
    ("doc", "word", "direction"),
    [
        (ISSUED, "Sunday", "past"),
        (FIRST_CONVOY, "Sunday", "past"),
        (MAY_HAVE_LEFT, "Sunday", "past"),
        (WILL_HAVE_LEFT, "Sunday", "future"),
        (UNTIL, "Sunday", "future"),
        (BEGINS, "Sunday", "future"),
        (IF, "Sunday", "future"),
        (HOLIDAY, "Sunday", "future"),
        (QUOTED, "Sunday", "past"),
        (DUE_TO, "Sunday", "past"),
        (SET_ON, "Sunday", "past"),
        (SAID, "Friday", "past"),
        (SAID, "Sunday", "future"),
        (PLANS, "Sunday", "future"),
        (MANAGED, "Sunday", "past"),
        (BESIEGING, "Sunday", "past"),
        (MEETS, "Sunday", None),
        (ATTACK, "Sunday", "past"),
    ],
)
def test_the_governing_verb_decides(doc: Doc, word: str, direction: str | None) -> None:
    language = read_language("en")
    assert language is not None
    start = doc.text.index(word)
    assert Tenses(doc.text, language, doc).direction(Span(start, start + len(word))) == direction


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("Officials said on Friday that nothing moved.", "Friday", "past"),
        ("A bridge collapsed Friday.", "Friday", "past"),
        ("They will meet on Friday.", "Friday", "future"),
        ("The vote is due on Friday.", "Friday", "future"),
        ("The Friday deadline was kept.", "Friday", "future"),
        ("Talks set for Friday collapsed.", "Friday", "future"),
        ("Friday.", "Friday", None),
    ],
)
def test_without_a_tree_the_nearest_word_does(text: str, word: str, direction: str | None) -> None:
    language = read_language("en")
    assert language is not None
    start = text.index(word)
    assert Tenses(text, language).direction(Span(start, start + len(word))) == direction


def governed(doc: Doc, word: str) -> str | None:
    article = Article(id="a", text=doc.text, published="2024-02-08", language="en")
    claims = [made for made in dates.extract(Reading(article, doc)) if isinstance(made, Claim)]
    start = doc.text.index(word)
    claim = dates.when_of(doc, claims, Span(start, start + len(word)))
    return claim and claim.evidence[0].words


@pytest.mark.parametrize(
    ("doc", "word", "date"), [(SAID, "They".lower(), "Sunday"), (SAID, "He", "Friday"), (ATTACK, "attack", "Sunday")]
)
def test_when_of_finds_the_date_of_the_same_verb_or_phrase(doc: Doc, word: str, date: str) -> None:
    assert governed(doc, word) == date


def test_when_of_does_not_reach_into_another_clause() -> None:
    doc = tree(
        ("He", "PRON", "PRP", "nsubj", 1),
        ("said", "VERB", "VBD", "root", 1),
        ("Friday", "PROPN", "NNP", "obl:unmarked", 1),
        ("that", "SCONJ", "IN", "mark", 5),
        ("twelve", "NUM", "CD", "nsubj", 5),
        ("died", "VERB", "VBD", "ccomp", 1),
    )
    assert governed(doc, "twelve") is None


def test_when_of_without_a_tree_abstains() -> None:
    doc = spacy.blank("en")("Twelve died on Friday.")
    assert governed(doc, "Twelve") is None
