"""Positions of many reports → lines of steps, and the gaps between sides."""

from collections.abc import Callable

import pytest

from dragoman.dossier.positions import differences, gap_between, lines
from dragoman.model import Entry, Position, Source

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
    ) -> Entry:
        value = Position(party, Source(party, identification), issue, stance)  # type: ignore[arg-type]
        return told(value, published, outlet, words="rejects any truce", origin=origin, role="content")

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
        ("accepts", "withdrawn"),
    ]
