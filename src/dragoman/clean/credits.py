"""Takes out of the running text who a report is from: bylines, agency credits, sources, dates, notes of translation.

In: blocks in page order. Out: the other blocks, what the credits say, and the lines that said it as furniture. "Source:
https://example.org/a" is an upstream page; "(AFP)" behind the last sentence the agency; "told the AFP news agency"
neither. A dateline ("CAIRO, Feb 8 (AFP) —") is read but stays: it is the article's own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from babel import Locale

from dragoman.clean.blocks import Block
from dragoman.clean.days import AGO, Day, find_day
from dragoman.model import Furniture, Issue, Upstream

STAGE = "clean"

_HEAD = 8  # blocks in which a byline or a date line may stand
_TAIL = 4
_LONGEST_CREDIT = 160  # characters
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+[^\s<>\"')\].,;:]")
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|de|da|do|dos|das|del|la|las|los|el|al|van|von|der|bin|ibn|di|y|e|du|le|a)"
_NAME = re.compile(rf"(?=[A-ZÀ-ÖØ-Þ]){_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}")
_NAMES_APART = re.compile(r"\s*(?:,|;|\band\b|\by\b|\be\b|\bet\b|&|\|)\s*")
_BESIDE = re.compile(r"[\s,;|]+(?:with|and|y|e|et|con|com|avec|&)\s+")
_JOINED = re.compile(r"\s(?:and|y|e|et|&)\s")
_TIME = re.compile(
    r"[\s,|•·–—-]*\b(?:at|a las|às|à)?\s*\d{1,2}(?::|h|\.)\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:[A-Z]{2,5}|GMT[+-]\d+)?\b[\s,|•·–—-]*|\b\d{1,2}\s*[ap]\.?m\.?\s*(?:[A-Z]{2,4})?\b",
    re.I,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo|segunda|terça|quarta|quinta|sexta)(?:-feira)?\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche)\b",
    re.I,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÖØ-Þ][\w'’./À-ÿ-]*(?:[\s,]+[A-ZÀ-ÖØ-Þ][\w'’./À-ÿ-]*){0,5})?"
    r"(?P<date>[\s,.]+[^()–—-]{0,30}?)?\s*\((?P<agency>[^()]{2,30})\)\s*(?:[–—-]|\.-|\.\s*[–—-]|:)"
)
# Without an agency only a place in capitals makes a dateline: "On Monday, 3 March 2022 – the day …" is a sentence.
_DATED_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ÖØ-Þ]{3}[\w'’. ,À-ÿ-]{0,40}?),\s+(?P<date>[^()–—]{4,30}?)"
    r"\s*(?:\([^()]{2,30}\))?\s*(?:[–—]|\s-\s|\.-)"
)
# "LA HABANA, 23 de junio de 2016. El Gobierno …": the whole place in capitals, and a year before the stop.
_STOPPED_DATELINE = re.compile(r"^[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’ -]{2,40},\s+(?P<date>[^().–—]{4,30}\d{4})\.\s")
_FINAL_AGENCY = re.compile(
    r"(?<=[.!?…\"”’»])\s*(?:\((?P<inside>[^()]{2,40})\)|[–—-]\s*(?P<dashed>[\w .-]{2,30})"
    r"|/?(?P<bare>[A-Z]{2,5}(?:/Fim|/FIM)?))\s*\.?$"
)
_REPORTING = re.compile(r"^\W*(?:reporting|additional reporting|writing|editing|compiled)\b.{0,20}?\bby\b", re.I)


@dataclass(frozen=True, slots=True)
class Credits:
    """What the credit lines of a page say, and the blocks that are left without them."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    agency: str | None = None
    upstream: tuple[Upstream, ...] = ()
    published: str | None = None
    updated: str | None = None
    translated_from: str | None = None
    furniture: tuple[Furniture, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(slots=True)
class _Found:
    """What has been found so far, line by line."""

    authors: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    upstream: list[Upstream] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    translated_from: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def take_credits(blocks: Sequence[Block], language: str | None = None) -> Credits:
    """Reads and removes the credit lines of an article in ``language``."""
    found = _Found()
    kept: list[Block] = []
    cut: list[Furniture] = []
    for index, block in enumerate(blocks):
        edge = index < _HEAD or index >= len(blocks) - _TAIL
        reason = _read_line(block, found, edge=edge, language=language) if len(block.text) <= _LONGEST_CREDIT else None
        if reason is None:
            kept.append(block)
        else:
            cut.append(Furniture(block.text, reason))
    _read_dateline(kept, found, language)
    cut.extend(_take_final_agency(kept, found))
    return Credits(
        tuple(kept),
        authors=tuple(dict.fromkeys(found.authors)),
        agency=next(iter(found.agencies), None),
        upstream=tuple(dict.fromkeys(found.upstream)),
        published=next(iter(found.published), None),
        updated=next(iter(found.updated), None),
        translated_from=next(iter(found.translated_from), None),
        furniture=tuple(cut),
        issues=tuple(found.issues),
    )


def find_agency(words: str) -> str | None:
    """The agency that ``words`` name if they name nothing else: "AFP", "The Associated Press", "AP/Reuters" → AP."""
    names = _agencies()
    words = words.strip(" ()[]–—-.,:;/")
    if words in names:
        return names[words]
    parts = re.split(r"\s*[/,&]\s*|\s+(?:and|y|e|et|with)\s+", words)
    known = [names[part] for part in parts if part in names]
    return known[0] if known and len(known) == len(parts) else None


def _read_line(block: Block, found: _Found, *, edge: bool, language: str | None) -> str | None:
    """Why the line is a credit, having noted what it says; ``None`` if it is none."""
    if block.part in ("headline", "caption"):
        return None
    line = block.text
    if (source := _labelled(line, "source")) is not None and (_read_source(source, found, edge=edge)):
        return "source line"
    if _translation(line, found):
        return "note of translation"
    if not edge:
        return None
    if agency := find_agency(line):
        found.agencies.append(agency)
        return "agency credit"
    if _REPORTING.match(line):
        return "reporting credit"
    credited = _labelled(line, "credit", colon=False)
    if credited and (agency := find_agency(credited)):
        found.agencies.append(agency)
        return "agency credit"
    if _read_date_line(line, found, language):
        return "date line"
    byline = _labelled(line, "byline", colon=False)
    if byline and _read_byline(byline, found, language):
        return "byline"
    return None


def _read_source(source: str, found: _Found, *, edge: bool) -> bool:
    if address := _ADDRESS.search(source):
        name = source[: address.start()].strip(" :–—-(,")
        found.upstream.append(Upstream(address[0], name or None))
        return len(source) - len(address[0]) < 60
    if not edge or len(source) > 60 or not source or source[-1] in '.!?"”' or not source[0].isupper():
        return False
    if agency := find_agency(source):
        found.agencies.append(agency)
    found.upstream.append(Upstream(name=source))
    return True


def _read_byline(byline: str, found: _Found, language: str | None) -> bool:
    day = find_day(byline, language)
    if day is not None:
        byline = byline[: day.start]
    byline = _WEEKDAY.sub("", _TIME.sub(" ", byline)).strip(" ,|•·–—-:")
    if not byline or byline[-1] in ".!?:" or len(byline) > 120:
        return False
    tails = ((link.start(), find_agency(byline[link.end() :])) for link in _BESIDE.finditer(byline))
    end, beside = next((tail for tail in tails if tail[1]), (len(byline), None))  # "By Ana Sol with agencies"
    byline = byline[:end]
    people = _NAMES_APART.split(re.split(r"\s+(?:in|en|em|à|au|for|para|pour|from)\s+", byline)[0])
    names = [name.strip() for name in people if name.strip()]
    if len(names) == 2 and not _JOINED.search(byline):
        del names[1]  # "By Ana Sol, The Example": a place or an outlet, not a second person
    if not names or not all(_NAME.fullmatch(name) for name in names):
        return False
    for name in names:
        if agency := find_agency(name):
            found.agencies.append(agency)
        elif " " in name or len(names) == 1:
            found.authors.append(name)
    if beside:
        found.agencies.append(beside)
    if day is not None and day.iso:
        found.published.append(day.iso)
    return True


def _read_date_line(line: str, found: _Found, language: str | None) -> bool:
    """A line that says when it was published, and hardly anything else."""
    published, updated = _labelled(line, "published", colon=False), _labelled(line, "updated", colon=False)
    labelled = published if published is not None else updated
    if labelled is not None and len(line) <= 60 and find_day(labelled, language) is None and AGO.search(labelled):
        found.issues.append(Issue(STAGE, f"the page dates itself only by when it was read: {line!r}"))
        return True
    words = labelled if labelled is not None else line
    day = find_day(words, language)
    if day is None:
        return AGO.fullmatch(line.strip(" |•·-–—,")) is not None
    if not _is_only(words, day):
        return False
    if day.iso is None:
        found.issues.append(Issue(STAGE, f"{words[day.start : day.end]!r} could be two days"))
    else:
        (found.updated if published is None and updated is not None else found.published).append(day.iso)
    return True


def _is_only(words: str, day: Day) -> bool:
    """Whether next to the day there is only a weekday, a time, or a second date with its label."""
    around = words[: day.start] + " " + words[day.end :]
    second = find_day(around)
    if second is not None:
        around = around[: second.start] + " " + around[second.end :]
    rest = _WEEKDAY.sub(" ", _TIME.sub(" ", around)).lower()
    for label in sorted((*_labels("updated"), *_labels("published")), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", " ", rest)
    return not re.search(r"\w{4,}", rest)


def _read_dateline(blocks: Sequence[Block], found: _Found, language: str | None) -> None:
    """The agency and the day of "CAIRO, Feb 8, 2024 (AFP) —"; the words stay where they are."""
    for block in [b for b in blocks if b.part is None][:3]:
        credit = _DATELINE.match(block.text)
        if credit and (agency := find_agency(credit["agency"])):
            found.agencies.append(agency)
        dated = credit[0] if credit else None
        for pattern in (_DATED_DATELINE, _STOPPED_DATELINE):
            if dated is None and (found_date := pattern.match(block.text)):
                dated = found_date["date"]
        if dated and (day := find_day(dated, language)) and day.iso:
            found.published.append(day.iso)


def _take_final_agency(kept: list[Block], found: _Found) -> Iterable[Furniture]:
    """The agency behind the last sentence, cut off."""
    last = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].part is None), None)
    if last is None or not (final := _FINAL_AGENCY.search(kept[last].text)):
        return
    agency = find_agency(final["inside"] or final["dashed"] or final["bare"])
    if agency is None:
        return
    found.agencies.append(agency)
    yield Furniture(final[0].strip(), "agency credit")
    kept[last] = kept[last].with_text(kept[last].text[: final.start()])


def _translation(line: str, found: _Found) -> bool:
    if "trad" not in line.lower() and "translat" not in line.lower():
        return False
    for pattern in _translations():
        if note := pattern.search(line):
            named = note.groupdict().get("language")
            found.translated_from.append((_language_code(named) if named else None) or "unknown")
            return True
    return False


def _language_code(name: str) -> str | None:
    return _language_names().get(name.lower())


def _labelled(line: str, label: str, *, colon: bool = True) -> str | None:
    """What stands behind one of the labels; ``None`` if the line begins with none of them."""
    found = _label_pattern(label, colon).match(line)
    return line[found.end() :].strip() if found else None


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("provenance.toml").read_text(encoding="utf-8"))


@cache
def _agencies() -> dict[str, str]:
    return {written: name for name, ways in _table()["agencies"].items() for written in ways}


def _labels(label: str) -> list[str]:
    return _table()["labels"][label]


@cache
def _label_pattern(label: str, colon: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in sorted(_labels(label), key=len, reverse=True))
    sign = r"\s*[:：]" if colon else r"(?:\s*[:：|]|(?=\s))"
    return re.compile(rf"\W*(?:{words}){sign}\s*", re.I)


@cache
def _translations() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in _table()["translations"]["patterns"])


@cache
def _language_names() -> dict[str, str]:
    """The names of languages in the languages that we read, as CLDR has them."""
    return {
        str(name).lower(): str(code)
        for ours in ("en", "es", "pt", "fr")
        for code, name in Locale(ours).languages.items()
        if len(code) == 2
    }
