"""A draft in new words: its figures beside the record's, without a sentence in common."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dragoman.dossier.check import Known, Remark, check_against
from dragoman.model import Article, Claim, Entry, Figure, Report, Span, make_claim

Told = Callable[..., Entry]
MINISTRY, ARMY = "the Sudanese Health Ministry", "the Ethiopian army"
SENTENCE = "By their count 9,140 have died, it emerged."


@pytest.fixture
def total(count: Callable[..., Figure]) -> Callable[..., Figure]:
    def make(low: int, *, source: str | None = MINISTRY, place: str | None = "Zaria", **fields: Any) -> Figure:
        return count(low, source=source, place=place, cumulative=True, side="Sudan", **fields)

    return make


@pytest.fixture
def remarks(told: Told) -> Callable[..., list[Remark]]:
    """Checks one figure of a draft of 2 March against figures of reports: day of March, figure."""

    def make(figure: Figure, *record: tuple[int, Figure]) -> list[Remark]:
        entries = tuple(
            told(value, published=f"2025-03-{day:02}", outlet=f"Outlet {place}")
            for place, (day, value) in enumerate(record)
        )
        return list(check_against(draft(figure), Known(entries)).remarks)

    return make


def draft(figure: Figure) -> Report:
    article = Article("draft", SENTENCE, published="2025-03-02", published_from="given")
    spans: Sequence[tuple[str, Span]] = [("figure", Span(15, 20))]
    if figure.source is not None:
        spans = [*spans, ("source", Span(3, 8))]
    claim: Claim = make_claim(article, figure, spans, rule="test")
    return Report(article, (claim,))


def verdicts(found: list[Remark]) -> list[tuple[str, str]]:
    return [(one.about, one.verdict) for one in found]


def test_the_same_number_where_a_report_names_no_place(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    assert verdicts(remarks(total(9140), (2, total(9140, place=None)))) == [("figure", "agrees")]


def test_a_count_told_as_fact(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    assert verdicts(remarks(total(9140, source=None), (2, total(9140)))) == [("figure", "missing")]


def test_a_count_that_a_report_tells_as_fact_itself(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    record = (2, total(9140)), (1, total(9140, source=None))
    assert verdicts(remarks(total(9140, source=None), *record)) == [("figure", "agrees")]


def test_two_digits_swapped_on_the_same_day(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    (remark,) = remarks(total(9410), (2, total(9140, place=None)))
    assert (remark.about, remark.verdict) == ("figure", "contradicts")
    assert "9,140 by 2025-03-02" in remark.message


def test_a_digit_lost(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    assert verdicts(remarks(total(914), (2, total(9140)))) == [("figure", "contradicts")]


def test_a_number_of_another_size_counts_something_else(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    assert verdicts(remarks(total(127), (2, total(9140, place=None)))) == [("figure", "unknown")]


def test_a_total_below_what_several_reports_had_before(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    earlier = (1, total(9140)), (1, total(9150))
    assert verdicts(remarks(total(7000), *earlier)) == [("figure", "contradicts")]


def test_one_report_of_another_day_may_be_misread(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    assert verdicts(remarks(total(7000), (1, total(9140)))) == [("figure", "unknown")]


def test_a_total_between_the_totals(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    around = (1, total(9000)), (1, total(9010)), (4, total(9400)), (4, total(9410))
    assert verdicts(remarks(total(9140), *around)) == [("figure", "unknown")]


def test_a_number_laid_to_the_other_side(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    (_, remark) = sorted(remarks(total(9140, source=ARMY), (2, total(9140))), key=lambda one: one.about != "figure")
    assert (remark.about, remark.verdict, remark.words) == ("attribution", "changed", SENTENCE[3:8])
    assert MINISTRY in remark.message


def test_a_round_number_is_anybodys(total: Callable[..., Figure], remarks: Callable[..., list[Remark]]) -> None:
    assert all(not one.is_wrong for one in remarks(total(9000, source=ARMY), (2, total(9000))))


def test_somebody_without_a_country_may_pass_it_on(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    assert all(not one.is_wrong for one in remarks(total(9140, source="the United Nations"), (2, total(9140))))


def test_a_word_such_as_dozens_agrees_with_nothing(
    count: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    dozens = count(24, None, source=None, side="Sudan")
    assert verdicts(remarks(dozens, (2, count(24, None, source=MINISTRY, side="Sudan")))) == [("figure", "unknown")]


def test_a_small_number_of_another_year_agrees_with_nothing(
    count: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    assert verdicts(remarks(count(40, source=None), (31, count(40, source=None)))) == [("figure", "unknown")]


def test_more_than_three_thousand_leaves_room_up_to_the_next_thousand(
    total: Callable[..., Figure], remarks: Callable[..., list[Remark]], count: Callable[..., Figure]
) -> None:
    more = count(3001, None, source=MINISTRY, side="Sudan", cumulative=True, qualifier="more than")
    assert verdicts(remarks(total(3542), (2, more))) == [("figure", "unknown")]
    assert verdicts(remarks(total(4542), (2, more))) == [("figure", "contradicts")]


def test_a_state_and_its_officials_are_one_claimant(
    count: Callable[..., Figure], remarks: Callable[..., list[Remark]]
) -> None:
    held = count(132, source="Sudanese officials", side="Sudan", outcome="held")
    assert verdicts(remarks(held, (2, count(132, source="Sudan", side="Sudan", outcome="held")))) == [
        ("figure", "agrees")
    ]
