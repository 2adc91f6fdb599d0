"""``dragoman merge``, ``judge`` and ``rule``: other ledgers, and what people say, into a ledger."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.options import LedgerName
from dragoman.cli.output import open_console, quiet_when_closed, show_progress

Why = Annotated[str, typer.Option("--why", metavar="REASON", help="The reason, for who reads it later.")]
Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Who says so; else the user's name here.", show_default=False),
]


class Likeness(StrEnum):
    """What can be said of two identities."""

    same = "same"
    different = "different"
    unsure = "unsure"


class Verdict(StrEnum):
    """What can be said of a claim."""

    accept = "accept"
    reject = "reject"
    correct = "correct"


def merge(
    others: Annotated[
        list[str],
        typer.Argument(metavar="OTHER", help="Another ledger: a file, or an address.", show_default=False),
    ],
    ledger: LedgerName = None,
) -> None:
    """Take over all that other ledgers hold; in any order the result is the same."""
    from dragoman import Merged, open_ledger

    console = open_console()
    with open_ledger(ledger) as opened, quiet_when_closed():
        for name in others:
            with open_ledger(name, create=False) as other:
                total = Merged()
                with show_progress(console, other.count(), "Merging") as advance:
                    for merged in opened.merge(other):
                        total += merged
                        advance()
            told = f"{total.articles} articles, {total.readings} readings, {total.said} judgements and rulings"
            console.print(f"{name}: {told} were new", soft_wrap=True)


def judge(
    verdict: Annotated[Likeness, typer.Argument(help="What the two are.", show_default=False)],
    first: Annotated[str, typer.Argument(metavar="A", help="A name or an identity.", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    why: Why,
    author: Author = None,
    ledger: LedgerName = None,
) -> None:
    """Say that two names stand for one, for two, or that you are unsure. A later judgement undoes it."""
    from dragoman import open_ledger

    with open_ledger(ledger, create=False) as opened:
        said = opened.judge(verdict.value, first, second, why=why, author=author)
    print(f"{said.first} and {said.second}: {said.verdict} ({said.author}, {said.made}: {said.why})")


def rule(
    verdict: Annotated[Verdict, typer.Argument(help="What the claim deserves.", show_default=False)],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.", show_default=False)],
    why: Why,
    field: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=JSON", help="With correct: what a field should be, such as low=12."),
    ] = None,
    author: Author = None,
    ledger: LedgerName = None,
) -> None:
    """Accept, reject or correct a claim. The claim stays as it is; a later ruling undoes this one."""
    from dragoman import UsageError, open_ledger

    with open_ledger(ledger, create=False) as opened:
        correction = None
        if field:
            found = next(opened.entries(claims=[claim], include_rejected=True), None)
            if found is None:
                raise UsageError(f"{claim}: no such claim in this ledger")
            from dragoman.ledger.coding import change

            correction = change(found.claim.value, [_parse_field(one) for one in field])
        said = opened.rule(verdict.value, claim, why=why, author=author, correction=correction)
    shown = f", to {json.dumps(asdict(said.correction), ensure_ascii=False)}" if said.correction else ""
    print(f"{claim}: {said.verdict}{shown} ({said.author}, {said.made}: {said.why})")


def _parse_field(given: str) -> tuple[str, object]:
    name, equals, text = given.partition("=")
    if not equals:
        raise typer.BadParameter(f"{given!r} is no FIELD=JSON, such as low=12", param_hint="--set")
    try:
        return name, json.loads(text)
    except ValueError:
        return name, text  # a bare word is itself
