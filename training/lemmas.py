"""The lemma table from the treebanks: ``python training/lemmas.py --data ../shared/data``.

Keeps the lemmas that are known to be words, and every form whose lemma the rules of :mod:`dragoman.analyse.lemmas`
get wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from corpora import read_conllu

from dragoman.analyse.lemmas import Lemmatizer

OPEN_CLASSES = ("NN", "VB", "JJ", "RB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/analyse/weights/lemmas.json"))
    options = parser.parse_args()
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known: Counter[str] = Counter()
    for name in ("ud_ewt/train", "ud_gum/train"):
        for sentence in read_conllu(options.data / "train" / f"{name}.conllu.gz"):
            for word, tag, lemma in zip(sentence.words, sentence.xpos, sentence.lemmas, strict=True):
                if tag not in ("NNP", "NNPS"):
                    seen[word.lower(), tag][lemma] += 1
                    if tag.startswith(OPEN_CLASSES) and lemma.isalpha():
                        known[lemma] += 1
    words = frozenset(lemma for lemma, count in known.items() if count > 1 or len(lemma) > 4)
    rules = Lemmatizer({}, words)
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (word, tag), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if rules.lemma(word, tag) != lemma and (count > 1 or known[lemma] > 1):
            exceptions[tag][word] = lemma
    options.out.parent.mkdir(parents=True, exist_ok=True)
    table = {"exceptions": exceptions, "known": sorted(words)}
    options.out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    right = total = 0
    lemmatizer = Lemmatizer(exceptions, words)
    for sentence in read_conllu(options.data / "train" / "ud_ewt/dev.conllu.gz"):
        for word, tag, lemma in zip(sentence.words, sentence.xpos, sentence.lemmas, strict=True):
            right += lemmatizer.lemma(word, tag) == lemma
            total += 1
    size = options.out.stat().st_size / 1e6
    count = sum(map(len, exceptions.values()))
    print(f"{count} exceptions, {len(words)} lemmas, {size:.2f} MB; UD EWT dev: {right / total:.4f} right")


if __name__ == "__main__":
    main()
