"""Numbers: how English says them, and how far they bind.

In goes a text, out come its numbers with their bounds: *more than 1,160* is 1,161 or more, *two dozen* is 24,
*hundreds of thousands* at least 200,000, *up to 40* is 40 or less, *around 250* is 250 with its qualifier kept.
Dates, clock times, ordinals and numbers that are names (*Resolution 2728*, *F-16*) are no numbers here. The words and
the bounds of vague counts are in ``numbers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from dragoman.extract.figures.numerals import Numerals, read_numerals
from dragoman.model import Span

Effect = Literal["above", "at_least", "below", "at_most", "about"]

_REACH = 48
"""Characters before or after a number in which its qualifier ends: the longest one in the data is shorter."""

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_RECENT = re.compile(r"19\d\d|20[0-3]\d")
"""Such a number before a plural is a year all the same (*the 1972 killings*), unless the plural is one for people."""
_CAPITALISED = re.compile(r"(?:\w[,;:]?|&|/)\s+\w*[A-Z]\w*(?:\s[A-Z])?\s+$|[A-Za-z]/[A-Z]+\s+$")
"""A name within a sentence right before a number: *the S P 500*, *iPhone 11*."""
_SCORE_AFTER = re.compile(r"[-–]\d{1,2}(?!\d)")
_SCORE_BEFORE = re.compile(r"\b\d{1,2}[-–]$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written.

    ``span`` covers its qualifiers, ``core`` the number alone. ``values`` holds what is written, two for a range;
    ``low`` and ``high`` are the bounds that follow, ``None`` where it is open. ``vague`` marks counts like *dozens*.
    """

    span: Span
    core: Span
    values: tuple[Decimal, ...]
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None = None
    vague: bool = False


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of ``text`` in their order, with the bounds that their qualifiers give them."""
    numerals = read_numerals()
    found = _merge_ranges(text, list(_find_cores(text, numerals)), numerals)
    return tuple(_qualify(text, number, numerals) for number in found if not _is_name_or_date(text, number, numerals))


def _find_cores(text: str, numerals: Numerals) -> Iterator[Number]:
    for match in numerals.pattern.finditer(text):
        kind = match.lastgroup
        if kind == "digits":
            yield _digits(match, numerals)
        elif kind == "vague":
            low = _vague_low(match.group("vague"), numerals)
            yield _number(match.start(), match.end(), low, vague=True)
        elif kind == "dozens":
            yield _number(match.start(), match.end(), _dozens(match.group("dozens"), numerals))
        elif kind == "part":
            yield _number(match.start(), match.end(), _part(match.group("part"), numerals))
        else:
            yield from _words(text, match.start(), match.group(), numerals)


def _number(start: int, end: int, value: Decimal, *, vague: bool = False) -> Number:
    span = Span(start, end)
    return Number(span, span, (value,), value, None if vague else value, vague=vague)


def _digits(match: re.Match[str], numerals: Numerals) -> Number:
    written = match.group("amount")
    value = Decimal(re.sub(r"[,\s]", "", written)) * numerals.scale_of(match.group("scale") or match.group("letter"))
    return _number(match.start(), match.end(), value)


def _vague_low(words: str, numerals: Numerals) -> Decimal:
    """*tens of thousands* → 20,000; *several hundred* → 200: at least two of what is named."""
    low = Decimal(2)
    for word in re.findall(r"[a-z]+", words.lower()):
        low *= numerals.plurals.get(word, numerals.scales.get(word, 12 if word == "dozen" else 1))
    return low


def _dozens(words: str, numerals: Numerals) -> Decimal:
    """*two dozen* → 24, *a dozen* → 12, *half a dozen* → 6."""
    first = words.lower().split()[0].split("-")[0]
    if first == "half":
        return Decimal(6)
    if first.isdigit():
        return Decimal(12 * int(first))
    return Decimal(12 * numerals.small.get(first, 1))


def _part(words: str, numerals: Numerals) -> Decimal:
    """*half a million* → 500,000; *two and a half million* → 2,500,000; *a quarter of a million* → 250,000."""
    tokens = re.findall(r"[a-z]+|\d+", words.lower().replace("quarters", "quarter"))
    part = next(numerals.fractions[token] for token in tokens if token in numerals.fractions)
    whole = next((_small(token, numerals) for token in tokens if token.isdigit() or token in numerals.small), None)
    scale = numerals.scales.get(tokens[-1], 1)
    if whole is None:
        return part * scale
    return (whole + part if "and" in tokens else whole * part) * scale


def _small(token: str, numerals: Numerals) -> Decimal:
    return Decimal(token) if token.isdigit() else Decimal(numerals.small[token])


def _words(text: str, offset: int, run: str, numerals: Numerals) -> Iterator[Number]:
    """The numbers in a run of number words: *two hundred and ten* is one, *two and three* are two."""
    tokens = [(m.group().lower(), m.start() + offset, m.end() + offset) for m in re.finditer(r"[A-Za-z]+", run)]
    while tokens:
        if tokens[0][0] == "and":
            tokens = tokens[1:]
            continue
        value, used = _evaluate([word for word, _, _ in tokens], numerals)
        if used == 0:
            tokens = tokens[1:]
            continue
        number = _number(tokens[0][1], tokens[used - 1][2], value)
        if not (value == 1 and _is_pronoun(text, number.span, numerals)):
            yield number
        tokens = tokens[used:]


def _evaluate(words: list[str], numerals: Numerals) -> tuple[Decimal, int]:
    """The value of the longest number that ``words`` begin with, and how many words it takes."""
    total, current, used = 0, -1, 0
    joined = False  # an "and" may stand only after a hundred or a greater scale
    for i, word in enumerate(words):
        if word in ("a", "an") and i == 0 and len(words) > 1 and words[1] in numerals.scales:
            continue
        if word == "and" and (current % 100 == 0 if current > 0 else total > 0):
            joined = True
            continue
        small = numerals.small.get(word)
        scale = numerals.scales.get(word)
        if small is not None and _fits(current, small):
            current = small if current < 0 else current + small
        elif scale == 100 and current < 100 and current != 0 and not joined:
            current = 100 * max(current, 1)
        elif scale is not None and scale > 100 and (current > 0 or total == 0) and not joined:
            total, current = total + scale * max(current, 1), -1
        else:
            break
        used, joined = i + 1, False
    return Decimal(total + max(current, 0)), used


def _fits(current: int, small: int) -> bool:
    """Whether a word for a number below a hundred can follow what was read since the last thousand."""
    return (
        current < 0 or (current > 0 and current % 100 == 0) or (current % 100 >= 20 and current % 10 == 0 < small < 10)
    )


def _is_pronoun(text: str, span: Span, numerals: Numerals) -> bool:
    """Whether *one* stands for a thing: *no one*, *this one*, *one another*."""
    before = _last_word(text, span.start)
    after = re.match(r"\s*(['’]?[A-Za-z]+)", text[span.end : span.end + _REACH])
    return before in numerals.pronoun_before or (after is not None and after.group(1).lower() in numerals.pronoun_after)


def _last_word(text: str, position: int) -> str:
    match = re.search(r"([A-Za-z.]+)[\s-]*$", text[max(0, position - _REACH) : position])
    return match.group(1).lower() if match else ""


def _merge_ranges(text: str, cores: list[Number], numerals: Numerals) -> Iterator[Number]:
    """*between 20 and 30*, *20 to 30*, *two or three*, *1.5-2 million* are one number each, with two values."""
    waiting: Number | None = None
    for number in cores:
        joined = None if waiting is None else _join(text, waiting, number, numerals)
        if joined is not None:
            yield joined
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = number
    if waiting is not None:
        yield waiting


def _join(text: str, first: Number, second: Number, numerals: Numerals) -> Number | None:
    between = text[first.core.end : second.core.start]
    link = re.fullmatch(r"\s*(?:[-–—]|to|and|or)\s*", between)
    if link is None or first.vague != second.vague or _YEAR.fullmatch(first.core.of(text)):
        return None
    low, high = first.values[0], second.values[0]
    scale = _trailing_scale(text[second.core.start : second.core.end], numerals)
    if (
        low < high / scale
        and low * scale <= high
        and _trailing_scale(text[first.core.start : first.core.end], numerals) == 1
    ):
        low *= scale  # the two share it: "1 to 2 million"
    before = text[max(0, first.core.start - _REACH) : first.core.start].lower()
    start = first.core.start
    word = between.strip()
    if word == "and":
        opening = re.search(
            r"\b(?:anywhere |somewhere )?between\s+(?:(?:about|around|roughly|an estimated)\s+)?$", before
        )
        if opening is None:
            return None
        start -= len(before) - opening.start()
    elif (word == "or" and not (low < high <= low + 10 or (high > low and high <= 2 * low))) or numerals.changes.search(
        before
    ):
        return None
    if low >= high:
        return None
    core = Span(start, second.core.end)
    return Number(core, core, (low, high), low, None if second.vague else high, vague=second.vague)


def _trailing_scale(words: str, numerals: Numerals) -> Decimal:
    last = re.search(r"[A-Za-z]+$", words)
    return numerals.scale_of(last.group() if last else None)


def _is_name_or_date(text: str, number: Number, numerals: Numerals) -> bool:
    """Whether a number counts nothing: a date, a clock time, an ordinal, a name."""
    core = number.core
    before = text[max(0, core.start - _REACH) : core.start]
    after = text[core.end : core.end + _REACH]
    if numerals.after_name.match(after) or numerals.before_name.search(before):
        return True
    written = core.of(text)
    counted = numerals.counted.match(after) is not None or _qualified(text, number, numerals)
    if not written[0].isdigit():
        return written[0].isupper() and bool(_CAPITALISED.search(before)) and not counted
    if all(_YEAR.fullmatch(part) for part in re.split(r"\D+", written)):
        recent = all(_RECENT.fullmatch(part) for part in re.split(r"\D+", written))
        if not (numerals.surely_counted.match(after) or _qualified(text, number, numerals) if recent else counted):
            return True
    if number.values[-1] < 1000 and _CAPITALISED.search(before) and not counted:
        return True
    if (
        len(number.values) == 1
        and number.values[0] < 20
        and (_SCORE_AFTER.match(after) or _SCORE_BEFORE.search(before))
    ):
        return True
    return number.values[-1] <= 31 and bool(numerals.month_before.search(before) or numerals.month_after.match(after))


def _qualified(text: str, number: Number, numerals: Numerals) -> bool:
    """Whether words before the number say that it is a count."""
    before = text[max(0, number.core.start - _REACH) : number.core.start]
    return any(pattern.search(before) for pattern in (numerals.qualifier_before, numerals.totals))


def _qualify(text: str, number: Number, numerals: Numerals) -> Number:
    """The number with its qualifiers: the first that sets a bound decides it, all are kept as written."""
    offset = max(0, number.core.start - _REACH)
    before = numerals.qualifier_before.search(text[offset : number.core.start])
    after = numerals.qualifier_after.match(text[number.core.end : number.core.end + _REACH])
    if before is not None and numerals.phrasal.search(text[offset : number.core.start]):
        before = None
    start = offset + before.start("words") if before else number.span.start
    end = number.core.end + after.end("words") if after else number.span.end
    written = [match.group("words") for match in (before, after) if match]
    if not written:
        return number
    effects = [effect for words in written for effect in numerals.effects_of(words)]
    bounding = [effect for effect in effects if effect != "about"]
    low, high = _bounds(number, bounding[0] if bounding else "about")
    return replace(number, span=Span(start, end), low=low, high=high, qualifier=" ".join(written))


def _bounds(number: Number, effect: str) -> tuple[Decimal | None, Decimal | None]:
    """The codebook's bounds; above and below leave the number itself out where it is whole."""
    low, high = number.low, number.high
    assert low is not None
    step = Decimal(1) if low == low.to_integral_value() else Decimal(0)
    if number.vague or effect == "about":
        return low, high
    if effect == "above":
        return low + step, None
    if effect == "at_least":
        return low, None
    last = number.values[-1]
    return (None, last - step) if effect == "below" else (None, last)
