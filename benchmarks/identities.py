"""How well names become identities across articles: ``python benchmarks/identities.py --data ../shared/data``.

330 actor mentions of `news-open`, at most three of an article, drawn with a fixed seed and labelled by hand with who is
meant (``benchmarks/labels/identities.jsonl``: article, offsets, identity; ``null`` for words that describe somebody and
name nobody). A pair of mentions is right when both are labelled with one identity. Printed are, over all pairs,

- precision: of the pairs that the program joins, how many are right;
- recall: of the right pairs, how many the program joins;
- the same with pairs of one and the same name left out, which are the easy ones.

``--errors`` prints the names of each wrong and each missing pair.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dragoman.analyse import analyse, load
from dragoman.clean import clean
from dragoman.model import Actor, Capture
from dragoman.pipeline import extract
from dragoman.resolve import Node, identify, node_of_actor

LABELS = Path(__file__).parent / "labels/identities.jsonl"


@dataclass(frozen=True)
class Mention:
    name: str
    node: Node | None
    gold: str | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    path = options.data / "measure/news/news-open.jsonl.gz"
    if not path.exists():
        sys.exit(f"skipped: there is no {path} here")
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    mentions = list(find_mentions(path, labels))
    identities = identify(mention.node for mention in mentions if mention.node).of
    found = [identities[mention.node.id] if mention.node else None for mention in mentions]
    print(f"{len(mentions)} mentions, {len({mention.gold for mention in mentions} - {None})} identities by hand")
    for title, hard in (("all pairs", False), ("names that differ", True)):
        report(title, mentions, found, hard=hard, errors=options.errors and not hard)


def find_mentions(path: Path, labels: list[dict]) -> Iterator[Mention]:
    """The labelled mentions as the program reads them; one that it does not find has no node."""
    wanted: dict[str, list[dict]] = {}
    for label in labels:
        wanted.setdefault(label["article"], []).append(label)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in wanted]
    cleaned = [
        clean(Capture(row["text"].encode(), f"{row['id']}.txt"), published=row.get("date"), outlet=row.get("outlet"))
        for row in rows
    ]
    docs = analyse(load(), (each.article for each in cleaned))
    for row, each, (_, doc) in zip(rows, cleaned, docs, strict=True):
        actors: dict[tuple[int, int], Actor] = {}
        for claim in extract(each, doc).claims:
            if isinstance(claim.value, Actor):
                actors[claim.evidence[0].start, claim.evidence[0].end] = claim.value
        for label in wanted[row["id"]]:
            span = label["start"], label["end"]
            actor = actors.get(span)
            name = each.article.text[slice(*span)]
            yield Mention(name, node_of_actor(actor) if actor else None, label["identity"])


def report(title: str, mentions: list[Mention], found: list[str | None], *, hard: bool, errors: bool) -> None:
    right = joined = gold = 0
    for (one, first), (other, second) in combinations(zip(mentions, found, strict=True), 2):
        if hard and one.name == other.name:
            continue
        same = one.gold is not None and one.gold == other.gold
        together = first is not None and first == second
        right, joined, gold = right + (same and together), joined + together, gold + same
        if errors and same != together:
            print(f"  {'missing' if same else 'wrong'}: {one.name} | {other.name}")
    print(f"{title:20} precision {right / max(1, joined):.3f}  recall {right / max(1, gold):.3f}  ({gold} pairs)")


if __name__ == "__main__":
    main()
