"""Text → what stands in quotation marks.

``“We are ready,” he said, “but not ‘at any price’.”`` has two stretches and one inside the second. Known are English
and American curly marks, British single ones, German and French ones, the typewriter's straight ones, doubled single
ones (``''…''`` and LaTeX's ``` ``…'' ```). Apostrophes, feet and decades are none.

A speech of several paragraphs is opened again in each and closed once: its stretches are chained by ``goes_on``.
A mark that is never closed costs its own stretch and no other; it comes back among the orphans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile(r"``|''|[\"“”„«»‟＂]|[‘’‚‹›'`]")
_DOUBLE = "double"
_SINGLE = "single"
_KINDS = {
    '"': ("either", _DOUBLE),
    "＂": ("either", _DOUBLE),
    "''": ("either", _DOUBLE),
    "``": ("open", _DOUBLE),
    "“": ("open", _DOUBLE),
    "‟": ("open", _DOUBLE),
    "„": ("open", _DOUBLE),
    "«": ("open", "angle"),
    "”": ("close", _DOUBLE),
    "»": ("close", "angle"),
    "‘": ("open", _SINGLE),
    "‚": ("open", _SINGLE),
    "‹": ("open", "small angle"),
    "›": ("close", "small angle"),
    "’": ("close", _SINGLE),
    "'": ("either", _SINGLE),
    "`": ("open", _SINGLE),
}
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_CLOSING_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")
_OPENING_SINGLE = re.compile(r"(?<!\S)['‘]\w")
_POSSESSIVE = re.compile(r"['’] [a-z]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One stretch in marks: characters ``[start, end)`` with the marks, ``[inner, outer)`` without them.

    ``depth`` is 0 for the outermost. ``goes_on``: it has no closing mark because the next paragraph goes on with it.
    """

    start: int
    end: int
    inner: int
    outer: int
    depth: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """All stretches in the order of the text, and the places of marks that have no partner."""

    quoted: tuple[Quoted, ...]
    orphans: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    kind: str
    german: bool


def find_marks(text: str) -> Marks:
    """The stretches of ``text`` in quotation marks."""
    quoted: list[Quoted] = []
    orphans: list[int] = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].group().lstrip() if number + 1 < len(paragraphs) else ""
        found, lost = _read_paragraph(text, paragraph.start(), paragraph.end(), following)
        quoted += found
        orphans += lost
    return Marks(tuple(sorted(quoted, key=lambda each: (each.start, -each.end))), tuple(orphans))


def _read_paragraph(text: str, begin: int, end: int, following: str) -> tuple[list[Quoted], list[int]]:
    """One paragraph's stretches; none crosses its end."""
    quoted: list[Quoted] = []
    orphans: list[int] = []
    stack: list[_Open] = []
    for start, stop, role, kind in _roles(text, begin, end):
        inside = next((place for place in range(len(stack) - 1, -1, -1) if stack[place].kind == kind), None)
        if role == "either":
            role = _side(text, start, stop, begin, end, is_open=inside is not None)
        elif text[start] == "“" and inside is not None and stack[inside].german:
            role = "close"
        if role == "open":
            if kind == _SINGLE and text[start] in "'`" and not _has_partner(text, stop, end):
                continue
            if inside is not None:
                if _SENTENCE_END.search(text[stack[inside].inner : start]):
                    opened = stack[inside]
                    cut = _strip_end(text, opened.inner, start)
                    quoted.append(Quoted(opened.start, cut, opened.inner, cut, inside, goes_on=True))
                else:
                    orphans.append(stack[inside].start)
                del stack[inside:]
            stack.append(_Open(start, stop, kind, text[start] in "„‚"))
        elif role == "close":
            if inside is None:
                if kind != _SINGLE:
                    orphans.append(start)
                continue
            if kind == _SINGLE and _is_possessive(text, start, end):
                continue
            orphans += [lost.start for lost in stack[inside + 1 :] if lost.kind != _SINGLE]
            opened = stack[inside]
            if text[opened.inner : start].strip():
                quoted.append(Quoted(opened.start, stop, opened.inner, start, inside))
            del stack[inside:]
    return _close_open(text, end, following, stack, quoted, orphans)


def _close_open(
    text: str, end: int, following: str, stack: list[_Open], quoted: list[Quoted], orphans: list[int]
) -> tuple[list[Quoted], list[int]]:
    """What is still open at a paragraph's end goes on in the next one, or has lost its closing mark."""
    for depth, opened in enumerate(stack):
        mark = _MARK.match(following)
        says = text[opened.inner : end].strip()
        if (
            depth == 0
            and says
            and mark
            and _KINDS[mark.group()][0] != "close"
            and _KINDS[mark.group()][1] == opened.kind
        ):
            last = _strip_end(text, opened.inner, end)
            quoted.append(Quoted(opened.start, last, opened.inner, last, 0, goes_on=True))
        elif opened.kind != _SINGLE:
            orphans.append(opened.start)
    lost = [opened.start for opened in stack if opened.start in orphans]
    if not lost:
        return quoted, orphans
    return [
        replace(each, depth=max(0, each.depth - sum(start < each.start for start in lost))) for each in quoted
    ], orphans


def _roles(text: str, begin: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The marks of a paragraph that may quote: place, end, side, kind. Apostrophes inside words are left out."""
    for match in _MARK.finditer(text, begin, end):
        start, stop = match.span()
        role, kind = _KINDS[match.group()]
        before = text[start - 1] if start > begin else " "
        after = text[stop] if stop < end else " "
        if kind == _SINGLE and before.isalnum() and after.isalnum():
            continue
        if match.group() == '"' and before.isdigit() and after.isdigit():
            continue
        yield start, stop, role, kind


def _side(text: str, start: int, stop: int, begin: int, end: int, *, is_open: bool) -> str:
    """Whether a mark that looks the same on both sides opens or closes here."""
    before = text[start - 1] if start > begin else " "
    after = text[stop] if stop < end else " "
    can_open = (before.isspace() or before in "([{—–-/:“‘\"'*") and not after.isspace()
    can_close = not before.isspace()
    if can_open and not can_close:
        return "open"
    if can_close and not can_open:
        return "close"
    return "close" if is_open else "open"


def _has_partner(text: str, stop: int, end: int) -> bool:
    """Whether a straight single mark is closed later in its paragraph: ``'em``, ``'n'`` and ``'90s`` are not."""
    return not text[stop : stop + 2].isdigit() and _CLOSING_SINGLE.search(text, stop + 2, end) is not None


def _is_possessive(text: str, start: int, end: int) -> bool:
    """``the mediators’ plan`` inside single marks: an apostrophe, if the real closing mark comes later."""
    if text[start - 1] not in "sS" or not _POSSESSIVE.match(text, start, end):
        return False
    later = _CLOSING_SINGLE.search(text, start + 1, end)
    opening = _OPENING_SINGLE.search(text, start + 1, end)
    return later is not None and (opening is None or later.start() < opening.start())


def _strip_end(text: str, begin: int, end: int) -> int:
    while end > begin + 1 and text[end - 1].isspace():
        end -= 1
    return end
