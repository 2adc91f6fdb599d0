"""The training corpora, each read into windows of words with its labels.

Every corpus is cut into words by the rules that run at reading time (:mod:`dragoman.analyse.tokenizer`), but for the
two treebanks, whose own words are what those rules imitate. Labels that cover characters are carried over to the new
words.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokenizer import Tokenizer

from dragoman.analyse.features import Vocabulary, Window

NONE = -100
"""The label of a word for which a corpus says nothing; the losses pass over it."""

LAYERS = ("source", "cue", "content")
"""The layers of attribution; each is a chain of its own, since a content may hold another attribution's source."""

NER_HEADS: dict[str, tuple[str, ...]] = {
    "conll": ("PER", "ORG", "LOC", "MISC"),
    "web": ("PER", "ORG", "LOC", "MISC"),
    "social": ("PER", "ORG", "LOC"),
    "politics": ("PER", "ORG", "PARTY", "LOC", "COUNTRY", "ELECTION", "EVENT", "MISC"),
    "conflict": (
        "Person",
        "Organisation",
        "Location",
        "Nationality",
        "MilitaryPlatform",
        "Weapon",
        "Quantity",
        "Temporal",
        "Money",
        "DocumentReference",
    ),
}
"""Named entity heads: corpora whose guidelines disagree do not share one."""

_RENAMED = {
    "person": "PER",
    "politician": "PER",
    "organisation": "ORG",
    "politicalparty": "PARTY",
    "location": "LOC",
    "country": "COUNTRY",
    "election": "ELECTION",
    "event": "EVENT",
    "misc": "MISC",
    "corporation": "ORG",
    "group": "ORG",
}

_GUM_TYPES = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "MISC",
    "object": "MISC",
    "abstract": "MISC",
}


@dataclass
class Sentence:
    """One sentence of a treebank or of an entity corpus. ``heads`` count from 0, -1 for the root."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    new_paragraph: bool = False
    new_document: bool = False
    text: str = ""


@dataclass
class Example:
    """A window and its labels, ready to be numbered. ``task`` is ``syntax``, ``attribution`` or the name of an NER
    head.
    """

    task: str
    window: Window
    labels: dict[str, Any]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a gzipped CoNLL-U file; GUM's named entities come along."""
    sentence = Sentence([])
    opened: dict[str, list[tuple[int, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                sentence.new_document = sentence.new_paragraph = True
            elif line.startswith("# newpar"):
                sentence.new_paragraph = True
            elif line.startswith("# text ="):
                sentence.text = line[8:].strip()
            elif not line:
                if sentence.words:
                    sentence.entities = _named(sentence)
                    yield sentence
                sentence, opened = Sentence([]), {}
            elif line[0] != "#":
                _add_word(sentence, line.split("\t"), opened)


def _add_word(sentence: Sentence, columns: list[str], opened: dict[str, list[tuple[int, str]]]) -> None:
    if "-" in columns[0] or "." in columns[0]:
        return
    here = len(sentence.words)
    sentence.words.append(columns[1])
    sentence.lemmas.append(columns[2])
    sentence.upos.append(columns[3])
    sentence.xpos.append(columns[4])
    sentence.heads.append(int(columns[6]) - 1)
    sentence.deps.append(columns[7])
    for item in columns[9].split("|"):
        if item.startswith("Entity="):
            for kind, number, entity_type in _brackets(item[7:]):
                if kind == "open":
                    opened.setdefault(number, []).append((here, entity_type))
                elif opened.get(number):
                    start, known = opened[number].pop()
                    sentence.entities.append((start, here + 1, known))


def _brackets(text: str) -> Iterator[tuple[str, str, str]]:
    """``(12-person-new…(13-place-…)`` and ``13)12)`` → openings and closings; a one-word mention is both."""
    at = 0
    while at < len(text):
        if text[at] == "(":
            end = at + 1
            while end < len(text) and text[end] not in "()":
                end += 1
            fields = text[at + 1 : end].split("-")
            number, entity_type = fields[0].split("[")[0], fields[1] if len(fields) > 1 else ""
            yield "open", number, entity_type
            if end < len(text) and text[end] == ")":
                yield "close", number, entity_type
                end += 1
            at = end
        else:
            end = text.find(")", at)
            if end < 0:
                return
            yield "close", text[at:end].split("[")[0], ""
            at = end + 1


def _named(sentence: Sentence) -> list[tuple[int, int, str]]:
    """GUM marks whole phrases; a named entity is the run of proper nouns that holds the phrase's head."""
    names: dict[tuple[int, int], str] = {}
    for start, end, entity_type in sentence.entities:
        label = _GUM_TYPES.get(entity_type)
        inside = range(start, end)
        heads = [word for word in inside if sentence.heads[word] not in inside]
        if label is None or len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
            continue
        first = last = heads[0]
        while first > start and _in_name(sentence, first - 1):
            first -= 1
        while last + 1 < end and _in_name(sentence, last + 1):
            last += 1
        names[first, last + 1] = label
    kept: list[tuple[int, int, str]] = []
    for (first, last), label in sorted(names.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last, label))
    return kept


def _in_name(sentence: Sentence, word: int) -> bool:
    return sentence.upos[word] == "PROPN" or (
        sentence.words[word] == "-" and 0 < word < len(sentence.words) - 1 and sentence.upos[word - 1] == "PROPN"
    )


def read_bio(path: Path, column: int = -1) -> Iterator[Sentence]:
    """The sentences of a column file with BIO or IOB1 tags (``I-`` may begin an entity)."""
    opener = gzip.open if path.suffix == ".gz" else open
    sentence, tags = Sentence([], new_document=True, new_paragraph=True), []
    new_document = False
    with opener(path, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
        for line in [*lines, "\n"]:
            columns = line.split()
            if not columns or columns[0] == "-DOCSTART-":
                new_document = new_document or bool(columns)
                if sentence.words:
                    sentence.entities = _spans(tags)
                    yield sentence
                    sentence, tags = Sentence([]), []
                if new_document:
                    sentence.new_document = sentence.new_paragraph = True
                    new_document = False
            elif not line.startswith("# ") and len(columns) >= 2:
                sentence.words.append(columns[1] if column == 2 else columns[0])
                tags.append(columns[column])


def read_uner(path: Path) -> Iterator[Sentence]:
    """UNER's words are EWT's own: they are not cut again."""
    sentence, tags = Sentence([]), []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split("\t")
        if line.startswith("#"):
            sentence.new_document |= line.startswith("# newdoc")
            sentence.new_paragraph |= line.startswith(("# newdoc", "# newpar"))
        elif len(columns) >= 3:
            sentence.words.append(columns[1])
            tags.append(columns[2])
        elif sentence.words:
            sentence.entities = _spans(tags)
            yield sentence
            sentence, tags = Sentence([]), []


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """BIO or IOB1 tags → ``(start, end, label)``."""
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate([*tags, "O"]):
        if spans and spans[-1][1] == -1 and not (tag.startswith("I-") and tag[2:] == spans[-1][2]):
            spans[-1] = (spans[-1][0], at, spans[-1][2])
        if tag != "O" and (not spans or spans[-1][1] != -1):
            spans.append((at, -1, tag[2:]))
    return spans


def rewrite(sentence: Sentence, tokenizer: Tokenizer, labels: Iterable[str]) -> Sentence:
    """An entity corpus's sentence in our words, with the entities of ``labels`` (after renaming) alone."""
    words: list[str] = []
    new: list[int] = [0]
    for word in sentence.words:
        words.extend(token.text for token in tokenizer(word) if not token.is_space)
        if len(words) == new[-1]:
            words.append(word)
        new.append(len(words))
    allowed = set(labels)
    entities = []
    for start, end, label in sentence.entities:
        name = _RENAMED.get(label, label)
        name = {"PARTY": "ORG", "COUNTRY": "LOC"}.get(name, name) if name not in allowed else name
        if name in allowed:
            entities.append((new[start], new[end], name))
    return Sentence(words, entities=entities, new_paragraph=sentence.new_paragraph, new_document=sentence.new_document)


def windows_of(
    sentences: Sequence[Sentence], vocabulary: Vocabulary, task: str, rng: random.Random, *, sizes: tuple[int, int]
) -> Iterator[Example]:
    """Consecutive sentences of one document packed into windows of a random size between ``sizes`` (in pieces)."""
    group: list[Sentence] = []
    used, room = 2, rng.randint(*sizes)
    for sentence in sentences:
        length = sum(len(vocabulary.look_up(word)[0]) for word in sentence.words) + int(sentence.new_paragraph)
        if group and (used + length > room or sentence.new_document):
            yield example_of(group, task)
            group, used, room = [], 2, rng.randint(*sizes)
        group.append(sentence)
        used += length
    if group:
        yield example_of(group, task)


def example_of(group: Sequence[Sentence], task: str) -> Example:
    """Sentences → one window with all that they are labelled with."""
    words: list[str] = []
    breaks = {0}
    labels: dict[str, Any] = {
        "starts": [],
        "entities": [],
        "upos": [],
        "xpos": [],
        "heads": [],
        "deps": [],
        "sentences": [],
    }
    for number, sentence in enumerate(group):
        base = len(words)
        if sentence.new_paragraph:
            breaks.add(base)
        words += sentence.words
        labels["starts"] += [1] + [0] * (len(sentence.words) - 1)
        labels["sentences"] += [number] * len(sentence.words)
        labels["entities"] += [(start + base, end + base, name) for start, end, name in sentence.entities]
        if sentence.upos:
            labels["upos"] += sentence.upos
            labels["xpos"] += sentence.xpos
            labels["deps"] += sentence.deps
            labels["heads"] += [head + base if head >= 0 else -1 for head in sentence.heads]
    return Example(task, Window(tuple(words), frozenset(breaks)), labels)


def read_polnear(
    path: Path, tokenizer: Tokenizer, vocabulary: Vocabulary, *, most: int, together: bool, annotators: str = "all"
) -> Iterator[Example]:
    """PolNeAR's articles as windows; one with several annotators comes once for each, or with the first alone."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            readings = list(article["annotators"].values())
            paragraphs = split_paragraphs(article["text"], tokenizer)
            windows = vocabulary.cut(
                [[word for word, _, _ in paragraph] for paragraph in paragraphs], most, together=together
            )
            places = [(start, end) for paragraph in paragraphs for _, start, end in paragraph]
            for attributions in readings if annotators == "all" else readings[:1]:
                for window in windows:
                    here = places[window.offset : window.offset + len(window.words)]
                    yield Example("attribution", window, {**_attribution_labels(attributions, here), "places": here})


def split_paragraphs(text: str, tokenizer: Tokenizer) -> list[list[tuple[str, int, int]]]:
    """Text → paragraphs of words with their places; a line break ends a paragraph."""
    paragraphs: list[list[tuple[str, int, int]]] = [[]]
    for token in tokenizer(text):
        if token.is_space:
            if "\n" in token.text and paragraphs[-1]:
                paragraphs.append([])
        else:
            paragraphs[-1].append((token.text, token.idx, token.idx + len(token)))
    return [paragraph for paragraph in paragraphs if paragraph]


def _attribution_labels(attributions: Sequence[dict[str, Any]], places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Spans by layer, and links: the first word of a source's or content's span → the first word of its cue."""
    spans: dict[str, list[tuple[int, int, str]]] = {layer: [] for layer in LAYERS}
    links: list[tuple[int, int]] = []
    for attribution in attributions:
        firsts: dict[str, list[int]] = {layer: [] for layer in LAYERS}
        for layer in LAYERS:
            for start, end in attribution.get(layer) or ():
                inside = [word for word, (left, right) in enumerate(places) if left < end and start < right]
                if inside:
                    spans[layer].append((inside[0], inside[-1] + 1, layer))
                    firsts[layer].append(inside[0])
        if firsts["cue"]:
            links += [(word, firsts["cue"][0]) for word in firsts["source"] + firsts["content"]]
    return {"spans": spans, "links": links}
