"""Dictionary forms by table and by rule."""

import pytest

from dragoman.analyse.lemmas import Lemmatizer

lemmatizer = Lemmatizer(
    {"VBD": {"fled": "flee"}, "NNS": {"women": "woman"}}, frozenset({"release", "hope", "agree", "house"})
)


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("fled", "VBD", "flee"),
        ("Women", "NNS", "woman"),
        ("released", "VBN", "release"),
        ("mediated", "VBD", "mediate"),
        ("negotiating", "VBG", "negotiate"),
        ("kidnapped", "VBN", "kidnap"),
        ("shelling", "VBG", "shell"),
        ("freed", "VBN", "free"),
        ("agreed", "VBD", "agree"),
        ("parties", "NNS", "party"),
        ("truces", "NNS", "truce"),
        ("clashes", "NNS", "clash"),
        ("houses", "NNS", "house"),
        ("crisis", "NN", "crisis"),
        ("Israelis", "NNPS", "Israelis"),
        ("Cairo", "NNP", "Cairo"),
        ("denied", "VBD", "deny"),
        ("bring", "VB", "bring"),
        ("largest", "JJS", "large"),
        ("mobilizes", "VBZ", "mobilize"),
        ("crosses", "VBZ", "cross"),
    ],
)
def test_lemma(word: str, tag: str, lemma: str) -> None:
    assert lemmatizer.lemma(word, tag) == lemma


def test_shipped_table_knows_irregular_verbs() -> None:
    shipped = Lemmatizer()
    assert [shipped.lemma(word, "VBD") for word in ("said", "told", "withdrew", "fought")] == [
        "say",
        "tell",
        "withdraw",
        "fight",
    ]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("risen", "rise"),
        ("fled", "flee"),
        ("shot", "shoot"),
        ("overthrew", "overthrow"),
        ("retaken", "retake"),
        ("withheld", "withhold"),
        ("underwent", "undergo"),
        ("struck", "strike"),
    ],
)
def test_irregular_verbs_that_the_treebanks_hardly_hold(word: str, lemma: str) -> None:
    assert {Lemmatizer().lemma(word, tag) for tag in ("VBD", "VBN")} == {lemma}


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("severed", "VBD", "sever"),
        ("annulled", "VBN", "annul"),
        ("rebuking", "VBG", "rebuke"),
        ("disburses", "VBZ", "disburse"),
        ("decried", "VBD", "decry"),
        ("caring", "VBG", "care"),
    ],
)
def test_shipped_table_knows_the_verbs_of_this_field(word: str, tag: str, lemma: str) -> None:
    assert Lemmatizer().lemma(word, tag) == lemma
