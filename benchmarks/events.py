"""How well events are told: ``python benchmarks/events.py --data ../shared/data [--half development] [--errors]``.

Four sets of single sentences, each cut in halves by a hash of its text. Rules and word lists were developed on the
half ``development``; of the half ``report`` (the default) nothing but its scores was looked at, save some fifteen
sentences of each set that a first look at the files showed.

- PLOVER's own gold standard records (161 sentences, version 0.5b1). Printed are the accuracy of the type and, of the
  sentences that have one, the share whose actor and recipient are found: a word of ours stands in a word of theirs.
  Types that the ontology has since renamed are read as their present ones (DEMAND as REQUEST, DISAPPROVE and
  INVESTIGATE as ACCUSE, FIGHT as ASSAULT), and COERCE by abduction or destruction as ASSAULT, as PLOVER's own table of
  2021 has it (``CAMEO2PLOVER-2021.txt``).
- ``cameo``: 1,349 sentences in five classes (0 statements and appeals, 1 and 2 verbal and material cooperation, 3 and 4
  verbal and material conflict): F1 of each and their mean; and 1,153 others with the spans of who and whom: F1 of exact
  spans, and of spans that overlap.

- PETRARCH's unit-test records: sentences, many of invented countries, with the codes of who and whom. They test the
  word lists of another program, often with made-up codes of events: only who and whom are scored, where a word of ours
  stands in a name of theirs. ``CODED`` says which names the first three letters of a code stand for; other codes are
  left out.

Of several events of a sentence the one highest in the tree counts, the first of equals; verbs of speech add no height.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from dragoman.analyse import analyse, load
from dragoman.model import Article, Claim, Cleaned, Event
from dragoman.pipeline import extract

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MOVED = {("COERCE", "detain"): "ASSAULT", ("COERCE", "destroy"): "ASSAULT"}
CLASSES = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "CONCEDE", "RETREAT"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"), "3"),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
"""CAMEO's roots 03-05, 06-08, 09-13 and 16, and the rest, as PLOVER's types take them up; an appeal (02) is class 0."""
CODED = {
    "ARN": ("Arnor",),
    "GON": ("Gondor", "Minas Tirith"),
    "DAG": ("Dagolath",),
    "ERI": ("Eriador",),
    "OSG": ("Osgiliath",),
    "CAL": ("Calenardhon",),
    "BRE": ("Bree",),
    "FOR": ("Fornost",),
    "MOR": ("Mordor", "Cirith Ungol"),
    "ITH": ("Ithilen",),
    "ETH": ("Ethiopia",),
    "LBY": ("Libya",),
    "PHL": ("Philippines",),
    "FRA": ("France",),
    "RUS": ("Russia",),
    "USA": ("White House", "United States", "US"),
    "DNK": ("Danish", "Denmark"),
    "AUS": ("Australia",),
    "KUW": ("Kuwait",),
    "PRK": ("North Korea",),
    "KOR": ("South Korea", "Seoul"),
}
"""PETRARCH's codes of actors, of which the first three letters say whose they are."""
_RECORD = re.compile(r"<Sentence .*?</Sentence>", re.DOTALL)
_CODING = re.compile(r'<EventCoding[^>]*sourcecode\s*=\s*"([^"]*)"[^>]*targetcode\s*=\s*"([^"]*)"')
_SPEECH = {
    "say",
    "tell",
    "announce",
    "report",
    "add",
    "state",
    "confirm",
    "claim",
    "believe",
    "note",
    "declare",
    "reveal",
}
_MARKUP = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC): ([^()]*)\)")
Offsets = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """A sentence with what its annotators made of it: a label, and spans of characters by role."""

    text: str
    label: str
    spans: dict[str, list[Offsets]]


@dataclass(frozen=True)
class Found:
    """Our main event of a sentence."""

    claim: Claim | None

    @property
    def event(self) -> Event | None:
        return self.claim.value if self.claim is not None and isinstance(self.claim.value, Event) else None

    def spans(self, role: str) -> list[Offsets]:
        return [(piece.start, piece.end) for piece in self.claim.evidence if piece.role == role] if self.claim else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--half", choices=("report", "development"), default="report")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    arguments = parser.parse_args()
    sets = {
        "train/plover_gsr.json": (read_records, score_records),
        "measure/cameo/cameo_class_train.tsv": (read_classes, score_classes),
        "measure/cameo/cameo_ner_train.txt": (read_spans, score_spans),
        "measure/petrarch_unit_records.xml.gz": (read_coded, score_coded),
    }
    missing = [name for name in sets if not (arguments.data / name).exists()]
    for name in missing:
        print(f"skipped: there is no {arguments.data / name} here")
    if len(missing) == len(sets):
        sys.exit(0)
    for name, (read, score) in sets.items():
        if name not in missing:
            examples = [each for each in read(arguments.data / name) if half_of(each.text) == arguments.half]
            print(f"{name}, half {arguments.half}: {len(examples)} sentences")
            score(examples, find_events(examples), arguments.errors)


def half_of(text: str) -> str:
    """Which half a sentence is of, by the first 32 bits of the SHA-256 of its text."""
    return "report" if int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 2 else "development"


def read_records(path: Path) -> Iterator[Example]:
    """PLOVER's records; where a span's words cannot be found again it is left out."""
    for row in json.loads(path.read_text("utf-8")):
        kind = MOVED.get((row["event"], row.get("mode", "")), row["event"])
        yield Example(row["text"], RENAMED.get(kind, kind), dict(_marked(row)))


def _marked(row: dict[str, Any]) -> Iterator[tuple[str, list[Offsets]]]:
    """The spans of the marked words; of the records without markup, where the actors' words stand."""
    info = row["textInfo"]
    markup = info["markup"] if isinstance(info, dict) else ""
    roles: dict[str, list[Offsets]] = {"actor": [], "recipient": [], "both": []}
    named = {"SRC": "actor", "TAR": "recipient", "SRC/TAR": "both"}
    pieces = _MARKUP.findall(markup)
    if not pieces:
        sides = (("SRC", row.get("source")), ("TAR", row.get("target")))
        pieces = [(role, actor["actorText"]) for role, actors in sides if isinstance(actors, list) for actor in actors]
    for role, words in pieces:
        start = row["text"].find(words.strip())
        if role in named and start >= 0:
            roles[named[role]].append((start, start + len(words.strip())))
    yield from roles.items()


def read_classes(path: Path) -> Iterator[Example]:
    for line in path.read_text("utf-8").splitlines():
        text, _, label = line.rpartition("\t")
        yield Example(text, label, {})


def read_spans(path: Path) -> Iterator[Example]:
    """Sentences as one token a line with tags B-S, I-S (who), T (whom), R (both)."""
    roles = {"S": "actor", "T": "recipient", "R": "both"}
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text, spans = "", {role: [] for role in roles.values()}
        for line in block.split("\n"):
            word, _, tag = line.rpartition(" ")
            start = len(text) + bool(text)
            text = f"{text} {word}" if text else word
            if tag.startswith("B-"):
                spans[roles[tag[2]]].append((start, len(text)))
            elif tag.startswith("I-") and spans[roles[tag[2]]]:
                spans[roles[tag[2]]][-1] = (spans[roles[tag[2]]][-1][0], len(text))
        yield Example(text, "", spans)


def read_coded(path: Path) -> Iterator[Example]:
    """PETRARCH's records that name who and whom by codes that we know, each text once."""
    known: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = _RECORD.findall(file.read())
    for record in records:
        found = re.search(r"<Text>(.*?)</Text>", record, re.DOTALL)
        text = html.unescape(" ".join(found.group(1).split())) if found is not None else ""
        codings = _CODING.findall(record)
        spans: dict[str, list[Offsets]] = {
            role: [where for coding in codings for where in _named(text, coding[place])]
            for place, role in enumerate(("actor", "recipient"))
        }
        if all(spans.values()) and text not in known:
            known.add(text)
            yield Example(text, "", {**spans, "both": []})


def _named(text: str, code: str) -> Iterator[Offsets]:
    for name in CODED.get(code[:3], ()):
        yield from ((match.start(), match.end()) for match in re.finditer(re.escape(name), text))


def find_events(examples: list[Example]) -> list[Found]:
    """The main event of each sentence."""
    articles = [
        Article(str(number), each.text, published="2015-01-01", language="en") for number, each in enumerate(examples)
    ]
    return [Found(main_event(extract(Cleaned(article), doc).claims, doc)) for article, doc in analyse(load(), articles)]


def main_event(claims: Iterable[Claim], doc: Doc) -> Claim | None:
    events = [claim for claim in claims if isinstance(claim.value, Event)]
    return min(events, key=lambda claim: _height(claim, doc), default=None)


def _height(claim: Claim, doc: Doc) -> tuple[int, int]:
    span = doc.char_span(claim.evidence[0].start, claim.evidence[0].end, alignment_mode="expand")
    root: Token = span.root
    steps, place = 0, root
    while place.head.i != place.i and steps < 50:
        steps += not (place.dep_ in {"ccomp", "parataxis"} and place.head.lemma_ in _SPEECH)
        place = place.head
    return steps, root.i


def score_records(examples: list[Example], found: list[Found], errors: bool) -> None:
    right = 0
    hit: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for example, ours in zip(examples, found, strict=True):
        event = ours.event
        is_right = event is not None and event.type == example.label
        right += is_right
        wrong = [] if is_right else ["type"]
        for role, gold in _dyads(example):
            asked[role] += 1
            both = ours.spans("actor") + ours.spans("recipient") if gold is example.spans["both"] else ours.spans(role)
            is_hit = any(_touch(one, other) for one in both for other in gold)
            hit[role] += is_hit
            wrong += [] if is_hit else [role]
        if errors and wrong:
            print(f"  {'+'.join(wrong):16} {example.label} {_short(ours)}\n      {example.text}")
    print(f"  type {right / len(examples):.3f}")
    for role in ("actor", "recipient"):
        print(f"  {role} {hit[role] / asked[role]:.3f} of {asked[role]}")


def _dyads(example: Example) -> Iterator[tuple[str, list[Offsets]]]:
    for role in ("actor", "recipient"):
        gold = example.spans[role] or example.spans["both"]
        if gold:
            yield role, gold


def score_classes(examples: list[Example], found: list[Found], errors: bool) -> None:
    right: Counter[str] = Counter()
    gold = Counter(example.label for example in examples)
    ours: Counter[str] = Counter()
    for example, each in zip(examples, found, strict=True):
        label = class_of(each)
        ours[label] += 1
        right[label] += label == example.label
        if errors and label != example.label:
            print(f"  {example.label} not {label} {_short(each)}\n      {example.text}")
    scores = {label: 2 * right[label] / max(1, gold[label] + ours[label]) for label in "01234"}
    for label, score in scores.items():
        precision, recall = right[label] / max(1, ours[label]), right[label] / max(1, gold[label])
        print(f"  class {label}  F1 {score:.3f}  P {precision:.3f}  R {recall:.3f}")
    print(f"  macro F1 {sum(scores.values()) / len(scores):.3f}, accuracy {sum(right.values()) / len(examples):.3f}")


def score_coded(examples: list[Example], found: list[Found], errors: bool) -> None:
    told = [ours for ours in found if ours.event is not None]
    print(f"  told {len(told) / max(1, len(examples)):.3f}")
    for role in ("actor", "recipient"):
        hits = 0
        for example, ours in zip(examples, found, strict=True):
            is_hit = any(_touch(one, other) for one in ours.spans(role) for other in example.spans[role])
            hits += is_hit
            if errors and not is_hit:
                words = [example.text[start:end] for start, end in example.spans[role]]
                print(f"  {role} {words} {_short(ours)}\n      {example.text}")
        print(f"  {role} {hits / max(1, len(examples)):.3f} of {len(examples)}")


def class_of(found: Found) -> str:
    """An appeal, and what is only considered, possible or denied, is a statement to CAMEO."""
    if found.event is None or found.claim is None or found.claim.rule == "appeal":
        return "0"
    if found.event.realis in {"proposed", "conditional", "denied"}:
        return "0"
    return CLASSES[found.event.type]


def score_spans(examples: list[Example], found: list[Found], errors: bool) -> None:
    for role in ("actor", "recipient"):
        exact, loose, gold_count, our_count = 0, 0, 0, 0
        for example, ours in zip(examples, found, strict=True):
            both = example.spans["both"]
            gold = example.spans[role] + (both[:1] if role == "actor" else both[1:])
            spans = ours.spans(role)
            gold_count, our_count = gold_count + len(gold), our_count + len(spans)
            exact += len(set(gold) & set(spans))
            hits = sum(any(_touch(one, other) for other in spans) for one in gold)
            loose += hits
            if errors and hits < len(gold):
                words = [example.text[start:end] for start, end in gold]
                print(f"  {role} {words} {_short(ours)}\n      {example.text}")
        counts = max(1, gold_count + our_count)
        name = "who" if role == "actor" else "whom"
        print(f"  {name:5} exact F1 {2 * exact / counts:.3f}, overlap F1 {2 * loose / counts:.3f}, {gold_count} spans")


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _short(found: Found) -> str:
    event = found.event
    if event is None or found.claim is None:
        return "-"
    who = f"{event.actor} -> {event.recipient} ({event.realis})"
    return f"{event.type} {event.mode} [{found.claim.rule}] {who} “{found.claim.evidence[0].words}”"


if __name__ == "__main__":
    main()
