"""A review as a page of its own: the draft with its remarks in place, nothing loaded from elsewhere.

Every word of the draft and the record is escaped; the page has no script.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from dragoman.dossier.check.remarks import Remark, Review
from dragoman.dossier.citing import backing, cite, words_of_entry

_LEVELS = {"agrees": "good", "verbatim": "good", "older": "old", "translation": "old", "missing": "old"}
"""How a verdict is coloured; what contradicts is ``bad``, what the record does not have ``open``."""

_STYLE = """
:root { color-scheme: light dark; --good: #1a7f37; --old: #9a6700; --bad: #cf222e; --open: #6e7781; }
body { font: 17px/1.6 Georgia, serif; margin: 2rem auto; padding: 0 1rem; max-width: 76rem; }
header p, ol, .key { font: 14px/1.45 system-ui, sans-serif; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2.5rem; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } }
mark { background: none; color: inherit; border-bottom: 2px solid var(--level); }
mark.bad { background: color-mix(in srgb, var(--bad) 16%, transparent); }
.good { --level: var(--good); } .old { --level: var(--old); }
.bad { --level: var(--bad); } .open { --level: var(--open); }
mark.open { border-bottom-style: dotted; }
sup a { color: var(--level); text-decoration: none; font: 11px system-ui, sans-serif; }
ol { list-style: none; margin: 0; padding: 0; }
li { border-left: 3px solid var(--level); padding: 0 0 0 .8rem; margin: 0 0 1rem; }
li b { color: var(--level); }
li q { display: block; opacity: .75; }
li:target { background: color-mix(in srgb, var(--level) 12%, transparent); }
.draft p { margin: 0 0 1em; }
.key span { margin-right: 1.2em; border-bottom: 2px solid var(--level); }
"""


def page(review: Review) -> str:
    """The review as one HTML document."""
    title = escape(review.draft.title or "Draft")
    wrong = len(review.wrong)
    verdict = f"{wrong} remark{'' if wrong == 1 else 's'} to look at" if wrong else "nothing contradicts"
    key = "".join(
        f'<span class="{level}">{label}</span>'
        for level, label in (
            ("bad", "contradicts"),
            ("old", "older, unsourced or translated"),
            ("good", "as in the record"),
            ("open", "unknown to the record"),
        )
    )
    numbered = list(enumerate(review.remarks, 1))
    notes = "\n".join(_note(number, remark) for number, remark in numbered)
    return (
        f'<!doctype html>\n<html lang="{escape(review.draft.language or "en")}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><header><h1>{title}</h1><p>{escape(verdict)}; {len(review.remarks)} remarks in all</p>"
        f'<p class="key">{key}</p></header>\n<main><div class="draft">{_text(review)}</div>\n<ol>{notes}</ol></main>'
        "</body></html>\n"
    )


def _level(remark: Remark) -> str:
    return "bad" if remark.is_wrong else _LEVELS.get(remark.verdict, "open")


def _text(review: Review) -> str:
    """The draft's paragraphs with marks; where remarks overlap, the graver one colours and all are numbered."""
    stretches = list(_paragraphs(review.draft.text))
    is_title = stretches and review.draft.text[slice(*stretches[0])] == review.draft.title
    if is_title and not any(remark.start < stretches[0][1] for remark in review.remarks):
        stretches = stretches[1:]  # it heads the page, and nothing is to be marked in it
    return "".join(f"<p>{''.join(_paragraph(review, start, end))}</p>\n" for start, end in stretches)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def _paragraph(review: Review, start: int, end: int) -> Iterator[str]:
    inside = [
        (number, remark) for number, remark in enumerate(review.remarks, 1) if remark.start < end and start < remark.end
    ]
    cuts = {start, end, *(min(max(cut, start), end) for _, one in inside for cut in (one.start, one.end))}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        words = escape(review.draft.text[left:right])
        over = [remark for _, remark in inside if remark.start <= left and right <= remark.end]
        if over:
            gravest = max(over, key=lambda one: ("open", "good", "old", "bad").index(_level(one)))
            words = f'<mark class="{_level(gravest)}">{words}</mark>'
        yield words
        for number, remark in inside:
            if remark.end == right or (right == end and remark.end > end):
                yield f'<sup class="{_level(remark)}"><a href="#r{number}">{number}</a></sup>'


def _note(number: int, remark: Remark) -> str:
    lines = "".join(f"<q>{escape(words_of_entry(entry))}</q> {escape(cite(entry))}" for entry in remark.entries[:2])
    counted = f" ({escape(backing(remark.entries))})" if len(remark.entries) > 1 else ""
    return (
        f'<li id="r{number}" class="{_level(remark)}"><b>{number} {escape(remark.about)}: {escape(remark.verdict)}</b>'
        f"<br>{escape(remark.message)}{counted}{lines}</li>"
    )
