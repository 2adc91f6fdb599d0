"""Noun phrases: how far they reach, and whose they are.

"the Hamas-run Health Ministry" is Hamas's, "a senior US administration official" the United States'; "Iran-backed
rebels" are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.actors.lexicon import Lexicon, Phrases
from dragoman.extract.actors.mentions import Label
from dragoman.extract.actors.tokens import Tokens

MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "nummod", "advmod", "nmod:poss"})
LONGEST_COMPLEMENT = 9
"""Tokens of "close to the talks" and the like that a described person's name keeps."""

Labels = dict[int, Label]
"""The label that each token belongs to."""


def by_token(labels: Iterable[Label]) -> Labels:
    """Every token of a label with its label."""
    return {token: label for label in labels for token in range(label.start, label.end)}


def phrase_at(tokens: Tokens, end: int, phrases: Phrases, first: int = 0) -> tuple[str, ...] | None:
    """The longest listed phrase whose last word is the token before ``end``, not reaching before ``first``.

    The last word may stand in its plural.
    """
    last = tokens.lower[end - 1].rstrip(".")
    for form in (last, _singular(last)):
        for phrase in phrases.get(form, ()):
            if _ends_with(tokens, end, (*phrase[:-1], form), first):
                return phrase
    return None


def start_of(tokens: Tokens, end: int, phrase: tuple[str, ...]) -> int:
    """The first token of a phrase of words that ends before ``end``."""
    place = end
    for _ in phrase:
        place -= 1
        while tokens.is_silent(place):
            place -= 1
    return place


def _ends_with(tokens: Tokens, end: int, phrase: tuple[str, ...], first: int) -> bool:
    place = end - 1
    for word in reversed(phrase):
        while place >= first and tokens.is_silent(place):
            place -= 1
        if place < first or tokens.lower[place].rstrip(".") not in {word, _plural(word)}:
            return False
        if word != phrase[-1] and tokens.lower[place].rstrip(".") != word:
            return False
        place -= 1
    return True


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sses") or word.endswith("ches"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def left_edge(tokens: Tokens, head: int) -> int:
    """The first token of a noun phrase with its articles, adjectives, possessives and compounds."""
    sentence = tokens.sentences[tokens.sentence[head]][0]
    left = head
    for child in reversed(tokens.children[head]):
        if child >= head:
            continue
        if tokens.dep[child] not in MODIFIERS and tokens.base[child] != "compound" and not tokens.is_silent(child):
            break
        left = min(left, max(sentence, _first_below(tokens, child)))
    while left < head and (
        tokens.pos[left] in {"PUNCT", "CCONJ", "ADP", "SPACE"} or tokens.lower[left] in {"'s", "’s"}
    ):
        left += 1
    return left


def _first_below(tokens: Tokens, token: int) -> int:
    first = token
    for child in tokens.children[token]:
        if child < first:
            first = min(first, _first_below(tokens, child))
    return first


def right_edge(tokens: Tokens, head: int) -> int:
    """The token after a noun phrase with its complements: "officials in Rafah", "a source close to the talks"."""
    end = head + 1
    bound = min(tokens.sentences[tokens.sentence[head]][1], head + 1 + LONGEST_COMPLEMENT)
    for child in tokens.children[head]:
        if child < head or tokens.base[child] not in {"nmod", "amod", "acl"} or tokens.dep[child] == "acl:relcl":
            continue
        last = _last_below(tokens, child)
        if last >= bound or _first_below(tokens, child) != end:
            break
        if any(tokens.pos[token] == "PUNCT" and not tokens.is_silent(token) for token in range(end, last + 1)):
            break
        end = last + 1
    return end


def _last_below(tokens: Tokens, token: int) -> int:
    last = token
    for child in tokens.children[token]:
        if child > last:
            last = max(last, _last_below(tokens, child))
    return last


def owner_before(tokens: Tokens, start: int, head: int, labels: Labels, lexicon: Lexicon) -> Label | None:
    """The body named among a noun's modifiers: the named one before a state's adjective, the nearest before others."""
    found: list[Label] = []
    place = start
    while place < head:
        label = labels.get(place)
        if label is None:
            place += 1
            continue
        if label.end <= head and _lends(tokens, label.end, lexicon) and not _is_sent_to(tokens, label, head, lexicon):
            found.append(label)
        place = max(label.end, place + 1)
    named = [label for label in found if label.type != "state" and label.kind in {"name", "local"}]
    chosen = named or found
    return chosen[-1] if chosen else None


def _is_sent_to(tokens: Tokens, label: Label, head: int, lexicon: Lexicon) -> bool:
    """Whether a state's full name stands beside a post as its subject: "Syria envoy", unlike "US envoy"."""
    is_beside = label.end < len(tokens) and tokens.lower[label.end] not in {"'s", "’s", "'"}
    is_named = label.kind == "name" and label.type == "state" and not label.name.replace(".", "").isupper()
    return (
        is_named
        and is_beside
        and any(tokens.lemma[token] in lexicon.sent for token in range(label.end, head + 2) if token < len(tokens))
    )


def _lends(tokens: Tokens, after: int, lexicon: Lexicon) -> bool:
    """Whether a name lends itself to what it stands before: "Hamas-run" does, "Iran-backed" does not."""
    if after + 1 < len(tokens) and tokens.text[after] in {"-", "‑", "‐"}:
        return tokens.lower[after + 1] in lexicon.run_by
    return True


def owner_after(
    tokens: Tokens, head: int, labels: Labels, lexicon: Lexicon, prepositions: frozenset[str]
) -> Label | None:
    """The body named in a noun's complement: "spokesman for the SNC", "the ministry in Hamas-run Gaza"."""
    place = head + 1
    if place >= len(tokens) or tokens.pos[place] not in {"ADP", "SCONJ"}:
        return None
    preposition = tokens.lower[place]
    for token in range(place + 1, min(len(tokens), place + 6)):
        label = labels.get(token)
        if label is not None:
            run = _is_run_by(tokens, label.end, lexicon)
            return (
                label
                if run or (preposition in prepositions and label.kind != "adjective")
                else _inner(tokens, label, labels, preposition in prepositions)
            )
        if tokens.pos[token] not in {"DET", "ADJ", "NOUN", "PROPN"}:
            return None
    return None


def _inner(tokens: Tokens, label: Label, labels: Labels, allowed: bool) -> Label | None:
    """An adjective's body, where the preposition lets it through: "a member of the Israeli delegation"."""
    following = labels.get(label.end) if label.end < len(tokens) else None
    if not allowed:
        return None
    return following if following is not None and following.kind != "adjective" else label


def _is_run_by(tokens: Tokens, after: int, lexicon: Lexicon) -> bool:
    is_joined = after + 1 < len(tokens) and tokens.text[after] in {"-", "‑", "‐"}
    return is_joined and tokens.lower[after + 1] in lexicon.run_by
