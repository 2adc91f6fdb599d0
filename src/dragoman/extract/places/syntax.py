"""How a mention stands in its sentence: what governs it, by which relation, under which preposition.

Reads Universal Dependencies and, where a user's pipeline has them, ClearNLP's labels (``pobj``, ``dobj``, ``poss``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from dragoman.extract.places.lexicon import Lexicon

Relation = Literal["subject", "passive_subject", "object", "oblique", "possessive", "compound", "other"]

_RELATIONS: dict[str, Relation] = {
    "nsubj": "subject",
    "nsubj:pass": "passive_subject",
    "nsubjpass": "passive_subject",
    "obj": "object",
    "iobj": "object",
    "dobj": "object",
    "dative": "object",
    "obl": "oblique",
    "nmod": "oblique",
    "pobj": "oblique",
    "nmod:poss": "possessive",
    "poss": "possessive",
    "compound": "compound",
    "nn": "compound",
    "nmod:unmarked": "compound",
    "amod": "compound",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A mention's place in its sentence. ``governor`` is ``None`` for the sentence's root."""

    relation: Relation
    preposition: str | None
    governor: Token | None


def frame_of(span: Span) -> Frame:
    """The frame of ``span``; one in a list ("Israel and Egypt") has the frame of the list's first member."""
    head = span.root
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_ == "pobj":
        return Frame("oblique", head.head.lower_, head.head.head)
    if head.head == head:
        return Frame("other", None, None)
    relation = _RELATIONS.get(head.dep_) or _RELATIONS.get(head.dep_.partition(":")[0], "other")
    preposition = next((child.lower_ for child in head.lefts if child.dep_ == "case"), None)
    if relation == "oblique" and preposition is None:
        possessed = any(child.dep_ == "case" and child.tag_ == "POS" for child in head.rights)
        relation = "possessive" if possessed else "compound" if head.dep_.startswith("nmod") else relation
    return Frame(relation, preposition, head.head)


def clause_lemmas(span: Span) -> tuple[str, ...]:
    """The lemmas that govern ``span``, from its own head up to the first verb, nearest first."""
    lemmas = []
    token = span.root
    while token.head != token:
        token = token.head
        if token.pos_ in {"NOUN", "VERB", "PROPN", "ADJ"}:
            lemmas.append(token.lemma_.lower() or token.lower_)
        if token.pos_ == "VERB":
            break
    return tuple(lemmas)


def is_located(span: Span, lexicon: Lexicon) -> bool:
    """Whether the word before, or before the list that ``span`` stands in, puts something there: "in", "near", "at"."""
    head = span.root
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return any(
        word_before(start, lexicon) in lexicon.locative_prepositions for start in {span, head.doc[head.i : head.i + 1]}
    )


def word_before(span: Span, lexicon: Lexicon) -> str:
    """The word before ``span`` and its directions; "near" for "north of" and "the village of"."""
    at = span.start - 1
    while at >= 0 and (span.doc[at].lower_ in lexicon.directions or span.doc[at].text == "-"):
        at -= 1
    of = (
        at >= 1
        and span.doc[at].lower_ in {"of", "de"}
        and span.doc[at - 1].lower_ in lexicon.directions | lexicon.city_nouns
    )
    return "near" if of else span.doc[at].lower_ if at >= 0 else ""
