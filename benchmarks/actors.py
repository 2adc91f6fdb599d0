"""Actors against labels made by hand: coreference, type and affiliation; speed beside the language model.

Each line of ``labels/actors.jsonl`` is one actor of an article of ``measure/news/news-open.jsonl.gz``: the offsets of
its fullest name, the offsets of mentions that stand for it, its type and its affiliation. Offsets only, no text.

    python benchmarks/actors.py --data ../shared/data
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.analyse import load
from dragoman.extract.actors import ActorIndex, index_of
from dragoman.model import Article, Reading
from dragoman.registry import load_registry

LABELS = Path(__file__).parent / "labels" / "actors.jsonl"
NEWS = Path("measure/news/news-open.jsonl.gz")


def read_articles(data: Path) -> dict[str, dict]:
    with gzip.open(data / NEWS, "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def actor_at(index: ActorIndex, start: int, end: int):
    """The actor that most narrowly covers the characters, by the last token that has one."""
    for token in reversed(range(len(index.tokens))):
        if index.tokens.start[token] < end and index.tokens.end_of(token) > start and index.at(token):
            return index.at(token)[1]
    return None


def agrees(stated: str | None, found: str | None) -> bool:
    if stated is None or found is None:
        return stated is found
    return stated.lower() in found.lower() or found.lower() in stated.lower()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--data", type=Path, default=Path("../shared/data"))
    arguments.add_argument("--errors", action="store_true", help="print the offsets of every miss")
    arguments.add_argument("--sample", choices=["first", "second", "third", "all"], default="all")
    options = arguments.parse_args()
    if not (options.data / NEWS).exists():
        sys.exit(f"skipped: no {options.data / NEWS}")
    articles = read_articles(options.data)
    labels = defaultdict(list)
    for label in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        if options.sample in ("all", label.get("sample", "first")):
            labels[label["article"]].append(label)
    started = time.process_time()
    registry = load_registry()
    registry_time = time.process_time() - started
    nlp = load()
    counts: Counter[str] = Counter()
    words, model_time, own_time = 0, 0.0, 0.0
    for name, actors in labels.items():
        article = Article(name, articles[name]["text"], published=articles[name]["date"])
        started = time.process_time()
        doc = nlp(article.text)
        parsed = time.process_time()
        index = index_of(Reading(article, doc), registry)
        own_time += time.process_time() - parsed
        model_time += parsed - started
        words += len(doc)
        for label in actors:
            measure(index, label, counts, options.errors)
    report(counts, words, model_time, own_time, registry_time)


def measure(index: ActorIndex, label: dict, counts: Counter[str], errors: bool) -> None:
    whole = actor_at(index, *label["actor"])
    for start, end in label["mentions"]:
        found = actor_at(index, start, end)
        if found is None or all(found is not actor for actor in index.actors):
            outcome = "missed"
        elif found is whole:
            outcome = "right"
        else:
            outcome = "missed" if all(mention.start == found.fullest.start for mention in found.mentions) else "wrong"
        counts[outcome] += 1
        if errors and outcome != "right":
            print(
                outcome,
                label["article"],
                (start, end),
                repr(index.tokens.doc.text[start:end]),
                "->",
                found and found.name,
            )
    if label["type"] is not None:
        counts["typed"] += 1
        counts["type"] += whole is not None and whole.type == label["type"]
        affiliation = index.affiliation_of(whole) if whole is not None else ("?", "?")
        right = any(agrees(label["affiliation"], found) for found in affiliation)
        counts["affiliation"] += right
        if errors and (whole is None or whole.type != label["type"] or not right):
            text = index.tokens.doc.text[slice(*label["actor"])]
            print(
                "value",
                label["article"],
                text,
                label["type"],
                label["affiliation"],
                "->",
                whole and whole.type,
                affiliation,
            )


def report(counts: Counter[str], words: int, model_time: float, own_time: float, registry_time: float) -> None:
    total = counts["right"] + counts["wrong"] + counts["missed"]
    answered = counts["right"] + counts["wrong"]
    print(f"coreference to the fullest name, {total} mentions")
    print(f"  precision    {counts['right'] / answered:.3f}")
    print(f"  recall       {counts['right'] / total:.3f}")
    print(f"type           {counts['type'] / counts['typed']:.3f} of {counts['typed']} actors")
    print(f"affiliation    {counts['affiliation'] / counts['typed']:.3f}")
    print(f"actors         {own_time / words * 1e6:.1f} ms for 1,000 words, {own_time / model_time:.1%} of the model's")
    print(f"registry       loaded in {registry_time * 1000:.0f} ms")


if __name__ == "__main__":
    main()
