"""``dragoman check DRAFT``: is this text right, by what the ledger has?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.cli.options import AsOf, LedgerName, Model, Outlet, Published, find_named
from dragoman.cli.output import open_console, plain, quiet_when_closed

if TYPE_CHECKING:
    from dragoman import Report
    from dragoman.dossier.check import Remark, Review


def check(
    draft: Annotated[
        str,
        typer.Argument(
            metavar="DRAFT", help="The text: a file, an address, or - for standard input.", show_default=False
        ),
    ],
    ledger: LedgerName = None,
    published: Published = None,
    outlet: Outlet = None,
    model: Model = None,
    as_of: AsOf = None,
    show_all: Annotated[bool, typer.Option("--all", help="Also what the record confirms or does not know.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row for each remark.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write the draft with its remarks as a page.")
    ] = None,
) -> None:
    """Check an unpublished text against the ledger. The exit code is 1 when something contradicts."""
    import dragoman

    with dragoman.open_ledger(ledger, create=False) as opened, quiet_when_closed():
        report = _read(draft, published, outlet, model)
        review = dragoman.check(opened, report, as_of=as_of)
        if html is not None:
            _write_page(html, review)
        console = open_console(as_json=as_json or as_csv)
        if as_json:
            from dragoman.dossier.check.telling import review_object

            print(json.dumps(review_object(review), ensure_ascii=False))
        elif as_csv:
            _print_csv(review)
        else:
            _print(console, review, show_all=show_all)
    raise typer.Exit(1 if review.wrong else 0)


def _read(draft: str, published: str | None, outlet: str | None, model: str | None) -> Report:
    from dragoman import BadPage, Unread, UsageError, read_many

    outcomes = list(read_many(find_named([draft]), published=published, outlet=outlet, model=model))
    if len(outcomes) != 1:
        raise UsageError(f"{draft}: holds {len(outcomes)} files; expected one draft")
    (outcome,) = outcomes
    if isinstance(outcome, Unread):
        raise BadPage(f"{outcome.origin}: {outcome.issue.message}")
    return outcome


def _write_page(file: Path, review: Review) -> None:
    from dragoman import UsageError
    from dragoman.dossier.check.page import page

    try:
        file.write_text(page(review), "utf-8")
    except OSError as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror})") from error


def _print_csv(review: Review) -> None:
    from dragoman.dossier.check.telling import COLUMNS, rows
    from dragoman.dossier.tables import write_csv

    write_csv(sys.stdout, COLUMNS, rows(review))


def _print(console: Console, review: Review, *, show_all: bool) -> None:
    shown = [one for one in review.remarks if show_all or one.is_wrong or one.verdict in {"older", "missing"}]
    for remark in shown:
        _print_remark(console, remark)
    good = sum(one.verdict in {"agrees", "verbatim"} for one in review.remarks)
    unknown = sum(one.verdict == "unknown" for one in review.remarks)
    told = f"{len(review.wrong)} to look at, {good} as in the record, {unknown} that the record does not have"
    console.print(plain(told, "bold"))


def _print_remark(console: Console, remark: Remark) -> None:
    from dragoman.dossier.citing import cite, words_of_entry

    style = "bold red" if remark.is_wrong else "bold"
    console.print(plain(f"{remark.about}: {remark.verdict}", style))
    console.print(plain(f"    “{' '.join(remark.words.split())}”"))
    console.print(plain(f"    {remark.message}"))
    for entry in remark.entries[:2]:
        console.print(plain(f"    “{words_of_entry(entry)}” {cite(entry)}  {entry.claim.id}", "italic"))
