"""``dragoman stories``: one text in many articles, and who took it from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from dragoman.cli.options import AsOf, LedgerName
from dragoman.cli.views import AsCsv, AsJson, Row, show, text
from dragoman.ledger.copies import Change, Story

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.model import Article

SHOWN = 12
"""Articles of a story that are shown to people; the others are counted."""


@dataclass(frozen=True, slots=True)
class Copied:
    """An article of a story: from which other it took the text (``giver``), and what it changed."""

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    giver: str | None = None
    relation: str | None = None
    likeness: float | None = None
    reason: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its articles: its origin, then the others in order of publication.

    ``undecided`` are pairs of which it is not known who took the text from whom, with the reason.
    """

    story: str
    origin: str
    certain: bool
    credited: str | None
    articles: tuple[Copied, ...]
    undecided: tuple[tuple[str, str, str], ...]


def stories(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="Only the story of this article.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    ledger: LedgerName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Texts that several articles have: the article they go back to, who took them from whom, what was changed."""
    from dragoman import open_ledger

    with open_ledger(ledger, create=False) as opened:
        found = [_tell(opened, story, as_of) for story in opened.stories(article=article, as_of=as_of)]
    show(
        found,
        as_json=as_json,
        as_csv=as_csv,
        row=_rows,
        write=lambda console: _write(console, found),
        nothing="no two articles in this ledger share a text" if article is None else "no other article has its text",
    )


def _tell(opened: Ledger, story: Story, as_of: str | None) -> Told:
    articles = {uid: opened.article(uid, as_of=as_of) for uid in story.members}
    taken = {each.taker: each for each in story.chain}
    copied = []
    for uid, article in articles.items():
        if uid not in taken:
            copied.append(_copied(article))
            continue
        pair = taken[uid]
        changes = opened.changes(pair.giver, uid) if pair.relation == "copy" else ()
        copied.append(_copied(article, pair.giver, pair.relation, pair.likeness, pair.reason, changes))
    undecided = tuple((pair.one, pair.other, pair.reason) for pair in story.undecided)
    return Told(story.id, story.origin, story.certain, story.credited, tuple(copied), undecided)


def _copied(
    article: Article,
    giver: str | None = None,
    relation: str | None = None,
    likeness: float | None = None,
    reason: str | None = None,
    changes: tuple[Change, ...] = (),
) -> Copied:
    main = (article.id, article.outlet, article.published, article.title, article.url)
    return Copied(*main, giver, relation, likeness, reason, changes)


def _rows(told: Told) -> Iterator[Row]:
    for each in told.articles:
        yield {
            "story": told.story,
            "origin": told.origin,
            "certain": told.certain,
            "article": each.article,
            "outlet": each.outlet,
            "published": each.published,
            "title": each.title,
            "taken_from": each.giver,
            "relation": each.relation,
            "likeness": each.likeness,
            "reason": each.reason,
            "changes": [_change(change) for change in each.changes],
        }


def _write(console: Console, found: list[Told]) -> None:
    for number, told in enumerate(found):
        if number:
            console.print()
        by = {each.article: each for each in told.articles}
        origin = "one origin" if told.certain else "one origin, which of them is not known"
        credited = f" · they credit {told.credited}, whose page is not here" if told.credited else ""
        console.print(text(f"{len(told.articles)} pages, {origin}{credited}", "bold"))
        for each in told.articles[:SHOWN]:
            console.print(text(_line(each, by)), soft_wrap=True)
            for change in each.changes:
                console.print(Text("    ") + text(_change(change), "italic"), soft_wrap=True)
        if len(told.articles) > SHOWN:
            console.print(text(f"and {len(told.articles) - SHOWN} more"))
        for reason in sorted({reason for _, _, reason in told.undecided}):
            count = sum(each == reason for _, _, each in told.undecided)
            console.print(text(f"who took from whom is not known of {count} pair{'s' if count > 1 else ''}: {reason}"))


def _line(each: Copied, by: dict[str, Copied]) -> str:
    told = [each.published or "undated", each.outlet or "outlet unknown", each.title or "no title"]
    if each.giver is not None:
        giver = by[each.giver]
        told.append(f"{each.relation} of {giver.outlet or giver.article}, {each.reason}")
    return " · ".join([*told, each.article])


def _change(change: Change) -> str:
    return f"{change.kind}: “{change.before}” → “{change.after}”"
