"""A report for people: what the article is, what was found in it, and what was left open, on a terminal.

Every finding stands on a line with the words that it rests on: ``Cairo   Egypt, city, venue   “Cairo” ×3``. Mentions
of one name share a line; positions come as a table of party by issue first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import get_args

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cards import card_of
from dragoman.describe import describe, join, language_name
from dragoman.model import Agreement, Article, Claim, Issue, Position, Report, Talks, Topic

SECTIONS = {
    "talks": "Talks",
    "agreement": "Agreements",
    "position": "Positions",
    "quotation": "Quotations",
    "figure": "Figures",
    "event": "Events",
    "actor": "Actors",
    "place": "Places",
    "date": "Dates",
}
"""The kinds of claim in the order of the brief, and what they are headed with."""

_CARDS = {"talks", "agreement"}

_MENTIONS = {"actor", "place", "date"}

_KNOWN_FROM = {
    "metadata": "from the page's metadata",
    "dateline": "from the dateline",
    "given": "as given",
    "inferred": "inferred",
}
_FORMS = 4
"""A line shows this many ways in which the article puts the same thing."""


def write_brief(console: Console, report: Report) -> None:
    """Print ``report`` to ``console``."""
    _write_head(console, report.article)
    for kind, heading in SECTIONS.items():
        claims = [claim for claim in report.claims if claim.kind == kind]
        if claims and kind in _CARDS:
            _write_cards(console, heading, claims, {claim.id: claim for claim in report.claims})
        elif claims and kind == "position":
            _write_positions(console, heading, claims)
        elif claims:
            _write_table(console, heading, _lines_of(claims))
    if report.issues:
        issues = [(issue.stage, issue.message, _words_of(issue, report.article)) for issue in report.issues]
        _write_table(console, "Left open", issues)
    console.print()


def _write_head(console: Console, article: Article) -> None:
    console.print(_text(article.title or article.origin or article.id, "bold"))
    date = "date unknown"
    if article.published:
        date = f"{article.published} ({_KNOWN_FROM[article.published_from]})"
    console.print(_text(join(" · ", article.outlet, article.agency, date, _language(article))))
    if article.authors:
        console.print(_text("by " + ", ".join(article.authors)))
    for upstream in article.upstream:
        console.print(_text("taken from " + join(" ", upstream.name, upstream.url)))


def _language(article: Article) -> str | None:
    if article.language is None or article.translated_from is None:
        return language_name(article.language) if article.language else None
    original = f" from {language_name(article.translated_from)}" if article.translated_from != "unknown" else ""
    return f"{language_name(article.language)}, translated{original}"


def _write_positions(console: Console, heading: str, claims: list[Claim]) -> None:
    """A table of party by issue with what each wants, then the words for it, party by party."""
    stances: dict[str, dict[str, dict[str, None]]] = {}
    for claim in claims:
        assert isinstance(claim.value, Position)
        row = stances.setdefault(claim.value.party, {})
        row.setdefault(claim.value.issue, {})[claim.value.stance] = None
    issues = [issue for issue in get_args(Topic) if any(issue in row for row in stances.values())]
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("")
    for issue in issues:
        table.add_column(issue, overflow="fold")
    for party, row in stances.items():
        cells = (", ".join(row.get(issue, ())) for issue in issues)
        table.add_row(_text(party, "cyan"), *(_text(cell) for cell in cells))
    console.print()
    console.print(_text(heading, "bold"))
    console.print(table)
    order = list(stances)
    grouped = sorted(claims, key=lambda claim: order.index(describe(claim.value)[0]))
    _write_table(console, None, _lines_of(grouped))


def _lines_of(claims: list[Claim]) -> list[tuple[str, str, str]]:
    """The lines of one kind of claim, in the order of the text, each with all the words that say so.

    Mentions of one name share a line, whatever each of them adds; of other kinds, only what reads the same does.
    """
    names: dict[Hashable, str] = {}
    facts: dict[Hashable, dict[str, None]] = defaultdict(dict)
    words: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        name, known = describe(claim.value)
        key = name.casefold() if claim.kind in _MENTIONS else (name, known)
        names.setdefault(key, name)
        facts[key].update(dict.fromkeys(known))
        words[key].update(_words_for(claim))
    return [(name, ", ".join(facts[key]), _quote(words[key])) for key, name in names.items()]


def _words_for(claim: Claim) -> list[str]:
    telling = [evidence.words for evidence in claim.evidence if evidence.role in {"content", claim.kind}]
    return telling or [claim.evidence[0].words]


def _quote(words: Counter[str]) -> str:
    forms = [f"“{form}”" + (f" ×{count}" if count > 1 else "") for form, count in words.most_common(_FORMS)]
    if len(words) > _FORMS:
        forms.append(f"and {len(words) - _FORMS} more")
    return ", ".join(forms)


def _words_of(issue: Issue, article: Article) -> str:
    if issue.start is None or issue.end is None:
        return ""
    return f"“{article.text[issue.start : issue.end]}”"


def _write_cards(console: Console, heading: str, claims: list[Claim], known: Mapping[str, Claim]) -> None:
    """A card for each claim: what it is, the rows that are told, and the words that tell of it."""
    console.print()
    console.print(_text(heading, "bold"))
    for claim in claims:
        assert isinstance(claim.value, Talks | Agreement)
        title, rows = card_of(claim.value, known)
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=8)
        table.add_column(ratio=1, overflow="fold")
        for name, told in rows:
            table.add_row(_text(name), _text(told))
        table.add_row(_text("words"), _text(_quote(Counter(_words_for(claim))), "italic"))
        console.print(_text(title, "cyan"))
        console.print(Padding(table, (0, 0, 0, 2)))


def _write_table(console: Console, heading: str | None, lines: list[tuple[str, str, str]]) -> None:
    table = Table.grid(padding=(0, 2), expand=True)
    for ratio in (2, 3, 4):
        table.add_column(ratio=ratio, overflow="fold")
    for name, facts, words in lines:
        table.add_row(_text(name, "cyan"), _text(facts), _text(words, "italic"))
    if heading is not None:
        console.print()
        console.print(_text(heading, "bold"))
    console.print(table)


def _text(text: str, style: str = "") -> Text:
    """Text that is safe on a terminal: white space as blanks, nothing that moves the cursor or turns the direction."""
    return Text("".join(char for char in " ".join(text.split()) if char.isprintable()), style=style)
