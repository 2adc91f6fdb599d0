"""What a batch costs: one batch holds windows of one task."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import torch
import torch.nn.functional as F
from corpora import LAYERS, NER_HEADS, NONE, Example
from network import IMPOSSIBLE, Reader
from torch import Tensor

from dragoman.analyse.features import Vocabulary

LOWERED = 0.08
"""How many windows of entity corpora lose their capitals, so that the model also reads careless text."""


class Teacher:
    """Numbers windows and labels, and computes their loss."""

    def __init__(self, vocabulary: Vocabulary, inventory: dict[str, list[str]], seed: int) -> None:
        self.vocabulary = vocabulary
        self.numbers = {
            kind: {label: number for number, label in enumerate(labels)} for kind, labels in inventory.items()
        }
        self.rng = random.Random(seed)

    def words(self, model: Reader, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """The batch through the encoder: word vectors ``(windows, words, width)`` and word counts."""
        windows = [example.window for example in batch]
        if model.training and batch[0].task in NER_HEADS and self.rng.random() < LOWERED:
            windows = [replace(window, words=tuple(word.lower() for word in window.words)) for window in windows]
        packed = self.vocabulary.pack(windows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = model.words(
                torch.from_numpy(packed.pieces),
                torch.from_numpy(packed.shapes),
                torch.from_numpy(packed.mask),
                torch.from_numpy(packed.first),
            )
        return vectors.float(), torch.from_numpy(packed.counts)

    def loss(self, model: Reader, batch: Sequence[Example]) -> Tensor:
        """The batch's loss, a scalar."""
        words, counts = self.words(model, batch)
        task = batch[0].task
        if task == "syntax":
            return self._syntax(model, words, batch)
        if task == "attribution":
            return self._attribution(model, words, counts, batch)
        scores = model.ner[task](model.namer(words))
        tags = torch.zeros(words.shape[:2], dtype=torch.long)
        for row, example in enumerate(batch):
            _write_spans(tags[row], example.labels["entities"], NER_HEADS[task])
        return model.ner_chains[task].loss(scores, tags, counts)

    def _syntax(self, model: Reader, words: Tensor, batch: Sequence[Example]) -> Tensor:
        targets = {
            kind: self._table(
                words, [[self.numbers[kind].get(label, NONE) for label in example.labels[kind]] for example in batch]
            )
            for kind in ("upos", "xpos", "deps")
        }
        heads = self._table(words, [[head + 1 for head in example.labels["heads"]] for example in batch])
        starts = self._table(words, [example.labels["starts"] for example in batch])
        tagged = model.tagger(words)
        loss = _cross_entropy(model.upos(tagged), targets["upos"]) + 0.5 * _cross_entropy(
            model.xpos(tagged), targets["xpos"]
        )
        loss = loss + _cross_entropy(model.starts(words), starts)
        loss = loss + _cross_entropy(model.arcs(words) + sentence_mask(words, batch), heads)
        dependents, projected = model.labels.project(words)
        rows, columns = (heads >= 0).nonzero(as_tuple=True)
        arcs = model.labels(dependents[rows, columns], projected[rows, heads[rows, columns]])
        return loss + F.cross_entropy(arcs, targets["deps"][rows, columns], ignore_index=NONE)

    def _attribution(self, model: Reader, words: Tensor, counts: Tensor, batch: Sequence[Example]) -> Tensor:
        scores = model.attribution(model.attributor(words))
        loss = words.new_zeros(())
        for number, layer in enumerate(LAYERS):
            tags = torch.zeros(words.shape[:2], dtype=torch.long)
            for row, example in enumerate(batch):
                _write_spans(tags[row], example.labels["spans"][layer], (layer,))
            loss = loss + model.attribution_chains[number].loss(scores[:, :, 3 * number : 3 * number + 3], tags, counts)
        links = torch.full(words.shape[:2], NONE)
        for row, example in enumerate(batch):
            for word, cue in example.labels["links"]:
                links[row, word] = cue + 1
        if (links >= 0).any():
            loss = loss + 0.1 * _cross_entropy(model.links(words) + padding_mask(words, counts), links)
        return loss

    @staticmethod
    def _table(words: Tensor, rows: Sequence[Sequence[int]]) -> Tensor:
        table = torch.full(words.shape[:2], NONE)
        for row, labels in enumerate(rows):
            table[row, : len(labels)] = torch.tensor(labels)
        return table


def sentence_mask(words: Tensor, batch: Sequence[Example]) -> Tensor:
    """``(windows, words, words + 1)``: 0 where a head is of the same sentence or the root, else impossible."""
    sentences = torch.full(words.shape[:2], -1)
    for row, example in enumerate(batch):
        sentences[row, : len(example.labels["sentences"])] = torch.tensor(example.labels["sentences"])
    same = sentences[:, :, None] == sentences[:, None, :]
    root = torch.ones_like(same[:, :, :1])
    return (~torch.cat([root, same], dim=2)).float() * IMPOSSIBLE


def padding_mask(words: Tensor, counts: Tensor) -> Tensor:
    """``(windows, 1, words + 1)``: impossible after a window's last word."""
    return (torch.arange(words.shape[1] + 1)[None, :] > counts[:, None]).float()[:, None, :] * IMPOSSIBLE


def _write_spans(row: Tensor, spans: Sequence[tuple[int, int, str]], labels: Sequence[str]) -> None:
    for start, end, name in spans:
        label = labels.index(name)
        row[start] = 2 * label + 1
        row[start + 1 : end] = 2 * label + 2


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), targets.flatten(), ignore_index=NONE)
