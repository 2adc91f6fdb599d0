"""How well pages become articles: body text, titles, dates.

    python benchmarks/clean.py aeb [--misses] [--data ../shared/data]
    python benchmarks/clean.py fundus [--misses]
    python benchmarks/clean.py conflict
    python benchmarks/clean.py limits [--megabytes 50]

**aeb** is half of the article-extraction benchmark (Zyte, 2019), scored by its public definition: texts are cut into
words (``\\w+``) and these into 4-grams; for each page true positives, false positives and false negatives are counted
over the two multisets and divided by their sum; precision and recall are averaged over the pages, F1 is their harmonic
mean. Bare trafilatura runs beside, with its defaults. The gold bodies hold no headline and mostly no standfirst or
caption, which Dragoman marks as parts of the text: the body compared is the text without those parts.

**fundus** has pages of many countries' outlets with the title, day and body that each outlet's own parser (Fundus)
gives. A page belongs to that version of its outlet's record whose body it contains. *Exact* titles are equal but for
case and punctuation; *close* ones share three quarters of their words (outlets publish several titles for one article:
Open Graph's, schema.org's, the heading's). Titles and dates count on pages in English, Spanish, Portuguese and French;
the titles of all pages stand beside them.

**limits** makes broken and huge pages and prints seconds and peak memory for each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import trafilatura

from dragoman.clean import clean
from dragoman.model import Article, BadPage, Capture

Counts = tuple[float, float, float]
LANGUAGES = ("en", "es", "pt", "fr")
NOT_BODY = ("headline", "standfirst", "caption")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)) if words)


def compare(gold: str, found: str) -> Counts:
    """True positives, false positives and false negatives of a page, as shares of their sum."""
    wanted, given = shingles(gold), shingles(found)
    counts = ((wanted & given).total(), (given - wanted).total(), (wanted - given).total())
    whole = sum(counts) or 1
    return counts[0] / whole, counts[1] / whole, counts[2] / whole


def score(pages: list[Counts]) -> tuple[float, float, float]:
    """Mean precision and recall over the pages that have any, and their F1."""
    precision = mean(tp / (tp + fp) for tp, fp, _ in pages if tp + fp)
    recall = mean(tp / (tp + fn) for tp, _, fn in pages if tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)


def body_of(article: Article) -> str:
    """The text without headline, standfirst and captions."""
    at, kept = 0, []
    for part in article.parts:
        if part.part in NOT_BODY:
            kept.append(article.text[at : part.start])
            at = part.end
    return "\n".join([*kept, article.text[at:]])


def read(page: bytes, name: str) -> Article | None:
    try:
        return clean(Capture(page, name)).article
    except BadPage as problem:
        print(f"  {name}: {problem}")
        return None


def show(name: str, pages: list[Counts]) -> None:
    precision, recall, f1 = score(pages)
    print(f"{name:<22} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  ({len(pages)} pages)")


def run_aeb(folder: Path, misses: bool) -> None:
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    ours, bare = [], []
    for key in sorted(gold):
        page = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        article = read(page, key)
        ours.append(compare(gold[key]["articleBody"], body_of(article) if article else ""))
        bare.append(compare(gold[key]["articleBody"], trafilatura.extract(page) or ""))
        if misses and ours[-1][0] < 0.95:
            print(f"  {key[:8]} {ours[-1][0]:.2f} {gold[key]['url'][:90]}")
    show("trafilatura, bare", bare)
    show("dragoman", ours)


def run_fundus(folder: Path, misses: bool) -> None:
    ours, bare, titles, close, dates, all_titles = [], [], [], [], [], []
    for path in sorted(folder.glob("*.html.gz")):
        page = gzip.decompress(path.read_bytes())
        gold = matching_record(folder / f"{path.name.split('_')[0]}.json", page.decode("utf-8", "replace"))
        if gold is None:
            continue
        article = read(page, path.name)
        ours.append(compare(gold_body(gold), body_of(article) if article else ""))
        bare.append(compare(gold_body(gold), trafilatura.extract(page) or ""))
        all_titles.append(article is not None and key_of(article.title) == key_of(gold["title"]))
        if article is None or article.language not in LANGUAGES:
            continue
        titles.append(all_titles[-1])
        close.append(share_words(article.title or "", gold["title"] or "") >= 0.75)
        dates.append(article.published == (gold["publishing_date"] or "")[:10])
        if misses and not (titles[-1] and dates[-1]):
            print(
                f"  {path.name}: {article.title!r} {article.published} for {gold['title']!r} {gold['publishing_date']}"
            )
    show("trafilatura, bare", bare)
    show("dragoman", ours)
    print(f"titles: exact {mean(titles):.3f}, close {mean(close):.3f}; dates {mean(dates):.3f}  ({len(titles)} pages)")
    print(f"titles in any language: exact {mean(all_titles):.3f}  ({len(all_titles)} pages)")


def matching_record(path: Path, page: str) -> dict | None:
    """The outlet's record whose body the page contains best; none that it contains by less than three tenths."""
    present = set(shingles(page))

    def contained(record: dict) -> float:
        body = shingles(gold_body(record))
        return sum(shingle in present for shingle in body) / max(1, len(body))

    records = [
        r for r in json.loads(path.read_text(encoding="utf-8")).values() if isinstance(r, dict) and r.get("body")
    ]
    best = max(records, key=contained, default=None)
    return best if best is not None and contained(best) >= 0.3 else None


def gold_body(record: dict) -> str:
    return "\n".join(line for s in record["body"]["sections"] for line in (*s["headline"], *s["paragraphs"]))


def key_of(title: str | None) -> str:
    return re.sub(r"\W+", "", (title or "").lower())


def share_words(one: str, other: str) -> float:
    a, b = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return len(a & b) / max(1, min(len(a), len(b)))


def run_conflict(folder: Path, misses: bool) -> None:
    """Prints what became of each page, for reading; there is no gold."""
    for path in sorted(folder.glob("*.html.gz")):
        if ".expected." in path.name:
            continue
        article = read(gzip.decompress(path.read_bytes()), path.name)
        if article is None:
            continue
        print(f"\n== {path.name}: {article.title!r} {article.outlet!r} {article.published} ({article.published_from})")
        print(f"   {article.agency} {article.authors} {article.language} {article.url}")
        for part in article.parts:
            print(f"   [{part.part}] {article.text[part.start : part.end][:100]}")
        for furniture in article.furniture:
            print(f"   - {furniture.reason}: {furniture.words[:100]}")
        if misses:
            print(article.text)


PARAGRAPH = "<p>The two delegations met again on Monday and agreed to go on talking until Friday, officials said.</p>"


def hard_pages(megabytes: int) -> Iterator[tuple[str, Callable[[], str]]]:
    size = megabytes * 1_000_000
    yield "one huge script", lambda: f"<html>{PARAGRAPH * 5}<script>{'x' * size}</script>"
    yield "small scripts", lambda: f"<html>{PARAGRAPH * 5}{'<script>a</script>' * (size // 18)}{PARAGRAPH}"
    yield "paragraphs", lambda: "<html>" + "".join(f"<p>{i} {PARAGRAPH[3:]}" for i in range(size // 110))
    yield "plain text", lambda: "".join(f"{i} {PARAGRAPH[3:-4]}\n\n" for i in range(size // 105))
    yield "unclosed divs", lambda: "<html>" + "<div>" * (size // 5) + PARAGRAPH * 10
    yield "unclosed p, b, i", lambda: "<html>" + "<p><b><i>some words " * 20_000
    yield "unclosed links", lambda: f"<html>{PARAGRAPH * 3}{'<a href=x>link ' * 20_000}"
    yield "nested tables", lambda: "<html>" + f"<table><tr><td>{PARAGRAPH}" * 300
    yield "signs only", lambda: f"<html>{PARAGRAPH * 3}{'<' * 1_000_000}"
    yield "brackets", lambda: "[a](" * 100_000


def run_limits(megabytes: int) -> None:
    for name, make in hard_pages(megabytes):
        page = make().encode()
        start = time.perf_counter()
        article = read(page, name)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        kept = len(article.text) if article else 0
        print(f"{name:<18} {len(page) / 1e6:6.1f} MB  {seconds:6.1f} s  peak so far {peak} MB  {kept:,} characters")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("aeb", "fundus", "conflict", "limits"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--misses", action="store_true", help="name the pages that are not right")
    parser.add_argument("--megabytes", type=int, default=50)
    options = parser.parse_args()
    if options.what == "limits":
        run_limits(options.megabytes)
        return
    folder = options.data / "measure" / "html" / options.what
    if not folder.is_dir():
        sys.exit(f"skipped: no pages at {folder}")
    {"aeb": run_aeb, "fundus": run_fundus, "conflict": run_conflict}[options.what](folder, options.misses)


if __name__ == "__main__":
    main()
