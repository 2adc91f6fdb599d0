"""From text to mentions: words are looked up, and rules rewrite them level by level into longer phrases.

``two days after 3 May`` → number, unit, literal, day, month → number, unit, literal, *date* → *date*. Each level
takes, at every place where one of its rules begins to match, the longest match; a phrase so made is one item for the
next level (a finite-state cascade, Abney 1996). In goes plain text, out come mentions with character spans;
tokenisers do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.extract.dates.builders import BUILDERS, WORD_BUILDERS
from dragoman.extract.dates.lexicon import BREAK, OTHER, Language, Rule, number_roles
from dragoman.extract.dates.terms import Term
from dragoman.model import Span

_WORD = re.compile(
    r"""
    (?P<brk>\n[^\S\n]*\n\s*)                                      # a paragraph ends
  | (?P<address>(?:https?://|www\.)\S+)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?![\d-]))
  | (?P<numeric>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/-]))
  | (?P<clock>\d{1,2}[:h]\d{2}(?::\d{2})?(?![\d%])|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))
  | (?P<decade>['’]?\d{1,3}0['’]?s\b)
  | (?P<nth>\d{1,3}(?:st|nd|rd|th|º|ª|°)(?!\w))
  | (?P<grouped>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)
  | (?P<code>(?i:[QH][1-4])(?!\w))
  | (?P<digits>\d+)
  | (?P<half>[½¼¾])
  | (?P<word>[ap]\.\s?m\b\.?|[^\W\d_]+(?:\.(?=[^\W\d_]\.)[^\W\d_]\.)*)
  | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A word or phrase: where it stands and what it is worth in each role that it can play."""

    start: int
    end: int
    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that speak of a time: their span, what they say, and the rule that read them.

    ``parts`` are the mentions that a range is made of, each with its own words.
    """

    span: Span
    term: Term
    rule: str
    parts: tuple[Mention, ...] = ()


@lru_cache(maxsize=1)
def find_mentions(text: str, language: Language) -> tuple[Mention, ...]:
    """Every stretch of ``text`` that speaks of a time, in order: also durations, recurring and vague times.

    The last text's are remembered: an article's dates and its durations are asked for one after the other.
    """
    items = list(_look_up(text, language))
    for level in language.levels:
        codes = "".join(item.code for item in items)
        rewritten: list[Item] = []
        done = 0
        while (found := level.gate.search(codes, done)) is not None:
            rule, match = _longest(level.rules, codes, found.start())
            phrase = _phrase(rule, match, items, language)
            if phrase is None:
                rewritten += items[done : found.start() + 1]
                done = found.start() + 1
                continue
            rewritten += items[done : match.start()]
            rewritten.append(phrase)
            done = match.end()
        rewritten += items[done:]
        items = rewritten
    return tuple(item.values["mention"] for item in items if "mention" in item.values)


def _longest(rules: tuple[Rule, ...], codes: str, start: int) -> tuple[Rule, re.Match[str]]:
    """The longest match at ``start``; among equals that of the rule listed first."""
    matches = [(rule, match) for rule in rules if (match := rule.regex.match(codes, start))]
    return max(matches, key=lambda pair: pair[1].end())


def _phrase(rule: Rule, match: re.Match[str], items: list[Item], language: Language) -> Item | None:
    """Make the phrase that a rule's match stands for; ``None`` when its values do not go together (31 February)."""
    captured = {
        name: items[match.start(group)].values[role]
        for group, (name, role) in rule.captures.items()
        if match.start(group) >= 0
    }
    inside = items[match.start() : match.end()]
    start, end = inside[0].start, inside[-1].end
    made = BUILDERS[rule.make](**captured, **rule.fixed)
    if made is None:
        return None
    code = language.alphabet.code(rule.yields)
    if rule.make in WORD_BUILDERS:
        return Item(start, end, code, dict.fromkeys(rule.yields, made))
    parts = tuple(item.values["mention"] for item in inside if "mention" in item.values)
    mention = Mention(Span(start, end), made, rule.name, parts if rule.make == "between" else ())
    return Item(start, end, code, {**dict.fromkeys(rule.yields, made), "mention": mention})


def _look_up(text: str, language: Language) -> Iterator[Item]:
    """The words that play a role; those between them are one item, since no pattern looks into them."""
    passing = False
    for found in _WORD.finditer(text):
        code, values = _worth(found, language)
        if code != OTHER:
            yield Item(found.start(), found.end(), code, values)
        elif not passing:
            yield _PASSED
        passing = code == OTHER


def _worth(found: re.Match[str], language: Language) -> tuple[str, Mapping[str, Any]]:
    """What a word is worth by role, and the character of its roles."""
    kind = found.lastgroup or ""
    if kind == "brk":
        return BREAK, _NOTHING
    if kind == "address":
        return OTHER, _NOTHING
    word = found.group()
    if kind in ("word", "sign", "code"):
        lower = word.lower()
        listed = word if word in language.codes else lower
        if listed not in language.codes or (word == lower and lower in language.capitalised):
            return OTHER, _NOTHING
        return language.codes[listed], language.values[listed]
    number = language.values.get(word) or _read_number(kind, word, language.month_first)
    return language.alphabet.code(frozenset(number)), number


@lru_cache(maxsize=4096)
def _read_number(kind: str, word: str, month_first: bool) -> Mapping[str, Any]:
    """What a word that begins with a digit is worth, by role."""
    if kind == "digits":
        number = int(word)
        return dict.fromkeys(number_roles(number, len(word)), number)
    if kind == "grouped":
        return {"number": float(word.replace(",", ""))}
    if kind == "half":
        return {"fraction": {"½": 0.5, "¼": 0.25, "¾": 0.75}[word]}
    if kind == "nth":
        number = int(re.sub(r"\D", "", word))
        return {"ordinal": number, "ordinal_day": number} if 1 <= number <= 31 else {"ordinal": number}
    if kind == "decade":
        digits = re.sub(r"\D", "", word)
        sure = len(digits) == 4 or word[0] in "'’"
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
        return {"decade": year} if sure and year % 10 == 0 and len(digits) != 3 else {}
    if kind == "clock":
        hour, minute = (int(part) for part in re.split(r"[:.h]", word)[:2])
        return {"clock": (hour, minute)} if hour <= 24 and minute < 60 else {}
    return _read_date(word, month_first)


def _read_date(word: str, month_first: bool) -> Mapping[str, Any]:
    """A date in figures: ``2024-02-08``, ``8.2.2024``, ``2/8/24``; dots always put the day first."""
    first, second, third = re.split(r"[./-]", word)
    if len(first) == 4:
        return {"numeric_date": (int(first), int(second), int(third))}
    year = int(third) if len(third) == 4 else (2000 if int(third) < 50 else 1900) + int(third)
    one, two = int(first), int(second)
    if "." in word or one > 12 or (not month_first and two <= 12):
        return {"numeric_date": (year, two, one)}
    return {"numeric_date": (year, one, two)}


_NOTHING: Mapping[str, Any] = {}
_PASSED = Item(0, 0, OTHER, _NOTHING)
