"""Figures within figures, and stated shares: *at least nine people, including three children*, *mostly civilians*,
*29 of whom*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count
from dragoman.model import Span

_LINKS = frozenset({"including", "among", "amongst", "counting"})
_REACH = 60
"""Characters before a number in which the share that it is taken of may stand."""
_FURTHEST = 14
"""Tokens between a figure and the "including" that opens its parts."""

_MOST = (
    r"(?:mostly|mainly|largely|primarily|chiefly|predominantly|overwhelmingly"
    r"|almost all|nearly all|many|most|half|some)"
)
_ABOUT = r"(?:about|around|roughly|nearly|almost|more\s+than|over|at\s+least)?"
_PER_CENT = r"\d[\d.]*\s?(?:%|per\s?cent)"
_FRACTION = (
    rf"(?:{_PER_CENT}|half|majority|a\s+third|two[\s-]thirds|three[\s-]quarters|a\s+quarter|a\s+fifth|one[\s-]third)"
)
_MAJORITY = r"(?:the\s+)?(?:vast\s+|overwhelming\s+|great\s+|large\s+)?majority"
_QUANTITY = rf"(?:{_MAJORITY}|{_ABOUT}\s*{_FRACTION}|most|many|some)"
_OF_THEM = rf"{_QUANTITY}\s+of\s+(?:them|whom|those\s+\w+)"
_TO_THE_END = r"[^.;()—\n]*?(?=,?\s+(?:according|the\s+\w+\s+said)|,\s+(?:have|has|had|were|was|are)\b|[.;()—\n]|$)"
_OF_A_POPULATION = rf"{_ABOUT}\s*(?:the\s+(?:entire\s+)?population|half|\d+\s?%)\s+of\s+[^,.;()—–\n]+"
_SHARE_AFTER = re.compile(
    rf"\s*(?:,|\(|—|–|-)\s*(?P<share>{_MOST}\s+(?!(?:of|in|during|by|from|at|on|since|over|because)\b)[^,.;()—–\n]+|{_OF_THEM}{_TO_THE_END}|{_OF_A_POPULATION})",
    re.IGNORECASE,
)
_OWNER = r"(?-i:(?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*)(?:['’]s|['’])\s+"
_SHARE_BEFORE = re.compile(
    rf"(?P<share>(?P<open>\b(?:more\s+than|over|at\s+least)\s+)?{_ABOUT}\s*{_FRACTION})\s+of\s+"
    rf"(?:(?:the|its|their|all|these|those|\s)*|{_OWNER}|(?:[\w'’]+\s+){{0,3}}population\s+of\s+)$",
    re.IGNORECASE,
)
_OF_THE_DEAD = (
    r"of\s+(?:the\s+(?:dead|wounded|killed)|those\s+(?:killed|wounded|who|freed|released)"
    r"|(?:them|whom)\s+(?:women|children|civilians|were))"
)
_SHARE_NEXT = re.compile(
    rf"(?:(?!\d[\d,]{{2,}}\s)[^\n]){{0,220}}?[\s(](?P<share>{_QUANTITY}\s+{_OF_THE_DEAD}\b{_TO_THE_END})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:\s+(?:were|was|have|had|been|killed|in|on|at|the|side|across|from|dead|injured|wounded|died|there)|\s+[A-Z]\w+){0,6}"
    r"(?=\s*[,(—–])"
)
"""What may stand between the people and a comma: "640 people in Zaria, mostly farmers"."""

_FRACTIONS = {
    "half": 50.0,
    "majority": 50.0,
    "two": 200 / 3,
    "three": 75.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
}
"""Per cent; the words of *two-thirds* and *three-quarters* are looked for before those of one part."""


def share_of(text: str, words: Span, *, is_total: bool) -> Span | None:
    """The words that say what share of a figure is what, right after it or, for a total of dead or injured, in the
    next sentence.
    """
    found = _SHARE_AFTER.match(text, _end_of_phrase(text, words.end))
    if found is None and is_total:
        found = _SHARE_NEXT.match(text, words.end)
    return None if found is None else Span(*found.span("share"))


def _end_of_phrase(text: str, end: int) -> int:
    found = _BETWEEN.match(text, end)
    return found.end() if found else end


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share of a stated number, in per cent; ``open`` where there are more: *more than half of*."""

    words: Span
    percent: float
    open: bool

    def of(self, whole: int) -> tuple[int, int | None]:
        """The bounds of this share of a number."""
        part = round(whole * self.percent / 100)
        return (part + 1, None) if self.open else (part, part)


def proportion_before(text: str, start: int) -> Proportion | None:
    """The *85%* of "85% of the 2.3 million people"."""
    found = _SHARE_BEFORE.search(text[max(0, start - _REACH) : start])
    if found is None:
        return None
    offset = max(0, start - _REACH)
    written = found.group("share").lower()
    number = re.search(r"\d[\d.]*", written)
    percent = (
        float(number.group().rstrip("."))
        if number
        else next(part for word, part in _FRACTIONS.items() if word in written)
    )
    words = Span(offset + found.start("share"), offset + found.end("share"))
    return Proportion(words, percent, found.group("open") is not None or "majority" in written)


def whole_of(tokens: Tokens, count: Count, earlier: list[Count]) -> Count | None:
    """The count that another is a part of: by *of the*, *of whom*, or *including*."""
    if count.whole is not None:
        inside = next(
            (
                other
                for other in earlier
                if other is not count and other.start <= count.whole < other.end and other.start >= 0
            ),
            None,
        )
        if inside is not None:
            return inside
        if tokens.lower[count.whole] in {"whom", "them", "these", "those"}:
            return _latest(tokens, count, earlier, sentences=1)
        return None
    place = count.start - 1
    first, _ = tokens.sentences[tokens.sentence[count.start]]
    while place >= max(first, count.start - _FURTHEST):
        if tokens.lower[place] in _LINKS:
            return None if _is_closed(tokens, place + 1, count.start) else _latest_before(tokens, place, earlier)
        if tokens.pos[place] in {"VERB", "AUX"} or tokens.text[place] in {";", "—"}:
            return None
        place -= 1
    return None


def _is_closed(tokens: Tokens, start: int, end: int) -> bool:
    """Whether an aside ends before ``end``: *were killed, including 9 nurses, and some 300 wounded*."""
    commas = [token for token in range(start, end) if tokens.text[token] == ","]
    return len(commas) == 1 and tokens.lower[commas[0] + 1] == "and"


def _latest_before(tokens: Tokens, place: int, earlier: list[Count]) -> Count | None:
    near = [other for other in earlier if other.end <= place and tokens.sentence[other.start] == tokens.sentence[place]]
    return near[-1] if near else None


def _latest(tokens: Tokens, count: Count, earlier: list[Count], *, sentences: int) -> Count | None:
    number = tokens.sentence[count.start]
    near = [
        other for other in earlier if other.start < count.start and number - tokens.sentence[other.start] <= sentences
    ]
    return near[-1] if near else None
