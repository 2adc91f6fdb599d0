"""``dragoman read SOURCE...``: a brief, or JSON, of each report."""

from __future__ import annotations

import json
from collections.abc import Iterable

import typer
from rich.console import Console

from dragoman import Report, Unread
from dragoman.cli.options import AllowPrivate, JsonLines, Model, Outlet, Published, Sources, Workers, find_named
from dragoman.cli.output import open_console, quiet_when_closed, show_progress, tell


def read(
    sources: Sources,
    as_json: JsonLines = False,
    published: Published = None,
    outlet: Outlet = None,
    model: Model = None,
    workers: Workers = 1,
    allow_private: AllowPrivate = False,
) -> None:
    """Read reports: what each article is, and who, where and when it tells of, with the words that say so."""
    from dragoman import read_many

    found = list(find_named(sources))
    outcomes = read_many(
        found, published=published, outlet=outlet, model=model, workers=workers, allow_private=allow_private
    )
    with quiet_when_closed():
        any_read = _print_outcomes(outcomes, len(found), as_json=as_json)
    raise typer.Exit(0 if any_read else 2)


def _print_outcomes(outcomes: Iterable[Report | Unread], count: int, *, as_json: bool) -> bool:
    """Print outcomes as they come, and say whether there was an article among them."""
    console = open_console(as_json=as_json)
    any_read = False
    with show_progress(console, count) as advance:
        for outcome in outcomes:
            if isinstance(outcome, Unread):
                tell(f"{outcome.origin}: {outcome.issue.message}")
            else:
                any_read = True
            _print_outcome(console, outcome, as_json=as_json)
            advance()
    return any_read


def _print_outcome(console: Console, outcome: Report | Unread, *, as_json: bool) -> None:
    if as_json:
        from dragoman.export import json_object

        print(json.dumps(json_object(outcome), ensure_ascii=False), flush=True)
    elif isinstance(outcome, Report):
        from dragoman.brief import write_brief

        write_brief(console, outcome)
