"""Words of a text with their places, and its sentences, without a language model: both sides are cut alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.registry import fold

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[^\w\s]")
_END = re.compile(r"\n+|(?<=[.!?])(?P<close>[\"”’)\]]*)\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_TITLES = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sen|Rep|Gov|Prof|St|No|vs|[A-Z])|\b[A-Z]\.[A-Z])\.$")
OPEN, CLOSE = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a text; ``key`` is what it compares by."""

    key: str
    start: int
    end: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a text between full stops or line ends."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> tuple[Token, ...]:
        """Its words and numbers, without punctuation."""
        return tuple(token for token in self.tokens if token.is_word)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a stretch of text; quotation marks of all shapes compare equal."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        is_word = word[0].isalnum()
        key = fold(word) if is_word else '"' if word in '"“”„«»' else "'" if word in "'‘’" else word
        yield Token(key, match.start(), match.end(), is_word)


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a text that have words."""
    start = 0
    for match in (*_END.finditer(text), None):
        end = len(text) if match is None else max(match.start(), match.end("close"))
        if match and "\n" not in match.group() and _TITLES.search(text[start:end]):
            continue
        tokens = tuple(tokens_of(text, start, end))
        if any(token.is_word for token in tokens):
            yield Sentence(tokens[0].start, tokens[-1].end, tokens)
        start = match.end() if match else end


def quoted_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches that stand in double quotation marks, marks excluded; a mark that nothing closes opens none."""
    found: list[tuple[int, int]] = []
    for start, end in _lines(text):
        opened: int | None = None
        for place in range(start, end):
            char = text[place]
            if char in OPEN or (char == '"' and opened is None):
                opened = place + 1
            elif (char in CLOSE or char == '"') and opened is not None:
                if place > opened:
                    found.append((opened, place))
                opened = None
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"\n+", text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
