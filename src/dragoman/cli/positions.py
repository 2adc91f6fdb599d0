"""``dragoman positions``: what each side wants, and how it has moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.views import AsCsv, AsJson, Between, Row, grid, ground, names_in, rests_on, show, text
from dragoman.dossier.citing import words_of_entry
from dragoman.dossier.positions import Difference, Line, Step
from dragoman.model import Topic, UsageError

SHOWN = 4
"""Steps of a line that are printed: the last ones; the others are counted."""


def positions(
    between: Between = None,
    issue: Annotated[
        str | None, typer.Option(metavar="ISSUE", help="Only this issue: ceasefire, exchange, withdrawal, aid, …")
    ] = None,
    until: Until = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What each party wants, issue by issue: its latest stance, how it moved, and how far the sides are apart."""
    import dragoman

    topic = _topic(issue)
    with dragoman.open_ledger(ledger, create=False) as opened:
        found, gaps = dragoman.positions(opened, between=names_in(between), issue=topic, until=until, as_of=as_of)
    show(
        [*found, *gaps] if as_json else found,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, found, gaps),
        nothing="no positions in this ledger" if between is None else f"no positions of {between} in this ledger",
    )


def _topic(issue: str | None) -> Topic | None:
    topics: tuple[Topic, ...] = get_args(Topic)
    for topic in topics:
        if issue == topic:
            return topic
    if issue is not None:
        raise UsageError(f"issue: {issue!r} is none; expected one of {', '.join(topics)}")
    return None


def _write(console: Console, found: list[Line], gaps: list[Difference]) -> None:
    for party, lines in groupby(found, key=lambda line: line.party):
        console.print(text(party, "bold"))
        table = grid(2, 4, 6)
        for line in lines:
            earlier = len(line.steps) - SHOWN
            for number, step in enumerate(line.steps[-SHOWN:]):
                name = f"{line.issue}{f' ({earlier} earlier)' if earlier > 0 else ''}" if not number else ""
                table.add_row(text(name, "cyan"), text(_stance(step)), _ground(line, step))
        console.print(table)
        console.print()
    if gaps:
        console.print(text("Between them", "bold"))
        table = grid(2, 4, 6)
        for gap in gaps:
            sides = f"{gap.one}: {_latest(gap.ours)}; {gap.other}: {_latest(gap.theirs)}"
            table.add_row(text(gap.issue, "cyan"), text(gap.gap), text(sides))
        console.print(table)


def _stance(step: Step) -> str:
    return f"{step.day or 'undated'} {step.stance} ({step.move})"


def _latest(step: Step | None) -> str:
    return f"{step.stance} ({step.day or 'undated'})" if step else "nothing said"


def _ground(line: Line, step: Step) -> Text:
    marks = line.marks if step is line.latest else step.marks
    return ground(words_of_entry(step.entries[0]), step.entries, marks)


def _rows(line: Line) -> Iterator[Row]:
    """A row for each step of a line."""
    for step in line.steps:
        yield {
            "party": line.party,
            "issue": line.issue,
            "day": step.day,
            "stance": step.stance,
            "move": step.move,
            "words": words_of_entry(step.entries[0]),
            "marks": line.marks if step is line.latest else step.marks,
            **rests_on(step.entries),
        }
