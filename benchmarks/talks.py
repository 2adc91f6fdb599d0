"""Measure talks and agreements on a hundred news articles that were read by eye.

    .venv/bin/python benchmarks/talks.py --data ../shared/data [--show]

``benchmarks/labels/talks.jsonl`` has one line for each record that the program gave on the day of reading, and for each
telling of talks that it missed: article id of ``measure/news/news-open.jsonl.gz``, kind, offsets of the first words,
verdict. An article without any has one line with the verdict ``none``. The script counts the verdicts, then reads the
articles again and says how many of the right records are still there, how many of the wrong ones are gone and how many
of the missed ones are found. ``--show`` prints every record with its words, so that anybody can read the draw again.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.analyse import analyse, load
from dragoman.cards import card_of
from dragoman.clean import clean
from dragoman.model import Agreement, Capture, Claim, Cleaned, Talks
from dragoman.pipeline import extract

LABELS = Path(__file__).parent / "labels" / "talks.jsonl"
NEWS = Path("measure/news/news-open.jsonl.gz")

Label = dict[str, Any]


def read_labels() -> dict[str, list[Label]]:
    """The labels of each article, in the order of the draw."""
    labels: defaultdict[str, list[Label]] = defaultdict(list)
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        labels[label["article"]].append(label)
    return labels


def read_articles(path: Path, wanted: dict[str, list[Label]]) -> dict[str, Cleaned]:
    """The articles that have labels, cleaned."""
    cleaned = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in wanted:
                capture = Capture(row["text"].encode(), row["id"] + ".txt")
                cleaned[row["id"]] = clean(capture, published=row.get("date") or None, outlet=row.get("outlet"))
    return cleaned


def read_records(articles: dict[str, Cleaned]) -> Iterator[tuple[str, list[Claim]]]:
    """The talks and agreements of each article."""
    docs = analyse(load(), [one.article for one in articles.values()])
    for (article_id, cleaned), (_, doc) in zip(articles.items(), docs, strict=True):
        yield (
            article_id,
            [claim for claim in extract(cleaned, doc).claims if isinstance(claim.value, Talks | Agreement)],
        )


def stands(label: Label, claims: list[Claim]) -> bool:
    """Whether a record has the words of a label."""
    return any(
        claim.kind == label["kind"]
        and any(one.start < label["end"] and label["start"] < one.end for one in claim.evidence)
        for claim in claims
    )


def show(article_id: str, claims: list[Claim]) -> None:
    """Print the records of an article as cards."""
    print(f"# {article_id}")
    for claim in claims:
        assert isinstance(claim.value, Talks | Agreement)
        title, rows = card_of(claim.value, {})
        print(
            f"  {claim.kind} {claim.evidence[0].start}: {title}; " + "; ".join(f"{name} {told}" for name, told in rows)
        )
        for evidence in claim.evidence:
            print(f"      {' '.join(evidence.words.split())}")


def main() -> None:
    """Print the verdicts and what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    labels = read_labels()
    verdicts: Counter[tuple[str, str]] = Counter()
    standing: Counter[tuple[str, str]] = Counter()
    for article_id, claims in read_records(read_articles(options.data / NEWS, labels)):
        if options.show:
            show(article_id, claims)
        for label in labels[article_id]:
            key = (label["kind"] or "-", label["verdict"])
            verdicts[key] += 1
            standing[key] += label["kind"] is not None and stands(label, claims)
    print(f"{len(labels)} articles")
    for (kind, verdict), count in sorted(verdicts.items()):
        now = f"  there now {standing[kind, verdict]}" if kind != "-" else ""
        print(f"{kind:10} {verdict:20} {count:3}{now}")


if __name__ == "__main__":
    main()
