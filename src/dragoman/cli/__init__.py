"""The command line: ``dragoman read SOURCE...``, ``dragoman add SOURCE...`` and so on.

Commands call the public functions and print; each group of them is a module, and ``COMMANDS`` is the list. A caller's
mistake is one line on standard error and exit code 2; a source among many that cannot be read is a line too, and the
others are read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer
from typer.exceptions import TyperException

from dragoman import DragomanError, __version__
from dragoman.cli import (
    add,
    check,
    export,
    figures,
    identities,
    ledgers,
    positions,
    read,
    search,
    sources,
    stories,
    talks,
    timeline,
    undated,
    why,
)
from dragoman.cli.output import tell

COMMANDS: tuple[Callable[..., None], ...] = (
    read.read,
    add.add,
    ledgers.merge,
    ledgers.judge,
    ledgers.rule,
    export.export,
    search.search,
    stories.stories,
    undated.undated,
    identities.identities,
    talks.talks,
    positions.positions,
    figures.figures,
    timeline.timeline,
    sources.sources,
    check.check,
    why.why,
)
"""Every command, in the order of ``--help``; its name is the function's."""

app = typer.Typer(
    help="Reads the news of a conflict and keeps the record of the talks.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line and exit: 0, 2 for the caller's mistake, 130 after Ctrl-C."""
    try:
        code = app(prog_name="dragoman", standalone_mode=False)
    except TyperException as error:
        tell(f"{error.format_message()} See dragoman --help.")
        code = 2
    except DragomanError as error:
        tell(str(error))
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


for command in COMMANDS:
    app.command()(command)
