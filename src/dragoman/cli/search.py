"""``dragoman search WORDS...``: full text over a ledger's articles and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.views import AsCsv, AsJson, Row, show, text

if TYPE_CHECKING:
    from dragoman.ledger.search.finding import Hit
    from dragoman.ledger.search.snippets import Snippet

CLAIMS = 3
"""Claims of a hit that are shown to people; the others are counted."""

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS...",
        help="All must be there; 'a phrase', NOT word, either OR other, begin*.",
        show_default=False,
    ),
]


def search(
    words: Words,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="In claims of this kind, such as figure.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="In claims about this actor.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="In claims about this place.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Of this outlet.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="In this language (en, pt).")] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Published on this day or later (2024-02-08, 2024-02).")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many at most.")] = 20,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find reports by their words, the best first, each with the words around them."""
    from dragoman import open_ledger

    with open_ledger(ledger, create=False) as opened:
        hits = opened.search(
            _asked(words),
            kind=kind,
            actor=actor,
            place=place,
            outlet=outlet,
            language=language,
            reported=(since, until) if since or until else None,
            as_of=as_of,
            limit=limit,
        )
    show(
        hits,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, hits),
        nothing="nothing found",
    )


def _asked(words: list[str]) -> str:
    """One argument is a question as it stands; of several, one with blanks was quoted in the shell, and is a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words)


def _rows(hit: Hit) -> Iterator[Row]:
    yield {
        "article": hit.article.id,
        "published": hit.article.published,
        "outlet": hit.article.outlet,
        "title": hit.article.title,
        "url": hit.article.url,
        "words": hit.snippet.words,
        "start": hit.snippet.start,
        "score": hit.score,
        "story": hit.story,
        "origin": hit.origin,
        "claims": [entry.claim.id for entry in hit.claims],
    }


def _write(console: Console, hits: list[Hit]) -> None:
    for hit in hits:
        article = hit.article
        told = [article.published or "undated", article.outlet or "outlet unknown", article.title or "no title"]
        console.print(text(" · ".join([*told, article.id]), "bold"), soft_wrap=True)
        console.print(_marked(hit.snippet))
        for entry in hit.claims[:CLAIMS]:
            evidence = " … ".join(words.words for words in entry.claim.evidence)
            line = text(f"{entry.claim.kind}: “{evidence}” · {entry.claim.id}")
            console.print(Text("  ") + line, soft_wrap=True)
        if len(hit.claims) > CLAIMS:
            console.print(text(f"and {len(hit.claims) - CLAIMS} more claims"))


def _marked(snippet: Snippet) -> Text:
    """A snippet with its hits in bold."""
    line, done = Text("  "), 0
    for start, end in snippet.marks:
        if start >= done:
            line.append(_inline(snippet.words[done:start]))
            line.append(_inline(snippet.words[start:end]), style="bold")
            done = end
    line.append(_inline(snippet.words[done:]))
    return line


def _inline(words: str) -> str:
    return "".join(char if char.isprintable() else " " for char in words)
