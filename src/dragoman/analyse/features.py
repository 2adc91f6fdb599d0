"""Words → what the language model reads: word pieces and each word's shape, packed into windows and batches.

The encoder knows no case, so each word also carries its shape (``Majed`` → ``Xxx``, ``27,840`` → ``dd,dd``). A window
is a stretch of an article, one paragraph or several short ones: ``[CLS] paragraph [SEP] paragraph [SEP]``. Sentences
are found by the model, inside its windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES = 192
"""The longest window, in word pieces; training saw windows of up to this length."""

MAX_WORD_PIECES = 12
"""A longer word (a line of dashes, an address) is cut here; its first pieces say enough."""

_KEPT = frozenset(".,-'’/&%$€£#@:;!?()[]\"“”")


def shape_of(word: str) -> str:
    """The word's case and kind of characters, runs cut to two: ``"al-Ani"`` → ``"xx-Xxx"``, at most ten characters."""
    shape: list[str] = []
    for char in word:
        if char.isupper():
            kind = "X"
        elif char.isalpha():
            kind = "x"
        elif char.isdigit():
            kind = "d"
        else:
            kind = char if char in _KEPT else "o"
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
        if len(shape) == 10:
            break
    return "".join(shape)


@dataclass(frozen=True, slots=True)
class Window:
    """Words that go through the model together.

    ``offset`` is the index of the first word in its article; ``breaks`` holds the positions, counted in this window,
    of the words that begin a paragraph (always 0 first).
    """

    words: tuple[str, ...]
    breaks: frozenset[int]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays: ``pieces``, ``shapes``, ``mask`` are (windows, pieces); ``first`` is (windows, words), each
    word's first piece; ``counts`` (windows,) is the number of words.
    """

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.float32]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]


def _number(pieces: Tokenizer, mark: str) -> int:
    number = pieces.token_to_id(mark)
    if number is None:
        raise ValueError(f"the word pieces have no {mark}")
    return int(number)


class Vocabulary:
    """Word pieces and shapes by number; what was cut once is remembered, since news repeats its words."""

    def __init__(self, pieces: Tokenizer, shapes: Sequence[str]) -> None:
        pieces.no_padding()
        pieces.no_truncation()
        self._tokenizer = pieces
        self._shapes = {shape: number for number, shape in enumerate(shapes, start=2)}
        self._known: dict[str, tuple[list[int], int]] = {}
        self.cls, self.sep, self.unknown = (_number(pieces, mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def look_up(self, word: str) -> tuple[list[int], int]:
        """The numbers of a word's pieces (at least one) and of its shape (0 pads, 1 is any shape not in the list)."""
        found = self._known.get(word)
        if found is None:
            pieces = self._tokenizer.encode(word[:100], add_special_tokens=False).ids[:MAX_WORD_PIECES] or [
                self.unknown
            ]
            found = (pieces, self._shapes.get(shape_of(word), 1))
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def size(self, window: Window) -> int:
        """How many pieces a window takes, its marks included."""
        return sum(len(self.look_up(word)[0]) for word in window.words) + len(window.breaks) + 1

    def pack(self, windows: Sequence[Window]) -> Batch:
        """Windows → one padded batch."""
        rows = [self._row(window) for window in windows]
        longest = max(len(pieces) for pieces, _, _ in rows)
        most = max(len(first) for _, _, first in rows)
        pieces = np.zeros((len(rows), longest), dtype=np.int64)
        shapes = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.float32)
        first = np.zeros((len(rows), most), dtype=np.int64)
        for row, (piece_row, shape_row, first_row) in enumerate(rows):
            pieces[row, : len(piece_row)] = piece_row
            shapes[row, : len(shape_row)] = shape_row
            mask[row, : len(piece_row)] = 1
            first[row, : len(first_row)] = first_row
        counts = np.array([len(first_row) for _, _, first_row in rows], dtype=np.int64)
        return Batch(pieces, shapes, mask, first, counts)

    def _row(self, window: Window) -> tuple[list[int], list[int], list[int]]:
        pieces, shapes, first = [self.cls], [0], []
        for position, word in enumerate(window.words):
            if position and position in window.breaks:
                pieces.append(self.sep)
                shapes.append(0)
            ids, shape = self.look_up(word)
            first.append(len(pieces))
            pieces += ids
            shapes += [shape] * len(ids)
        pieces.append(self.sep)
        shapes.append(0)
        return pieces, shapes, first

    def cut(
        self, paragraphs: Iterable[Sequence[str]], most: int = MAX_PIECES, *, together: bool = False
    ) -> list[Window]:
        """Paragraphs of words → windows of at most ``most`` pieces.

        Each paragraph is a window of its own, so that what is read in it does not depend on what stands around it; with
        ``together``, consecutive short ones share a window. A paragraph longer than a window is cut after the last
        full stop (or, without one, the last word) that fits.
        """
        windows: list[Window] = []
        words: list[str] = []
        breaks: list[int] = []
        size, offset = 2, 0

        def close() -> None:
            nonlocal words, breaks, size, offset
            if words:
                windows.append(Window(tuple(words), frozenset(breaks), offset))
                offset += len(words)
            words, breaks, size = [], [], 2

        for paragraph in paragraphs:
            lengths = [len(self.look_up(word)[0]) for word in paragraph]
            if not together or size + sum(lengths) + 1 > most:
                close()
            start = 0
            while size + sum(lengths[start:]) > most:
                end = self._last_stop(paragraph, lengths, start, most - 2)
                breaks.append(len(words))
                words.extend(paragraph[start:end])
                close()
                start = end
            if start < len(paragraph):
                breaks.append(len(words))
                words.extend(paragraph[start:])
                size += sum(lengths[start:]) + 1
        close()
        return windows

    @staticmethod
    def _last_stop(words: Sequence[str], lengths: Sequence[int], start: int, room: int) -> int:
        end, used, stop = start, 0, start
        while end < len(words) and used + lengths[end] <= room:
            used += lengths[end]
            end += 1
            if words[end - 1] in {".", "!", "?", "”", "''", '"'}:
                stop = end
        return stop if stop - start > (end - start) // 3 else end
