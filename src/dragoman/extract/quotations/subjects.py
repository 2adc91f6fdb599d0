"""Who a cue's grammar says is speaking: subjects near and far, agents, owners."""

from __future__ import annotations

from dragoman.extract.quotations.lexicon import Lexicon
from dragoman.extract.quotations.tree import Range, Tree

RELATIVES = frozenset({"who", "which", "that", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART", "X", "CCONJ"})
_DEPTH = 6
"""How many verbs a subject is looked for upwards: more is a broken tree."""


def find_source(tree: Tree, lexicon: Lexicon, verb: int) -> tuple[Range | None, int | None]:
    """The words for who says what ``verb`` says, and their head; ``(None, None)`` if the grammar names nobody."""
    tail = find_tail(tree, verb)
    if tail is not None and not tree.of(verb, "nsubj"):
        return tail, tree.head_of(*tail)
    head = _quoted_person(tree, verb)
    if head is None:
        head = _speaker(tree, lexicon, verb)
    return (None, None) if head is None else (noun_phrase(tree, head), head)


def find_tail(tree: Tree, verb: int) -> Range | None:
    """Who speaks at a sentence's end, by the words alone: ``…, [the ministry] said.``, ``…, said [two residents].``

    Nothing if the comma, a verb of its own or anything but names and nouns stands between.
    """
    begin, finish = tree.sentence[verb]
    words = [token for token in range(begin, finish) if tree.is_word(token) or tree.words[token] == ","]
    place = words.index(verb) if verb in words else 0
    before, behind = words[:place], words[place + 1 :]
    comma = next((token for token in reversed(before) if tree.words[token] == ","), None)
    if comma is None or comma <= begin + 1 or tree.tags[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    between = [token for token in before if token > comma]
    named = between if not behind else behind if not between else []
    if not named or any(tree.pos[token] not in _NAMING or tree.words[token] == "," for token in named):
        return None
    return named[0], named[-1] + 1


def _speaker(tree: Tree, lexicon: Lexicon, verb: int) -> int | None:
    for _ in range(_DEPTH):
        if tree.is_passive(verb):
            return _agent(tree, verb)
        subject = _subject(tree, verb)
        if subject is not None:
            if tree.lower[subject] in RELATIVES and tree.bases[verb] == "acl":
                return tree.heads[verb]
            return subject
        label, head = tree.bases[verb], _coordinate(tree, verb)
        if head == verb:
            return None
        if label in ("acl",) and tree.pos[head] in _NOMINAL:
            return head
        if label not in ("conj", "advcl", "xcomp", "parataxis", "acl", "ccomp"):
            return None
        if label in ("advcl", "conj", "acl") and tree.tags[verb] == "VBG":
            head = _reporting(tree, lexicon, head)
        verb = head
    return None


def _coordinate(tree: Tree, verb: int) -> int:
    """The head of a verb; of two that ``and`` may join it to, the one of the same tense.

    ``She said the envoy had come and had urged both sides to talk``: whoever had come had urged.
    """
    head = tree.heads[verb]
    had = {tree.lower[child] for child in tree.of(verb, "aux")} & {"had", "would"}
    if tree.bases[verb] != "conj" or not had or had & {tree.lower[child] for child in tree.of(head, "aux")}:
        return head
    inside = [child for child in tree.of(head, "ccomp") if head < child < verb]
    return next((child for child in inside if had & {tree.lower[aux] for aux in tree.of(child, "aux")}), head)


def _quoted_person(tree: Tree, verb: int) -> int | None:
    """``quoted [the minister] as saying``, ``[the minister] was quoted as saying``."""
    governor = tree.heads[verb]
    if tree.tags[verb] != "VBG" or tree.lemmas[governor] not in ("quote", "cite") or tree.lower[verb - 1] != "as":
        return None
    objects = tree.of(governor, "obj")
    if objects and not tree.is_passive(governor):
        return objects[0]
    return next((child for child in tree.children[governor] if tree.labels[child] == "nsubj:pass"), None)


def _reporting(tree: Tree, lexicon: Lexicon, verb: int) -> int:
    """``said talks had failed, adding that…``: wherever "adding" hangs, it goes with "said"."""
    token = verb
    for _ in range(_DEPTH):
        if tree.bases[token] not in ("ccomp", "conj", "xcomp", "advcl") or tree.heads[token] == token:
            break
        token = tree.heads[token]
        if tree.lemmas[token] in lexicon.verbs and tree.tags[token] in ("VBD", "VBZ", "VBP", "VBN"):
            return token
    return verb


def _subject(tree: Tree, verb: int) -> int | None:
    subjects = [child for child in tree.of(verb, "nsubj") if tree.labels[child] != "nsubj:pass"]
    if subjects:
        before = [child for child in subjects if child < verb]
        return before[-1] if before else subjects[0]
    if not any(clause < verb for clause in tree.of(verb, "ccomp")):
        return None
    return next(
        (
            child
            for child in tree.of(verb, "obj", "obl", "vocative", "dep")
            if tree.edges[child][0] == verb + 1 and not tree.of(child, "case")
        ),
        None,
    )


def _agent(tree: Tree, verb: int) -> int | None:
    for child in tree.of(verb, "obl"):
        cases = {tree.lower[case] for case in tree.of(child, "case")}
        if child > verb and (tree.labels[child] == "obl:agent" or "by" in cases):
            return child
    return None


def possessor(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: ``Qatar's``, ``the US``, ``… by the army``."""
    for child in tree.children[noun]:
        if tree.labels[child] == "nmod:poss":
            return child
    for child in tree.children[noun]:
        if tree.bases[child] == "nmod" and child > noun and tree.lower[tree.edges[child][0]] in ("by", "from", "of"):
            return child
    for child in tree.of(noun, "compound", "amod", "nmod"):
        if child < noun and tree.tags[child] in ("NNP", "NNPS", "JJ") and tree.words[child][:1].isupper():
            return child
    return None


def noun_phrase(tree: Tree, head: int) -> Range:
    """All the words of a noun phrase but its preposition, its ``'s``, and clauses that stand behind a verb of its
    own.
    """
    start, end = tree.edges[head]
    for child in tree.of(head, "case", "mark", "cc", "punct"):
        if child < head and tree.edges[child][0] == start and tree.words[child] not in ("(",):
            start = child + 1
        if child > head and tree.edges[child][1] == end:
            end = child
    for child in tree.children[head]:
        if tree.bases[child] in ("parataxis", "dep") and child > head:
            end = min(end, tree.edges[child][0])
    while start < head and (tree.spaces[start] or tree.pos[start] == "PUNCT"):
        start += 1
    while end - 1 > head and (tree.spaces[end - 1] or tree.words[end - 1] in (",", ".", ":", ";")):
        end -= 1
    return start, max(end, head + 1)
