"""How well attributions are found in raw text: ``python benchmarks/quotations.py --data ../shared/data``.

PolNeAR dev: 84 news articles whose attributions were annotated by hand as source, cue and content (Newell, Margolin and
Ruths, LREC 2018); where several annotators read an article, the first is taken. Printed are

- characters of content: F1 over the characters that stand in anybody's content;
- exact spans of source, cue and content: F1, a span of several pieces counted once for each;
- linked: the share of the annotated attributions for which one of ours has the same cue or a word of it, and a source
  and a content that each share half their words with the annotated ones;
- linked exactly: the same with all three spans exact;
- our own time for each thousand words, the language model and the index of actors left out.

Two annotators among themselves have F1 .907 for characters, .777, .705 and .657 for the exact spans.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from dragoman.analyse import load
from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.lexicon import load_lexicon
from dragoman.extract.quotations.linking import find_attributions
from dragoman.extract.quotations.marks import find_marks
from dragoman.extract.quotations.tree import Tree

LAYERS = ("source", "cue", "content")
Spans = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Annotated:
    """One attribution, ours or an annotator's: its three parts as spans of characters."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass
class F1:
    """Counts of what agrees."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def count(self, gold: frozenset[Any], found: frozenset[Any]) -> None:
        self.right += len(gold & found)
        self.gold += len(gold)
        self.found += len(found)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * self.right / max(1, self.gold + self.found):.3f}"


@dataclass
class Scores:
    """All that is measured over a corpus."""

    spans: dict[str, F1] = field(default_factory=lambda: {layer: F1() for layer in LAYERS})
    characters: F1 = field(default_factory=F1)
    linked: int = 0
    exactly: int = 0
    attributions: int = 0

    def count(self, gold: list[Annotated], found: list[Annotated]) -> None:
        for layer in LAYERS:
            self.spans[layer].count(_spans(gold, layer), _spans(found, layer))
        self.characters.count(_characters(_spans(gold, "content")), _characters(_spans(found, "content")))
        self.attributions += len(gold)
        self.exactly += sum(each in found for each in gold)
        self.linked += sum(any(_agree(each, other) for other in found) for each in gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    path = parser.parse_args().data / "train/polnear/dev.jsonl.gz"
    if not path.exists():
        sys.exit(f"skipped: there is no {path} here")
    nlp, scores, spent, words = load(), Scores(), 0.0, 0
    for row in read(path):
        doc = nlp(row["text"])
        begun = time.process_time()
        found = attributions(doc)
        spent += time.process_time() - begun
        words += len(row["text"].split())
        scores.count(annotations(row), found)
    report(scores, spent * 1e6 / words)


def report(scores: Scores, milliseconds: float) -> None:
    print(f"characters of content  {scores.characters}")
    for layer in LAYERS:
        print(f"{layer:8} exact         {scores.spans[layer]}")
    print(f"linked {scores.linked / scores.attributions:.3f}, exactly {scores.exactly / scores.attributions:.3f}")
    print(f"of {scores.attributions} attributions; {milliseconds:.1f} ms for 1,000 words")


def read(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def annotations(row: dict[str, Any]) -> list[Annotated]:
    """What the first annotator of an article marked."""
    first = next(iter(row["annotators"].values()))
    return [Annotated(*(frozenset(map(tuple, each[layer])) for layer in LAYERS)) for each in first]


def attributions(doc: Doc) -> list[Annotated]:
    """What we find in an article, in the extent that PolNeAR's annotators give to each part."""
    tree = Tree(doc)
    return [in_characters(tree, each) for each in find_attributions(tree, find_marks(doc.text), load_lexicon())]


def in_characters(tree: Tree, found: Attribution) -> Annotated:
    source = [found.source] if found.source else []
    cue = [found.cue] if found.cue else []
    return Annotated(*(frozenset(tree.span(*each) for each in part) for part in (source, cue, found.content)))


def _spans(found: list[Annotated], layer: str) -> Spans:
    return frozenset(span for each in found for span in getattr(each, layer))


def _characters(spans: Spans) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end))


def _agree(one: Annotated, other: Annotated) -> bool:
    if not _touch(one.cue, other.cue):
        return False
    return _half(one.source, other.source) and _half(one.content, other.content)


def _touch(one: Spans, other: Spans) -> bool:
    return bool(_characters(one) & _characters(other)) or not (one or other)


def _half(one: Spans, other: Spans) -> bool:
    """Whether two parts share half of their characters, or both are empty."""
    mine, theirs = _characters(one), _characters(other)
    return 2 * len(mine & theirs) >= (len(mine) + len(theirs)) / 2 if mine or theirs else True


if __name__ == "__main__":
    main()
