"""Positions of many reports → lines of steps, and the gaps between sides."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.dossier.positions import differences, gap_between, lines
from dragoman.model import Entry, Position, Quotation, Source

Told = Callable[..., Entry]


@pytest.fixture
def stance(told: Told) -> Callable[..., Entry]:
    """``stance("rejects", "2025-03-02", party="Chad")`` on a ceasefire."""

    def make(
        stance: str,
        published: str | None = "2025-03-02",
        party: str = "Kenya",
        outlet: str = "The Courier",
        issue: str = "ceasefire",
        identification: str = "institution",
        origin: str | None = None,
        speaker: str | None = None,
        words: str = "rejects any of it",
        text: str | None = None,
    ) -> Entry:
        value = Position(party, Source(speaker or party, identification), issue, stance)  # type: ignore[arg-type]
        return told(value, published, outlet, words=words, text=text, origin=origin, role="content")

    return make


def moves(entries: list[Entry]) -> list[tuple[str, str]]:
    (only,) = lines(entries)
    return [(step.stance, step.move) for step in only.steps]


def test_a_line_tells_how_a_party_moved(stance: Callable[..., Entry]) -> None:
    entries = [
        stance("open", "2025-03-09"),
        stance("rejects", "2025-03-02"),
        stance("rejects", "2025-03-05", outlet="Gazette"),
        stance("accepts", "2025-03-12"),
        stance("rejects", "2025-03-20"),
    ]
    assert moves(entries) == [
        ("rejects", "first said"),
        ("rejects", "repeated"),
        ("open", "changed"),
        ("accepts", "changed"),
        ("rejects", "withdrawn"),
    ]


def test_a_copy_repeats_nothing(stance: Callable[..., Entry]) -> None:
    entries = [stance("rejects"), stance("rejects", "2025-03-04", outlet="Mirror", origin="The Courier:2025-03-02")]
    (only,) = lines(entries)
    assert len(only.steps) == 1
    assert len(only.latest.entries) == 2


def test_the_marks_of_the_latest_word_are_the_lines(stance: Callable[..., Entry]) -> None:
    anonymous = lines([stance("open", identification="anonymous")])[0]
    assert set(anonymous.marks) == {"single-sourced", "anonymous"}
    both = lines([stance("accepts"), stance("rejects", outlet="Gazette")])[0]
    assert "contradicted" in both.marks
    stale = lines([stance("accepts", "2025-01-02"), stance("rejects", "2025-03-02", party="Chad")])
    assert {line.party: "stale" in line.marks for line in stale} == {"Kenya": True, "Chad": False}


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("accepts", "offers", "agreed"),
        ("accepts", "accepts", "agreed"),
        ("demands", "rejects", "apart"),
        ("demands", "offers", "unknown"),
        ("demands", "demands", "unknown"),
        ("open", "accepts", "unknown"),
        ("conditions", "rejects", "unknown"),
        ("rejects", "rejects", "unknown"),
    ],
)
def test_gaps(stance: Callable[..., Entry], one: str, other: str, gap: str) -> None:
    found = lines([stance(one), stance(other, party="Chad")])
    (difference,) = differences(found)
    assert difference.gap == gap
    assert gap_between(found[1].latest, found[0].latest) == gap


def test_silence_is_unknown(stance: Callable[..., Entry]) -> None:
    found = lines([stance("accepts"), stance("rejects", party="Chad", issue="aid")])
    gaps = differences(found)
    assert {each.issue for each in gaps} == {"aid", "ceasefire"}
    assert all(each.gap == "unknown" and (each.ours is None) != (each.theirs is None) for each in gaps)


def test_parties_and_issues_can_be_asked_for(stance: Callable[..., Entry]) -> None:
    entries = [stance("accepts"), stance("rejects", party="Chad", issue="aid")]
    assert [line.party for line in lines(entries, ["state/td"])] == ["Chad"]
    assert [line.party for line in lines(entries, issue="ceasefire")] == ["Kenya"]
    assert lines([]) == []


def test_reports_without_a_date_come_last(stance: Callable[..., Entry]) -> None:
    assert moves([stance("accepts", None, outlet="Gazette"), stance("rejects")]) == [
        ("rejects", "first said"),
        ("accepts", "changed"),
    ]


def test_what_is_said_again_was_not_withdrawn(stance: Callable[..., Entry]) -> None:
    entries = [
        stance("demands", "2025-03-02"),
        stance("rejects", "2025-03-04", outlet="Gazette"),
        stance("demands", "2025-03-09"),
    ]
    assert moves(entries) == [("demands", "first said"), ("rejects", "changed"), ("demands", "again")]


def test_what_others_say_of_a_party_moves_nothing(stance: Callable[..., Entry]) -> None:
    entries = [
        stance("demands", "2025-03-02"),
        stance("accepts", "2025-03-04", speaker="Norway", outlet="Gazette"),
        stance("demands", "2025-03-09", speaker="a Kenyan envoy"),
    ]
    assert moves(entries) == [("demands", "first said"), ("accepts", "claimed"), ("demands", "repeated")]
    (line,) = lines(entries)
    assert [(step.voice, step.tellers) for step in line.steps[:2]] == [
        ("reported", ("The Courier",)),
        ("claimed", ("Norway",)),
    ]
    assert line.latest.stance == "demands"


def test_a_quoted_position_is_in_the_partys_own_words(stance: Callable[..., Entry]) -> None:
    entry = stance("demands", speaker="a Kenyan envoy")
    quoted = replace(entry, claim=replace(entry.claim, within="0123456789abcdef"))
    assert lines([quoted])[0].steps[0].voice == "own words"


def test_a_claim_and_its_denial_stand_together(stance: Callable[..., Entry], told: Told) -> None:
    text = "Kenya has accepted, Norway said. But a Kenyan source called that not true."

    def quoted(speaker: str, words: str) -> Entry:
        return told(Quotation(Source(speaker, "unnamed"), "called", "indirect"), words=words, text=text, role="content")

    claim = stance("accepts", speaker="Norway", words="has accepted", text=text)
    (line,) = lines([claim, quoted("Norway", "Kenya has accepted"), quoted("a Kenyan source", "not true")])
    (step,) = line.steps
    assert [entry.claim.evidence[0].words for entry in step.denied] == ["not true"]
    assert step.marks[0] == "contradicted"


def test_one_issue_shows_what_is_said_of_it_under_another(stance: Callable[..., Entry]) -> None:
    entries = [stance("offers", issue="exchange", words="all captives for a truce"), stance("rejects", issue="aid")]
    (line,) = lines(entries, issue="ceasefire")
    assert [(step.issue, step.stance) for step in line.steps] == [("exchange", "offers")]
