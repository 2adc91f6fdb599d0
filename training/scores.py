"""Scores on the dev sets while training: gold words and sentences, torch weights. The shipped model's figures come from
``benchmarks/reader.py``, which runs the quantised model the way users do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import torch
from corpora import LAYERS, NER_HEADS, Example
from losses import Teacher, sentence_mask
from network import Chain, Reader
from torch import Tensor

from dragoman.analyse.decode import best_chains, spans_of


def score(model: Reader, dev: dict[str, list[Example]], teacher: Teacher) -> dict[str, float]:
    """All scores, in per cent. ``uner`` is given for each head that names people, organisations and places."""
    model.eval()
    result: dict[str, float] = {}
    with torch.no_grad():
        for name, examples in dev.items():
            if name == "syntax":
                result |= _syntax(model, examples, teacher)
            elif name == "attribution":
                result |= _attribution(model, examples, teacher)
            elif name == "uner":
                for head in ("conll", "web", "social"):
                    result[f"uner_{head}"] = _entities(model, examples, teacher, head)
            else:
                result[name] = _entities(model, examples, teacher, examples[0].task)
    return {name: round(100 * value, 2) for name, value in result.items()}


def _batches(examples: Sequence[Example]) -> Iterator[list[Example]]:
    ordered = sorted(examples, key=lambda example: len(example.window.words))
    for at in range(0, len(ordered), 24):
        yield ordered[at : at + 24]


def _syntax(model: Reader, examples: Sequence[Example], teacher: Teacher) -> dict[str, float]:
    right: dict[str, int] = defaultdict(int)
    total = starts = found = matched = 0
    for batch in _batches(examples):
        words, _ = teacher.words(model, batch)
        tagged = model.tagger(words)
        upos, xpos = model.upos(tagged).argmax(-1), model.xpos(tagged).argmax(-1)
        begins = model.starts(words).argmax(-1)
        heads = (model.arcs(words) + sentence_mask(words, batch)).argmax(-1)
        dependents, projected = model.labels.project(words)
        for row, example in enumerate(batch):
            count = len(example.window.words)
            arcs = model.labels(dependents[row, :count], projected[row, heads[row, :count]]).argmax(-1)
            for word in range(count):
                head_right = int(heads[row, word]) - 1 == example.labels["heads"][word]
                label = teacher.numbers["deps"].get(example.labels["deps"][word], -1)
                right["upos"] += int(upos[row, word]) == teacher.numbers["upos"][example.labels["upos"][word]]
                right["xpos"] += int(xpos[row, word]) == teacher.numbers["xpos"].get(example.labels["xpos"][word], -1)
                right["uas"] += head_right
                right["las"] += head_right and int(arcs[word]) == label
                gold, guess = example.labels["starts"][word], int(begins[row, word])
                if word and word not in example.window.breaks:
                    starts, found, matched = starts + gold, found + guess, matched + (gold and guess)
            total += count
    return {name: count / total for name, count in right.items()} | {"starts": 2 * matched / max(1, starts + found)}


def chain_tags(chain: Chain, scores: Tensor, counts: Tensor) -> list[list[tuple[int, int, int]]]:
    tags = best_chains(scores.numpy(), counts.numpy(), chain.transitions.detach().numpy())
    return [spans_of(row) for row in tags]


def _entities(model: Reader, examples: Sequence[Example], teacher: Teacher, head: str) -> float:
    right = gold_count = guessed = 0
    for batch in _batches(examples):
        words, counts = teacher.words(model, batch)
        for example, spans in zip(
            batch, chain_tags(model.ner_chains[head], model.ner[head](model.namer(words)), counts), strict=True
        ):
            gold = set(example.labels["entities"])
            named = {(start, end, NER_HEADS[head][label]) for start, end, label in spans}
            if batch[0].task == "web":
                named = {span for span in named if span[2] != "MISC"}
            right += len(gold & named)
            gold_count += len(gold)
            guessed += len(named)
    return 2 * right / max(1, gold_count + guessed)


def _attribution(model: Reader, examples: Sequence[Example], teacher: Teacher) -> dict[str, float]:
    """Exact spans of whole windows, and words of content."""
    counted: dict[str, list[int]] = {layer: [0, 0, 0] for layer in (*LAYERS, "words", "links")}
    for batch in _batches(examples):
        words, counts = teacher.words(model, batch)
        scores = model.attribution(model.attributor(words))
        links = model.links(words).argmax(-1)
        for number, layer in enumerate(LAYERS):
            rows = chain_tags(model.attribution_chains[number], scores[:, :, 3 * number : 3 * number + 3], counts)
            for example, spans in zip(batch, rows, strict=True):
                gold = {(start, end) for start, end, _ in example.labels["spans"][layer]}
                named = {(start, end) for start, end, _ in spans}
                _count(counted[layer], gold, named)
                if layer == "content":
                    _count(
                        counted["words"],
                        {w for s, e in gold for w in range(s, e)},
                        {w for s, e in named for w in range(s, e)},
                    )
        for row, example in enumerate(batch):
            for word, cue in example.labels["links"]:
                counted["links"][0] += int(links[row, word]) == cue + 1
                counted["links"][1] += 1
                counted["links"][2] += 1
    return {f"attribution_{name}": 2 * hit / max(1, gold + named) for name, (hit, gold, named) in counted.items()}


def _count(counts: list[int], gold: set[object], named: set[object]) -> None:
    counts[0] += len(gold & named)
    counts[1] += len(gold)
    counts[2] += len(named)
