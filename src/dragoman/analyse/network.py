"""The language model's files and one pass through them: arrays in, arrays out. Nothing here knows words or spaCy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.analyse.features import Batch, Vocabulary

ATTRIBUTION = ("source", "cue", "content")
"""The layers of attribution, in the order of the network's scores: three tags each."""


PIECES_AT_ONCE = 1024
"""Word pieces in one run of the network; four times as many made it a fifth slower on a core with 2 MB of cache."""

_OF_WORD_PAIRS = ("arcs", "links")

_SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""onnxruntime's kernel for an addition and a normalisation in one takes ten times as long as the two apart (1.32)."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What one pass gives for a batch of windows; B windows, W words in the longest.

    ``upos``, ``xpos``: (B, W) label numbers. ``starts``: (B, W), the log-odds of a sentence's beginning. ``arcs``:
    (B, W, W + 1), the score of each head of each word, the root first. ``dependents``, ``heads``: (B, W, d) and (B, W
    + 1, d), from which arcs get their labels. ``entities``: for each head (B, W, tags). ``attribution``: (B, W, 9).
    ``links``: as ``arcs``, from a source's or content's first word to its cue's.
    """

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    dependents: NDArray[np.float32]
    heads: NDArray[np.float32]
    entities: dict[str, NDArray[np.float32]]
    attribution: NDArray[np.float32]
    links: NDArray[np.float32]


class Network:
    """The shipped model: ``reader.onnx`` for a pass, ``labels.onnx`` for the labels of arcs, and what the numbers
    mean.

    Args:
        threads: how many threads one pass may use. Several processes with one thread each are faster than one process
            with several.
    """

    def __init__(self, threads: int = 1) -> None:
        weights = files("dragoman.analyse") / "weights"
        described: dict[str, Any] = json.loads((weights / "reader.json").read_text(encoding="utf-8"))
        self.upos: list[str] = described["upos"]
        self.xpos: list[str] = described["xpos"]
        self.deps: list[str] = described["deps"]
        self.entity_labels: dict[str, list[str]] = described["ner"]
        self.chains = {name: np.array(moves, dtype=np.float32) for name, moves in described["chains"].items()}
        pieces = Tokenizer.from_str((weights / "tokenizer.json").read_text(encoding="utf-8"))
        self.vocabulary = Vocabulary(pieces, described["shapes"])
        self._reader = _open(weights / "reader.onnx", threads)
        self._labels = _open(weights / "labels.onnx", threads)
        self._names = [output.name for output in self._reader.get_outputs()]

    def run(self, batch: Batch) -> Scores:
        """One pass. Rows of like length go through together, as many as the processor's caches hold at their best."""
        sizes = batch.mask.sum(axis=1).astype(np.int64)
        found: dict[str, NDArray[Any]] = {}
        for rows in batches(sizes.tolist(), PIECES_AT_ONCE):
            pieces, words = slice(sizes[rows].max()), slice(batch.counts[rows].max())
            feed: dict[str, NDArray[Any]] = {
                "pieces": batch.pieces[rows, pieces],
                "shapes": batch.shapes[rows, pieces],
                "mask": batch.mask[rows, pieces],
                "first": batch.first[rows, words],
            }
            for name, scores in zip(self._names, self._reader.run(None, feed), strict=True):
                if name not in found:
                    found[name] = _room_for(name, scores, len(sizes), batch.first.shape[1] - words.stop)
                inside: tuple[Any, ...] = (rows, *map(slice, scores.shape[1:]))
                found[name][inside] = scores
        return Scores(
            entities={name: found.pop(name) for name in self.entity_labels},
            **found,
        )

    def label(self, dependents: NDArray[np.float32], heads: NDArray[np.float32]) -> NDArray[np.int64]:
        """The label numbers of arcs, from the (arcs, d) vectors of their two ends."""
        labels: NDArray[np.int64] = self._labels.run(None, {"dependents": dependents, "heads": heads})[0]
        return labels


def _room_for(name: str, scores: NDArray[Any], rows: int, missing: int) -> NDArray[Any]:
    """Zeros for one output over a whole batch of ``rows``, whose longest has ``missing`` words more than ``scores``."""
    _, height, *widths = scores.shape
    if name in _OF_WORD_PAIRS:
        widths = [width + missing for width in widths]
    return np.zeros((rows, height + missing, *widths), dtype=scores.dtype)


def _open(path: Any, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(path) as file:
        return onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_FUSIONS
        )


def batches(sizes: Sequence[int], most_pieces: int) -> list[list[int]]:
    """Indices of windows, sorted by size and cut into batches of at most ``most_pieces`` pieces with their padding."""
    ordered = sorted(range(len(sizes)), key=lambda index: sizes[index])
    cut: list[list[int]] = []
    for index in ordered:
        if cut and sizes[index] * (len(cut[-1]) + 1) <= most_pieces:
            cut[-1].append(index)
        else:
            cut.append([index])
    return cut
