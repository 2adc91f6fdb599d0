"""The grammar's, the heads' and the marks' findings joined: one attribution for each cue, in the order of the text.

``find_attributions`` is the whole of it: what each cue's grammar and the learned spans say of it, then the stretches
in quotation marks, said whole and over as many sentences as they run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.grammar import find_by_grammar, find_complement, is_hearer_alone
from dragoman.extract.quotations.learned import Learned, find_learned
from dragoman.extract.quotations.lexicon import Lexicon
from dragoman.extract.quotations.marks import Marks
from dragoman.extract.quotations.quoted import attach, stretches_of, widen
from dragoman.extract.quotations.subjects import RELATIVES, find_source
from dragoman.extract.quotations.tree import Range, Tree


def find_attributions(tree: Tree, marks: Marks, lexicon: Lexicon) -> list[Attribution]:
    """Every attribution of a text, whoever found it, one for each cue, in the order of the text."""
    grammar = {each.anchor: each for each in find_by_grammar(tree, lexicon) if each.anchor is not None}
    learned = find_learned(tree)
    stretches = stretches_of(tree, marks)
    joined = [
        widen(found, stretches)
        for anchor in sorted({*grammar, *learned})
        if (found := _join(tree, lexicon, grammar.get(anchor), learned.get(anchor))) is not None
    ]
    return attach(tree, lexicon, joined, stretches)


def _join(tree: Tree, lexicon: Lexicon, grammar: Attribution | None, learned: Learned | None) -> Attribution | None:
    """Both words on one cue: the heads' extent of each part where they give one, else the grammar's."""
    if learned is None:
        return grammar
    found = grammar if grammar is not None else _from_heads(tree, lexicon, learned)
    if found is None:
        return None
    if learned.cue is not None:
        found = replace(found, cue=learned.cue)
    if learned.sources:
        near = min(learned.sources, key=lambda source: abs(source[0] - learned.anchor))
        head = tree.head_of(*near)
        if tree.lower[head] not in RELATIVES or found.source is None:
            found = replace(found, source=near, speaker=head)
    return replace(found, content=_without_cue(found, learned.contents or found.content))


def _without_cue(found: Attribution, content: Iterable[Range]) -> tuple[Range, ...]:
    """The pieces of a content, cut where its own cue stands in one: ``the talks go well [said] the envoy``."""
    cue = found.cue
    pieces = []
    for start, end in content:
        if cue is None or not start <= cue[0] < end:
            pieces.append((start, end))
        elif cue[0] - start > end - cue[1]:
            pieces.append((start, cue[0]))
        elif cue[1] < end:
            pieces.append((cue[1], end))
    return tuple(sorted(pieces)) or found.content


def _from_heads(tree: Tree, lexicon: Lexicon, learned: Learned) -> Attribution | None:
    """A cue that the lexicon does not hold, or not with this grammar."""
    anchor = learned.anchor
    is_verb = tree.tags[anchor].startswith("VB")
    if is_verb and is_hearer_alone(tree, lexicon, anchor):
        return None
    content = tuple(sorted(learned.contents)) or (find_complement(tree, lexicon, anchor) if is_verb else ())
    if not content:
        return None
    source, speaker = find_source(tree, lexicon, anchor) if is_verb else (None, None)
    rule = "learned" if learned.contents else "complement"
    cue = learned.cue or (anchor, anchor + 1)
    return Attribution(content, cue, anchor, source, speaker, rule, tree.lemmas[anchor])
