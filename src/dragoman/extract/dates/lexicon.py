"""The words and rules of one language, read from its TOML table.

A table lists words by *role* (``month``, ``unit``, ``weekday`` …) and rules as patterns over roles:

    [[rule]]
    name = "month day year"
    level = 1
    pattern = "month '.'? day ','? year"
    make = "calendar"
    yields = "date"

Every set of roles that a word can play gets one character; a text becomes a string of such characters, and a pattern a
regular expression over them. So a rule costs one match in C, and an ordinary word costs nothing.

A pattern holds role names, ``'literal words'``, parentheses, ``|``, ``?``, ``*`` and ``+``; ``to:day`` captures a day
under the name ``to``. A role whose words have values is captured under its own name unless the pattern says
otherwise; ``_:role`` captures nothing, nor does a role that is a mere list of words. Words are listed in small letters;
one listed with its capital is that one alone (Spanish *Julio*, more often a man than a month).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from inspect import Parameter, signature
from typing import Any

from dragoman.extract.dates.builders import BUILDERS
from dragoman.model import DragomanError

OTHER = "\x01"
"""The character of a word that plays no role."""
BREAK = "\x02"
"""The character of a paragraph's end, which no pattern crosses."""
_FIRST = 0xE000  # the private use area: no text's character is mistaken for a role set's

_NEVER = r"(?!)"
_ITEM = re.compile(r"(?:([a-z_]+):)?('[^']+'|[a-z_]+)|(\(\?<?[=!]|[()|?*+])|\s+")


class RuleError(DragomanError):
    """A language's table holds a pattern that cannot be read; the message names the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what is made of its captures.

    ``captures`` maps each group of the regular expression to the name that its value goes by and its role.
    """

    name: str
    level: int
    regex: re.Pattern[str]
    make: str
    yields: frozenset[str]
    fixed: Mapping[str, Any]
    captures: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Level:
    """The rules of one pass, with a pattern that finds where any of them begins to match."""

    rules: tuple[Rule, ...]
    gate: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language's words and rules, ready for matching. There is one for each code; it equals only itself.

    ``penn_tags`` says that an analysis of the language tags verbs as the Penn Treebank does (VBD is a past): only then
    is a dependency tree asked for tenses. ``past_word`` and ``future_word`` match the ends of verbs in plain words.
    """

    code: str
    values: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, str]
    levels: tuple[Level, ...]
    capitalised: frozenset[str]
    month_first: bool
    alphabet: _Alphabet
    cues: Mapping[str, frozenset[str]]
    past_word: re.Pattern[str]
    future_word: re.Pattern[str]
    penn_tags: bool


@dataclass(slots=True)
class _Alphabet:
    """Gives every set of roles its character."""

    by_roles: dict[frozenset[str], str] = field(default_factory=dict)

    def code(self, roles: frozenset[str]) -> str:
        """The character of a role set; ``OTHER`` for the empty one."""
        if not roles:
            return OTHER
        if roles not in self.by_roles:
            self.by_roles[roles] = chr(_FIRST + len(self.by_roles))
        return self.by_roles[roles]

    def playing(self, role: str) -> str:
        """All characters whose words can play ``role``."""
        return "".join(code for roles, code in self.by_roles.items() if role in roles)


def number_roles(number: int, digits: int) -> frozenset[str]:
    """The roles that a whole number in digits can play."""
    roles = {"number", "digits"}
    if 1 <= number <= 31 and digits <= 2:
        roles.add("day")
    if number <= 24 and digits <= 2:
        roles.add("hour")
    if digits == 2:
        roles.update({"minute", "short_year"} if number < 60 else {"short_year"})
    if digits == 4 and number < 2400 and number % 100 < 60:
        roles.add("hour_minute")
    if digits == 4 and 1500 <= number < 2200:
        roles.add("year")
        if number >= 1900:
            roles.add("modern_year")
    return frozenset(roles)


_DIGIT_SETS = frozenset(number_roles(n, d) for d, top in ((1, 10), (2, 100), (3, 1000), (4, 10000)) for n in range(top))
_FIGURE_SETS = frozenset(
    frozenset(roles.split())
    for roles in ("number", "ordinal", "ordinal ordinal_day", "clock", "numeric_date", "decade", "fraction")
)
"""The roles of figures that are no whole number: 1,160 · 101st · 3rd · 10:30 · 2024-02-08 · 1990s · ½."""
_FIGURE_ROLES = frozenset().union(*_DIGIT_SETS, *_FIGURE_SETS)


@cache
def read_language(code: str) -> Language | None:
    """The rules for a language (ISO 639-1), or ``None`` if there are none.

    Raises:
        RuleError: if the table of that language is faulty.
    """
    table = resources.files(__package__) / f"{code}.toml"
    if not table.is_file():
        return None
    return build_language(code, tomllib.loads(table.read_text(encoding="utf-8")))


def build_language(code: str, table: Mapping[str, Any]) -> Language:
    """Compile a language's table.

    Raises:
        RuleError: if a pattern uses a role that no word plays and no rule yields, or cannot be compiled.
    """
    words = _words_by_role(table["words"])
    for rule in table["rule"]:
        for literal in re.findall(r"'([^']+)'", rule["pattern"]):
            words.setdefault(literal, {})[f"'{literal}'"] = literal
    for word in filter(str.isdigit, words):
        words[word] |= dict.fromkeys(number_roles(int(word), len(word)), int(word))
    alphabet = _Alphabet()
    codes = {word: alphabet.code(frozenset(roles)) for word, roles in words.items()}
    for roles in _DIGIT_SETS | _FIGURE_SETS:
        alphabet.code(roles)
    for rule in table["rule"]:
        alphabet.code(_roles(rule))
    valued = {role for role, entries in table["words"].items() if isinstance(entries, Mapping)} | _FIGURE_ROLES
    valued |= {role for rule in table["rule"] for role in _roles(rule)}
    rules = [_compile(rule, alphabet, valued) for rule in table["rule"]]
    numbers = sorted({rule.level for rule in rules})
    levels = tuple(_level(tuple(rule for rule in rules if rule.level == number)) for number in numbers)
    return Language(
        code=code,
        values=words,
        codes=codes,
        levels=levels,
        capitalised=frozenset(table.get("capitalised", ())),
        month_first=table["month_first"],
        alphabet=alphabet,
        cues={name: frozenset(cues) for name, cues in table["cues"].items()},
        past_word=re.compile(table["past_word"]),
        future_word=re.compile(table.get("future_word", _NEVER)),
        penn_tags=table.get("penn_tags", False),
    )


def _words_by_role(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Turn ``{role: {word: value}}`` (or ``{role: [word]}``) round into ``{word: {role: value}}``."""
    words: dict[str, dict[str, Any]] = {}
    for role, entries in tables.items():
        pairs = entries.items() if isinstance(entries, Mapping) else ((word, word) for word in entries)
        for word, value in pairs:
            words.setdefault(word, {})[role] = value
    return words


def _roles(rule: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(rule["yields"].split())


def _compile(rule: Mapping[str, Any], alphabet: _Alphabet, valued: Set[str]) -> Rule:
    captures: dict[str, tuple[str, str]] = {}
    parts: list[str] = []
    groups: list[str] = []
    position = 0
    pattern = rule["pattern"]
    while position < len(pattern):
        item = _ITEM.match(pattern, position)
        if item is None:
            raise RuleError(f"rule {rule['name']!r}: cannot read {pattern[position:]!r}")
        position = item.end()
        name, role, mark = item.groups()
        if mark is not None:
            groups = groups[:-1] if mark == ")" else [*groups, mark] if mark.startswith("(") else groups
            parts.append("(?:" if mark == "(" else mark)
        elif role is not None:
            characters = alphabet.playing(role)
            if not characters:
                raise RuleError(f"rule {rule['name']!r}: nothing plays the role {role!r}")
            capture = name or (role if role in valued else None)
            if capture is None or capture == "_" or any(group != "(" for group in groups):
                parts.append(f"[{characters}]")
            else:
                group = f"g{len(captures)}"
                captures[group] = (capture, role)
                parts.append(f"(?P<{group}>[{characters}])")
    try:
        regex = re.compile("".join(parts))
    except re.error as error:
        raise RuleError(f"rule {rule['name']!r}: {error}") from error
    _check_builder(rule, {name for name, _ in captures.values()})
    return Rule(rule["name"], rule["level"], regex, rule["make"], _roles(rule), rule.get("with", {}), captures)


def _check_builder(rule: Mapping[str, Any], captured: Set[str]) -> None:
    """See that the rule's builder exists and takes what the rule captures."""
    builder = BUILDERS.get(rule["make"])
    if builder is None:
        raise RuleError(f"rule {rule['name']!r}: nothing makes {rule['make']!r}")
    parameters = signature(builder).parameters
    if any(parameter.kind is Parameter.VAR_KEYWORD for parameter in parameters.values()):
        return
    given = captured | set(rule.get("with", {}))
    if unknown := given - set(parameters):
        raise RuleError(f"rule {rule['name']!r}: {rule['make']} takes no {', '.join(sorted(unknown))}")
    needed = {name for name, parameter in parameters.items() if parameter.default is Parameter.empty}
    if missing := needed - given:
        raise RuleError(f"rule {rule['name']!r}: {rule['make']} needs {', '.join(sorted(missing))}")


def _level(rules: tuple[Rule, ...]) -> Level:
    plain = (re.sub(r"\?P<g\d+>", "?:", rule.regex.pattern) for rule in rules)
    begin = f"(?![{OTHER}{BREAK}])"  # no rule begins with a word of no role: most words are passed over at once
    return Level(rules, re.compile(begin + "(?:" + "|".join(f"(?:{pattern})" for pattern in plain) + ")"))
