"""A report for people: what the article is, what was found in it, and what was left open, on a terminal.

Every finding stands on a line with the words that it rests on: ``Cairo   Egypt, city, venue   “Cairo” ×3``. Findings
that read the same share a line.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from babel import Locale
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.model import Actor, Article, Claim, Date, Issue, Place, Report, Value, When

SECTIONS = {"actor": "Actors", "place": "Places", "date": "Dates"}
"""The kinds of claim in the order of the brief, and what they are headed with."""

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
        if claims:
            _write_section(console, heading, claims)
    if report.issues:
        _write_issues(console, report)
    console.print()


def _write_head(console: Console, article: Article) -> None:
    console.print(Text(_plain(article.title or article.origin or article.id), style="bold"))
    date = "date unknown"
    if article.published:
        date = f"{article.published} ({_KNOWN_FROM[article.published_from]})"
    language = _language_name(article.language) if article.language else None
    if article.translated_from:
        known = article.translated_from != "unknown"
        language = f"{language}, translated" + (f" from {_language_name(article.translated_from)}" if known else "")
    console.print(Text(_join(" · ", article.outlet, article.agency, date, language)))
    if article.authors:
        console.print(Text(_plain("by " + ", ".join(article.authors))))
    for upstream in article.upstream:
        console.print(Text("taken from " + _join(" ", upstream.name, upstream.url)))


def _write_section(console: Console, heading: str, claims: list[Claim]) -> None:
    lines: dict[tuple[str, str], Counter[str]] = {}
    for claim in claims:
        words = lines.setdefault(describe(claim.value), Counter())
        words.update(_plain(evidence.words) for evidence in claim.evidence if evidence.role == claim.kind)
    table = _table()
    for (name, facts), words in lines.items():
        table.add_row(Text(_plain(name), style="cyan"), Text(_plain(facts)), Text(_quote(words), style="italic"))
    _write_table(console, heading, table)


def _write_issues(console: Console, report: Report) -> None:
    table = _table()
    for issue in report.issues:
        table.add_row(issue.stage, Text(_plain(issue.message)), Text(_words_of(issue, report.article), style="italic"))
    _write_table(console, "Left open", table)


def describe(value: Value) -> tuple[str, str]:
    """What a claim says, as a line of the brief has it: a name and what is known about it."""
    match value:
        case Actor():
            kind = value.type.replace("_", " ") if value.type else None
            return value.name, _join(", ", value.office, value.affiliation, kind, _country_name(value.country))
        case Place():
            role = value.role if value.role != "mentioned" else None
            precision = value.precision if value.precision != "country" else None
            country = _country_name(value.country)
            return value.name, _join(", ", country if country != value.name else None, precision, role)
        case Date():
            return _describe_when(value.when)


def _describe_when(when: When) -> tuple[str, str]:
    if not when.resolved:
        return "undated", when.reason or ""
    ends = dict.fromkeys(end or "…" for end in (when.earliest, when.latest))
    anchors = {"published": "from the publication date", "text": "from another date in the text"}
    return " – ".join(ends), anchors.get(when.anchor or "", "")


def _quote(words: Counter[str]) -> str:
    forms = [f"“{form}”" + (f" ×{count}" if count > 1 else "") for form, count in words.most_common(_FORMS)]
    if len(words) > _FORMS:
        forms.append(f"and {len(words) - _FORMS} more")
    return ", ".join(forms)


def _words_of(issue: Issue, article: Article) -> str:
    if issue.start is None or issue.end is None:
        return ""
    return f"“{_plain(article.text[issue.start : issue.end])}”"


def _table() -> Table:
    table = Table.grid(padding=(0, 2))
    for ratio in (2, 3, 4):
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _write_table(console: Console, heading: str, table: Table) -> None:
    console.print()
    console.print(Text(heading, style="bold"))
    console.print(table)


def _join(separator: str, *parts: str | None) -> str:
    return separator.join(_plain(part) for part in parts if part)


def _plain(text: str) -> str:
    """Text that is safe on a terminal: white space as blanks, nothing that moves the cursor or turns the direction."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


@cache
def _english() -> Locale:
    return Locale("en")


def _country_name(code: str | None) -> str | None:
    return str(_english().territories.get(code, code)) if code else None


def _language_name(code: str) -> str:
    return str(_english().languages.get(code, code))
