"""``dragoman talks``: where the talks stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from rich.console import Console, Group

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
from dragoman.describe import lasting
from dragoman.dossier.citing import backing, words_of_entry
from dragoman.dossier.days import worded
from dragoman.dossier.negotiations import ENDS, VAGUE, Accord, Round, Span, Station, Track
from dragoman.model import Entry

SHOWN = 6
"""Names and numbers that a line gives; the others are counted."""

NAMED = 4
"""Participants that a round's line names."""

WORDS = 120
"""Characters of the words that a line shows."""

HEADINGS = {"round": "Rounds", "meeting": "With one side", "mention": "Told without a day of its own"}
"""What stands above the rounds of each sort, in the order in which they are printed."""


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
            console.print(text(f"through {', '.join(track.mediators)}"))
        if track.also_named:
            others = (f"{name} ({backing(entries)})" for name, entries in list(track.also_named.items())[:SHOWN])
            more = len(track.also_named) - SHOWN
            console.print(text(f"also named: {', '.join(others)}{f', and {more} more' if more > 0 else ''}"))
        console.print(text(f"now: {_worded(track.status)} ({sourced(track.status_from)})"))
        console.print(text(f"“{_words(track.status_from)}”", "italic"))
        for each in track.announced:
            console.print(text(f"announced: {days(each.first, each.last, dated=each.dated)} {each.venue or ''}"))
        for sort, heading in HEADINGS.items():
            _write_rounds(console, heading, [each for each in track.rounds if each.sort == sort])
        _write_accords(console, track.accords)


def _write_rounds(console: Console, heading: str, found: list[Round]) -> None:
    if not found:
        return
    console.print(text(heading, "bold"))
    table = grid(3, 5, 5)
    for each in found:
        when = days(each.first, each.last, dated=each.dated)
        grounds = ground(_words(each.entries, each.venue), each.entries, each.marks)
        table.add_row(text(when, "cyan"), text(_facts(each)), grounds)
    console.print(table)


def _write_accords(console: Console, found: Sequence[Accord]) -> None:
    if not found:
        return
    console.print(text("Agreements", "bold"))
    table = grid(3, 5, 5)
    for accord in found:
        lines = [text(_fate(accord)), *(text(line) for line in _numbers(accord))]
        grounds = ground(_words(accord.entries), accord.entries, accord.marks)
        table.add_row(text(_when(accord), "cyan"), Group(*lines), grounds)
    console.print(table)


def _words(entries: Sequence[Entry], venue: str | None = None) -> str:
    """The first words that name the venue, or else the first of all: the others name the same talks again."""
    pieces = [piece.words for each in entries for piece in each.claim.evidence if piece.role == each.claim.kind]
    first = next((words for words in pieces if venue and venue.split(",")[0] in words), None)
    words = first or (pieces or [entries[0].claim.evidence[0].words])[0]
    return shorten(words.strip(" ,;-"), WORDS, placeholder=" …")


def _facts(each: Round) -> str:
    disagreements = [
        f"{field}: {' or '.join(f'{_worded(said.answer)} ({len(said.entries)})' for said in answers)}"
        for field, answers in each.disagreements.items()
    ]
    named = [name for name in each.participants if _is_named(name)]
    more = len(named) - NAMED
    facts = [
        " and ".join(each.parties),
        None if "venue" in each.disagreements else each.venue,
        None if "status" in each.disagreements else _worded(each.status),
        each.label,
        each.channel if each.channel != "unknown" else None,
        f"with {', '.join(named[:NAMED])}{f' and {more} more' if more > 0 else ''}" if named else None,
        "on " + ", ".join(each.aims) if each.aims else None,
        *disagreements,
    ]
    return ", ".join(fact for fact in facts if fact)


def _is_named(participant: str) -> bool:
    """Whether a participant has a name ("Amina Osei", "the Kenyan army"), not only a role ("Members", "both sides")."""
    words = participant.split()
    return any(word[:1].isupper() for word in words[1:]) or (len(words) == 1 and words[0].isupper())


def _when(accord: Accord) -> str:
    if accord.begins and accord.ends:
        return f"{_day(accord.begins)} – {_day(accord.ends)}"
    if accord.begins or accord.declared:
        return _day(accord.begins or accord.declared)
    return f"until {_day(accord.ends)}" if accord.ends else "days not told"


def _day(span: Span | None) -> str:
    """A day, or the month or year that a vaguer time comes to; of reports that differ by a day, the first."""
    if span is None:
        return "undated"
    first, last = span
    return str(first) if (last - first).days < VAGUE else worded(first, last)


def _fate(accord: Accord) -> str:
    """``ceasefire, 7 days: agreed (told 2024-05-17) → expired (told 2024-05-27, 5 reports)``."""
    steps = []
    # Several words for one end are no steps of it.
    for _, group in groupby(accord.stations, key=lambda each: "end" if each.status in ENDS else each):
        told = sorted(group, key=lambda each: -len(each.entries))
        steps.append(" or ".join(map(_told, told)))
    facts = [" and ".join(accord.type)]
    if accord.durations:
        facts.append(" or ".join(lasting(each) for each in accord.durations))
    if accord.declared and accord.begins and accord.declared != accord.begins:
        facts.append(f"declared {_day(accord.declared)}")
    return f"{', '.join(facts)}: {' → '.join(steps)}"


def _told(station: Station) -> str:
    reports = len({entry.article.id for entry in station.entries})
    more = f", {reports} reports" if reports > 1 else ""
    return f"{_worded(station.status)} (told {station.reported or 'undated'}{more})"


def _numbers(accord: Accord) -> Iterator[str]:
    for part, counts in (("to be freed", accord.terms), ("freed", accord.freed)):
        told = [f"{each.number} {each.people} ({len(each.entries)})" for each in counts[:SHOWN]]
        more = len(counts) - SHOWN
        if told:
            yield f"{part}: {', '.join(told)}{f' and {more} more' if more > 0 else ''}"
    for each in accord.terms[:SHOWN]:
        if each.quoted:
            yield f"“{shorten(words_of_entry(each.quoted), WORDS, placeholder=' …')}”"


def _worded(status: str) -> str:
    return status.replace("_", " ")


def _rows(track: Track) -> Iterator[Row]:
    """A row for each round and each agreement of a track."""
    shared = {"parties": track.parties, "mediators": track.mediators}
    for each in track.rounds:
        yield {
            **shared,
            "line": each.sort,
            "first": each.first,
            "last": each.last,
            "dated": each.dated,
            "status": each.status,
            "venue": each.venue,
            "label": each.label,
            "channel": each.channel,
            "issues": each.aims,
            "to_be_freed": (),
            "freed": (),
            "marks": each.marks,
            **rests_on(each.entries),
        }
    for accord in track.accords:
        begins = accord.begins or accord.declared
        yield {
            **shared,
            "line": "agreement",
            "first": begins[0] if begins else None,
            "last": accord.ends[1] if accord.ends else None,
            "dated": begins is not None,
            "status": " → ".join(each.status for each in accord.stations),
            "venue": None,
            "label": " or ".join(accord.durations),
            "channel": None,
            "issues": accord.type,
            "to_be_freed": tuple(f"{each.number} {each.people}" for each in accord.terms),
            "freed": tuple(f"{each.number} {each.people}" for each in accord.freed),
            "marks": accord.marks,
            **rests_on(accord.entries),
        }
