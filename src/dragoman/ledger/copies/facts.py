"""A text's names, numbers and days, in its order, written alike in every language that shares an alphabet.

In: an article. Out: facts: "A Ucrânia recebeu 14 aldeias em 26 de fevereiro" and "Ukraine … 14 … February 26" both have
``UA``, ``14``, ``02-26``. Countries and months are CLDR's (Babel), in the article's language; other names are words
that stand with a capital inside a sentence. No claims are needed, since most languages have no extractors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from dragoman.ledger.folding import fold
from dragoman.model import Article

Kind = Literal["number", "year", "day", "country", "name"]

_NAME = r"[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_TOKEN = re.compile(rf"\d+(?:[.,\u00a0\u202f]\d+)*|{_NAME}")
_SPACED_TOKEN = re.compile(rf"[1-9]\d{{0,2}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|{_TOKEN.pattern}")
"""For every language but English, which never parts thousands by a space."""
_PARTED = re.compile(r"[., \u00a0\u202f](?=\d{3}(?!\d))")
_DAY = 31
_YEARS = range(1900, 2101)
_LONGEST_NAME = 4  # words of a country's name: *Estados Unidos da América*
_LEAST_LETTERS = 3  # of a name: shorter ones are words that open a title, initials, roman numerals
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?…:;\n•–—-]|\W[\"“‘«(\[])\W*$")


@dataclass(frozen=True, slots=True)
class Fact:
    """A name, number or day: ``key`` is its form in every language, ``start`` and ``end`` its place in the text."""

    kind: Kind
    key: str
    start: int
    end: int


def find_facts(text: str, language: str | None) -> tuple[Fact, ...]:
    """The facts of a text, in order."""
    return tuple(_find(text, language or "en"))


def article_facts(article: Article) -> tuple[Fact, ...]:
    """The facts of an article's text."""
    return find_facts(article.text, article.language)


def _find(text: str, language: str) -> Iterator[Fact]:
    countries, months = _countries(language), months_of(language)
    tokens = list((_TOKEN if language == "en" else _SPACED_TOKEN).finditer(text))
    words = [token[0] for token in tokens]
    passed = 0  # tokens that a country's name has taken
    for index, word in enumerate(words):
        if index < passed or word[0].islower():
            continue
        token = tokens[index]
        if word[0].isdigit():
            yield _number(token, [fold(near) for near in words[max(0, index - 1) : index + 3]], months)
        elif word[0].isupper():
            folded = fold(word)
            length = _country_length(words, index, countries) if folded in countries.first else 0
            if length:
                passed = index + length
                yield Fact(
                    "country", countries.codes[_joined(words, index, length)], token.start(), tokens[passed - 1].end()
                )
            elif folded not in months and _is_name(text, token):
                yield Fact("name", _possessed(folded), token.start(), token.end())


def _number(token: re.Match[str], near: list[str], months: dict[str, int]) -> Fact:
    """A number, or with a month's name among the folded words ``near`` it, a day."""
    written = token[0]
    plain = _PARTED.sub("", written).replace(",", ".")
    if plain.isdigit():
        number = int(plain)
        month = next((months[word] for word in near if word in months), None)
        if month is not None and 0 < number <= _DAY:
            return Fact("day", f"{month:02}-{number:02}", token.start(), token.end())
        if written.isdigit() and number in _YEARS:
            return Fact("year", plain, token.start(), token.end())
    return Fact("number", plain, token.start(), token.end())


def _is_name(text: str, token: re.Match[str]) -> bool:
    """Whether a capital is more than a sentence's first letter."""
    if len(token[0]) < _LEAST_LETTERS:
        return False
    return _BEFORE_SENTENCE.search(text[max(0, token.start() - 4) : token.start()]) is None


def _possessed(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _country_length(words: list[str], index: int, countries: _Countries) -> int:
    for length in range(min(_LONGEST_NAME, len(words) - index), 0, -1):
        if _joined(words, index, length) in countries.codes:
            return length
    return 0


def _joined(words: list[str], index: int, length: int) -> str:
    return " ".join(map(fold, words[index : index + length]))


@dataclass(frozen=True, slots=True)
class _Countries:
    """ISO 3166-1 codes by folded names, and the first words of those names."""

    codes: dict[str, str]
    first: frozenset[str]


@cache
def _countries(language: str) -> _Countries:
    """The countries in English and in a language that CLDR knows."""
    locales = [locale for code in ("en", language) if (locale := _locale(code)) is not None]
    names = [pair for locale in locales for pair in locale.territories.items()]
    codes = {
        " ".join(map(fold, _TOKEN.findall(name))): code for code, name in names if code.isalpha() and len(code) == 2
    }
    return _Countries(codes, frozenset(name.split(" ", 1)[0] for name in codes))


@cache
def months_of(language: str) -> dict[str, int]:
    """Folded names of months, whole and short → 1 to 12, in a language that CLDR knows."""
    locale = _locale(language)
    if locale is None:
        return {}
    widths = [locale.months[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return {fold(name).rstrip("."): number for width in widths for number, name in width.items()}


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
