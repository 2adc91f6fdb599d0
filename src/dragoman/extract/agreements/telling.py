"""What the words on an agreement say of it beside its status: that it is hoped for, denied, told of by its terms."""

from __future__ import annotations

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.agreements.parties import below
from dragoman.extract.agreements.status import is_modal
from dragoman.extract.sides import Cast

DEFINITE = frozenset({"the", "this", "that", "its", "their", "these"})
"""Words that take up an agreement told of before."""

UP = 3
"""Governors looked at above the noun."""


class Telling:
    """Reads how the agreements of one article are told of."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words

    def is_of_old(self, head: int) -> bool:
        """ "The peace treaty that they signed decades ago": told of as one that there is."""
        own = self.tokens.children[head]
        is_definite = any(self.tokens.lower[child] in DEFINITE for child in own)
        return is_definite and any(self.tokens.dep[child] == "acl:relcl" for child in own)

    def has_terms(self, head: int) -> bool:
        """ "An agreement that would free the captives": one that is told of by what it would bring."""
        tokens, words = self.tokens, self.words
        for child in tokens.children[head]:
            is_past = any(tokens.lower[below] == "have" for below in tokens.children[child])
            if tokens.dep[child] == "acl:relcl" and is_modal(tokens, words, child) and not is_past:
                return any(tokens.lemma[place] in words.topics for place in below(self.tokens, child))
        return False

    def is_resolved(self, head: int) -> bool:
        """Whether it is what a resolution demands, which is no agreement: "a resolution calling for a truce"."""
        tokens, place = self.tokens, head
        if "resolution" in tokens.lemma and any(self._is_of_body(child) for child in tokens.children[head]):
            return True
        for _ in range(UP + 1):
            subject = tokens.subject_of(place)
            if tokens.lemma[place] == "resolution" or (subject is not None and tokens.lemma[subject] == "resolution"):
                return True
            place = tokens.head[place]
        return False

    def _is_of_body(self, child: int) -> bool:
        """ "The UN ceasefire"."""
        label = self.cast.names.bodies.get(child)
        is_own = self.tokens.base[child] in {"nmod", "compound"} and not self.tokens.case_of(child).isalpha()
        return label is not None and label.type == "international_organisation" and is_own

    def refers(self, head: int) -> bool:
        """Whether its sentence puts it under a deal that was told of before."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        return any(
            tokens.lemma[place] in self.words.papers
            and tokens.case_of(place) == "under"
            and any(tokens.lower[child] in DEFINITE for child in tokens.children[place])
            for place in range(first, last)
            if place != head
        )

    def is_denied(self, head: int) -> bool:
        """ "An agreement had been reached, but no agreement had been reached": told, and denied in one sentence."""
        tokens = self.tokens
        first, last = tokens.sentences[tokens.sentence[head]]
        return any(
            tokens.lower[place] == "no" and tokens.lemma[tokens.head[place]] == tokens.lemma[head]
            for place in range(first, last)
            if tokens.head[place] != head
        )

    def is_hoped(self, head: int) -> bool:
        """ "Willing to reach a ceasefire": what is only wished for, and not told of as one that there is."""
        tokens, verb = self.tokens, self.tokens.head[head]
        definite = any(tokens.lower[child] in DEFINITE for child in tokens.children[head])
        none = any(tokens.lower[child] in {"no", "any"} for child in tokens.children[head])
        if tokens.pos[head] == "VERB" or definite:
            return False
        if none or tokens.lemma[verb] in self.words.wishes:
            return True
        return tokens.doc[verb].tag_ == "VB" and not is_modal(tokens, self.words, verb)
