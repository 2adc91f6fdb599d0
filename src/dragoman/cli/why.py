"""``dragoman why``: the sentences behind a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.views import AsCsv, AsJson, Row, show, text
from dragoman.describe import describe
from dragoman.dossier.citing import cite, words_of_entry
from dragoman.dossier.why import Reason


def why(
    claims: Annotated[list[str], typer.Argument(metavar="ID", help="A claim's id, as every view shows it.")],
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The sentences that a line rests on, with their article, outlet, date and the chain behind them."""
    import dragoman

    with dragoman.open_ledger(ledger, create=False) as opened:
        found = [dragoman.why(opened, claim, as_of=as_of) for claim in claims]
    show(found, as_json=as_json, as_csv=as_csv, row=_rows, write=lambda console: _write(console, found), nothing="")


def _write(console: Console, found: list[Reason]) -> None:
    for number, reason in enumerate(found):
        if number:
            console.print()
        entry, article = reason.entry, reason.article
        name, facts = describe(entry.claim.value)
        console.print(text(f"{entry.claim.kind}: {', '.join((name, *facts))}", "bold"))
        for passage in reason.passages:
            role = text(f"{passage.evidence.role}:", "cyan")
            words = text(passage.evidence.words, "bold underline")
            parts = (role, text(passage.before), words, text(passage.after))
            console.print(Text(" ").join(part for part in parts if part))
        cited = f"{cite(entry)} (date: {article.published_from})"
        console.print(text(" · ".join(part for part in (article.title, cited, article.url) if part)))
        console.print(text(f"chain: {' → '.join(reason.chain)}"))
        console.print(
            text(f"article {article.id}, origin {entry.origin}, recorded {entry.recorded}, rule {entry.claim.rule}")
        )
        if reason.within:
            console.print(text(f"within the quotation {reason.within.claim.id}: “{words_of_entry(reason.within)}”"))
        for other in reason.related:
            console.print(text(f"refers to {other.claim.kind} {other.claim.id}: “{words_of_entry(other)}”"))
        for written, identity in sorted(entry.identities.items()):
            console.print(text(f"{written} is {identity}"))
        if entry.ruling:
            ruling = entry.ruling
            console.print(text(f"ruled {ruling.verdict} by {ruling.author}, {ruling.made}: {ruling.why}"))


def _rows(reason: Reason) -> Iterator[Row]:
    for passage in reason.passages:
        yield {
            "claim": reason.entry.claim.id,
            "kind": reason.entry.claim.kind,
            "role": passage.evidence.role,
            "words": passage.evidence.words,
            "before": passage.before,
            "after": passage.after,
            "outlet": reason.article.outlet,
            "published": reason.article.published,
            "article": reason.article.id,
            "chain": reason.chain,
        }
