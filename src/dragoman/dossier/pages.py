"""Views as pages that stand by themselves: no script, no address but those of the reports, and everything escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from dragoman.describe import describe
from dragoman.dossier.citing import backing, cite, words_of_entry
from dragoman.dossier.days import worded
from dragoman.dossier.timeline import Moment

if TYPE_CHECKING:
    from jinja2 import Template


WORDS = 240
"""Characters of the words that a line shows."""


def timeline_page(found: list[Moment], actor: str | None = None) -> str:
    """A timeline as HTML, ``actor`` in its title."""
    return _template().render(
        title=f"Timeline: {actor}" if actor else "Timeline", lines=[_line(each) for each in found]
    )


def _line(moment: Moment) -> dict[str, Any]:
    name, facts = describe(moment.value)
    first = moment.entries[0]
    url = first.article.url or ""
    return {
        "days": worded(moment.first, moment.last) if moment.first and moment.last else None,
        "dated": moment.dated,
        "kind": moment.kind,
        "realis": moment.realis,
        "name": name,
        "facts": ", ".join(facts),
        "words": shorten(words_of_entry(first), WORDS, placeholder=" …"),
        "backing": backing(moment.entries),
        "cite": cite(first),
        "url": url if url.startswith(("https://", "http://")) else None,
        "claim": first.claim.id,
        "marks": [mark for mark in moment.marks if mark != "single-sourced"],
    }


@cache
def _template() -> Template:
    from jinja2 import Environment

    source = files("dragoman.dossier").joinpath("timeline.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
