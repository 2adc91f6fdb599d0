"""Running tolls: *the death toll rose to 28,176*, *the number of dead hostages to eight*."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count, is_people
from dragoman.extract.figures.governors import Fate
from dragoman.extract.figures.lexicon import Lexicon

_MOST_STEPS = 6


class Tolls:
    """Reads running tolls off one article's trees."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon

    def of(self, count: Count) -> Fate | None:
        """*The death toll rose to 28,176*, *a toll of more than 300*, *the number of dead hostages to eight*."""
        tokens, theme = self.tokens, count.theme
        if count.head is not None and not is_people(tokens, count.head, self.lexicon):
            return None
        governor = tokens.head[theme]
        nouns = [governor] if tokens.pos[governor] in {"NOUN", "PROPN"} else []
        steps = 0
        verb = governor
        while tokens.pos[verb] not in {"VERB", "AUX"} and tokens.head[verb] != verb and steps < _MOST_STEPS:
            verb, steps = tokens.head[verb], steps + 1
        is_predicate = tokens.base[theme] == "root" or any(
            tokens.base[child] == "cop" for child in tokens.children[theme]
        )
        if tokens.lemma[verb] in self.lexicon.toll_verbs or is_predicate:
            holder = theme if is_predicate else verb
            nouns += [
                child for child in tokens.children[holder] if tokens.base[child] in {"nsubj", "obj"} and child != theme
            ]
        for noun in nouns:
            fate = self._noun(noun, count)
            if fate is not None:
                return fate
        return self._before(count) or self._put_at(count) if count.head is None else None

    def _put_at(self, count: Count) -> Fate | None:
        """*Put the number of those killed since the war began at 800*, where the tree joins *at 800* to the war."""
        tokens = self.tokens
        if tokens.case_of(count.theme) != "at":
            return None
        first, _ = tokens.sentences[tokens.sentence[count.start]]
        for verb in range(count.start - 1, first - 1, -1):
            if tokens.lemma[verb] in self.lexicon.setting and tokens.pos[verb] == "VERB":
                objects = (child for child in tokens.children[verb] if tokens.base[child] == "obj")
                noun = next((one for one in objects if tokens.lemma[one] in self.lexicon.strict_tolls), None)
                return None if noun is None else self._noun(noun, count)
        return None

    def _before(self, count: Count) -> Fate | None:
        """A running count further left, where the tree does not join it: *the number of those killed ... was put at
        300*.
        """
        tokens = self.tokens
        first, _ = tokens.sentences[tokens.sentence[count.start]]
        reach = range(max(first, count.start - 4), min(count.start + 3, count.end))
        verb = next(
            (
                token
                for token in reach
                if tokens.lemma[token] in self.lexicon.toll_verbs and tokens.pos[token] == "VERB"
            ),
            None,
        )
        if verb is None:
            return None
        for noun in range(verb - 1, first - 1, -1):
            if tokens.lemma[noun] in self.lexicon.strict_tolls:
                return self._noun(noun, count)
        return None

    def _noun(self, noun: int, count: Count) -> Fate | None:
        tokens = self.tokens
        if tokens.lemma[noun] not in self.lexicon.toll_nouns or count.start <= noun < count.end:
            return None
        if tokens.lemma[noun] in {"death", "fatality", "casualty", "loss"} and tokens.base[count.theme] == "nmod":
            return None  # "the deaths of 12 people" is no running count
        own = self.lexicon.toll_outcomes.get(tokens.lemma[noun])
        if own is not None:
            return Fate(own, noun, "toll")
        words = [noun, *self._under(noun)]
        for token in sorted(words, key=lambda token: abs(token - noun)):
            if count.start <= token < count.end:
                continue
            outcome = self.lexicon.toll_outcomes.get(tokens.lower[token]) or self.lexicon.toll_outcomes.get(
                tokens.lemma[token]
            )
            if outcome is not None:
                killed = next((w for w in words if self.lexicon.toll_outcomes.get(tokens.lower[w]) == "killed"), None)
                return Fate("killed" if killed is not None else outcome, noun, "toll")
        return Fate("killed", noun, "toll") if tokens.lemma[noun] in self.lexicon.bare_tolls else None

    def _under(self, token: int, depth: int = 0) -> Iterator[int]:
        if depth < _MOST_STEPS:
            for child in self.tokens.children[token]:
                yield child
                yield from self._under(child, depth + 1)
