from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.dossier.days import day_of
from dragoman.dossier.figures import Bounds, bounds_of, figure_series, number
from dragoman.dossier.figures.bounds import span, stated
from dragoman.dossier.figures.claimants import claimant_key
from dragoman.dossier.figures.told import group_of
from dragoman.model import Entry, Figure, Ruling, Source

Told = Callable[..., Entry]
Count = Callable[..., Figure]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected", "written"),
    [
        (27840, 27840, None, (27840, 27840), "27,840"),
        (1400, 1400, None, (1350, 1450), "1,400"),
        (40, 40, None, (40, 40), "40"),
        (9000, 9000, "nearly", (8100, 9000), "nearly 9,000"),
        (250, 250, "around", (225, 275), "around 250"),
        (1161, None, "more than", (1161, float("inf")), "more than 1,160"),
        (30, None, "at least", (30, float("inf")), "at least 30"),
        (500, None, "or more", (500, float("inf")), "500 or more"),
        (None, 40, "up to", (0, 40), "up to 40"),
        (20, 30, None, (20, 30), "20 to 30"),
    ],
)
def test_a_number_allows_what_its_words_allow(
    count: Count, low: int | None, high: int | None, qualifier: str | None, expected: tuple[float, float], written: str
) -> None:
    figure = count(low, high, qualifier=qualifier)
    assert bounds_of(figure) == Bounds(*expected)
    assert number(figure) == written


def test_the_stated_number_is_the_one_in_the_words(count: Count) -> None:
    assert stated(count(1161, None, qualifier="more than")) == 1160
    assert stated(count(1161, None, qualifier="at least")) == 1161


def test_an_open_interval_is_told_as_one() -> None:
    assert span(Bounds(4, float("inf"))) == "4 or more"
    assert span(Bounds(float("-inf"), -3)) == "−3 or less"


@pytest.mark.parametrize(
    ("people", "group"),
    [("Nigerian children", "children"), ("captives", "hostages"), ("villagers", "civilians"), ("Nigerians", "people")],
)
def test_people_are_grouped_by_the_head_word(people: str, group: str) -> None:
    assert group_of(people) == group


def test_a_cut_date_is_its_first_or_last_day() -> None:
    assert str(day_of("2024-02", last=True)) == "2024-02-29"
    assert str(day_of("2024-12")) == "2024-12-01"
    assert str(day_of("2024", last=True)) == "2024-12-31"
    assert day_of("soon") is None
    assert day_of("2024-02-31") is None


def test_an_office_has_one_key_whatever_it_is_called(told: Told, count: Count) -> None:
    entry = told(count(5))
    names = ("Sudan's Health Ministry", "the Sudanese ministry of health", "health officials")
    assert {claimant_key(entry, name, "state/sd") for name in names} == {"health ministry of SD"}
    assert claimant_key(entry, "Chad's health ministry", "state/sd") == "health ministry of TD"
    assert claimant_key(entry, "the mayor", "state/sd") == "mayor"


def test_one_number_of_one_day_is_one_point_with_all_its_reports(told: Told, count: Count) -> None:
    toll = count(120, source="Health Ministry", cumulative=True)
    entries = [
        told(toll, outlet="The Courier"),
        told(toll, outlet="Evening Post", origin="The Courier:2025-03-02"),
        told(toll, outlet="Radio North"),
        told(replace(toll, low=150, high=150), published="2025-03-09"),
    ]
    (series,) = figure_series(entries)
    assert series.claimant == "Health Ministry"
    assert [(str(point.as_of), point.number, point.reports, point.origins) for point in series.points] == [
        ("2025-03-02", "120", 3, 2),
        ("2025-03-09", "150", 1, 1),
    ]
    assert [point.marks for point in series.points] == [(), ("single-sourced",)]


def test_what_others_say_of_the_same_day_marks_both_and_changes_neither(told: Told, count: Count) -> None:
    entries = [
        told(count(120, source="Health Ministry", cumulative=True)),
        told(count(45, source="the army", cumulative=True), outlet="Radio North"),
    ]
    series = figure_series(entries)
    assert {(one.claimant, one.points[0].number) for one in series} == {("Health Ministry", "120"), ("the army", "45")}
    assert all("contradicted" in one.points[0].marks for one in series)


def test_a_total_told_after_a_newer_one_was_out_is_stale(told: Told, count: Count) -> None:
    old = count(120, source="Health Ministry", cumulative=True, days=("2025-02-01", "2025-03-01"))
    new = count(150, source="Health Ministry", cumulative=True, days=("2025-02-01", "2025-03-04"))
    late = told(old, published="2025-03-06", outlet="Radio North")
    (series,) = figure_series([told(new, published="2025-03-04"), late])
    assert ["stale" in point.marks for point in series.points] == [True, False]


def test_a_total_since_a_day_goes_to_the_day_of_its_report(told: Told, count: Count) -> None:
    since = count(120, cumulative=True, days=("2025-01-10", "2025-01-10"))
    on_the_day = count(12, days=("2025-01-10", "2025-01-10"))
    entries = [told(since, "2025-03-02"), told(on_the_day, "2025-03-02")]
    assert sorted(str(series.points[0].as_of) for series in figure_series(entries)) == ["2025-01-10", "2025-03-02"]


def test_only_unnamed_sources_make_a_point_anonymous(told: Told, count: Count) -> None:
    entry = told(count(12, source=Source("a medic", "unnamed")))
    (series,) = figure_series([entry])
    assert series.points[0].marks == ("single-sourced", "anonymous")


def test_plans_and_rejected_claims_are_in_no_series(told: Told, count: Count) -> None:
    rejected = replace(told(count(12)), ruling=Ruling("reject", "A. Keita", "2025-03-03", "misread"))
    assert figure_series([rejected, told(count(12, realis="planned"))]) == ()


def test_a_correction_counts_in_place_of_what_was_read(told: Told, count: Count) -> None:
    ruling = Ruling("correct", "A. Keita", "2025-03-03", "a digit was lost", correction=count(34))
    (series,) = figure_series([replace(told(count(3)), ruling=ruling)])
    assert series.points[0].number == "34"


def test_counts_of_a_day_do_not_stand_among_the_totals(told: Told, count: Count) -> None:
    def total(low: int, day: str, **fields: object) -> Entry:
        return told(count(low, source="Health Ministry", cumulative=True, **fields), published=day)

    entries = [
        total(400, "2025-03-02"),
        total(1405, "2025-03-10"),
        total(1420, "2025-03-11"),
        total(300, "2025-03-12", days=("2025-03-11", "2025-03-12")),
        total(71, "2025-03-14"),
        total(1502, "2025-03-14"),
    ]
    totals, apart = figure_series(entries)
    assert ([point.number for point in totals.points], totals.apart) == (["400", "1,405", "1,420", "1,502"], False)
    assert ([point.number for point in apart.points], apart.apart) == (["300", "71"], True)


def test_a_count_that_begins_anew_stays_a_total(told: Told, count: Count) -> None:
    lows = ((1405, "2025-03-02"), (30, "2025-03-10"), (45, "2025-03-12"))
    (only,) = figure_series([told(count(low, source="Army", cumulative=True), published=day) for low, day in lows])
    assert len(only.points) == 3


def test_two_names_of_one_place_are_one_series(told: Told, count: Callable[..., Figure]) -> None:
    entries = [
        told(count(900, source="the ministry", place=place, cumulative=True), f"2025-03-0{day}")
        for day, place in enumerate(("Kiev", "Kyiv", "the city of Kyiv"), 1)
    ]
    assert [len(series.points) for series in figure_series(entries)] == [2, 1]


def test_a_part_stands_with_its_whole_and_is_no_rival_of_it(told: Told, count: Callable[..., Figure]) -> None:
    whole = told(count(132, outcome="held"), words="132 hostages")
    parts = [
        count(number, outcome=outcome, part_of=whole.claim.id) for number, outcome in ((29, "killed"), (40, "held"))
    ]
    series = figure_series([whole, *(told(part, words="29 of whom") for part in parts)])
    (point,) = next(one for one in series if one.subject.outcome == "held").points
    assert point.number == "132"
    assert point.marks == ("single-sourced",)
    assert [(part.figure.low, part.figure.outcome) for part in point.parts] == [(29, "killed"), (40, "held")]
