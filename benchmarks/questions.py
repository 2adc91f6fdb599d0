"""Ten questions of an analyst and four asked blind, put to a ledger of real articles, to compare with hand answers.

    .venv/bin/python benchmarks/questions.py --data ../shared/data [--ledger FILE] [--only N]

The articles are the English ones of two sets of ``news-open``, on Gaza and on Ukraine. Without ``--ledger`` they are
read into a ledger in a temporary folder (minutes of language analysis); with it, one built before is asked. What comes
out are the commands' own answers; ``docs/benchmarks/questions.md`` compares them with answers that were written from
the articles first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dragoman import open_ledger, pipeline
from dragoman.model import BadPage

SETS = ("gaza_lexis", "ukraine2026_crawl")


@dataclass(frozen=True)
class Question:
    """What is asked, and the commands that are to answer it."""

    asked: str
    commands: tuple[tuple[str, ...], ...]


GAZA = ("--between", "Israel,Hamas")
UKRAINE = ("--between", "Russia,Ukraine")
US_ISRAEL = ("--between", "Israel,United States")
THEN = ("--until", "2024-02-06")

QUESTIONS = (
    Question("Which rounds of trilateral talks on Ukraine were there in early 2026?", (("talks", *UKRAINE),)),
    Question(
        "How many prisoners were exchanged after the February round, and who says so?",
        (("talks", *UKRAINE), ("figures", "--outcome", "freed", "--all")),
    ),
    Question("Where do Russia and Ukraine stand on territory?", (("positions", *UKRAINE, "--issue", "territory"),)),
    Question(
        "What deadline has Washington set for a deal, and who says so?", (("timeline", "--actor", "United States"),)
    ),
    Question(
        "How many Ukrainian soldiers were killed, by Zelensky's word?",
        (("figures", "--outcome", "killed", "--claimant", "Zelensky"),),
    ),
    Question("Who says that 132 hostages are held, and when?", (("figures", "--outcome", "held", "--all"),)),
    Question(
        "What totals did Gaza's Health Ministry give from mid-January to early February 2024?",
        (("figures", "--outcome", "killed", "--claimant", "Health Ministry", "--place", "Gaza"),),
    ),
    Question("What were the terms of November's truce, and what became of it?", (("talks", *GAZA),)),
    Question(
        "Early in February 2024, who mediates, and what lies on the table?",
        (("talks", *GAZA, *THEN), ("positions", *GAZA, *THEN)),
    ),
    Question(
        "How did the stance of Hamas on a ceasefire move from January to April 2024?",
        (("positions", *GAZA, "--issue", "ceasefire", "--csv"),),
    ),
    Question(
        "Who says how many died at al-Ahli hospital in October 2023?",
        (
            ("figures", "--outcome", "killed", "--place", "Ahli"),
            ("figures", "--outcome", "killed", "--place", "Gaza City"),
        ),
    ),
    Question(
        "Where did the US and Israel stand on a Palestinian state in January 2024?",
        (("positions", *US_ISRAEL, "--issue", "governance", "--until", "2024-01-31"),),
    ),
    Question(
        "Where do the US and Israel stand on an offensive in Rafah?",
        (("positions", *US_ISRAEL, "--issue", "offensive"),),
    ),
    Question(
        "How many were killed in Israel on 7 October 2023, by whose word?",
        (("figures", "--outcome", "killed", "--side", "Israel"),),
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--ledger", type=Path, help="a ledger of these articles, built before")
    parser.add_argument("--only", type=int, metavar="N", help="only the Nth question")
    args = parser.parse_args()
    if args.ledger:
        if not args.ledger.exists():
            print(f"skipped: {args.ledger} is missing")
            return 0
        _ask(args.ledger, args.only)
        return 0
    news = args.data / "measure" / "news" / "news-open.jsonl.gz"
    if not news.exists():
        print(f"skipped: {news} is missing")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "questions.db"
        _build(news, ledger)
        _ask(ledger, args.only)
    return 0


def _build(news: Path, where: Path) -> None:
    with gzip.open(news, "rt", encoding="utf-8") as lines, open_ledger(where) as ledger:
        for row in map(json.loads, lines):
            if row["lang"] != "en" or row["set"] not in SETS:
                continue
            try:
                ledger.add(pipeline.read(row["text"].encode(), published=row["date"] or None, outlet=row["outlet"]))
            except BadPage as error:
                print("unread", row["id"], error, file=sys.stderr)


def _ask(ledger: Path, only: int | None) -> None:
    for number, question in enumerate(QUESTIONS, 1):
        if only in {None, number}:
            print(f"\n{number}. {question.asked}", flush=True)
            for command in question.commands:
                print("\n$ dragoman", *command, flush=True)
                subprocess.run([sys.executable, "-m", "dragoman", *command, "--ledger", str(ledger)], check=True)


if __name__ == "__main__":
    sys.exit(main())
