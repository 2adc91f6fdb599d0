"""The command line: ``dragoman read SOURCE...``.

It calls the public functions and prints. A caller's mistake is one line on standard error and exit code 2; a source
among many that cannot be read is a line too, and the others are read.
"""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from typer.exceptions import TyperException

from dragoman import DragomanError, Report, Unread, __version__

PIPE_WIDTH = 120
"""Columns of a brief that does not go to a terminal."""

app = typer.Typer(
    help="Reads the news of a conflict and keeps the record of the talks.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Pass it on to ``read``, which ends the run; rich would end it with an error code."""
        raise BrokenPipeError


def main() -> None:
    """Run the command line and exit: 0, 2 for the caller's mistake, 130 after Ctrl-C."""
    try:
        code = app(prog_name="dragoman", standalone_mode=False)
    except TyperException as error:
        _tell(f"{error.format_message()} See dragoman --help.")
        code = 2
    except DragomanError as error:
        _tell(str(error))
        code = 2
    sys.exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads the news of a conflict and keeps the record of the talks."""


@app.command()
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A file (HTML, text, Markdown; gzip too), a folder, an http(s) address, or - for standard input.",
            show_default=False,
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each source, for programs.")
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The publication date (2024-02-08, 2024-02) where a source does not say it."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="The outlet, where a source does not say it.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed spaCy pipeline to use in place of Dragoman's own.")
    ] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that read at the same time.")] = 1,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also read addresses on this machine and in private networks.")
    ] = False,
) -> None:
    """Read reports: what each article is, and who, where and when it tells of, with the words that say so."""
    from dragoman import find_sources, read_many

    found = list(find_sources(name if name == "-" or "://" in name else Path(name) for name in sources))
    outcomes = read_many(
        found, published=published, outlet=outlet, model=model, workers=workers, allow_private=allow_private
    )
    try:
        any_read = _print_outcomes(outcomes, len(found), as_json=as_json)
    except BrokenPipeError:
        # Whoever read our output has enough. What is left in the buffer must not raise again as Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
    raise typer.Exit(0 if any_read else 2)


def _print_outcomes(outcomes: Iterable[Report | Unread], count: int, *, as_json: bool) -> bool:
    """Print outcomes as they come, and say whether there was an article among them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 wherever it goes; a terminal that knows fewer characters shows "?" for the rest.
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    console = _Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    any_read = False
    with _progress(console, count) as advance:
        for outcome in outcomes:
            if isinstance(outcome, Unread):
                _tell(f"{outcome.origin}: {outcome.issue.message}")
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


@contextmanager
def _progress(console: Console, count: int) -> Iterator[Callable[[], None]]:
    """A progress bar for several sources, on a terminal only and never beside a pipe; gives what moves it on."""
    if count < 2 or not sys.stderr.isatty() or stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode):
        yield lambda: None
        return
    columns = TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(
        *columns,
        # Where results and bar share a terminal they must share a console, or they write over each other.
        console=console if console.is_terminal else Console(stderr=True),
        redirect_stdout=console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


def _tell(message: str) -> None:
    """One line on standard error."""
    print("dragoman: " + " ".join(message.split()), file=sys.stderr)
