"""How fast: ``python benchmarks/speed.py --data ../shared/data [--articles 200]``.

Articles a second and words a second, on one process with one thread and on two processes:

- `text to claims`: all of Dragoman on clean texts (analysis and extractors);
- `analysis`: the language model alone, and in it the share of the bare ONNX passes;
- `spaCy small`: a pipeline of the architecture of spaCy's small English model (a shared tok2vec of width 96 and depth
  4 for tagger and parser, another for the entity recogniser), with random weights: the same compute. It has neither
  lemmas nor attributions.

Articles come from `news-open`, English ones, the first ones of at least 300 words. Times are processor time, each
process on one thread: what else the machine does counts little, but it is best left alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example

from dragoman.analyse import analyse, load
from dragoman.analyse.network import Network
from dragoman.extract import EXTRACTORS
from dragoman.model import Article, Cleaned, Reading
from dragoman.pipeline import extract

TAGS, DEPS, ENTITIES = 50, 45, 18
"""How many labels each part of spaCy's small English model has, about."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--part", choices=("dragoman", "spacy"), help="one part alone, in this process")
    options = parser.parse_args()
    path = options.data / "measure/news/news-open.jsonl.gz"
    if not path.exists():
        sys.exit(f"skipped: there is no {path} here")
    articles = read_articles(path, options.articles)
    if options.part == "dragoman":
        print(timed_dragoman(articles))
    elif options.part == "spacy":
        print(timed_spacy(articles))
    else:
        report(articles, options)


def report(articles: list[Article], options: argparse.Namespace) -> None:
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words (counted by white space)")
    analysis(articles, words)
    for part, title in (("dragoman", "text to claims"), ("spacy", "spaCy small")):
        for processes in (1, 2):
            seconds = in_processes(part, processes, options)
            print(
                f"{title:16} {processes} process{'es' if processes > 1 else '':2}"
                f" {processes * len(articles) / seconds:7.1f} articles/s {processes * words / seconds:8.0f} words/s"
            )


def read_articles(path: Path, count: int) -> list[Article]:
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            if found.get("lang", "en") == "en" and len(found["text"].split()) >= 300:
                articles.append(Article(id=str(found.get("id")), text=found["text"], published=found.get("date")))
            if len(articles) == count:
                break
    return articles


def in_processes(part: str, count: int, options: argparse.Namespace) -> float:
    """The longest time of ``count`` processes that each read all the articles side by side, set-up not counted."""
    command = [
        sys.executable,
        __file__,
        "--part",
        part,
        "--articles",
        str(options.articles),
        "--data",
        str(options.data),
    ]
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=alone) for _ in range(count)]
    return max(float(process.communicate()[0].split()[-1]) for process in running)


def timed_dragoman(articles: list[Article]) -> float:
    nlp = load()
    run(nlp, articles[:5])
    started = time.process_time()
    run(nlp, articles)
    return time.process_time() - started


def run(nlp: Language, articles: Iterable[Article]) -> int:
    """Texts to claims, as the pipeline does it; the number of claims."""
    return sum(len(extract(Cleaned(article), doc).claims) for article, doc in analyse(nlp, articles))


def timed_spacy(articles: list[Article]) -> float:
    nlp = small_architecture()
    texts = [article.text for article in articles]
    list(nlp.pipe(texts[:5]))
    started = time.process_time()
    list(nlp.pipe(texts))
    return time.process_time() - started


def analysis(articles: list[Article], words: int) -> None:
    """The language model, the bare network in it, and each extractor beside it."""
    nlp = load()
    network: Network = nlp.get_pipe("dragoman_reader").network
    bare = 0.0
    run_network, label = network.run, network.label

    def timed(function):
        def call(*arguments):
            nonlocal bare
            started = time.process_time()
            result = function(*arguments)
            bare += time.process_time() - started
            return result

        return call

    list(analyse(nlp, articles[:5]))
    network.run, network.label = timed(run_network), timed(label)
    started = time.process_time()
    pairs = list(analyse(nlp, articles))
    whole = time.process_time() - started
    print(f"analysis          {len(articles) / whole:7.1f} articles/s {words / whole:8.0f} words/s")
    print(f"  ONNX alone {bare:.2f} s of {whole:.2f} s: our Python adds {100 * (whole - bare) / bare:.0f} %")
    spent = dict.fromkeys((module.name for module in EXTRACTORS), 0.0)
    for article, doc in pairs:
        claims: tuple = ()
        for module in EXTRACTORS:
            started = time.process_time()
            found = list(module.extract(Reading(article, doc, claims)))
            spent[module.name] += time.process_time() - started
            claims += tuple(one for one in found if hasattr(one, "evidence"))
    for name, seconds in spent.items():
        print(f"  {name:12} {seconds:6.2f} s, {100 * seconds / whole:.0f} % of the analysis")


def small_architecture() -> Language:
    """The shape of spaCy's small English pipeline, its weights random."""
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}

    def transitions(state: str, vectors: dict) -> dict:
        return {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": vectors,
        }

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = nlp.add_pipe("parser", config={"model": transitions("parser", listener)})
    ner = nlp.add_pipe("ner", config={"model": transitions("ner", tok2vec)})
    for number in range(TAGS):
        tagger.add_label(f"T{number}")
    for number in range(DEPS):
        parser.add_label(f"d{number}")
    for number in range(ENTITIES):
        ner.add_label(f"E{number}")
    doc = nlp.make_doc("Talks resumed .")
    example = Example.from_dict(
        doc, {"tags": ["T0"] * 3, "heads": [1, 1, 1], "deps": ["d0", "ROOT", "d1"], "entities": [(0, 5, "E0")]}
    )
    nlp.initialize(lambda: [example])
    return nlp


if __name__ == "__main__":
    main()
