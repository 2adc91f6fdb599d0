"""How well the shipped language model reads: ``python benchmarks/reader.py --data ../shared/data``.

Runs the quantised model as users do (a spaCy pipeline), on corpora that no weight has learned from:

- UD English EWT dev, gold words and sentences: UPOS, lemma, UAS, LAS (labels without their subtypes, as the CoNLL
  2018 shared task scores them, and with them). From raw text: whole documents, paragraphs apart, scored by aligning
  words by their characters as that task's script does: words, sentences, UPOS, UAS, LAS, each an F1.
- Named entities, exact spans and labels, micro F1, from text: CoNLL-2003 dev; UNER's EWT dev (people, organisations,
  places), also with the words that its treebank has; every fifth sentence of re3d (held out of training).
- PolNeAR dev, raw text: spans of source, cue and content cut at the ends of the reader's sentences, exact F1, and F1
  over the words of content. An article with several annotators is compared with the first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.analyse import load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from corpora import Sentence, read_bio, read_conllu, read_uner

RE3D_HELD_OUT = 5
LAYERS = ("source", "cue", "content")


class F1:
    """Counts of what agrees; shown as precision, recall and F1."""

    def __init__(self) -> None:
        self.right = self.gold = self.found = 0

    def count(self, gold: Iterable[object], found: Iterable[object]) -> None:
        gold, found = set(gold), set(found)
        self.right += len(gold & found)
        self.gold += len(gold)
        self.found += len(found)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * self.right / max(1, self.gold + self.found)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.4f}  (of {self.gold})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--only", choices=("syntax", "entities", "attribution"))
    options = parser.parse_args()
    root = options.data / "train"
    if not root.is_dir():
        sys.exit(f"skipped: there is no {root} here")
    nlp = load()
    if options.only in (None, "syntax"):
        treebank = list(read_conllu(root / "ud_ewt/dev.conllu.gz"))
        gold_words(nlp, treebank)
        raw_text(nlp, treebank)
    if options.only in (None, "entities"):
        entities(nlp, root / "ner")
    if options.only in (None, "attribution"):
        attribution(nlp, root / "polnear/dev.jsonl.gz")


def documents(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences by document."""
    group: list[Sentence] = []
    for sentence in sentences:
        if sentence.new_document and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def as_doc(nlp: Language, sentences: Sequence[Sentence]) -> tuple[Doc, list[int]]:
    """Gold words as a Doc with the sentences marked and paragraphs apart; and each word's token."""
    words, starts, tokens = [], [], []
    for sentence in sentences:
        if sentence.new_paragraph and words:
            words.append("\n\n")
            starts.append(False)
        for number, word in enumerate(sentence.words):
            tokens.append(len(words))
            words.append(word)
            starts.append(number == 0)
    return Doc(nlp.vocab, words=words, sent_starts=starts), tokens


def gold_words(nlp: Language, treebank: Sequence[Sentence]) -> None:
    right = dict.fromkeys(("UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS with subtypes"), 0)
    total = 0
    groups = list(documents(treebank))
    pairs = [as_doc(nlp, group) for group in groups]
    docs = nlp.get_pipe("dragoman_reader").pipe([doc for doc, _ in pairs])
    for group, (_, tokens), doc in zip(groups, pairs, docs, strict=True):
        base = 0
        for sentence in group:
            for number in range(len(sentence.words)):
                token = doc[tokens[base + number]]
                gold_head = sentence.heads[number]
                head_right = (token.head.i == token.i) if gold_head < 0 else token.head.i == tokens[base + gold_head]
                right["UPOS"] += token.pos_ == sentence.upos[number]
                right["XPOS"] += token.tag_ == sentence.xpos[number]
                right["lemma"] += token.lemma_ == sentence.lemmas[number]
                right["UAS"] += head_right
                right["LAS"] += head_right and token.dep_.split(":")[0] == sentence.deps[number].split(":")[0]
                right["LAS with subtypes"] += head_right and token.dep_ == sentence.deps[number]
                total += 1
            base += len(sentence.words)
    print(f"UD EWT dev, gold words and sentences ({total} words)")
    for name, count in right.items():
        print(f"  {name:20} {count / total:.4f}")


def raw_text(nlp: Language, treebank: Sequence[Sentence]) -> None:
    scores = {name: F1() for name in ("words", "sentences", "UPOS", "UAS", "LAS")}
    groups = list(documents(treebank))
    texts = []
    for group in groups:
        parts: list[str] = []
        for sentence in group:
            parts.append(("\n\n" if sentence.new_paragraph and parts else " " if parts else "") + sentence.text)
        texts.append("".join(parts))
    for group, text, doc in zip(groups, texts, nlp.pipe(texts), strict=True):
        places: list[tuple[int, int]] = []
        gold: dict[str, set[object]] = {name: set() for name in scores}
        at = 0
        for sentence in group:
            at = text.index(sentence.text, at)
            here, end = [], at
            for word in sentence.words:
                start = text.index(word, end)
                end = start + len(word)
                here.append((start, end))
            gold["sentences"].add((here[0][0], here[-1][1]))
            for number, place in enumerate(here):
                head = here[sentence.heads[number]] if sentence.heads[number] >= 0 else None
                gold["words"].add(place)
                gold["UPOS"].add((place, sentence.upos[number]))
                gold["UAS"].add((place, head))
                gold["LAS"].add((place, head, sentence.deps[number].split(":")[0]))
            places += here
            at += len(sentence.text)
        found: dict[str, set[object]] = {name: set() for name in scores}
        for sent in doc.sents:
            words = [token for token in sent if not token.is_space]
            if words:
                found["sentences"].add((words[0].idx, words[-1].idx + len(words[-1])))
        for token in doc:
            if token.is_space:
                continue
            place = (token.idx, token.idx + len(token))
            head = None if token.head.i == token.i else (token.head.idx, token.head.idx + len(token.head))
            found["words"].add(place)
            found["UPOS"].add((place, token.pos_))
            found["UAS"].add((place, head))
            found["LAS"].add((place, head, token.dep_.split(":")[0]))
        for name, score in scores.items():
            score.count(gold[name], found[name])
    print("UD EWT dev, raw text")
    for name, score in scores.items():
        print(f"  {name:20} {score}")


def entities(nlp: Language, root: Path) -> None:
    re3d = list(read_bio(root / "re3d_train.conll"))[::RE3D_HELD_OUT]
    sets = [
        ("CoNLL-2003 dev", list(read_bio(root / "conll03_dev.conll.gz")), ("PER", "ORG", "LOC", "MISC"), "ents"),
        ("UNER EWT dev", list(read_uner(root / "uner_ewt_dev.iob2")), ("PER", "ORG", "LOC"), "ents"),
        ("re3d, held out", re3d, None, "conflict"),
    ]
    print("Named entities, exact F1")
    for title, sentences, labels, layer in sets:
        score = F1()
        groups = list(documents(sentences))
        texts = [entity_text(group) for group in groups]
        for (_, gold), doc in zip(texts, nlp.pipe(text for text, _ in texts), strict=True):
            spans = doc.ents if layer == "ents" else doc.spans.get(layer, ())
            found = {(span.start_char, span.end_char, span.label_) for span in spans}
            score.count(
                {span for span in gold if labels is None or span[2] in labels},
                {span for span in found if labels is None or span[2] in labels},
            )
        print(f"  {title:24} {score}")
    print(f"  {'UNER EWT dev, own words':24} {own_words(nlp, sets[1][1])}")


def own_words(nlp: Language, sentences: Sequence[Sentence]) -> F1:
    """UNER by the words and sentences of its treebank, as it is usually scored; each sentence a window of its own."""
    score = F1()
    golds, docs = [], []
    for group in documents(sentences):
        doc, places = as_doc(nlp, [replace(sentence, new_paragraph=True) for sentence in group])
        docs.append(doc)
        golds.append(entity_words(group, places))
    for gold, doc in zip(golds, nlp.get_pipe("dragoman_reader").pipe(docs), strict=True):
        score.count(gold, {(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ != "MISC"})
    return score


def entity_words(sentences: Sequence[Sentence], tokens: Sequence[int]) -> set[tuple[int, int, str]]:
    """The people, organisations and places of a document, in tokens; ``tokens`` holds each word's."""
    gold, base = set(), 0
    for sentence in sentences:
        gold |= {
            (tokens[base + start], tokens[base + end - 1] + 1, label)
            for start, end, label in sentence.entities
            if label in ("PER", "ORG", "LOC")
        }
        base += len(sentence.words)
    return gold


def entity_text(sentences: Sequence[Sentence]) -> tuple[str, set[tuple[int, int, str]]]:
    """A document of words as text, a sentence a line, its words apart by spaces; and the entities by characters."""
    text, gold = "", set()
    for sentence in sentences:
        places = []
        for word in sentence.words:
            places.append((len(text), len(text) + len(word)))
            text += word + " "
        text = text[:-1] + "\n\n"
        gold |= {(places[start][0], places[end - 1][1], label) for start, end, label in sentence.entities}
    return text, gold


def attribution(nlp: Language, path: Path) -> None:
    scores = {name: F1() for name in (*LAYERS, "words of content")}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    for article, doc in zip(articles, nlp.pipe(article["text"] for article in articles), strict=True):
        first = next(iter(article["annotators"].values()), [])
        for layer in LAYERS:
            gold = [doc.char_span(*span, alignment_mode="expand") for one in first for span in one.get(layer) or ()]
            gold_spans = [(span.start, span.end) for span in gold if span is not None]
            found_spans = [(span.start, span.end) for span in doc.spans[layer]]
            scores[layer].count(cut(doc, gold_spans), cut(doc, found_spans))
            if layer == "content":
                scores["words of content"].count(
                    covered(article["id"], gold_spans), covered(article["id"], found_spans)
                )
    print("Attribution, PolNeAR dev, within sentences")
    for name, score in scores.items():
        print(f"  {name:20} {score}")


def cut(doc: Doc, spans: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans cut where the reader's sentences end, white space at their ends left out."""
    pieces = set()
    for start, end in spans:
        for sent in doc[start:end].sents:
            left, right = max(start, sent.start), min(end, sent.end)
            while left < right and doc[left].is_space:
                left += 1
            while right > left and doc[right - 1].is_space:
                right -= 1
            if left < right:
                pieces.add((left, right))
    return pieces


def covered(article: str, spans: Sequence[tuple[int, int]]) -> set[tuple[str, int]]:
    return {(article, word) for start, end in spans for word in range(start, end)}


if __name__ == "__main__":
    main()
