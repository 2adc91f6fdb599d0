"""What commands print through: a console that fits its outlet, a progress bar, and one line for what went wrong."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

PIPE_WIDTH = 120
"""Columns of a brief that does not go to a terminal."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Pass it on to ``quiet_when_closed``, which ends the run; rich would end it with an error code."""
        raise BrokenPipeError


def open_console(*, as_json: bool = False) -> Console:
    """The console of standard output. JSON is UTF-8 wherever it goes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that knows fewer characters shows "?" for the rest.
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    return _Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)


@contextmanager
def quiet_when_closed() -> Iterator[None]:
    """Around all printing: a reader that closes the pipe early (``| head``) ends the run quietly with 0."""
    try:
        yield
    except BrokenPipeError:
        # Whoever read our output has enough. What is left in the buffer must not raise again as Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


@contextmanager
def show_progress(console: Console, count: int, doing: str = "Reading") -> Iterator[Callable[[], None]]:
    """A progress bar for several sources, on a terminal only and never beside a pipe; gives what moves it on."""
    if count < 2 or not sys.stderr.isatty() or stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode):
        yield lambda: None
        return
    columns = TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(
        *columns,
        # Where results and bar share a terminal they must share a console, or they write over each other.
        console=console if console.is_terminal else Console(stderr=True),
        redirect_stdout=console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)


def plain(words: str, style: str = "") -> Text:
    """Words of a report as text that cannot steer the terminal: nothing in them moves the cursor or is markup."""
    return Text("".join(char for char in words if char.isprintable()), style=style)


def tell(message: str) -> None:
    """One line on standard error."""
    print("dragoman: " + " ".join(message.split()), file=sys.stderr)
