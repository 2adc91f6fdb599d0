"""``dragoman undated``: reports without a date, and the dates that can be offered to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.views import AsCsv, AsJson, Row, show, text

if TYPE_CHECKING:
    from dragoman.ledger.undated import Offer


def undated(
    take: Annotated[
        str | None, typer.Option(metavar="ARTICLE", help="Give this article the date offered to it, as inferred.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="With --take: this day of the offer.")] = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Reports that do not say their date, the days that other reports pin them to, and why."""
    from dragoman import UsageError, open_ledger

    if on is not None and take is None:
        raise UsageError("--on: goes with --take")
    with open_ledger(ledger, create=False) as opened:
        offers = opened.undated(as_of=as_of) if take is None else [opened.take_offer(take, on=on)]
    show(
        offers,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, offers),
        nothing="no date can be offered to a report of this ledger",
    )


def _rows(offer: Offer) -> Iterator[Row]:
    yield {
        "article": offer.article.id,
        "outlet": offer.article.outlet,
        "title": offer.article.title,
        "earliest": offer.earliest,
        "latest": offer.latest,
        "published": offer.article.published,
        "published_from": offer.article.published_from,
        "reasons": offer.reasons,
        "claims": offer.claims,
    }


def _write(console: Console, offers: list[Offer]) -> None:
    for offer in offers:
        article = offer.article
        days = "its signs contradict each other"
        if offer.earliest is not None:
            days = offer.earliest if offer.earliest == offer.latest else f"{offer.earliest} – {offer.latest}"
        date = f"{article.published} (inferred)" if article.published_from == "inferred" else f"{days} (offered)"
        told = [date, article.outlet or "outlet unknown", article.title or "no title", article.id]
        console.print(text(" · ".join(told), "bold"), soft_wrap=True)
        for reason in offer.reasons:
            console.print(Text("  ") + text(reason), soft_wrap=True)
