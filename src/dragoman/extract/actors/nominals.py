"""Mentions that describe instead of naming: "a Hamas official", "the Qatari foreign ministry", "diplomats".

Only nouns of the word lists, people and bodies, and only where they head their phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Mention
from dragoman.extract.actors.offices import FOR, OWNERS, name_of
from dragoman.extract.actors.phrases import (
    Labels,
    left_edge,
    owner_after,
    owner_before,
    phrase_at,
    right_edge,
    start_of,
)
from dragoman.extract.actors.tokens import Tokens
from dragoman.model import ActorType

PLURAL_TAGS = frozenset({"NNS", "NNPS"})
COLLECTIVES = frozenset({"people", "staff", "personnel", "crew", "police", "authorities", "media", "troops", "forces"})


def find_nominals(tokens: Tokens, labels: Labels, taken: set[int], lexicon: Lexicon) -> Iterator[Mention]:
    """The nominal mentions outside of ``taken``, the tokens of names and of the offices before them."""
    for head in range(len(tokens)):
        if head in taken or tokens.pos[head] not in {"NOUN", "PROPN"} or not _heads_phrase(tokens, head):
            continue
        mention = describe(tokens, head, labels, lexicon)
        if mention is not None:
            yield mention


def _heads_phrase(tokens: Tokens, head: int) -> bool:
    if tokens.base[head] in {"compound", "flat"} or tokens.dep[head] in {"nmod:desc", "goeswith"}:
        return False
    following = head + 1
    return following >= len(tokens) or not (
        tokens.pos[following] in {"NOUN", "PROPN"} and tokens.head[head] == following and tokens.base[head] != "appos"
    )


def _head_of(tokens: Tokens, head: int) -> str:
    """ "The head of the Estonian government" is a head of government, whosever the government is."""
    if tokens.lower[head] != "head" or head + 2 >= len(tokens) or tokens.lower[head + 1] != "of":
        return ""
    for token in range(head + 2, min(len(tokens), head + 6)):
        if tokens.lower[token] in {"state", "government"}:
            return f"head of {tokens.lower[token]}"
    return ""


def describe(tokens: Tokens, head: int, labels: Labels, lexicon: Lexicon, *, any_noun: bool = False) -> Mention | None:
    """The nominal mention that a noun heads, if it is one of the lists' (or any, on demand)."""
    first = tokens.sentences[tokens.sentence[head]][0]
    person = phrase_at(tokens, head + 1, lexicon.people, first)
    body = phrase_at(tokens, head + 1, lexicon.bodies, first)
    phrase = max((person or (), body or ()), key=len)
    if not phrase and not any_noun:
        return None
    is_document = tokens.lower[head] in lexicon.documents
    noun = " ".join(phrase) or (tokens.lower[head] if is_document else tokens.lemma[head])
    noun = _head_of(tokens, head) or noun
    kind: ActorType | None = lexicon.body_types.get(noun) if phrase and phrase == body and phrase != person else None
    if phrase and kind is None:
        kind = "person"
    start = min(left_edge(tokens, head), start_of(tokens, head + 1, phrase) if phrase else head)
    owner = owner_before(tokens, start, head, labels, lexicon)
    if owner is None:
        prepositions = FOR if noun in lexicon.speaks_for or noun.rpartition(" ")[2] in lexicon.speaks_for else OWNERS
        inside = prepositions - {"in"} if kind == "person" else frozenset({"of"})
        owner = owner_after(tokens, head, labels, lexicon, inside)
    end = right_edge(tokens, head)
    opening = tokens.lower[start]
    return Mention(
        start,
        end,
        head,
        "nominal",
        tokens.words(start, end),
        kind,
        noun=noun,
        plural=tokens.tag[head] in PLURAL_TAGS or noun in COLLECTIVES,
        definite=opening in lexicon.definite or (owner is not None and owner.start == start),
        affiliation=name_of(owner),
        affiliation_entry=owner.entry if owner else None,
    )
