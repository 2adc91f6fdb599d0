"""Cards of talks and agreements, and how the brief prints them."""

import io

from rich.console import Console

from dragoman.brief import write_brief
from dragoman.cards import card_of
from dragoman.model import Agreement, Article, Figure, Report, Source, Span, Talks, When, make_claim

TEXT = "Envoys of Mali and the Front meet in Algiers today. Mali will free 30 prisoners."
ARTICLE = Article("1f", TEXT, title="Envoys meet")
TODAY = When("2024-05-17", "2024-05-17", resolved=True, granularity="day", anchor="published")
TALKS = Talks(
    ("the Front", "Mali"),
    "under_way",
    ("Algeria",),
    ("A. Keita",),
    "Algiers",
    "indirect",
    "second",
    ("ceasefire", "exchange"),
    TODAY,
    Source("a Malian official", "unnamed", "Mali"),
)


def test_talks_have_a_row_for_all_that_is_told_of_them() -> None:
    assert card_of(TALKS, {}) == (
        "the Front and Mali, second round, under way",
        (
            ("through", "Algeria"),
            ("how", "indirect"),
            ("with", "A. Keita"),
            ("where", "Algiers"),
            ("when", "2024-05-17"),
            ("what for", "ceasefire, exchange"),
            ("source", "says a Malian official, unnamed, of Mali"),
        ),
    )


def test_what_is_not_told_has_no_row() -> None:
    assert card_of(Talks((), "held", ("Algeria", "Niger")), {}) == ("Algeria and Niger, held", ())


def test_the_terms_of_an_agreement_are_its_figures() -> None:
    start = TEXT.index("30")
    figure = make_claim(
        ARTICLE, Figure(30, 30, "freed", "prisoners", side="Mali"), [("figure", Span(start, start + 12))], rule="test"
    )
    agreement = Agreement(("exchange",), ("the Front", "Mali"), "agreed", duration="P7D", terms=(figure.id, "gone"))
    assert card_of(agreement, {figure.id: figure}) == (
        "exchange, agreed",
        (("between", "the Front and Mali"), ("lasting", "P7D"), ("term", "30 freed: prisoners, Mali")),
    )


def test_the_brief_prints_a_card_with_its_words() -> None:
    claim = make_claim(ARTICLE, TALKS, [("talks", Span(0, 50))], rule="test")
    out = io.StringIO()
    write_brief(Console(file=out, width=100), Report(ARTICLE, (claim,)))
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    first = lines.index("Talks")
    assert lines[first + 1 : first + 4] == [
        "the Front and Mali, second round, under way",
        "through Algeria",
        "how indirect",
    ]
    assert lines[first + 8 : first + 10] == [
        "source says a Malian official, unnamed, of Mali",
        "words “Envoys of Mali and the Front meet in Algiers today”",
    ]
