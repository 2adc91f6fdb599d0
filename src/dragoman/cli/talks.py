"""``dragoman talks``: where the talks stand."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.views import (
    AsCsv,
    AsJson,
    Between,
    Row,
    days,
    grid,
    ground,
    names_in,
    rests_on,
    show,
    sourced,
    text,
)
from dragoman.dossier.citing import words_of_entry
from dragoman.dossier.negotiations import Accord, Round, Track

SHOWN = 6
"""Mediators that a track's heading names; the others are counted."""


def talks(
    between: Between = None,
    until: Until = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Where the talks stand: the tracks, their rounds in order, what is announced, the agreements and their fate."""
    import dragoman

    with dragoman.open_ledger(ledger, create=False) as opened:
        found = dragoman.talks(opened, between=names_in(between), until=until, as_of=as_of)
    show(
        found,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, found),
        nothing="no talks in this ledger" if between is None else f"no talks between {between} in this ledger",
    )


def _write(console: Console, found: list[Track]) -> None:
    for number, track in enumerate(found):
        if number:
            console.print()
        console.print(text(" and ".join(track.parties) or "parties not named", "bold"))
        if track.mediators:
            more = len(track.mediators) - SHOWN
            through = ", ".join(track.mediators[:SHOWN]) + (f" and {more} more" if more > 0 else "")
            console.print(text(f"through {through}"))
        console.print(text(f"now: {_worded(track.status)} ({sourced(track.status_from)})"))
        console.print(text(f"“{words_of_entry(track.status_from[0])}”", "italic"))
        for each in track.announced:
            console.print(text(f"announced: {days(each.first, each.last, dated=each.dated)} {each.venue or ''}"))
        table = grid(3, 5, 5)
        for each in track.rounds:
            when = days(each.first, each.last, dated=each.dated)
            words = words_of_entry(each.entries[0])
            table.add_row(text(when, "cyan"), text(_facts(each)), ground(words, each.entries, each.marks))
        console.print(table)
        if track.accords:
            console.print(text("Agreements", "bold"))
            table = grid(3, 5, 5)
            for accord in track.accords:
                words = words_of_entry(accord.entries[0])
                fate = ground(words, accord.entries, accord.marks)
                table.add_row(text(_name(accord), "cyan"), text(_fate(accord)), fate)
            console.print(table)


def _facts(each: Round) -> str:
    disagreements = [
        f"{field}: {' or '.join(f'{said.answer} ({len(said.entries)})' for said in answers)}"
        for field, answers in each.disagreements.items()
    ]
    facts = [
        _worded(each.status),
        each.label,
        None if "venue" in each.disagreements else each.venue,
        each.channel if each.channel != "unknown" else None,
        "with " + ", ".join(each.participants) if each.participants else None,
        "on " + ", ".join(each.aims) if each.aims else None,
        *disagreements,
    ]
    return ", ".join(fact for fact in facts if fact)


def _name(accord: Accord) -> str:
    return f"{accord.start or 'start unknown'} {' and '.join(accord.type)}"


def _fate(accord: Accord) -> str:
    stations = (f"{_worded(each.status)} ({each.reported or 'undated'})" for each in accord.stations)
    return ", ".join([*([accord.duration] if accord.duration else []), " → ".join(stations)])


def _worded(status: str) -> str:
    return status.replace("_", " ")


def _rows(track: Track) -> Iterator[Row]:
    """A row for each round and each agreement of a track."""
    shared = {"parties": track.parties, "mediators": track.mediators}
    for each in track.rounds:
        yield {
            **shared,
            "line": "round",
            "first": each.first,
            "last": each.last,
            "dated": each.dated,
            "status": each.status,
            "venue": each.venue,
            "label": each.label,
            "channel": each.channel,
            "issues": each.aims,
            "marks": each.marks,
            **rests_on(each.entries),
        }
    for accord in track.accords:
        yield {
            **shared,
            "line": "agreement",
            "first": accord.start,
            "last": None,
            "dated": accord.start is not None,
            "status": " → ".join(each.status for each in accord.stations),
            "venue": None,
            "label": accord.duration,
            "channel": None,
            "issues": accord.type,
            "marks": accord.marks,
            **rests_on(accord.entries),
        }
