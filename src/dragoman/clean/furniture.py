"""Cuts from a page's blocks what is not the article, by the phrases of ``furniture.toml`` and a few signs.

In: blocks in page order. Out: the article's blocks, and each thing cut with its reason. "Read also: Army detains two"
is cut whole; of "A A new round of talks" the font-size switch goes and "A new round of talks" stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.clean.blocks import Block
from dragoman.model import Furniture

_LONGEST = 300  # characters; a longer line that happens to begin like furniture is a paragraph
_LONGEST_LABELLED = 200
_AROUND = " \t.,:;!?*#>|·•→›»«‹←↓…-–—_/\\()[]{}+="
_BEFORE = " \t*#>|·•→›»‹←↓…-–—_/\\+=."
_SIZE_SWITCH = re.compile(r"^(?P<switch>(?:Aa?[+\-−–]?\s+){1,3}Aa?[+\-−–]?)\s+(?P<rest>\S.*)$", re.S)
_STRAY_END = re.compile(r"(?<=[.!?…\"”’)])\s+[.,;·|]+$")
_NO_WORDS = re.compile(r"[\W_]*")
_ADDRESSES = re.compile(r"(?:\[?\[?\w{1,8}\]?\]?\s*)?(?:<?https?://\S+[;,\s]*)+", re.I)
_WORDS = re.compile(r"[^\s/|,·•]+")
_COUNT = re.compile(r"^\W*\d+\W+|\W+\d+\W*$")
_REPEATED_FROM = 30  # characters; shorter lines recur in speeches


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The table, turned for looking up: phrase → reason, and one expression for each way of cutting."""

    reasons: dict[str, dict[str, str]]
    label: re.Pattern[str]
    opening: re.Pattern[str]
    closing: tuple[str, ...]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    suffixes: tuple[str, ...]


def cut_furniture(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """The blocks that are the article's, and what was cut, both in page order."""
    kept: list[Block] = []
    cut: list[Furniture] = []
    waiting = list(blocks)
    for index, block in enumerate(waiting):
        if reason := _ends_article(block.text):
            rest = waiting[index:]
            if sum(len(b.text) for b in rest) <= sum(len(b.text) for b in kept):
                cut.extend(Furniture(b.text, reason) for b in rest)
                break
            cut.append(Furniture(block.text, reason))
            continue
        if kept and len(block.text) >= _REPEATED_FROM and block.text == kept[-1].text:
            cut.append(Furniture(block.text, "repeated line"))
            continue
        if block.part in (None, "heading") and (reason := find_reason(block.text)):
            cut.append(Furniture(block.text, reason))
            continue
        words, trimmed = _trim(block.text)
        cut.extend(trimmed)
        if words:
            kept.append(block.with_text(words))
    return tuple(kept), tuple(cut)


def find_reason(line: str) -> str | None:
    """Why the whole line is furniture; ``None`` if it is not."""
    if _NO_WORDS.fullmatch(line):
        return "stray mark"
    if len(line) > _LONGEST:
        return None
    if _ADDRESSES.fullmatch(line):
        return "bare address"
    phrases = _phrases()
    folded = _fold(line)
    bare = folded.strip(_AROUND)
    uncounted = _COUNT.sub("", bare)
    for way in ("line", "rest"):
        for words in (bare, uncounted):
            if reason := phrases.reasons[way].get(words):
                return reason
    if len(line) <= _LONGEST_LABELLED and (found := phrases.label.match(folded.lstrip(_BEFORE))):
        return phrases.reasons["label"][found[1]]
    if found := phrases.opening.match(folded.lstrip(_BEFORE)):
        return phrases.reasons["opening"][found[1]]
    ending = folded.rstrip(_AROUND)
    if len(line) <= _LONGEST_LABELLED and ending.endswith(phrases.closing):
        return next(reason for phrase, reason in phrases.reasons["closing"].items() if ending.endswith(phrase))
    tokens = _WORDS.findall(bare)
    if len(tokens) > 1 and all(token.strip(_AROUND) in phrases.reasons["words"] for token in tokens):
        return phrases.reasons["words"][tokens[0].strip(_AROUND)]
    return None


def _ends_article(line: str) -> str | None:
    """Why the article ends before this line, if it does."""
    if len(line) > _LONGEST:
        return None
    bare = _fold(line).strip(_AROUND)
    reasons = _phrases().reasons["rest"]
    return reasons.get(bare) or reasons.get(_COUNT.sub("", bare))


def _trim(line: str) -> tuple[str, list[Furniture]]:
    """The line without the furniture at its two ends."""
    cut: list[Furniture] = []
    if switch := _SIZE_SWITCH.match(line):
        rest = switch["rest"]
        # "A A new round": the second A is the sentence's own.
        own = "A " if switch["switch"].endswith("A") and rest[0].islower() else ""
        cut.append(Furniture(switch["switch"].removesuffix(own.strip()).strip(), "font-size switch"))
        line = own + rest
    phrases, folded = _phrases(), _fold(line)
    if len(folded) != len(line):  # a letter whose small form is two, which Turkish has: places would not agree
        return line, cut
    if found := phrases.prefix.match(folded):
        cut.append(Furniture(line[: found.end(1)], phrases.reasons["prefix"][found[1]]))
        line, folded = line[found.end() :], folded[found.end() :]
    if folded.rstrip(" .|").endswith(phrases.suffixes) and (found := phrases.suffix.search(folded)):
        cut.append(Furniture(line[found.start(1) :], phrases.reasons["suffix"][found[1]]))
        line = line[: found.start()]
    if stray := _STRAY_END.search(line):
        cut.append(Furniture(stray[0].strip(), "stray mark"))
        line = line[: stray.start()]
    return line.strip(), cut


def _fold(line: str) -> str:
    return line.lower().replace("’", "'").replace("‘", "'").replace("\xa0", " ")


@cache
def _phrases() -> _Phrases:
    table = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
    reasons: dict[str, dict[str, str]] = {
        way: {} for way in ("line", "label", "opening", "closing", "prefix", "suffix", "rest", "words")
    }
    for rule in table["rule"]:
        for language, phrases in rule.items():
            if language not in ("reason", "cuts"):
                reasons[rule["cuts"]].update((_fold(phrase), rule["reason"]) for phrase in phrases)

    def any_of(way: str) -> str:
        return "|".join(re.escape(phrase) for phrase in sorted(reasons[way], key=len, reverse=True))

    return _Phrases(
        reasons,
        label=re.compile(rf"({any_of('label')})\s*(?:[:：|»›→]|[-–—]\s|[\W_]*$)"),
        opening=re.compile(rf"({any_of('opening')})"),
        closing=tuple(reasons["closing"]),
        prefix=re.compile(rf"\s*({any_of('prefix')})\b[\s:.|–—-]*(?=\S)"),
        suffix=re.compile(rf"[\s|·]*\b({any_of('suffix')})[\s.|]*$"),
        suffixes=tuple(reasons["suffix"]),
    )
