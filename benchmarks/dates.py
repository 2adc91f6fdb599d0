"""How well dates are found and resolved: TimeBank, AQUAINT, WikiWars, and news read by hand.

    python benchmarks/dates.py timeml [--part develop|report] [--misses] [--data ../shared/data]
    python benchmarks/dates.py wikiwars
    python benchmarks/dates.py labels
    python benchmarks/dates.py speed

**Spans and values.** Gold are all TIMEX3 of a document's text (DATE, TIME, DURATION, SET) but the creation time. A
span is right when both its ends are (strict). Value F1 is TempEval-3's: a gold mention counts when a found one
overlaps it (relaxed) and has the same value, letter for letter after the two notations below are made one. Precision
divides by the mentions found, recall by those in gold; figures are summed over documents.

**What is mapped here, not in the product.** Dragoman's ranges are split into their ends, its vague words (*now*) and
recurring times (*daily*), which are no claims, count as mentions with the values PRESENT_REF or P1D; parts of the day
become TMO, TAF…; weeks 1998-W06; *the past two weeks* P2W, as the guidelines have it. Gold's ``1989-XX`` and
``1994-XX-XX`` are read as 1989 and 1994, ``2000-W8`` as 2000-W08, ``1998-W06-WE`` keeps its end; a gold time's
seconds are dropped.

**The split.** Files of TimeML whose name's SHA-256 is even are for development, the others are reported.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from timex import Timex, values_of

import dragoman.extract.dates as dates
from dragoman.extract.dates.grammar import find_mentions
from dragoman.extract.dates.lexicon import Language, read_language
from dragoman.extract.dates.periods import parse_stamp
from dragoman.extract.dates.resolution import Resolution
from dragoman.model import Span

HERE = Path(__file__).parent
CREATED = re.compile(r'functionInDocument="CREATION_TIME"[^>]*?value="([^"]*)"|value="([^"]*)"[^>]*?CREATION_TIME')
LABELS = HERE / "labels" / "dates.jsonl"


@dataclass(frozen=True)
class Document:
    """A document with its gold: the text without markup, the creation time, the TIMEX3 in it."""

    name: str
    text: str
    created: str
    gold: tuple[Timex, ...]


def read_timeml(path: Path) -> Document:
    """Read a TimeML file: what stands in <TEXT>, with the offsets of its TIMEX3."""
    source = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(
        r'functionInDocument="CREATION_TIME"[^>]*?value="([^"]*)"|value="([^"]*)"[^>]*?CREATION_TIME', source
    )
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    if created is None or body is None:
        raise ValueError(f"{path}: no creation time or no text")
    pieces: list[str] = []
    gold: list[Timex] = []
    length = 0
    start, value = 0, ""
    for piece in re.split(r"(<[^>]+>)", body.group(1)):
        if piece.startswith("<TIMEX3"):
            start, value = length, dict(re.findall(r'(\w+)="([^"]*)"', piece))["value"]
        elif piece.startswith("</TIMEX3"):
            gold.append(Timex(start, length, value))
        elif not piece.startswith("<"):
            plain = html.unescape(piece)
            pieces.append(plain)
            length += len(plain)
    return Document(path.name, "".join(pieces), (created.group(1) or created.group(2))[:10], tuple(gold))


def read_timex(document: Document, language: Language, nlp: object | None) -> list[Timex]:
    """What Dragoman finds in a document, in TIMEX3's terms."""
    doc = nlp(document.text) if callable(nlp) else None
    mentions = find_mentions(document.text, language)
    resolutions = dates.resolve_all(document.text, mentions, parse_stamp(document.created), language, doc)
    return values_of(document.text, mentions, resolutions)


def normal(value: str) -> str:
    """A TIMEX value with the spellings that mean the same made one."""
    value = re.sub(r"(-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"^(\d{4}-\d\d-\d\dT\d\d)(Z|[+-]\d\d)?$", r"\1:00", value)
    value = re.sub(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d)?$", r"\1", value)
    if length := re.fullmatch(r"P(T?)([\d.]+)([SMHDWQYEC])", value):
        return normal_length(*length.groups())
    return re.sub(r"^(\d{2,3})X{1,2}$", r"\1", value)


def normal_length(time: str, number: str, unit: str) -> str:
    """A duration in months or hours: *one week* is seven days, *twelve months* a year."""
    in_months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
    in_hours = {"S": 1 / 3600, "M": 1 / 60, "H": 1} if time else {"D": 24, "W": 168}
    factors: dict[str, float] = in_hours if time or unit in in_hours else in_months
    return f"P{float(number) * factors.get(unit, 0):g} {'hours' if factors is in_hours else 'months'}"


def score(documents: list[Document], language: Language, nlp: object | None, misses: bool) -> None:
    """Print strict span F1 and value F1 over documents."""
    found_total = gold_total = strict = right = relaxed = 0
    for document in documents:
        found = read_timex(document, language, nlp)
        found_total += len(found)
        gold_total += len(document.gold)
        spans = {(timex.start, timex.end) for timex in found}
        used: set[Timex] = set()
        for gold in document.gold:
            hits = [timex for timex in found if timex.start < gold.end and gold.start < timex.end and timex not in used]
            exact = (gold.start, gold.end) in spans
            valued = [timex for timex in hits if normal(gold.value) in (normal(timex.value), normal(timex.also or "-"))]
            strict += exact
            relaxed += bool(hits)
            right += bool(valued)
            used.update(valued[:1] or hits[:1])
            if misses and not (exact and valued):
                kind = "missed" if not hits else "value" if exact else "span" if valued else "both"
                tell(document, gold, hits, kind)
        for timex in found:
            if misses and not any(timex.start < gold.end and gold.start < timex.end for gold in document.gold):
                tell(document, timex, [], "spurious")
    print(f"{len(documents)} documents, {gold_total} mentions in gold, {found_total} found")
    for name, hits in (("span, strict", strict), ("span, relaxed", relaxed), ("value", right)):
        precision, recall = hits / found_total, hits / gold_total
        f1 = 2 * hits / (found_total + gold_total)
        print(f"{name:14} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def tell(document: Document, timex: Timex, hits: list[Timex], kind: str) -> None:
    """Print one disagreement with its surroundings (never kept: the texts may not be passed on)."""
    text = document.text
    before, after = text[max(0, timex.start - 60) : timex.start], text[timex.end : timex.end + 30]
    ours = "; ".join(f"{text[hit.start : hit.end]!r} {hit.value}" for hit in hits)
    line = f"{kind} | {document.created} | {before}[{text[timex.start : timex.end]}]{after} | {timex.value} | {ours}"
    print(" ".join(line.split()))


def is_development(name: str) -> bool:
    """Whether a file belongs to the half that rules were developed on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def run_timeml(data: Path, args: argparse.Namespace, language: Language) -> None:
    paths = sorted((data / "measure" / "timeml").glob("*/*.tml"))
    chosen = [path for path in paths if is_development(path.name) == (args.part == "develop")]
    score([read_timeml(path) for path in chosen], language, load_model(args), args.misses)


def run_wikiwars(data: Path, args: argparse.Namespace, language: Language) -> None:
    paths = sorted((data / "train" / "dates_wikiwars").glob("*.tml"))
    documents = [read_timeml(path) for path in paths]
    # Gold dates before Christ are BC0480; ours -0479. Gold's "null" is a mention without a value.
    score([replace(one, gold=tuple(t for t in one.gold if t.value != "null")) for one in documents], language,
          load_model(args), args.misses)  # fmt: skip


def read_news(data: Path) -> Iterator[dict[str, str]]:
    path = data / "measure" / "news" / "news-open.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def run_labels(data: Path, args: argparse.Namespace, language: Language) -> None:
    """Score today's output against the labels made by hand: the mention that overlaps the labelled words."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    articles = {row["id"]: row for row in read_news(data)}
    nlp = load_model(args)
    read: dict[str, tuple[Resolution, ...]] = {}
    outcomes: Counter[tuple[str, bool]] = Counter()
    for label in labels:
        row = articles[label["article"]]
        if row["id"] not in read:
            doc = nlp(row["text"]) if callable(nlp) else None
            published = parse_stamp(row["date"]) if row["date"] else None
            read[row["id"]] = dates.read_dates(row["text"], published, language, doc)
        ours: list[str | None] = ["not found", None]
        for one in read[row["id"]]:
            if one.mention.span.overlaps(Span(label["start"], label["end"])):
                when = dates.as_when(one)
                ours = [when.earliest, when.latest]
        right = ours in label["right"]
        outcomes[label["sample"], right] += 1
        if args.misses and not right:
            print(label["article"], row["date"], repr(row["text"][label["start"] : label["end"]]), ours, label["right"])
    for sample in sorted({label["sample"] for label in labels}):
        right, wrong = outcomes[sample, True], outcomes[sample, False]
        share = right / (right + wrong)
        print(f"{sample} sample, {right + wrong} relative dates: {share:.3f} right or rightly unresolved")


def run_speed(data: Path, _: argparse.Namespace, language: Language) -> None:
    """Time the dates of 200 articles, without a language model."""
    rows = [row for row in read_news(data) if row["lang"] == language.code][:200]
    words = sum(len(row["text"].split()) for row in rows)
    stamps = [parse_stamp(row["date"]) if row["date"] else None for row in rows]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for row, stamp in zip(rows, stamps, strict=True):
            dates.read_dates(row["text"], stamp, language)
        best = min(best, time.process_time() - start)
    print(f"{words} words in {best:.2f} s: {1e6 * best / words:.2f} ms for 1,000 words")


def load_model(args: argparse.Namespace) -> object | None:
    """The language model that decides tenses, unless only words are to do it."""
    if args.no_model:
        return None
    import dragoman.analyse as analyse

    return analyse.load()


COMMANDS = {"timeml": run_timeml, "wikiwars": run_wikiwars, "labels": run_labels, "speed": run_speed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("develop", "report"), default="report")
    parser.add_argument("--misses", action="store_true", help="print every disagreement")
    parser.add_argument("--no-model", action="store_true", help="decide tenses from words alone")
    args = parser.parse_args()
    if not args.data.is_dir():
        sys.exit(f"skipped: no data at {args.data}")
    language = read_language("en")
    assert language is not None
    COMMANDS[args.command](args.data, args, language)


if __name__ == "__main__":
    main()
