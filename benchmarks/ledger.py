"""The ledger, measured: adding beside reading, growth and size, queries.

    python benchmarks/ledger.py grow [--articles 11700] [--at grown.db]     made articles; then size and queries
    python benchmarks/ledger.py grow --articles 100000 --short              articles of a tenth of the length
    python benchmarks/ledger.py query [--at grown.db]                       queries alone, on such a ledger
    python benchmarks/ledger.py add --data ../shared/data [--first 200]     news-open, read and added

Times are processor time, so that other programs on the machine do not count; what the disk takes is told beside it.
The made articles have the shape of news-open's: 6.0 KB of text in words by Zipf's law, 86 claims of which 34 name
places, 25 actors and 9 dates, from names that repeat as names in news do. ``--short`` makes them of 0.6 KB with 11
claims.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from dragoman import open_ledger
from dragoman.model import Article, Claim, Reader, Report, Span, Value, make_claim
from dragoman.model.article import article_id
from dragoman.model.values import Actor, Date, Event, Figure, Place, Position, Quotation, Source, When

READERS = tuple(
    Reader(name, 1)
    for name in ("dates", "places", "actors", "quotations", "figures", "talks", "positions", "agreements", "events")
)
LETTERS = "abcdefghijklmnoprstuvwy"
MIX = (("place", 34), ("actor", 25), ("quotation", 12), ("date", 9), ("position", 3), ("figure", 2), ("event", 1))
"""Claims of each kind in an article of news-open."""

SHORT_MIX = (("place", 4), ("actor", 3), ("quotation", 1), ("date", 1), ("position", 1), ("figure", 1))

FIRST = 100
"""Entries of a first page."""

OUTCOMES = ("killed", "injured", "displaced", "held", "freed")


class World:
    """Words and names, of which the first are the most frequent; the same for the same seed."""

    def __init__(self, seed: int, *, short: bool = False) -> None:
        self.short = short
        self.random = random.Random(seed)
        self.words = [self._word() for _ in range(30_000)]
        self.actors = [f"{self._word().title()} {self._word().title()}" for _ in range(40_000)]
        self.places = [self._word().title() for _ in range(8_000)]
        self._weights = {size: self._zipf(size) for size in (30_000, 40_000, 8_000)}

    def _word(self) -> str:
        return "".join(self.random.choices(LETTERS, k=self.random.randint(2, 9)))

    @staticmethod
    def _zipf(size: int) -> list[float]:
        total, sums = 0.0, []
        for rank in range(1, size + 1):
            total += 1 / (rank + 2)
            sums.append(total)
        return sums

    def pick(self, names: list[str], count: int) -> list[str]:
        return self.random.choices(names, cum_weights=self._weights[len(names)], k=count)

    def report(self, number: int) -> Report:
        """The report of that number: its text, and claims about names and words in it."""
        day = date(2020, 1, 1) + timedelta(days=number // 40)
        share = 10 if self.short else 1
        names = self.pick(self.actors, 12 // share + 1) + self.pick(self.places, 14 // share + 1)
        words = self.pick(self.words, 1_000 // share)
        for name in names * 2:
            words[self.random.randrange(len(words))] = name
        text = " ".join(words)[: self.random.randint(4_000 // share, 8_000 // share)]
        article = Article(
            article_id(text, None, str(day)), text, text[:60], str(day), "given", f"Outlet {number % 60}", language="en"
        )
        starts = [place for place in range(len(text)) if text[place - 1 : place] == " "]
        kinds = [kind for kind, count in (SHORT_MIX if self.short else MIX) for _ in range(count)]
        claims = [self._claim(article, kind, names, day, starts) for kind in kinds]
        return Report(article, tuple({claim.id: claim for claim in claims}.values()), (), READERS)

    def _claim(self, article: Article, kind: str, names: list[str], day: date, starts: list[int]) -> Claim:
        start = self.random.choice(starts[:-20])
        spans = [(kind, Span(start, start + self.random.randint(4, 12)))]
        if kind in {"quotation", "figure", "position"}:
            spans += [("content", Span(start, min(start + 90, len(article.text)))), ("cue", Span(start, start + 4))]
        return make_claim(article, self._value(kind, names, day), spans, rule=f"{kind} {self.random.randint(0, 30)}")

    def _value(self, kind: str, names: list[str], day: date) -> Value:
        rng = self.random
        middle = len(names) // 2
        who, other, where = rng.choice(names[:middle]), rng.choice(names[:middle]), rng.choice(names[middle:])
        said = str(day - timedelta(days=rng.randint(0, 9)))
        when = When(said, said, resolved=True, granularity="day", anchor="published")
        source = Source(who, "institution", rng.choice([None, other]))
        match kind:
            case "place":
                spot = self.places.index(where)
                return Place(where, "SD", spot % 90, spot % 180, "city")
            case "actor":
                return Actor(who, "person", None, rng.choice([None, "minister"]), rng.choice([None, other]))
            case "quotation":
                return Quotation(source, rng.choice(self.words[:30]), rng.choice(["direct", "indirect", "mixed"]))
            case "date":
                return Date(when)
            case "position":
                return Position(who, source, rng.choice(["aid", "talks", "ceasefire"]), "demands", when)
            case "figure":
                count = rng.randint(1, 40_000)
                outcome = OUTCOMES[rng.randrange(5)]
                return Figure(count, count, outcome, "people", side=other, place=where, when=when, source=source)
            case _:
                return Event("CONSULT", who, other, when=when)


def grow(arguments: argparse.Namespace) -> None:
    place = Path(arguments.at)
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    world, spent, walls, text, claims = World(1, short=arguments.short), [], [], 0, 0
    with open_ledger(place) as ledger:
        for number in range(arguments.articles):
            report = world.report(number)
            began, wall = time.process_time(), time.perf_counter()
            claims += ledger.add(report).claims
            spent.append(time.process_time() - began)
            walls.append(time.perf_counter() - wall)
            text += len(report.article.text.encode())
            if number + 1 in {1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, arguments.articles}:
                print(
                    f"{number + 1:>7} articles: {1000 * statistics.median(spent[-200:]):.1f} ms of processor, "
                    f"{1000 * statistics.median(walls[-200:]):.1f} ms by the clock (median of the last 200)",
                    flush=True,
                )
    size = place.stat().st_size
    print(
        f"{claims} claims; {text / 1e6:.1f} MB of text; {size / 1e6:.1f} MB on disk: {size / text:.2f} times the text"
    )
    query(place, world)


def query(place: Path, world: World) -> None:
    rng = random.Random(2)
    with open_ledger(place, create=False) as ledger:

        def actor() -> str:
            return world.pick(world.actors, 1)[0]

        def place() -> str:
            return world.pick(world.places, 1)[0]

        def words() -> str:
            return " ".join(rng.sample(world.words[:5_000], 2))

        def an_outcome() -> dict[str, object]:
            return {"kind": "figure", "place": place(), "outcome": rng.choice(OUTCOMES)}

        entries, search = ledger.entries, ledger.search
        said: dict[str, Callable[[], Callable[[], Iterable[object]]]] = {
            "actor, any": lambda: partial(entries, actor=rng.choice(world.actors)),
            "actor, as often as named": lambda: partial(entries, actor=actor()),
            "actor, the most named": lambda: partial(entries, actor=rng.choice(world.actors[:10])),
            "figures of a place and outcome": lambda: partial(entries, **an_outcome()),
            "figures of a place, as of today": lambda: partial(
                entries, kind="figure", place=place(), as_of=date.today()
            ),
            "reported on a day about another": lambda: partial(
                entries, kind="figure", **dict(zip(("holds", "reported"), _two_days(rng), strict=True))
            ),
            "said to hold on a day": lambda: partial(entries, kind="position", holds=_a_day(rng)),
            "search": lambda: partial(search, words()),
            "search, figures": lambda: partial(search, words(), kind="figure"),
            "search, actor": lambda: partial(search, words(), actor=actor()),
        }
        for name, ask in said.items():
            firsts, wholes, found = [], [], 0
            for _ in range(60):
                asked = ask()
                began = time.process_time()
                rows = iter(asked())
                count = sum(1 for _ in islice(rows, FIRST))
                firsts.append(time.process_time() - began)
                found += count + sum(1 for _ in rows)
                wholes.append(time.process_time() - began)
            told = [f"{title} {_ms(times)}" for title, times in (("first 100", firsts), ("all", wholes))]
            print(f"{name}: {'; '.join(told)}; {found / 60:.0f} found", flush=True)


def _ms(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {1000 * ordered[30]:.1f} ms, 95 % under {1000 * ordered[56]:.1f} ms"


def _two_days(rng: random.Random) -> tuple[tuple[str, str], tuple[str, str]]:
    """A day, and one soon after it."""
    about = date.fromisoformat(_a_day(rng)[0])
    told = str(about + timedelta(days=rng.randint(0, 9)))
    return (str(about), str(about)), (told, told)


def _a_day(rng: random.Random) -> tuple[str, str]:
    day = str(date(2020, 1, 1) + timedelta(days=rng.randrange(280)))
    return day, day


def add(arguments: argparse.Namespace) -> None:
    from dragoman import read_many

    rows = _news(Path(arguments.data), arguments.first)
    place = Path(arguments.at)
    place.unlink(missing_ok=True)
    began = time.process_time()
    outcomes = list(read_many([row["text"].encode() for row in rows]))
    reading = time.process_time() - began
    with open_ledger(place) as ledger:
        began = time.process_time()
        for outcome in outcomes:
            ledger.add(outcome)
        adding = time.process_time() - began
    text = sum(len(outcome.article.text.encode()) for outcome in outcomes if isinstance(outcome, Report))
    print(f"{len(outcomes)} articles: read in {reading:.1f} s, added in {adding:.1f} s ({adding / reading:.1%})")
    print(f"{place.stat().st_size / text:.2f} times the text on disk")


def _news(data: Path, first: int | None) -> list[dict[str, str]]:
    with gzip.open(data / "measure/news/news-open.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(1).shuffle(rows)
    return rows[:first]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["grow", "query", "add"])
    parser.add_argument("--articles", type=int, default=11_700)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--at", default="ledger-benchmark.db")
    parser.add_argument("--data", default="../shared/data")
    parser.add_argument("--first", type=int)
    chosen = parser.parse_args()
    match chosen.what:
        case "grow":
            grow(chosen)
        case "query":
            query(Path(chosen.at), World(1, short=chosen.short))
        case "add":
            add(chosen)
