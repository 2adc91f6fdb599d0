"""Search: what is found, in which order, and that no question is an error of ours; the same on both databases."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.search.snippets import LONGEST, find_snippet
from dragoman.ledger.search.terms import Query, Term, parse_query, words_of
from dragoman.model import UsageError

from .reports import TEXT, report

TEXTS = {
    "bamako": TEXT,
    "kosti": f"{TEXT} Safe passage from Kosti was promised; fuel was not. Lorries left Kosti at dawn for El Obeid.",
    "obeid": f"{TEXT} In El Obeid people waited for fuel. No passage was safe, they said.",
    "québec": f"{TEXT} À Québec, le délégué Ōta a parlé de 1,160 otages.",
    "中文": f"{TEXT} 停火协议在开罗签署。",
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for number, (outlet, text) in enumerate(TEXTS.items()):
        ledger.add(report(text, published=f"2031-05-1{number}", outlet=outlet, language="en", title=f"About {outlet}"))
    return ledger


QUESTIONS = {
    "kosti": ["kosti"],
    "KOSTI": ["kosti"],
    '"safe passage"': ["kosti"],
    "“safe passage”": ["kosti"],
    "passage safe": ["kosti", "obeid"],
    "fuel -kosti": ["obeid"],
    "fuel NOT kosti": ["obeid"],
    "fuel AND obeid": ["kosti", "obeid"],
    "kosti OR quebec": ["kosti", "québec"],
    "quebec": ["québec"],
    "ota otages": ["québec"],
    "1,160": ["québec"],
    "lorr*": ["kosti"],
    "lorr": [],
    "停火": ["中文"],
    "delegué": ["bamako", "kosti", "obeid", "québec", "中文"],
    "nothing-of-the-kind": [],
    'fuel "': ["kosti", "obeid"],
    "fuel (": ["kosti", "obeid"],
    "fuel* NEAR(": [],
    "words:fuel": [],
    "'; DROP TABLE articles; --": [],
    "x" * 50_000: [],
    "\ud800 fuel": ["kosti", "obeid"],
    "fuel \x00": ["kosti", "obeid"],
}


@pytest.mark.parametrize(("asked", "outlets"), QUESTIONS.items(), ids=[repr(asked[:30]) for asked in QUESTIONS])
def test_what_is_found(filled: Ledger, asked: str, outlets: list[str]) -> None:
    hits = filled.search(asked)
    assert sorted(hit.article.outlet or "" for hit in hits) == sorted(outlets)
    for hit in hits:
        assert TEXTS[hit.article.outlet or ""].startswith(hit.snippet.words, hit.snippet.start)
        assert hit.snippet.marks
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("asked", ["", "   ", '""', "-fuel", "*", "()", "OR", "NOT fuel", "🕊", "a " * 65])
def test_what_cannot_be_looked_for_is_one_line(filled: Ledger, asked: str) -> None:
    with pytest.raises(UsageError, match=r"^search: [^\n]{1,80}$"):
        filled.search(asked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.text('"*-() ORANDNOTfuel:^+', max_size=30))
def test_no_question_fails(filled: Ledger, asked: str) -> None:
    with suppress(UsageError):
        filled.search(asked)


def test_conditions(filled: Ledger) -> None:
    def outlets(asked: str, **conditions: object) -> list[str | None]:
        return sorted(hit.article.outlet for hit in filled.search(asked, **conditions))  # type: ignore[arg-type,type-var]

    assert outlets("fuel", outlet="Kosti") == ["kosti"]
    assert outlets("fuel", language="pt") == []
    assert outlets("fuel", reported=("2031-05-12", None)) == ["obeid"]
    assert outlets("fuel", as_of="2001-01-01") == []
    assert outlets("fuel", actor="army") == []
    assert outlets("soldiers", actor="army", kind="figure") == ["bamako", "kosti", "obeid", "québec", "中文"]
    assert outlets("soldiers", place="Bamako") == []
    assert outlets("bamako", place="Bamako", kind="talks") == ["bamako", "kosti", "obeid", "québec", "中文"]
    assert outlets("soldiers", kind="figure", limit=2) == outlets("soldiers", limit=2)
    with pytest.raises(UsageError):
        outlets("fuel", kind="rumour")
    (hit, *_) = filled.search("soldiers", kind="figure")
    assert [entry.claim.evidence[0].words for entry in hit.claims] == ["31 soldiers"]


def test_the_article_with_more_of_it_comes_first(filled: Ledger) -> None:
    assert filled.search("kosti OR fuel")[0].article.outlet == "kosti"


def test_a_title_that_the_text_lacks_is_found(filled: Ledger) -> None:
    assert len(filled.search("about kosti")) == 1


def test_words_of_a_question() -> None:
    assert parse_query('-a "b c" d OR e* al-Burhan') == Query(
        ((Term(("b", "c")),), (Term(("d",)), Term(("e",), prefix=True)), (Term(("al", "burhan")),)), (Term(("a",)),)
    )
    assert words_of("Nous n’irons pas, dit Ōta.") == ("nous", "n", "irons", "pas", "dit", "ota")


@given(st.text(max_size=600), st.text("abc déſ", min_size=1, max_size=5))
def test_a_snippet_is_the_texts_words(text: str, asked: str) -> None:
    words = words_of(asked)
    if words:
        snippet = find_snippet(text, Query(((Term(words),),)))
        assert text.startswith(snippet.words, snippet.start)
        assert len(snippet.words) <= LONGEST
        assert all(0 <= start < end <= len(snippet.words) for start, end in snippet.marks)
