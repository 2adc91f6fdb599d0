from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.dossier.figures import CHECKS, reconcile
from dragoman.dossier.figures.totals import slip
from dragoman.model import Agreement, Entry, Figure, When

Told = Callable[..., Entry]
Count = Callable[..., Figure]


@pytest.fixture
def total(told: Told, count: Count) -> Callable[..., Entry]:
    """A running total of the ministry, as of the day of its report."""

    def make(low: int, day: str, outlet: str = "The Courier", **fields: object) -> Entry:
        given = {"source": "Health Ministry", "cumulative": True} | fields
        words = str(given.pop("words", "34 civilians"))
        return told(count(low, **given), published=day, outlet=outlet, words=words)

    return make


def found(*entries: Entry) -> dict[str, str]:
    return {finding.check: finding.arithmetic for finding in reconcile(entries)}


def test_every_check_has_a_name_and_says_what_it_looks_for() -> None:
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)


def test_a_part_larger_than_its_whole(told: Told, count: Count) -> None:
    whole = told(count(29, people="fighters"), words="29 fighters")
    part = told(count(92, people="officers", part_of=whole.claim.id), words="92 officers")
    assert found(whole, part) == {"part_exceeds_whole": "92 > 29"}
    assert found(whole, told(count(9, people="officers", part_of=whole.claim.id), words="9 officers")) == {}


def test_parts_that_cannot_overlap_larger_than_the_whole_together(told: Told, count: Count) -> None:
    whole = told(count(29), words="29 people")
    parts = [
        told(count(17, people="soldiers", part_of=whole.claim.id), words="17 soldiers"),
        told(count(15, people="medics", part_of=whole.claim.id), words="15 medics"),
    ]
    assert found(whole, *parts) == {"part_exceeds_whole": "17 + 15 > 29"}


def test_women_and_children_may_overlap_with_others(told: Told, count: Count) -> None:
    whole = told(count(29), words="29 people")
    parts = [
        told(count(17, people="civilians", part_of=whole.claim.id), words="17 civilians"),
        told(count(15, people="children", part_of=whole.claim.id), words="15 children"),
    ]
    assert found(whole, *parts) == {}


def test_more_of_a_group_than_of_all(total: Callable[..., Entry]) -> None:
    children = total(61, "2025-03-02", people="children")
    assert found(total(52, "2025-03-02"), children)["group_exceeds_all"] == "61 > 52"


def test_a_group_that_grows_by_more_than_all(total: Callable[..., Entry]) -> None:
    entries = [
        total(512, "2025-03-02"),
        total(514, "2025-03-03"),
        total(101, "2025-03-02", people="children"),
        total(107, "2025-03-03", people="children"),
    ]
    assert found(*entries) == {"group_outgrows_all": "107 − 101 > 514 − 512: 6 > 2"}


def test_a_total_that_falls(total: Callable[..., Entry]) -> None:
    assert found(total(1032, "2025-03-02"), total(967, "2025-03-04")) == {"total_falls": "967 − 1,032 = −65"}
    assert found(total(1032, "2025-03-02"), total(1041, "2025-03-04")) == {}


def test_a_fall_that_a_round_number_hides(total: Callable[..., Entry]) -> None:
    entries = [total(1032, "2025-03-02"), total(1000, "2025-03-03"), total(967, "2025-03-04")]
    assert found(*entries) == {"total_falls": "967 − 1,032 = −65"}


def test_a_count_that_begins_anew_is_told_once(total: Callable[..., Entry]) -> None:
    entries = [total(4047, "2025-03-02"), total(123, "2025-08-05"), total(217, "2025-08-06"), total(301, "2025-08-07")]
    assert [finding.check for finding in reconcile(entries)] == ["total_falls"]


def test_a_fall_whose_reason_is_given(total: Callable[..., Entry]) -> None:
    assert found(total(1032, "2025-03-02"), total(967, "2025-03-04", words="revised down to 967")) == {}


@pytest.mark.parametrize(
    ("days", "counted", "arithmetic"),
    [
        (("2025-03-02", "2025-03-03"), 26, "1,598 − 1,000 − 26 = 572"),
        (("2025-03-03", "2025-03-03"), 26, "1,598 − 1,000 − 26 = 572"),
        (("2025-02-28", "2025-03-03"), 26, "1,598 − 1,000 − 26 = 572"),
        (("2025-03-02", "2025-03-03"), 626, "1,598 − 1,000 − 626 = −28"),
    ],
)
def test_a_total_that_does_not_grow_by_its_days(
    total: Callable[..., Entry], days: tuple[str, str], counted: int, arithmetic: str
) -> None:
    earlier = total(979, "2025-03-01"), total(1000, "2025-03-02"), total(21, "2025-03-02", **_day("2025-03-02"))
    count = total(counted, "2025-03-03", cumulative=False, days=days)
    assert found(*earlier, total(1598, "2025-03-03"), count) == {"total_outgrows_days": arithmetic}


def _day(day: str) -> dict[str, object]:
    return {"cumulative": False, "days": (day, day)}


def test_a_count_of_other_days_says_nothing(total: Callable[..., Entry]) -> None:
    entries = total(1007, "2025-03-01"), total(1598, "2025-03-04"), total(26, "2025-03-04", **_day("2025-03-04"))
    assert found(*entries) == {}


def test_a_leap(total: Callable[..., Entry]) -> None:
    quiet = [total(201 + 2 * day, f"2025-03-{day:02}") for day in range(1, 10)]
    after = [total(401 + 2 * day, f"2025-03-{day:02}") for day in range(10, 19)]
    assert found(*quiet, *after) == {"total_leaps": "421 − 219 = 202 in 1 days, 2 a day around them"}


def test_a_leap_that_the_count_of_the_day_tells_of(total: Callable[..., Entry]) -> None:
    quiet = [total(201 + 2 * day, f"2025-03-{day:02}") for day in range(1, 10)]
    after = [total(401 + 2 * day, f"2025-03-{day:02}") for day in range(10, 19)]
    assert found(*quiet, *after, total(202, "2025-03-10", **_day("2025-03-10"))) == {}


def test_captives_of_whom_nothing_is_said(told: Told, count: Count) -> None:
    taken = told(count(240, outcome="abducted", people="people", qualifier=None), words="240 people")
    rest = [
        told(count(105, outcome="freed", people="hostages"), words="105 hostages"),
        told(count(99, outcome="held", people="hostages"), words="99 hostages"),
        told(count(11, outcome="killed", people="hostages"), words="11 hostages"),
    ]
    assert found(taken, *rest) == {"stock_and_flow": "240 taken − 105 freed − 99 held − 11 killed = 25"}


def test_captives_whose_account_is_complete(told: Told, count: Count) -> None:
    parts = {"abducted": 231, "freed": 105, "held": 126}
    entries = [told(count(n, outcome=o, people="hostages"), words=f"{n} {o}") for o, n in parts.items()]
    assert found(*entries) == {}


def test_other_numbers_freed_than_agreed(told: Told, count: Count) -> None:
    term = told(count(50, outcome="freed", people="prisoners", realis="planned"), "2025-03-01", words="50 prisoners")
    start = When("2025-03-02", "2025-03-02", resolved=True)
    end = When("2025-03-06", "2025-03-06", resolved=True)
    exchange = Agreement(("exchange",), ("A", "B"), "expired", start=start, end=end, terms=(term.claim.id,))
    deal = told(exchange, "2025-03-07", words="exchange", role="agreement")
    freed = told(count(38, outcome="freed", people="prisoners", cumulative=True), "2025-03-06", words="38 prisoners")
    assert found(term, deal, freed) == {"terms_and_freed": "38 freed − 50 agreed = −12"}
    as_agreed = replace(freed, claim=replace(freed.claim, value=count(50, outcome="freed", people="prisoners")))
    assert found(term, deal, as_agreed) == {}


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (28340, 28430, "two digits transposed"),
        (2834, 28340, "a digit lost"),
        (28340, 28341, None),
        (28340, 34028, None),
        (12, 21, "two digits transposed"),
    ],
)
def test_slips_of_digits(one: int, other: int, how: str | None) -> None:
    assert slip(one, other) == how


def test_digits_slipped_between_reports(total: Callable[..., Entry]) -> None:
    entries = total(28341, "2025-03-02"), total(28431, "2025-03-02", outlet="Radio North")
    assert found(*entries)["digits_slipped"] == "28,341 / 28,431"


def test_claimants_that_differ_by_more_than_rounding(total: Callable[..., Entry]) -> None:
    ministry = total(1405, "2025-03-02")
    assert found(ministry, total(1100, "2025-03-02", source="the army")) == {
        "claimants_differ": "1,405 − 1,100 = 255 to 355"
    }
    assert found(ministry, total(1400, "2025-03-02", source="the army")) == {}


def test_a_total_that_the_ministrys_series_does_not_contain(total: Callable[..., Entry]) -> None:
    def both(low: int, day: str) -> list[Entry]:
        return [total(low, day, outlet=outlet) for outlet in ("The Courier", "Radio North")]

    lone = total(2911, "2025-03-03", outlet="Evening Post")
    series = [*both(2405, "2025-03-02"), *both(2433, "2025-03-04")]
    assert found(*series, lone)["not_in_series"] == "2,911 is not between 2,405 and 2,433"
    assert "not_in_series" not in found(*series, total(2418, "2025-03-03", outlet="Evening Post"))
