"""Descriptions that the grammar ties to a name: "one woman, NAME,", "NAME, the militia that", "NAME was a leader".

The tree first, then the words in their order, since appositions are where parsers disagree most.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.extract.actors.clusters import Actor
from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Mention
from dragoman.extract.actors.tokens import Tokens

DENIALS, RELATIVES = frozenset({"not", "n't", "n’t", "no", "never"}), frozenset({"who", "that", "which"})
LONGEST_NAME = 7
"""Words of a body's name in front of a comma."""


def find_beside(tokens: Tokens, named: Mapping[int, Actor], lexicon: Lexicon, mention: Mention) -> Actor | None:
    """Whom a description stands in apposition to; ``named`` has the article's names by the token that heads them."""
    if tokens.base[mention.head] == "appos":
        last = _last_joined(tokens, tokens.head[mention.head], mention.start)
        if last != tokens.head[mention.head]:
            # "Chad and Niger, a neighbour": the last of them, unless it speaks of both
            return None if mention.plural else named.get(last)
        if last in named:
            return named[last]
    for child in tokens.children[mention.head]:
        if tokens.base[child] == "appos" and child in named:
            return named[child]
    if mention.type == "person":
        return _between_commas(tokens, named, mention)
    return _after_comma(tokens, named, lexicon, mention)


def _last_joined(tokens: Tokens, head: int, before: int) -> int:
    """The last noun joined to ``head`` by "and" or a comma in front of the token ``before``."""
    joined = [child for child in tokens.children[head] if tokens.base[child] == "conj" and child < before]
    return joined[-1] if joined else head


def _after_comma(tokens: Tokens, named: Mapping[int, Actor], lexicon: Lexicon, mention: Mention) -> Actor | None:
    """ "NAME, the militia that": a body's name, a comma, a noun that can take it up, whatever the tree says."""
    kinds = lexicon.anaphors.get(mention.noun) or lexicon.anaphors.get(mention.noun.rpartition(" ")[2])
    comma = mention.start - 1
    if kinds is None or mention.plural or comma < 1 or tokens.text[comma] != ",":
        return None
    for token in range(comma - 1, max(comma - LONGEST_NAME, -1), -1):
        actor = named.get(token)
        if actor is not None:
            is_next = any(known.head == token and known.end == comma for known in actor.mentions)
            return actor if is_next and actor.type in kinds else None
    return None


def _between_commas(tokens: Tokens, named: Mapping[int, Actor], mention: Mention) -> Actor | None:
    """ "The head of the bureau, NAME, said", whatever the name hangs on."""
    if mention.plural:
        return None
    after = mention.head + 1
    if after + 1 < len(tokens) and tokens.lower[after] in {"named", "called"}:
        return named.get(after + 1)
    if not (mention.definite or mention.affiliation):
        return None
    end = tokens.sentences[tokens.sentence[mention.head]][1]
    comma = next((token for token in range(mention.head + 1, end) if tokens.text[token] == ","), end)
    if comma + 1 >= end or any(tokens.pos[token] in {"VERB", "AUX"} for token in range(mention.head, comma)):
        return None
    actor = named.get(comma + 1)
    hangs_on = {*range(mention.head, comma), tokens.head[mention.head]}
    if actor is None or actor.type != "person" or tokens.head[comma + 1] not in hangs_on:
        return None
    close = next((token for token in range(comma + 1, end) if tokens.text[token] in {",", ".", "!", "?"}), end)
    is_name = all(tokens.pos[token] in {"PROPN", "PUNCT"} for token in range(comma + 1, close))
    is_last = close < end and tokens.text[close] != ","
    is_apart = close + 1 < end and tokens.pos[close + 1] in {"VERB", "AUX"}
    return actor if is_name and (is_last or is_apart) else None


def find_subject(tokens: Tokens, known: Mapping[int, Actor], mention: Mention) -> Actor | None:
    """Whom a sentence says that a description is: "She is a reporter for the paper"; not "she is no reporter".

    ``known`` has the actors found so far by the token that heads their mention.
    """
    head = mention.head
    if mention.type != "person" or mention.plural or tokens.quoted[head]:
        return None
    below = tokens.children[head]
    is_said = any(tokens.dep[child] == "cop" for child in below)
    is_open = any(tokens.lower[child] in DENIALS or tokens.dep[child] == "mark" for child in below)
    subject = tokens.subject_of(head)
    if not is_said or is_open or subject is None or subject > head or tokens.lower[subject] in RELATIVES:
        return None
    actor = known.get(subject)
    return actor if actor is not None and actor.type == "person" and actor.names and not actor.plural else None
