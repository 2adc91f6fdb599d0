"""Drafts in new words: what the record says, told in sentences of our own, right or with one mistake planted.

    .venv/bin/python benchmarks/reworded.py --data ../shared/data [--errors] [--keep FILE]

``planted.py`` keeps the sentences of real articles, so that comparing sentences finds most. Here no sentence of the
record is kept: a figure, a quotation or a date of a report is written anew through one of several constructions, by a
generator that knows nothing of the check. 200 such drafts hold one mistake each:

- ``number``: a claimant's running total with a digit changed, lost or two swapped;
- ``claimant``: a figure laid to somebody else;
- ``fact``: a claimant's figure told as fact;
- ``quotation``: a word inside quotation marks changed, left out or negated;
- ``speaker``: the quotation laid to somebody else of the same report;
- ``name``: a letter of a person's name is another one, lost or doubled;
- ``weekday``: another weekday beside the date.

A mistake counts as found when a remark that something contradicts, or that nobody is named for a figure, touches the
sentence. The same 200 are told without a mistake: there every remark that something contradicts is a false alarm.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planted import DAYS, keep, kept, read_sets, slipped
from tqdm import tqdm

from dragoman import pipeline
from dragoman.dossier.check import Known, Remark, check_against
from dragoman.dossier.entries import entries_of
from dragoman.model import Actor, Article, Claim, Figure, Quotation, Report

LEAST = 10
"""Smaller numbers are written as words and stand for single incidents."""
DONE = {
    "killed": ("been killed", "killed"),
    "injured": ("been wounded", "wounded"),
    "displaced": ("been driven from their homes", "displaced"),
    "abducted": ("been taken captive", "taken captive"),
    "freed": ("been released", "released"),
    "held": ("been kept in captivity", "held captive"),
    "detained": ("been detained", "detained"),
    "missing": ("gone missing", "missing"),
}
NAMED = frozenset({"institution", "named"})
OPENING = "The fighting was again the subject of meetings abroad, where envoys spoke of little progress."


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with gaps, what stands in them, and what stands in one of them in its wrong version."""

    sentence: str
    parts: dict[str, str]
    mistake: dict[str, str]

    @property
    def right(self) -> str:
        """The sentence without a mistake."""
        return _capitalised(self.sentence.format(**self.parts))

    @property
    def wrong(self) -> str:
        """The sentence with its mistake."""
        return _capitalised(self.sentence.format(**self.parts | self.mistake))


@dataclass(frozen=True, slots=True)
class Pick:
    """A claim that a draft may be made of, its report, and the dice."""

    report: Report
    claim: Claim
    chance: random.Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every miss and every false alarm")
    parser.add_argument("--keep", type=Path, help="store what was read here, or take it from here (as planted.py does)")
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
    _measure(list(_draw(reports, random.Random(args.seed))), known, errors=args.errors)
    return 0


def _measure(drawn: list[tuple[str, Article, Told]], known: Known, *, errors: bool) -> None:
    total, found, alarms = Counter(kind for kind, *_ in drawn), Counter[str](), Counter[str]()
    for kind, article, told in tqdm(drawn, disable=None):
        remarks = _remarks(told.wrong, article, known)
        alarmed = [one for one in _remarks(told.right, article, known) if one.is_wrong]
        found[kind] += bool(remarks)
        alarms[kind] += bool(alarmed)
        if errors and not remarks:
            print("missed", kind, article.id, told.wrong)
        for one in alarmed if errors else ():
            print("alarm", kind, article.id, told.right, "|", one.about, one.verdict, one.message)
    for kind in MAKERS:
        print(f"  {kind}: found {found[kind]} of {total[kind]}, false alarms {alarms[kind]}")
    share = found.total() / max(1, total.total())
    print(f"drafts {total.total()}  found {found.total()} ({share:.3f})  false alarms {alarms.total()}")


def _remarks(sentence: str, article: Article, known: Known) -> list[Remark]:
    """What contradicts the sentence, and figures that nobody is named for."""
    text = f"{OPENING}\n\n{sentence}\n"
    draft = pipeline.read(text.encode(), published=article.published, outlet="The Draft")
    return [one for one in check_against(draft, known).remarks if one.is_wrong or one.verdict == "missing"]


def _draw(reports: Sequence[Report], chance: random.Random) -> Iterator[tuple[str, Article, Told]]:
    """For each kind, claims in chance order, at most two of an article, as long as drafts are due."""
    claims = [(report, claim) for report in reports if report.article.published for claim in report.claims]
    for kind, (count, make) in MAKERS.items():
        chance.shuffle(claims)
        taken: Counter[str] = Counter()
        for report, claim in claims:
            if taken.total() == count:
                break
            told = make(Pick(report, claim, chance)) if taken[report.article.id] < 2 else None
            if told is not None and told.right != told.wrong:
                taken[report.article.id] += 1
                yield kind, report.article, told
        if taken.total() < count:
            print(f"no claim left for {count - taken.total()} of {kind}")


def _figure(pick: Pick) -> Told | None:
    """A figure of a named source, in new words and without a mistake yet."""
    figure = pick.claim.value
    if not isinstance(figure, Figure) or figure.source is None or figure.source.identification not in NAMED:
        return None
    count = figure.low if figure.high is None else figure.high
    if figure.outcome not in DONE or figure.realis != "happened" or count is None or count < LEAST:
        return None
    if figure.high is None and figure.qualifier and figure.low:
        count = figure.low - ("at least" not in figure.qualifier.lower())
    if figure.when is not None and not figure.cumulative:
        return None
    number = f"{_qualifier(figure)}{count:,}"
    been, state = DONE[figure.outcome]
    where = f" in {figure.place}" if figure.place else ""
    since = " since the war began" if figure.cumulative else ""
    sentence = pick.chance.choice(
        (
            f"{{source}} put the number of {{people}} {state}{where}{since} at {{number}}.",
            f"{{number}} {{people}} have {been}{where}{since}, according to {{source}}.",
            f"{{source}} told reporters that {{number}} {{people}} had {been}{where}{since}.",
            f"By the count of {{source}}, {{number}} {{people}} have {been}{where}{since}.",
        )
    )
    people = figure.people if figure.people.isascii() and len(figure.people.split()) < 3 else "people"
    return Told(sentence, {"number": number, "people": people, "source": _named(figure.source.name)}, {})


def _qualifier(figure: Figure) -> str:
    if figure.low == figure.high:
        return "about " if figure.qualifier else ""
    if figure.low is None:
        return "up to "
    return "at least " if "at least" in (figure.qualifier or "").lower() else "more than "


def _named(name: str) -> str:
    """A name as it stands inside a sentence, with the article that bodies have."""
    bare = re.sub(r"^(?:The|A|An|the|a|an)\s+", "", name)
    is_body = bool(re.search(r"(?i)\b(?:ministry|nations|office|army|agency|council|cross|authority|club)\b", bare))
    return f"the {bare}" if is_body and not re.match(r"\w+['’]s?\s", bare) else bare


def _number(pick: Pick) -> Told | None:
    told = _figure(pick)
    if told is None or not isinstance(pick.claim.value, Figure) or not pick.claim.value.cumulative:
        return None
    return replace(
        told, mistake={"number": re.sub(r"\d[\d,]*", lambda one: _slip(one[0], pick.chance), told.parts["number"])}
    )


def _slip(number: str, chance: random.Random) -> str:
    plain = number.replace(",", "")
    other = slipped(plain, chance)
    return f"{int(other):,}" if other.strip("0") else number


def _claimant(pick: Pick) -> Told | None:
    told = _figure(pick)
    if told is None or not isinstance(pick.claim.value, Figure) or pick.claim.value.source is None:
        return None
    others = [
        other.value.source.name
        for other in pick.report.claims
        if isinstance(other.value, Figure)
        and other.value.source is not None
        and other.value.source.identification == "institution"
        and _differ(other.value.source.name, pick.claim.value.source.name)
    ]
    return replace(told, mistake={"source": _named(pick.chance.choice(sorted(set(others))))}) if others else None


def _fact(pick: Pick) -> Told | None:
    told = _figure(pick)
    if told is None or not isinstance(pick.claim.value, Figure):
        return None
    been, _ = DONE[pick.claim.value.outcome]
    where = f" in {pick.claim.value.place}" if pick.claim.value.place else ""
    since = " since the war began" if pick.claim.value.cumulative else ""
    rest = f"{{number}} {{people}} have {been}{where}{since}{{by}}."
    return Told(rest, told.parts | {"by": f", according to {told.parts['source']}"}, {"by": ""})


def _spoken(pick: Pick) -> tuple[str, str] | None:
    """The first sentence of what a named speaker says in quotation marks, and the name."""
    value = pick.claim.value
    if not isinstance(value, Quotation) or value.manner != "direct" or value.speaker is None:
        return None
    content = [piece.words for piece in pick.claim.evidence if piece.role == "content"]
    words = re.split(r"(?<=[.!?])\s", content[0].strip(" “”\"'’‘,."))[0] if content else ""
    if (
        value.speaker.identification not in NAMED
        or not 8 <= len(words.split()) <= 40
        or re.search(r"[“”\"\[\]{}]", words)
    ):
        return None
    return words.rstrip(",."), value.speaker.name


def _quotation(pick: Pick) -> Told | None:
    spoken = _spoken(pick)
    if spoken is None:
        return None
    words, name = spoken
    long = list(re.finditer(r"\b[a-z]{5,}\b", words))
    if not long:
        return None
    word = pick.chance.choice(long)
    others = sorted(set(re.findall(r"\b[a-z]{5,}\b", pick.report.article.text)) - {word[0]})
    other = pick.chance.choice([pick.chance.choice(others), "", f"not {word[0]}"])
    altered = " ".join(f"{words[: word.start()]}{other}{words[word.end() :]}".split())
    return Told(_quoting(pick.chance), {"words": words, "name": _named(name)}, {"words": altered})


def _speaker(pick: Pick) -> Told | None:
    spoken = _spoken(pick)
    if spoken is None:
        return None
    words, name = spoken
    others = [
        other.value.speaker.name
        for other in pick.report.claims
        if isinstance(other.value, Quotation)
        and other.value.speaker is not None
        and other.value.speaker.identification in NAMED
        and _differ(other.value.speaker.name, name)
    ]
    if not others:
        return None
    other = _named(pick.chance.choice(sorted(set(others))))
    return Told(_quoting(pick.chance), {"words": words, "name": _named(name)}, {"name": other})


def _quoting(chance: random.Random) -> str:
    return chance.choice(
        (
            "“{words},” {name} told an audience later.",
            "In the words of {name}: “{words}.”",
            "{name} added: “{words}.”",
            "“{words},” said {name}.",
        )
    )


def _name(pick: Pick) -> Told | None:
    actor = pick.claim.value
    if not isinstance(actor, Actor) or actor.type != "person" or not 2 <= len(actor.name.split()) <= 3:
        return None
    last = actor.name.split()[-1]
    if len(last) < 6 or not last.isalpha() or not actor.name.replace(" ", "").isascii():
        return None
    place = pick.chance.randrange(1, len(last) - 1)
    other = (
        last[:place] + pick.chance.choice(("", last[place] * 2, pick.chance.choice("aeioulnrt"))) + last[place + 1 :]
    )
    sentence = "Diplomats recalled a visit of {name} and expected another."
    return Told(sentence, {"name": actor.name}, {"name": actor.name.removesuffix(last) + other})


def _weekday(pick: Pick) -> Told | None:
    figure = _figure(pick)
    if figure is None or pick.report.article.published is None:
        return None
    day = datetime.date.fromisoformat(pick.report.article.published[:10])
    month = day.strftime("%B")
    date = pick.chance.choice((f"{month} {day.day}", f"{day.day} {month}", f"the {day.day}th of {month}"))
    other = DAYS[(day.weekday() + pick.chance.randint(1, 6)) % 7]
    sentence = f"Reporters asked again on {{weekday}}, {date}. {figure.sentence}"
    return Told(sentence, figure.parts | {"weekday": DAYS[day.weekday()]}, {"weekday": other})


def _differ(one: str, other: str) -> bool:
    return not set(one.lower().split()) & set(other.lower().split()) - {"the", "of"}


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


MAKERS: dict[str, tuple[int, Callable[[Pick], Told | None]]] = {
    "number": (50, _number),
    "claimant": (25, _claimant),
    "fact": (25, _fact),
    "quotation": (30, _quotation),
    "speaker": (20, _speaker),
    "name": (20, _name),
    "weekday": (30, _weekday),
}
"""Kind of mistake → how many drafts hold it, and what makes one."""


if __name__ == "__main__":
    sys.exit(main())
