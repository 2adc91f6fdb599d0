"""A ``Doc`` as plain lists, read once: what the actor rules ask of each token, without spaCy's cost each time."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.extract.actors.slips import mend_subjects
from dragoman.registry import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING, CLOSING = "“«„", "”»"
_NO_WORD = frozenset("-‐‑'’/&")
_DATELINE = 16  # tokens into a text in which its dateline must end
_DASHES = frozenset({"-", "–", "—", "--"})


class Tokens:
    """The tokens of one article.

    ``dep`` is the UD relation, ``base`` the relation without its subtype; ``sentence[i]`` the number of a token's
    sentence and ``sentences`` their bounds; ``quoted[i]`` whether a token stands in quotation marks.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.article = doc.text
        self.text = [token.text for token in doc]
        self.lower = [text.lower() for text in self.text]
        self.folded = [fold(text) for text in self.text]
        self.pos = [token.pos_ for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.base = [dep.partition(":")[0] for dep in self.dep]
        self.head = [token.head.i for token in doc]
        self.tag = [token.tag_ for token in doc]
        self.lemma = [token.lemma_.lower() or token.lower_ for token in doc]
        self.start = [token.idx for token in doc]
        self.sentences = _sentences(doc)
        self.sentence = [0] * len(doc)
        for number, (first, end) in enumerate(self.sentences):
            self.sentence[first:end] = [number] * (end - first)
        self.quoted = _quoted(self.text)
        for token, base in mend_subjects(self.head, self.base, self.tag, self.pos).items():
            self.dep[token] = self.base[token] = base

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        children: list[list[int]] = [[] for _ in self.text]
        for token, head in enumerate(self.head):
            if head != token:
                children[head].append(token)
        return children

    def end_of(self, token: int) -> int:
        """The offset of the character after a token."""
        return self.start[token] + len(self.text[token])

    def words(self, start: int, end: int) -> str:
        """The article's words from token ``start`` to before ``end``."""
        return self.article[self.start[start] : self.end_of(end - 1)]

    def is_silent(self, token: int) -> bool:
        """Whether a token only joins the parts of a name: a hyphen or an apostrophe."""
        return self.text[token] in _NO_WORD

    def is_capital(self, token: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[token][:1].isupper()

    def head_of(self, start: int, end: int) -> int:
        """The token of a span that hangs on a token outside it; the last one if the tree does not say."""
        for token in range(start, end):
            if not start <= self.head[token] < end or self.head[token] == token:
                return token
        return end - 1

    def role(self, token: int) -> tuple[str, int]:
        """The relation and governor of a noun, past appositions and the parts of a name."""
        for _ in range(6):
            if self.base[token] not in {"appos", "flat", "compound"} and self.dep[token] != "nmod:desc":
                break
            if self.head[token] == token:
                break
            token = self.head[token]
        return self.dep[token], self.head[token]

    def is_subject(self, token: int) -> bool:
        """Whether a noun is a clause's subject, itself or joined to one by "and"."""
        dep, governor = self.role(token)
        if dep == "conj":
            dep = self.role(governor)[0]
        return dep.startswith("nsubj")

    def is_main_subject(self, token: int) -> bool:
        """Whether a noun is the subject of its sentence's main verb, itself or joined to one by "and"."""
        dep, governor = self.role(token)
        if dep == "conj":
            dep, governor = self.role(governor)
        return dep.startswith("nsubj") and self.head[governor] == governor

    def case_of(self, token: int) -> str:
        """The preposition of a noun, lower case, or nothing."""
        for child in self.children[token]:
            if self.dep[child] == "case" and child < token:
                return self.lower[child]
        return ""

    def subject_of(self, verb: int) -> int | None:
        """The head of a verb's subject."""
        for child in self.children[verb]:
            if self.base[child] == "nsubj" and child not in self.dateline:
                return child
        return None

    @cached_property
    def dateline(self) -> range:
        """The tokens of a place from which a report was sent, in capitals before a dash: "CAIRO, 7 May (AFP) -"."""
        for place in range(1, min(_DATELINE, len(self))):
            if self.text[place] in _DASHES and self.text[0].isupper() and len(self.text[0]) > 2:
                return range(place)
            if self.pos[place] in {"VERB", "AUX"}:
                break
        return range(0)


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """The bounds of the sentences; of stretches up to a full stop or a line's end where no layer has them."""
    if doc.has_annotation("SENT_START"):
        starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
    else:
        ends = [token.i + 1 for token in doc if "\n" in token.text or token.text in {".", "!", "?"}]
        starts = [start for start in (0, *ends) if start < len(doc)]
    return list(pairwise([*starts, len(doc)]))


def _quoted(text: list[str]) -> list[bool]:
    """Which tokens stand in double quotation marks; a mark that is never closed ends with its paragraph."""
    quoted, inside = [], False
    for word in text:
        if "\n" in word:
            inside = False
        if word in {'"', "''", "``"}:
            inside = not inside
            quoted.append(False)
        elif word[:1] and word[:1] in OPENING:
            inside = True
            quoted.append(False)
        elif word[:1] and word[:1] in CLOSING:
            inside = False
            quoted.append(False)
        else:
            quoted.append(inside)
    return quoted
