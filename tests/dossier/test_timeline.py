"""The timeline and the reliance on sources."""

from collections.abc import Callable

from dragoman.dossier.days import Day, worded
from dragoman.dossier.sources import depth_of, reliance
from dragoman.dossier.timeline import timeline
from dragoman.model import Entry, Event, Figure, Quotation, Source, Talks, When

Told = Callable[..., Entry]


def on(day: str) -> When:
    return When(day, day, resolved=True, granularity="day")


def test_moments_stand_by_the_day_they_are_about(told: Told) -> None:
    entries = [
        told(Talks(("Kenya", "Chad"), "held", when=on("2025-03-01")), "2025-03-10", words="talks", role="talks"),
        told(Event("RETREAT", "Kenya", "Chad", when=on("2025-02-01")), "2025-03-12", words="left", role="event"),
        told(Talks(("Kenya", "Chad"), "planned"), None, words="talks", role="talks"),
    ]
    found = timeline(entries)
    assert [(str(each.first), each.dated, each.kind, each.realis) for each in found] == [
        ("2025-02-01", True, "event", "happened"),
        ("2025-03-01", True, "talks", "happened"),
        ("None", False, "talks", "planned"),
    ]


def test_what_is_planned_or_denied_is_never_told_as_done(told: Told) -> None:
    happened = told(Event("RETREAT", "Kenya", "Chad", when=on("2025-02-01")), words="left", role="event")
    denied = told(
        Event("RETREAT", "Kenya", "Chad", when=on("2025-02-01"), realis="denied"),
        outlet="Gazette",
        words="left",
        role="event",
    )
    assert {each.realis for each in timeline([happened, denied])} == {"happened", "denied"}


def test_what_was_said_before_the_day_it_names_is_of_its_report(told: Told) -> None:
    deadline = told(Event("THREATEN", "Kenya", "Chad", when=on("2025-06-01")), "2025-03-10", words="set", role="event")
    planned = told(Talks(("Kenya", "Chad"), "planned", when=on("2025-06-01")), words="talks", role="talks")
    stale = told(Talks(("Kenya", "Chad"), "planned", when=on("1991-01-01")), "2025-03-11", words="talks", role="talks")
    found = timeline([deadline, planned, stale], since=Day(2025, 3, 1))
    assert [(str(each.first), each.dated) for each in found] == [
        ("2025-03-10", False),
        ("2025-03-11", False),
        ("2025-06-01", True),
    ]
    assert timeline([deadline], since=Day(2025, 4, 1)) == []


def test_days_are_worded_as_exactly_as_they_are_known() -> None:
    days = ((2024, 2, 8, 2024, 2, 8), (2024, 2, 1, 2024, 2, 29), (2024, 1, 1, 2024, 12, 31), (2024, 2, 8, 2024, 3, 1))
    assert [worded(Day(*each[:3]), Day(*each[3:])) for each in days] == [
        "2024-02-08",
        "2024-02",
        "2024",
        "2024-02-08 – 2024-03-01",
    ]


def test_reports_that_agree_share_a_line(told: Told) -> None:
    value = Event("RETREAT", "Kenya", "Chad", when=on("2025-02-01"))
    entries = [told(value, outlet=outlet, words="left", role="event") for outlet in ("The Courier", "Gazette")]
    (only,) = timeline(entries)
    assert len(only.entries) == 2
    assert only.marks == ()


def test_a_figure_of_another_claimant_is_another_line(told: Told) -> None:
    def figure(source: str) -> Figure:
        return Figure(3, 3, "killed", "people", source=Source(source, "institution"))

    entries = [told(figure("Red Crescent")), told(figure("Army"), outlet="Gazette")]
    assert len(timeline(entries)) == 2
    assert timeline([]) == []


def test_depth_counts_everybody_in_between() -> None:
    assert depth_of(None) == 0
    assert depth_of(Source("Amina Osei", "named")) == 1
    assert depth_of(Source("Radio Abéché", "media", told_to="AFP", based_on=("Channel 3", "medics"))) == 4


def test_reliance_counts_who_answers_for_what(told: Told) -> None:
    def quotation(source: Source) -> Quotation:
        return Quotation(source, "said", "direct")

    entries = [
        told(quotation(Source("Amina Osei", "named")), words="a", role="content"),
        told(quotation(Source("a diplomat", "anonymous")), words="a", text="a b", role="content"),
        told(
            quotation(Source("Amina Osei", "named", told_to="Radio Abéché")),
            outlet="Gazette",
            words="a",
            role="content",
        ),
        told(Figure(3, 3, "killed", "people"), outlet="Gazette", words="a"),
    ]
    by_name = {line.name: line for line in reliance(entries)}
    assert set(by_name) == {"The Courier", "Gazette", "Amina Osei"}
    courier = by_name["The Courier"]
    assert (courier.role, courier.claims, courier.nameless, courier.relayed) == ("outlet", 2, 1, 0)
    assert (by_name["Amina Osei"].claims, by_name["Amina Osei"].relayed, by_name["Amina Osei"].deepest) == (2, 1, 2)
    assert [entry.claim.kind for entry in by_name["Gazette"].alone] == ["figure"]


def test_copies_count_once(told: Told) -> None:
    value = Figure(3, 3, "killed", "people")
    entries = [told(value), told(value, outlet="Mirror", origin="The Courier:2025-03-02")]
    assert [(line.name, line.claims) for line in reliance(entries)] == [("The Courier", 1)]
    assert reliance([]) == []
