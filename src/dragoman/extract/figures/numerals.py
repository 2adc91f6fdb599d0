"""The words for numbers, read from ``numbers.toml`` and made into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Numerals:
    """What number reading looks up. ``small`` holds the words below a hundred; see ``numbers.toml`` for the rest."""

    small: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    plurals: Mapping[str, int]
    fractions: Mapping[str, Decimal]
    effects: Mapping[str, str]
    pronoun_before: frozenset[str]
    pronoun_after: frozenset[str]
    pattern: re.Pattern[str]
    qualifier: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    phrasal: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    before_name: re.Pattern[str]
    after_name: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    counted: re.Pattern[str]
    surely_counted: re.Pattern[str]
    totals: re.Pattern[str]
    changes: re.Pattern[str]

    def scale_of(self, word: str | None) -> Decimal:
        """What a scale word or letter multiplies by; 1 for any other word or none."""
        word = (word or "").lower()
        return Decimal(self.scales.get(word) or self.letters.get(word) or (12 if word == "dozen" else 1))

    def effects_of(self, words: str) -> Iterable[str]:
        """The effects of one or more qualifiers as written: ``"at least around"`` gives two."""
        return [self.effects[_plain(match.group())] for match in self.qualifier.finditer(words)]


@cache
def read_numerals() -> Numerals:
    """The words of ``numbers.toml``, read once."""
    table = tomllib.loads(files("dragoman.extract.figures").joinpath("numbers.toml").read_text("utf-8"))
    small = table["units"] | table["tens"]
    effects = {
        words: effect for side in ("before", "after") for effect, group in table[side].items() for words in group
    }
    prefixes = _any(words for group in table["before"].values() for words in group)
    suffixes = _any(words for group in table["after"].values() for words in group)
    months = _any(table["months"]["words"])
    return Numerals(
        small=small,
        scales=table["scales"],
        letters=table["letters"],
        plurals=table["plurals"] | {"tens": 10},
        fractions={word: Decimal(part) for word, part in table["fractions"].items()},
        effects=effects,
        pronoun_before=frozenset(table["pronoun_one"]["before"]),
        pronoun_after=frozenset(table["pronoun_one"]["after"]),
        pattern=_cores(table, small),
        qualifier=re.compile(rf"(?:{_any(effects)})(?!\w)", re.IGNORECASE),
        qualifier_before=re.compile(
            rf"(?<![\w-])(?P<words>(?:{prefixes})(?:\s+(?:{prefixes}))*|~)[\s$€£]*$", re.IGNORECASE
        ),
        phrasal=re.compile(
            rf"\b(?:{_any(table['phrasal']['verbs'])})\s+(?:{_any(table['phrasal']['particles'])})\s+$", re.IGNORECASE
        ),
        qualifier_after=re.compile(rf"(?:\s+(?=\w))?(?P<words>{suffixes})(?!\w)", re.IGNORECASE),
        before_name=re.compile(rf"(?<!\w)(?:{_any(table['names']['before'])})[\s-]*$|#\s*$", re.IGNORECASE),
        after_name=re.compile(rf"[\s-]?(?:{_any(table['names']['after'])})(?![\w])|[:/]\d|s\b|['’]s\b", re.IGNORECASE),
        month_before=re.compile(rf"(?<!\w)(?:{months})\s*(?:\d{{1,2}}\s*(?:[-–,]|and|to)\s*)?$", re.IGNORECASE),
        month_after=re.compile(rf"\s*(?:(?:[-–,]|and|to)\s*\d{{1,2}}\s*)?(?:of\s+)?(?:{months})(?!\w)", re.IGNORECASE),
        counted=re.compile(
            rf"[\s-](?:[a-z-]+\s+){{0,1}}(?!(?:{_any(table['counted']['not_plurals'])})\b)(?:[a-z]+s|{_any(table['counted']['words'])})\b"
        ),
        surely_counted=re.compile(rf"[\s-](?:[a-z-]+\s+)?(?:{_any(table['counted']['words'])}|[A-Z][a-z]+s)\b"),
        totals=re.compile(rf"\b(?:{_any(table['counted']['totals'])})\s+$", re.IGNORECASE),
        changes=re.compile(
            rf"\b(?:{_any(table['change']['verbs'])})\b(?:\s+\w+)?(?:\s+from)?\s+$|\bfrom\s+$", re.IGNORECASE
        ),
    )


def _cores(table: Mapping[str, Any], small: Mapping[str, int]) -> re.Pattern[str]:
    """One pattern with a named group for each way to write a number; the first that fits is taken."""
    scales, plurals = _any(table["scales"]), _any(table["plurals"])
    words = _any(small)
    article = r"(?:an?|one)"
    greater = r"(?:\s+of\s+(?:hundreds|thousands|millions|billions))?"
    vague = (
        rf"(?:{_any(table['vague']['words'])})\s+(?:{scales}|dozen)s?"
        rf"|tens\s+of\s+(?:{plurals})|tens(?=\s+of\b)|(?:{plurals}){greater}"
    )
    dozens = rf"(?:half[\s-]an?|{words}|\d+|an?|the)[\s-]dozen|dozen"
    part = (
        rf"half[\s-]an?[\s-](?:{scales})|(?:{article}|three)[\s-]quarters?\s+of\s+an?\s+(?:{scales})"
        rf"|(?:{words}|\d+)\s+and\s+an?\s+half\s+(?:{scales})|{article}\s+(?:{scales})\s+and\s+an?\s+half|(?:{words}|\d+)\s+and\s+an?\s+half"
    )
    amount = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
    codes = "".join(rf"(?<=[$\s]{code})|" for code in table["currencies"]["codes"])
    digits = (
        rf"(?:{codes}(?<![\w.,]))(?<![A-Za-z][-–.])(?<!\d[/:])(?<!\d-\d\d-)(?!(?<=(?:19|20)\d\d-)\d\d?\b)"
        rf"(?P<amount>{amount})(?!\d|[.,:/]\d|-\d\d-)(?:[\s-]?(?P<scale>{scales})\b|(?P<letter>{_any(table['letters'])})\b)?"
    )
    run = rf"(?:an?\s+(?={scales})(?!\w*s\b))?(?:{words}|{scales})(?:(?:[\s-]+|\s+and\s+)(?:{words}|{scales}))*"
    wordy = "|".join(
        rf"(?P<{group}>{rule})\b"
        for group, rule in (("vague", vague), ("part", part), ("dozens", dozens), ("words", run))
    )
    lists = (table["scales"], table["plurals"], small, table["vague"]["words"])
    first = "".join(sorted({"a", "d", "h", "t"} | {word[0] for words in lists for word in words}))
    return re.compile(rf"(?=[.\d])(?P<digits>{digits})|\b(?=[\d{first}])(?:{wordy})", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """An alternation of words, longest first, that lets any white space stand between them."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).lower()
