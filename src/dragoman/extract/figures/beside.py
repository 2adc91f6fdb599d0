"""The words right beside a count, for where the tree is wrong: *12 people, mostly farmers, were killed*."""

from __future__ import annotations

from dragoman.extract.figures.counts import Count
from dragoman.extract.figures.governors import REACH, Fate, Governors
from dragoman.extract.figures.lexicon import Role

_PARTICLES = frozenset({"over", "out", "up", "back", "away"})
_FILLERS = _PARTICLES | {"a", "an", "the", "another", "also", "further", "other"}
_DASHES = frozenset({",", "-", "–", "—", "--", "("})
_TAKEN_UP = frozenset({"whom", "them", "those", "these", "which"})
_ASIDES = frozenset({"including", "mostly", "mainly", "many", "most", "some", "among", "largely", "half", "at"})


class Beside:
    """Reads fates off the words beside the counts of one article."""

    def __init__(self, governors: Governors) -> None:
        self.governors = governors
        self.tokens, self.lexicon = governors.tokens, governors.lexicon

    def of(self, count: Count) -> Fate | None:
        """What the words after a count say of it, else those before it."""
        return self._after(count) or self._before(count)

    def of_whom(self, count: Count) -> Fate | None:
        """*29 of whom are dead*, *29 of them dead*: a fate of their own, whatever verb the tree hangs them on."""
        *before, last = self.tokens.lower[count.start : count.end]
        return self._after(count) if before[-1:] == ["of"] and last in _TAKEN_UP else None

    def _after(self, count: Count) -> Fate | None:
        tokens, lexicon = self.tokens, self.lexicon
        seen_be = False
        start = self._past_parenthesis(count.end)
        for token in range(start, min(start + REACH, len(tokens))):
            lemma, lower = tokens.lemma[token], tokens.lower[token]
            if lower in lexicon.states:
                return Fate(lexicon.states[lower], token, "beside")
            rules = lexicon.verbs.get(lemma, ())
            if rules and tokens.pos[token] in {"VERB", "ADJ", "NOUN"} and lemma not in lexicon.passing:
                role: Role = (
                    "object"
                    if lower.endswith(("ed", "en", "ld", "nt", "t")) and (seen_be or not self._takes_object(token))
                    else "subject"
                )
                return self.governors.by_verb(count, token, role, "beside")
            if lemma not in lexicon.passing:
                return None
            seen_be = seen_be or lemma == "be" or (tokens.pos[token] == "VERB" and lower.endswith(("ed", "nd", "en")))
        return None

    def _past_parenthesis(self, token: int) -> int:
        """The token after ", including three children," or "- mostly women -"."""
        tokens = self.tokens
        if token + 1 >= len(tokens) or tokens.text[token] not in _DASHES or tokens.lower[token + 1] not in _ASIDES:
            return token
        closing = {tokens.text[token]} if tokens.text[token] != "(" else {")"}
        stop = min(token + 2 * REACH, len(tokens))
        return next((place + 1 for place in range(token + 2, stop) if tokens.text[place] in closing), token)

    def _takes_object(self, verb: int) -> bool:
        if any(self.tokens.base[child] == "obj" and child > verb for child in self.tokens.children[verb]):
            return True
        following = self.tokens.pos[verb + 1] if verb + 1 < len(self.tokens) else ""
        return following in {"DET", "NUM", "PROPN", "PRON"} and self.tokens.lower[verb + 1] not in {
            "last",
            "this",
            "that",
            "early",
            "late",
        }

    def _before(self, count: Count) -> Fate | None:
        tokens = self.tokens
        token = count.start - 1
        while token >= 0 and tokens.lower[token] in _FILLERS:
            token -= 1
        if (
            token < 0
            or (tokens.pos[token] not in {"VERB", "ADJ"} and tokens.lower[count.start - 1] not in _PARTICLES)
            or tokens.sentence[token] != tokens.sentence[count.start]
        ):
            return None
        if self.governors.is_passive(token):
            return None
        return self.governors.by_verb(count, token, "object", "beside")
