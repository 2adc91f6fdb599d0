"""Talks of many reports → tracks, rounds and accords."""

from collections.abc import Callable

import pytest

from dragoman.dossier.negotiations import accords, tracks
from dragoman.model import Agreement, Entry, Figure, Ruling, Talks, When

Told = Callable[..., Entry]


def on(day: str, last: str | None = None) -> When:
    return When(day, last or day, resolved=True, granularity="day")


@pytest.fixture
def meeting(told: Told) -> Callable[..., Entry]:
    """Talks of Kenya and Chad: ``meeting(published="2025-03-02", outlet="The Courier", venue="Arusha")``."""

    def make(
        published: str | None = "2025-03-02", outlet: str = "The Courier", origin: str | None = None, **fields: object
    ) -> Entry:
        given = {"parties": ("Kenya", "Chad"), "status": "held"} | fields
        return told(Talks(**given), published, outlet, words="talks", origin=origin, role="talks")  # type: ignore[arg-type]

    return make


def test_many_reports_of_one_meeting_are_one_round(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", "The Courier", venue="Arusha", when=on("2025-03-01")),
        meeting("2025-03-03", "Gazette", venue="Arusha", when=on("2025-03-01"), mediators=("Tanzania",)),
        meeting("2025-03-04", "Mirror", origin="The Courier:2025-03-02"),
    ]
    (track,) = tracks(entries)
    (only,) = track.rounds
    assert (str(only.first), only.venue, len(only.entries), only.disagreements) == ("2025-03-01", "Arusha", 3, {})
    assert track.parties == ("Chad", "Kenya")
    assert track.mediators == ("Tanzania",)
    assert "single-sourced" not in only.marks


def test_copies_of_one_report_are_one_origin(meeting: Callable[..., Entry]) -> None:
    entries = [meeting(), meeting("2025-03-03", "Mirror", origin="The Courier:2025-03-02")]
    assert tracks(entries)[0].rounds[0].marks == ("single-sourced",)


def test_other_days_and_other_numbers_are_other_rounds(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", when=on("2025-03-01"), round="first"),
        meeting("2025-03-20", when=on("2025-03-19"), round="second"),
        meeting("2025-03-20", "Gazette", when=on("2025-03-19"), round="new"),
    ]
    first, second = tracks(entries)[0].rounds
    assert (first.label, second.label, len(second.entries)) == ("first", "second", 2)


def test_a_disagreement_about_the_venue_is_shown(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", venue="Arusha", when=on("2025-03-01")),
        meeting("2025-03-02", "Gazette", venue="Dodoma", when=on("2025-03-01")),
    ]
    (only,) = tracks(entries)[0].rounds
    assert {said.answer for said in only.disagreements["venue"]} == {"Arusha", "Dodoma"}
    assert only.marks[0] == "contradicted"


def test_two_venues_without_days_are_two_rounds(meeting: Callable[..., Entry]) -> None:
    entries = [meeting(venue="Arusha"), meeting("2025-03-03", "Gazette", venue="Dodoma")]
    assert len(tracks(entries)[0].rounds) == 2


def test_a_mediator_with_one_side_is_on_the_track_that_it_serves(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting(mediators=("Tanzania",)),
        meeting("2025-03-03", parties=("Chad",), mediators=("Tanzania",)),
        meeting("2025-03-03", parties=("Chad",), mediators=("Norway",)),
    ]
    found = tracks(entries)
    assert [len(track.entries) for track in found] == [2, 1]


def test_how_it_stands_is_what_the_latest_reports_say(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", status="under_way"),
        meeting("2025-03-10", status="paused"),
        meeting("2025-03-10", "Gazette", status="held", when=on("2025-02-01")),
    ]
    (track,) = tracks(entries)
    assert track.status == "paused"
    assert [entry.article.published for entry in track.status_from] == ["2025-03-10"]


def test_an_undated_report_is_of_no_later_round_unless_it_announces_it(meeting: Callable[..., Entry]) -> None:
    later = meeting("2025-03-13", when=on("2025-03-12"))
    assert len(tracks([meeting("2025-03-07", "Gazette"), later])[0].rounds) == 2
    assert len(tracks([meeting("2025-03-07", "Gazette", status="planned"), later])[0].rounds) == 1


def test_what_is_announced_lies_ahead(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", status="planned", when=on("2025-02-10")),
        meeting("2025-03-02", "Gazette", status="planned", when=on("2025-03-09")),
    ]
    (track,) = tracks(entries)
    assert [str(each.first) for each in track.announced] == ["2025-03-09"]


def test_between_asks_for_all_of_them(meeting: Callable[..., Entry]) -> None:
    entries = [meeting(), meeting(parties=("Kenya", "Norway"))]
    assert len(tracks(entries, ["state/ke"])) == 2
    assert len(tracks(entries, ["state/ke", "state/td"])) == 1
    assert tracks(entries, ["state/se"]) == []


def test_a_rejected_claim_is_left_out(meeting: Callable[..., Entry]) -> None:
    entry = meeting()
    rejected = Entry(
        entry.claim, entry.article, "", "s", "o", {}, Ruling("reject", "Amina Osei", "2025-03-05", "not talks")
    )
    assert tracks([rejected]) == []


def test_nothing_gives_nothing() -> None:
    assert tracks([]) == []
    assert accords([]) == []


def test_a_round_told_again_without_its_day_is_the_last_one_there(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", venue="Arusha", when=on("2025-03-01")),
        meeting("2025-03-06", "Gazette", venue="Dodoma, Tanzania", when=on("2025-03-05")),
        meeting("2025-03-20", "Mirror", venue="Arusha, Tanzania"),
        meeting("2025-03-20", "Herald", venue="Tanzania", when=on("2025-03-05", "2025-03-06")),
        meeting("2025-04-20", "Echo", venue="Arusha"),
    ]
    first, second, unplaced = tracks(entries)[0].rounds
    assert [len(each.entries) for each in (first, second, unplaced)] == [2, 2, 1]
    assert (second.venue, second.disagreements) == ("Dodoma, Tanzania", {})
    assert (first.sort, unplaced.sort) == ("round", "mention")


def test_a_vague_day_needs_the_place_or_the_number(meeting: Callable[..., Entry]) -> None:
    march = on("2025-03-01", "2025-03-31")
    entries = [
        meeting("2025-03-20", venue="Arusha", when=on("2025-03-19"), round="second"),
        meeting("2025-04-02", "Gazette", venue="Arusha", when=march),
        meeting("2025-04-02", "Mirror", when=march, round="second"),
        meeting("2025-04-02", "Herald", when=march),
        meeting("2025-04-02", "Echo", venue="Arusha", when=march, round="first"),
    ]
    found = tracks(entries)[0].rounds
    assert sorted(len(each.entries) for each in found) == [1, 1, 3]
    assert next(str(each.first) for each in found if len(each.entries) == 3) == "2025-03-19"


def test_a_later_number_does_not_name_an_earlier_round(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-01-20", venue="Arusha", when=on("2025-01-19")),
        meeting("2025-03-20", "Gazette", venue="Arusha", when=on("2025-03-19"), round="second"),
        meeting(None, "Mirror", venue="Arusha", round="second"),
    ]
    first, second = tracks(entries)[0].rounds
    assert (first.label, len(second.entries)) == (None, 2)


def test_a_number_tells_a_round_from_the_one_whose_day_stands_beside_it(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-01-20", venue="Arusha", when=on("2025-01-19")),
        meeting("2025-03-20", "Gazette", venue="Arusha", when=on("2025-03-19"), round="second"),
        meeting("2025-03-20", "Mirror", venue="Arusha", when=on("2025-03-19", "2025-03-20"), round="first"),
        meeting("2025-02-20", "Herald", when=on("2025-01-01", "2025-01-31"), round="first"),
        meeting(None, "Echo", venue="Dodoma", round="second"),
    ]
    first, second, elsewhere = tracks(entries)[0].rounds
    assert [(each.label, len(each.entries)) for each in (first, second)] == [("first", 3), ("second", 1)]
    assert (elsewhere.venue, elsewhere.sort) == ("Dodoma", "mention")


def test_a_meeting_with_one_side_is_no_round(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", when=on("2025-03-01"), mediators=("Tanzania",)),
        meeting("2025-03-02", "Gazette", when=on("2025-03-01"), mediators=("Tanzania",), parties=("Chad",)),
    ]
    (track,) = tracks(entries)
    assert sorted((each.sort, each.parties) for each in track.rounds) == [("meeting", ("Chad",)), ("round", ())]


def test_how_a_round_went_is_told_by_the_reports_after_it(meeting: Callable[..., Entry]) -> None:
    day = on("2025-03-05")
    entries = [
        meeting("2025-03-02", status="planned", when=day),
        meeting("2025-03-06", "Gazette", status="ended_without_deal", when=day),
        meeting("2025-03-20", "Mirror", status="planned", when=day),
        meeting("2025-03-20", "Herald", status="held", when=day),
    ]
    assert tracks(entries)[0].rounds[0].status == "ended_without_deal"
    contested = [*entries, meeting("2025-03-07", "Echo", status="agreed", when=day)]
    answers = tracks(contested)[0].rounds[0].disagreements["status"]
    assert {said.answer for said in answers} == {"ended_without_deal", "agreed"}


def test_a_mediator_is_one_that_independent_reports_name(meeting: Callable[..., Entry]) -> None:
    entries = [
        meeting("2025-03-02", mediators=("Tanzania", "Palestinians")),
        meeting("2025-03-03", "Gazette", mediators=("Tanzania", "Palestinians", "Norway")),
        meeting("2025-03-03", "Mirror", origin="Gazette:2025-03-03", mediators=("Norway",)),
    ]
    (track,) = tracks(entries)
    assert track.mediators == ("Tanzania",)
    assert {name: len(told) for name, told in track.also_named.items()} == {"Norway": 2, "Palestinians": 2}


def test_reports_without_any_date_are_kept(meeting: Callable[..., Entry]) -> None:
    (track,) = tracks([meeting(None), meeting(None, "Gazette", venue="Arusha")])
    assert [each.first for each in track.rounds] == [None, None]


@pytest.fixture
def truce(told: Told) -> Callable[..., Entry]:
    def make(published: str, status: str, outlet: str = "The Courier", **fields: object) -> Entry:
        given = {"type": ("ceasefire",), "parties": ("Kenya", "Chad"), "status": status} | fields
        return told(Agreement(**given), published, outlet, words="truce", role="agreement")  # type: ignore[arg-type]

    return make


def test_an_accord_keeps_what_became_of_it(truce: Callable[..., Entry]) -> None:
    entries = [
        truce("2025-03-09", "collapsed"),
        truce("2025-03-02", "agreed", start=on("2025-03-03"), duration="P7D"),
        truce("2025-03-04", "in_force", "Gazette", duration="P7D"),
    ]
    (only,) = accords(entries)
    assert [station.status for station in only.stations] == ["agreed", "in_force", "collapsed"]
    assert only.begins is not None
    assert (str(only.begins[0]), only.durations) == ("2025-03-03", ("P7D",))


def test_a_report_that_looks_back_is_no_new_station(truce: Callable[..., Entry]) -> None:
    told_in_turn = ("in_force", "expired", "collapsed", "agreed", "expired", "collapsed", "agreed")
    (only,) = accords([truce(f"2025-03-{day:02}", status) for day, status in enumerate(told_in_turn, 1)])
    assert [station.status for station in only.stations] == ["agreed", "in_force", "expired", "collapsed"]
    assert [len(station.entries) for station in only.stations] == [2, 1, 2, 2]


def test_a_truce_that_holds_again_is_a_new_station(truce: Callable[..., Entry]) -> None:
    told_in_turn = ("in_force", "violated", "in_force", "collapsed", "in_force", "collapsed")
    (only,) = accords([truce(f"2025-03-{day:02}", status) for day, status in enumerate(told_in_turn, 1)])
    assert tuple(station.status for station in only.stations) == told_in_turn


def test_what_is_proposed_after_one_was_made_is_another(truce: Callable[..., Entry]) -> None:
    entries = [truce("2025-03-02", "in_force", start=on("2025-03-01")), truce("2025-03-20", "proposed")]
    assert len(accords(entries)) == 2


def test_a_vague_report_is_of_the_truce_whose_days_it_covers(truce: Callable[..., Entry]) -> None:
    entries = [
        truce("2025-03-04", "in_force", start=on("2025-03-04"), duration="P4D"),
        truce("2025-03-12", "collapsed", "Gazette", end=on("2025-03-11"), duration="P7D"),
        truce("2025-04-02", "expired", "Mirror", start=on("2025-03-01", "2025-03-31"), duration="P7D"),
        truce("2025-04-09", "expired", "Herald"),
    ]
    (only,) = accords(entries)
    assert only.begins is not None
    assert only.ends is not None
    assert [str(day) for day in (*only.begins, *only.ends)] == ["2025-03-04"] * 2 + ["2025-03-11"] * 2
    assert only.durations == ("P4D", "P7D")


def test_an_exchange_within_a_truce_is_part_of_it(truce: Callable[..., Entry]) -> None:
    both: dict[str, object] = {"type": ("ceasefire", "exchange")}
    entries = [
        truce("2025-03-02", "in_force", start=on("2025-03-02"), duration="P10D", **both),
        truce("2025-03-08", "carried_out", "Gazette", start=on("2025-03-07"), type=("exchange",)),
        truce("2025-03-09", "in_force", "Mirror"),
    ]
    (only,) = accords(entries)
    assert [station.status for station in only.stations] == ["in_force", "carried_out"]


def test_what_is_offered_has_not_begun(truce: Callable[..., Entry]) -> None:
    (only,) = accords([truce("2025-03-09", "proposed", start=on("2025-03-02"))])
    assert only.begins is None


def test_the_numbers_of_an_accord_are_told_with_it(
    truce: Callable[..., Entry], told: Told, count: Callable[..., Figure]
) -> None:
    def freed(low: int, published: str, outlet: str, **fields: object) -> Entry:
        figure = count(low, outcome="freed", people="prisoners", side="Chad", place=None, **fields)
        return told(figure, published, outlet, words=f"{low} prisoners", text=f"a truce in which {low} prisoners")

    entries = [
        truce("2025-03-02", "agreed", start=on("2025-03-03"), duration="P7D"),
        freed(30, "2025-03-02", "The Courier", realis="planned"),
        truce("2025-03-20", "expired", "Gazette"),
        freed(41, "2025-03-20", "Gazette"),
        freed(900, "2025-03-20", "Mirror"),
    ]
    (only,) = accords(entries)
    assert [each.number for each in only.terms] == ["30"]
    assert [each.number for each in only.freed] == ["41"]


def test_other_durations_and_years_are_other_accords(truce: Callable[..., Entry]) -> None:
    entries = [
        truce("2025-03-02", "agreed", duration="P7D"),
        truce("2025-03-02", "agreed", "Gazette", duration="P40D"),
        truce("2025-03-02", "expired", "Mirror", start=on("2011-05-01")),
    ]
    assert len(accords(entries)) == 3


def test_contradictory_statuses_of_one_day_are_marked(truce: Callable[..., Entry]) -> None:
    (only,) = accords([truce("2025-03-02", "in_force"), truce("2025-03-02", "violated", "Gazette")])
    assert "contradicted" in only.marks
