"""How talks stand, from the words on them: "are due to resume" planned, "broke down" ended without a deal."""

from __future__ import annotations

from dragoman.extract.sides import Tokens
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.model import TalksStatus

_ORDER: tuple[TalksStatus, ...] = (
    "ended_without_deal", "refused", "paused", "planned", "proposed", "under_way", "agreed", "held",
)  # fmt: skip
_BESIDE = frozenset(
    {"aux", "advmod", "amod", "xcomp", "acl", "compound", "obl", "advcl", "parataxis", "conj", "cop", "obj"}
)


def status_of(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int | None) -> TalksStatus | None:
    """The status that the verb on talks and the words beside it give; ``None`` if they say nothing of it."""
    near = {tokens.lemma[place] for place in _near(tokens, anchors, governor)}
    for status in _ORDER:
        if near & words.statuses[status]:
            return status
    if governor is None:
        return None
    tags = {tokens.doc[place].tag_ for place in (governor, *tokens.children[governor])}
    if tags & {"VBD", "VBN"}:
        return "held"
    return "under_way" if tags & {"VBG", "VBZ", "VBP"} else None


def _near(tokens: Tokens, anchors: tuple[int, ...], governor: int | None) -> list[int]:
    near = [
        child
        for anchor in anchors
        for child in tokens.children[anchor]
        if tokens.base[child] in {"amod", "acl", "compound"}
    ]
    if governor is None:
        return near
    near.append(governor)
    near.extend(child for child in tokens.children[governor] if tokens.base[child] in _BESIDE and child not in anchors)
    above = tokens.head[governor]
    if tokens.base[governor] in {"xcomp", "advcl", "ccomp"} and tokens.lemma[above] != "say":
        near.append(above)
    return near
