"""Topics: which of the codebook's issues words raise. "A truce and the return of civilians" → ceasefire, displaced.

Words are lists in ``words.toml``; `positions` asks for the one issue of a clause, `talks` for the aims of a round.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.model import Topic

__all__ = ["find_topics", "topic_weights"]

PLAIN, STRONG = 2.0, 5.0
"""What a word and a telling phrase count for; a phrase outweighs two words of another issue."""

Phrase = tuple[str, ...]

_PASSED_OVER = frozenset(
    {"the", "a", "an", "its", "their", "this", "all", "any", "of", "to", "his", "her", "our", "own", "-"}
)
"""Words that may stand anywhere in a phrase: "release (all) (the) hostages"."""


@cache
def _lexicon() -> Mapping[str, tuple[tuple[Phrase, Topic, float], ...]]:
    """Phrases of lemmas by their first word, with the issue that they raise and their weight."""
    table = tomllib.loads(files("dragoman.extract.topics").joinpath("words.toml").read_text(encoding="utf-8"))
    by_first: defaultdict[str, list[tuple[Phrase, Topic, float]]] = defaultdict(list)
    for topic, lists in table.items():
        weights = dict.fromkeys(lists["words"], PLAIN) | dict.fromkeys(lists["strong"], STRONG)
        for written, weight in weights.items():
            phrase = tuple(word for word in written.split() if word not in _PASSED_OVER)
            by_first[phrase[0]].append((phrase, cast(Topic, topic), weight))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in by_first.items()}


def find_topics(lemmas: Sequence[str], places: Sequence[int]) -> list[tuple[int, Topic, float]]:
    """The issues that the tokens at ``places`` raise: where, which, how plainly. A longer phrase hides those in it."""
    lexicon, found, place = _lexicon(), [], 0
    places = [token for token in places if lemmas[token] not in _PASSED_OVER]
    while place < len(places):
        here = [lemmas[token] for token in places[place : place + 5]]
        step = 1
        for phrase, topic, weight in lexicon.get(here[0], ()):
            if tuple(here[: len(phrase)]) == phrase:
                found.append((places[place], topic, weight))
                step = len(phrase)
                break
        place += step
    return found


def topic_weights(lemmas: Sequence[str], places: Sequence[int]) -> dict[Topic, float]:
    """How much the tokens at ``places`` speak for each issue."""
    weights: defaultdict[Topic, float] = defaultdict(float)
    for _, topic, weight in find_topics(lemmas, places):
        weights[topic] += weight
    return dict(weights)
