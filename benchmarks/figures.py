"""Number reading on news sentences whose quantities were annotated by hand.

    .venv/bin/python benchmarks/figures.py --data ../shared/data [--errors]

A value is right when the sentence has it as a quantity; a range counts as its two ends, a vague count (*tens of
thousands* as the decade that the annotators give it). Reported are precision, recall and F1 over all values of all
sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from dragoman.extract.figures.numbers import Number, find_numbers


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="print every sentence with a value too many or too few")
    args = parser.parse_args()
    path = args.data / "measure" / "newsquant.json"
    if not path.exists():
        print(f"skipped: {path} is missing")
        return 0
    found = missed = spurious = 0
    for sentence in json.loads(path.read_text("utf-8")):
        gold = Counter(value for quantity in sentence["quantities"] for value in _values(quantity["value"]))
        mine = Counter(value for number in find_numbers(sentence["text"]) for value in _read(number))
        found += (gold & mine).total()
        missed += (gold - mine).total()
        spurious += (mine - gold).total()
        if args.errors and gold != mine:
            print(sentence["text"], "| missed", *(gold - mine), "| spurious", *(mine - gold))
    precision, recall = found / (found + spurious), found / (found + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"values {found + missed}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return 0


def _read(number: Number) -> list[float]:
    """A number's values; the codebook counts *thousands* from 2,000, these annotators from 1,000 to 10,000."""
    values = [float(value) for value in number.values]
    return [values[0] / 2, values[0] * 5] if number.vague else [round(value, 4) for value in values]


def _values(written: str) -> list[float]:
    """``"10000.0-100000.0"`` → both ends; of a vague count's decade ("1000000-10000000") too."""
    return [round(float(part), 4) for part in str(written).split("-") if part]


if __name__ == "__main__":
    sys.exit(main())
