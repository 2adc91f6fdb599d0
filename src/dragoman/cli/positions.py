"""``dragoman positions``: what each side wants, and how it has moved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName, Until
from dragoman.cli.views import AsCsv, AsJson, Between, Row, days, grid, ground, names_in, rests_on, show, text
from dragoman.dossier.citing import words_of_entry
from dragoman.dossier.entries import said
from dragoman.dossier.positions import Difference, Line, Step
from dragoman.model import Quotation, Topic, UsageError

SHOWN = 4
"""Steps of a line that are printed, the last ones, unless one issue is asked for; the others are counted."""

TELLERS = 2
"""Names of those who answer for a step; the others are counted."""


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
        write=lambda console: _write(console, found, gaps, None if topic else SHOWN),
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


def _write(console: Console, found: list[Line], gaps: list[Difference], shown: int | None) -> None:
    for party, lines in groupby(found, key=lambda line: line.party):
        console.print(text(party, "bold"))
        for line in lines:
            earlier = len(line.steps) - (shown or len(line.steps))
            console.print(text(f"{line.issue}{f', {earlier} earlier steps' if earlier > 0 else ''}", "cyan"))
            table = grid(2, 5, 8)
            for step in line.steps[max(earlier, 0) :]:
                table.add_row(text(days(step.first, step.day)), text(_stance(line, step)), _ground(line, step))
            console.print(table)
        console.print()
    if shown and any(len(line.steps) > shown for line in found):
        console.print(text("All steps on an issue: --issue ISSUE"))
    if gaps:
        console.print(text("Between them", "bold"))
        table = grid(2, 2, 8)
        for gap in gaps:
            sides = f"{gap.one}: {_latest(gap.ours)}; {gap.other}: {_latest(gap.theirs)}"
            table.add_row(text(gap.issue, "cyan"), text(gap.gap), text(sides))
        console.print(table)


def _stance(line: Line, step: Step) -> str:
    """``accepts (claimed), says the Kenyan envoy; denied by a source close to the Front``."""
    on = f" on {step.issue}" if step.issue != line.issue else ""
    return f"{step.stance}{on} ({step.move}), {_sourcing(step)}"


def _sourcing(step: Step) -> str:
    tellers = " and ".join(step.tellers[:TELLERS])
    more = len(step.tellers) - TELLERS
    names = f"{tellers} and {more} more" if more > 0 else tellers
    told = {"own words": f"in its own words: {names}", "reported": f"as told by {names}", "claimed": f"says {names}"}
    return told[step.voice] + (f"; denied by {_deniers(step)}" if step.denied else "")


def _deniers(step: Step) -> str:
    speakers = (
        value.speaker.name for each in step.denied if isinstance(value := said(each), Quotation) and value.speaker
    )
    return " and ".join(dict.fromkeys(speakers))


def _latest(step: Step | None) -> str:
    return f"{step.stance} ({step.day or 'undated'})" if step else "nothing said"


def _ground(line: Line, step: Step) -> Text:
    marks = line.marks if step is line.latest else step.marks
    told = ground(words_of_entry(step.entries[0]), step.entries, marks)
    denials = [ground(words_of_entry(each), [each]) for each in step.denied]
    return Text("\nagainst it: ").join([told, *denials])


def _rows(line: Line) -> Iterator[Row]:
    """A row for each step of a line."""
    for step in line.steps:
        yield {
            "party": line.party,
            "issue": line.issue,
            "day": step.day,
            "stance": step.stance,
            "said_on": step.issue,
            "move": step.move,
            "voice": step.voice,
            "said_by": step.tellers,
            "denied_by": _deniers(step),
            "words": words_of_entry(step.entries[0]),
            "marks": line.marks if step is line.latest else step.marks,
            **rests_on(step.entries),
        }
