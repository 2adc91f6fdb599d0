"""Adds prepared reports to a ledger and says of each that it was acknowledged: ``python adder.py LEDGER COUNT``."""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.ledger.reports import TEXT, report

from dragoman import open_ledger
from dragoman.model import Capture


def add_all(place: str, count: int) -> Iterator[str]:
    """Add ``count`` reports to the ledger at ``place``, and give the id of each when it is in."""
    with open_ledger(place) as ledger:
        for number in range(count):
            text = f"Report {number}. " + TEXT * 3
            added = ledger.add(report(text, count=number), Capture(text.encode(), f"{number}.txt"))
            assert added.article is not None
            yield added.article


if __name__ == "__main__":
    for uid in add_all(sys.argv[1], int(sys.argv[2])):
        print(uid, flush=True)
