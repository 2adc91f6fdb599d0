"""Where sentences begin: the network's word, but for what can be known without it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.features import Window

LIKELY = -0.7
"""A sentence begins where the network's log-odds are above this; it gave the best sentences on UD GUM dev."""

_OPENING = frozenset("([“‘")
_CLOSING = frozenset(")]”’,;:%")


@cache
def _never_last() -> frozenset[str]:
    text = files("dragoman.analyse").joinpath("tokenizer.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["never_last"])


def sentence_starts(window: Window, scores: NDArray[np.float32]) -> list[int]:
    """The positions of a window's words that begin a sentence, the first word always among them.

    Args:
        window: the words.
        scores: ``(words, …)``, the network's log-odds of a beginning.

    A paragraph begins a sentence. None begins after a title or month that is cut short ("Gen. Smith", "Feb. 8"),
    after an opening mark, or with a closing one.
    """
    never_last = _never_last()
    words = window.words
    starts = [0]
    for position in np.flatnonzero(scores[: len(words)] > LIKELY).tolist():
        if position and position not in window.breaks:
            before, here = words[position - 1], words[position]
            if before in never_last or before in _OPENING or here in _CLOSING:
                continue
            starts.append(position)
    return sorted({*starts, *window.breaks})
