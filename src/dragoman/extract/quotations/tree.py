"""A ``Doc`` → plain lists: the words, their heads and where their subtrees begin and end.

Rules ask a tree many small questions; lists answer them several times faster than ``Token`` objects. Labels of the
older English scheme (``dobj``, ``nsubjpass``, ``relcl``) are read as their Universal Dependencies names, so that any
spaCy pipeline serves.
"""

from __future__ import annotations

from functools import cached_property

from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from dragoman.extract.actors.slips import mend_subjects

Range = tuple[int, int]
"""Tokens ``[start, end)``."""

_NAMES = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "agent": "obl:agent",
    "prep": "obl",
    "neg": "advmod",
    "ROOT": "root",
    "poss": "nmod:poss",
    "prt": "compound:prt",
}
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "root", "conj"})
_WRAP = 1 << 64
"""spaCy gives the distances to heads as unsigned 64-bit integers."""


class Tree:
    """The dependency trees of a whole text. All indices are those of the ``Doc``'s tokens.

    ``labels`` are the relations, ``bases`` the same without subtypes; ``sentence[i]`` is the sentence of token i.
    """

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        rows: list[list[int]] = doc.to_array([ORTH, IDX, POS, TAG, HEAD, DEP, LEMMA, SENT_START]).T.tolist()
        words, self.starts, pos, tags, heads, labels, lemmas, begins = rows
        known = {key: strings[key] for row in (words, pos, tags, labels, lemmas) for key in set(row)}
        lower = {key: known[key].lower() for key in set(words)}
        self.doc, self.written = doc, doc.text
        self.words = [known[key] for key in words]
        self.lower = [lower[key] for key in words]
        self.pos = [known[key] for key in pos]
        self.tags = [known[key] for key in tags]
        self.labels = [_NAMES.get(known[key], known[key]) for key in labels]
        self.bases = [label.partition(":")[0] for label in self.labels]
        self.lemmas = [known[key].lower() or lower[word] for key, word in zip(lemmas, words, strict=True)]
        self.heads = [place + (head - _WRAP if head >= _WRAP // 2 else head) for place, head in enumerate(heads)]
        for token, base in mend_subjects(self.heads, self.bases, self.tags, self.pos).items():
            self.labels[token] = self.bases[token] = base
        blank = {key for key in set(words) if known[key].isspace()}
        self.spaces = [key in blank for key in words]
        self.children: list[list[int]] = [[] for _ in words]
        for place, head in enumerate(self.heads):
            if head != place and not self.spaces[place]:
                self.children[head].append(place)
        starts = [place for place, begins_here in enumerate(begins) if begins_here == 1 or place == 0]
        self.sentences: list[Range] = list(zip(starts, [*starts[1:], len(words)], strict=True))
        self.sentence: list[Range] = [span for span in self.sentences for _ in range(*span)]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def edges(self) -> list[Range]:
        """For each token the first token of its subtree and the one after its last."""
        left = list(range(len(self.words)))
        right = [place + 1 for place in left]
        order: list[int] = []
        stack = [place for place, head in enumerate(self.heads) if head == place]
        while stack:
            place = stack.pop()
            order.append(place)
            stack.extend(self.children[place])
        for place in reversed(order):
            head = self.heads[place]
            left[head] = min(left[head], left[place])
            right[head] = max(right[head], right[place])
        return list(zip(left, right, strict=True))

    def of(self, token: int, *labels: str) -> list[int]:
        """The children with one of these labels, whatever their subtype: ``"nsubj"`` also gives ``nsubj:pass``."""
        return [child for child in self.children[token] if self.bases[child] in labels]

    def is_under(self, token: int, above: int) -> bool:
        """Whether ``above`` is ``token`` or one of its heads."""
        while token != above:
            head = self.heads[token]
            if head == token:
                return False
            token = head
        return True

    def head_of(self, start: int, end: int) -> int:
        """The word of a stretch that hangs from a word outside it, marks aside."""
        outside = (
            token
            for token in range(start, end)
            if self.pos[token] != "PUNCT" and (self.heads[token] == token or not start <= self.heads[token] < end)
        )
        return next(outside, end - 1)

    def clause_of(self, token: int) -> int:
        """The predicate of the clause that a token stands in: itself or the nearest head that heads a clause."""
        while self.bases[token] not in _CLAUSES and self.heads[token] != token:
            token = self.heads[token]
        return token

    def is_passive(self, verb: int) -> bool:
        """Whether the clause of ``verb`` is passive: "was told that…"."""
        return any(self.labels[child] in ("aux:pass", "nsubj:pass") for child in self.children[verb])

    def is_finite(self, verb: int) -> bool:
        """Whether the clause of ``verb`` has a tense: a finite form, or a modal or finite auxiliary or copula."""
        if self.tags[verb] in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(self.tags[child] in ("VBD", "VBZ", "VBP", "MD") for child in self.of(verb, "aux", "cop"))

    def is_word(self, token: int) -> bool:
        """Whether a token is neither a mark nor white space."""
        return self.pos[token] != "PUNCT" and not self.spaces[token]

    def between(self, one: int, other: int) -> str:
        """The text from the end of one token to the start of another."""
        return self.written[self.starts[one] + len(self.words[one]) : self.starts[other]]

    def text(self, start: int, end: int) -> str:
        """The words of tokens ``[start, end)`` as written."""
        return self.written[slice(*self.span(start, end))]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of tokens ``[start, end)``, white space at the ends left out."""
        while start < end - 1 and self.spaces[start]:
            start += 1
        while end - 1 > start and self.spaces[end - 1]:
            end -= 1
        return self.starts[start], self.starts[end - 1] + len(self.words[end - 1])
