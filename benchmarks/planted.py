"""Planted errors: real articles with one mistake each, checked against a record that holds the originals.

    .venv/bin/python benchmarks/planted.py --data ../shared/data [--errors] [--keep FILE]

The record are the English articles of two sets of ``news-open``. 200 of them are drawn, and in each one mistake of
five kinds is planted by a generator that knows nothing of the check: a number of a figure has a digit changed, lost or
swapped; two speakers change places; an attribution is left out; a weekday is another one; a word inside quotation marks
is changed, left out or negated. A mistake is found when a remark that something contradicts touches its sentence.

The same drafts are checked a second time against the claims alone, without the articles' texts: what is found then does
not depend on the draft having kept the record's sentences.

False alarms are such remarks on the articles as they are, once against the record without the article (what an editor
meets) and once against the record with it (where every one is false for certain).

``--keep`` stores what was read, for the next run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import pipeline
from dragoman.dossier.check import Known, Remark, Review, check_against
from dragoman.dossier.entries import entries_of
from dragoman.model import BadPage, Claim, Evidence, Figure, Quotation, Report

SETS = ("gaza_lexis", "ukraine2026_crawl")
PLANTED = 200
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUOTED = re.compile(r'[“"]([^“”"\n]{30,300})[”"]')
END = re.compile(r"[.!?][”\"’]?(?=\s|$)|\n")


@dataclass(frozen=True)
class Planted:
    """A text with a mistake, and the stretches of it that hold the mistake."""

    kind: str
    text: str
    places: tuple[tuple[int, int], ...]
    what: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every miss and every false alarm")
    parser.add_argument("--keep", type=Path, help="store what was read here, or take it from here")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    news = args.data / "measure" / "news" / "news-open.jsonl.gz"
    if not news.exists():
        print(f"skipped: {news} is missing")
        return 0
    reports = kept(args.keep) or keep(args.keep, list(read_sets(news)))
    entries = tuple(entry for report in reports for entry in entries_of(report))
    known = Known(entries, {report.article.id: report.article for report in reports})
    print(f"articles {len(reports)}  claims {len(entries)}")
    drawn = list(_draw(reports, random.Random(args.seed)))
    _report_found(drawn, known, errors=args.errors)
    _report_false([report for report, _ in drawn], known, errors=args.errors)
    return 0


def read_sets(news: Path) -> Iterator[Report]:
    """The English articles of the two sets, read anew."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["lang"] != "en" or row["set"] not in SETS:
                continue
            try:
                yield _read_one(row["text"], row)
            except BadPage as error:
                print("unread", row["id"], error, file=sys.stderr)


def _read_one(text: str, row: dict[str, Any]) -> Report:
    return pipeline.read(text.encode(), published=row["date"] or None, outlet=row["outlet"])


def kept(file: Path | None) -> list[Report] | None:
    """What an earlier run stored, if it did."""
    return pickle.loads(file.read_bytes()) if file and file.exists() else None  # our own file, named by the caller


def keep(file: Path | None, reports: list[Report]) -> list[Report]:
    """The reports, stored for the next run if there is a file for it."""
    if file:
        file.write_bytes(pickle.dumps(reports))
    return reports


def _draw(reports: list[Report], chance: random.Random) -> Iterator[tuple[Report, Planted]]:
    """Articles in chance order, each with the kind of mistake that is due, or else the next that it can bear."""
    waiting = list(reports)
    chance.shuffle(waiting)
    due = list(PLANTERS) * (PLANTED // len(PLANTERS))
    for report in waiting:
        for kind in dict.fromkeys(due):
            planted = PLANTERS[kind](report, chance)
            if planted is not None:
                due.remove(kind)
                yield report, planted
                break
    if due:
        print("no article left for", Counter(due))


def _plant_digit(report: Report, chance: random.Random) -> Planted | None:
    """A number of at least two digits in a figure: one digit another, or lost, or two swapped."""
    text = report.article.text
    numbers = [
        (piece.start + found.start(), piece.start + found.end())
        for claim in report.claims
        if isinstance(claim.value, Figure)
        for piece in claim.evidence
        if piece.role == "figure"
        for found in re.finditer(r"\d[\d,]*\d", piece.words)
    ]
    if not numbers:
        return None
    start, end = chance.choice(numbers)
    other = slipped(text[start:end], chance)
    return _replaced("digit", text, start, end, other) if other != text[start:end] else None


def slipped(digits: str, chance: random.Random) -> str:
    """A number with one digit another, or lost, or two swapped; by chance the same number."""
    place = chance.choice([place for place, char in enumerate(digits) if char.isdigit()])
    ways = [digits[:place] + str((int(digits[place]) + chance.randint(1, 8)) % 10 or 1) + digits[place + 1 :]]
    if place and "," not in digits and len(digits) > 2:
        ways.append(digits[:place] + digits[place + 1 :])
    if place and digits[place - 1].isdigit() and digits[place - 1] != digits[place] != "0":
        ways.append(digits[: place - 1] + digits[place] + digits[place - 1] + digits[place + 1 :])
    return chance.choice(ways)


def _plant_weekday(report: Report, chance: random.Random) -> Planted | None:
    text = report.article.text
    found = list(re.finditer(r"\b(?:" + "|".join(DAYS) + r")\b", text))
    if not found:
        return None
    day = chance.choice(found)
    other = chance.choice([name for name in DAYS if name != day.group()])
    return _replaced("weekday", text, day.start(), day.end(), other)


def _plant_quotation(report: Report, chance: random.Random) -> Planted | None:
    """Inside quotation marks: a word of the article in place of another, a word left out, or a negation."""
    text = report.article.text
    quoted = [
        found
        for found in QUOTED.finditer(text)
        if len(found.group(1).split()) >= 6 and not _is_between(text, found.start())
    ]
    if not quoted:
        return None
    found = chance.choice(quoted)
    words = list(re.finditer(r"\b[a-z]{5,}\b", found.group(1)))
    if not words:
        return None
    word = chance.choice(words)
    start, end = found.start(1) + word.start(), found.start(1) + word.end()
    others = [other for other in set(re.findall(r"\b[a-z]{5,}\b", text)) if other != word.group()]
    other = chance.choice([chance.choice(sorted(others)), "", f"not {word.group()}"])
    return _replaced("quotation", text, start, end + (not other), other)


def _is_between(text: str, mark: int) -> bool:
    """Whether a straight mark closes a quotation, so that what follows stands between two."""
    return text[mark] == '"' and text.count('"', text.rfind("\n", 0, mark) + 1, mark) % 2 == 1


def _plant_dropped(report: Report, chance: random.Random) -> Planted | None:
    """A sentence whose attribution stands wholly before or after what was said, without it."""
    text = report.article.text
    ways = [way for claim in report.claims if (way := _without_attribution(claim, text)) is not None]
    if not ways:
        return None
    start, end, kept = chance.choice(ways)
    return Planted("dropped", text[:start] + kept + text[end:], ((start, start + len(kept)),), text[start:end])


def _without_attribution(claim: Claim, text: str) -> tuple[int, int, str] | None:
    value = claim.value
    parts = {role: [piece for piece in claim.evidence if piece.role == role] for role in ("content", "speaker", "cue")}
    if not isinstance(value, Quotation) or value.manner != "indirect" or any(len(some) != 1 for some in parts.values()):
        return None
    content, speaker, cue = (parts[role][0] for role in ("content", "speaker", "cue"))
    start, end = _sentence(text, content.start)
    if not all(start <= piece.start and piece.end <= end for piece in (content, speaker, cue)):
        return None
    kept = re.sub(r"^that\s+", "", content.words.strip().rstrip(".,"))
    if len(kept.split()) < 6 or '"' in text[start:end] or "“" in text[start:end]:
        return None
    rest = text[start : content.start] + text[content.end : end]
    if len(rest) > len(speaker.words) + len(cue.words) + 15:
        return None  # more than the attribution would go
    return start, end, kept[0].upper() + kept[1:] + "."


def _plant_speakers(report: Report, chance: random.Random) -> Planted | None:
    """Two named speakers of two quotations in each other's place."""
    text = report.article.text
    spoken = [
        (claim.value.speaker.name, piece)
        for claim in report.claims
        if isinstance(claim.value, Quotation) and claim.value.speaker
        for piece in claim.evidence
        if piece.role == "speaker" and piece.words[:1].isupper() and len(piece.words) > 3 and "\n" not in piece.words
    ]
    chance.shuffle(spoken)
    for one_name, one in spoken:
        for other_name, other in spoken:
            if one.end <= other.start and _differ(one_name, other_name) and _differ(one.words, other.words):
                return _swapped(text, one, other)
    return None


def _differ(one: str, other: str) -> bool:
    return not set(one.lower().split()) & set(other.lower().split())


def _swapped(text: str, one: Evidence, other: Evidence) -> Planted:
    swapped = text[: one.start] + other.words + text[one.end : other.start] + one.words + text[other.end :]
    shift = len(other.words) - len(one.words)
    places = (one.start, one.start + len(other.words)), (other.start + shift, other.start + shift + len(one.words))
    sentences = tuple(_sentence(swapped, start) for start, _ in places)
    return Planted("speakers", swapped, sentences, f"{one.words} / {other.words}")


def _replaced(kind: str, text: str, start: int, end: int, other: str) -> Planted:
    planted = text[:start] + other + text[end:]
    return Planted(kind, planted, (_sentence(planted, start),), f"{text[start:end]} → {other}")


def _sentence(text: str, place: int) -> tuple[int, int]:
    before = [found.end() for found in END.finditer(text, 0, place)]
    after = END.search(text, place)
    start = before[-1] if before else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    return start, after.end() if after else len(text)


PLANTERS: dict[str, Callable[[Report, random.Random], Planted | None]] = {
    "digit": _plant_digit,
    "speakers": _plant_speakers,
    "dropped": _plant_dropped,
    "weekday": _plant_weekday,
    "quotation": _plant_quotation,
}


def _report_found(drawn: list[tuple[Report, Planted]], known: Known, *, errors: bool) -> None:
    found: Counter[str] = Counter()
    by_claims: Counter[str] = Counter()
    total: Counter[str] = Counter()
    elsewhere = 0
    claims = Known(known.entries)
    for report, planted in drawn:
        row = {"date": report.article.published, "outlet": report.article.outlet}
        draft = _read_one(planted.text, row)
        review = check_against(draft, known)
        places = list(_places(planted, draft.article.text))
        right = _touching(review, places)
        by_claims[planted.kind] += bool(_touching(check_against(draft, claims), places))
        total[planted.kind] += 1
        found[planted.kind] += bool(right)
        elsewhere += len(review.wrong) - len(right)
        if errors and not right:
            print("missed", planted.kind, report.article.id, planted.what)
    for kind in PLANTERS:
        print(f"  {kind}: found {found[kind]} of {total[kind]}, by claims alone {by_claims[kind]}")
    share = found.total() / max(1, total.total())
    print(f"planted {total.total()}  found {found.total()}  share {share:.3f}  alarms elsewhere {elsewhere}")


def _touching(review: Review, places: list[tuple[int, int]]) -> list[Remark]:
    return [one for one in review.wrong if any(one.start < end and start < one.end for start, end in places)]


def _places(planted: Planted, text: str) -> Iterator[tuple[int, int]]:
    """Where the planted stretches stand in the text as it was read again, whose furniture may have been cut."""
    for start, end in planted.places:
        words = planted.text[start:end].strip()
        at = text.find(words, max(0, start - 200))
        if at >= 0:
            yield at, at + len(words)


def _report_false(reports: list[Report], known: Known, *, errors: bool) -> None:
    for name, left_out in (("without the article", True), ("with the article", False)):
        kinds: Counter[str] = Counter()
        for report in reports:
            record = known.without([report.article.id]) if left_out else known
            review = check_against(report, record)
            kinds.update(f"{one.about} {one.verdict}" for one in review.wrong)
            if errors:
                _print_false(report, review)
        print(f"untouched, {name}: {kinds.total() / max(1, len(reports)):.3f} an article  {dict(kinds)}")


def _print_false(report: Report, review: Review) -> None:
    for one in review.wrong:
        print("alarm", report.article.id, one.about, one.verdict, " ".join(one.words.split()), "|", one.message)


if __name__ == "__main__":
    sys.exit(main())
