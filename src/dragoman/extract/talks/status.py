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
    if _is_fruitless(tokens, words, anchors):
        return "ended_without_deal"
    if governor is not None and not is_argument(tokens, anchors, governor):
        governor = None
    near = {
        tokens.lemma[place]
        for place in _near(tokens, anchors, governor)
        if place not in anchors or tokens.pos[place] == "VERB"
    }
    above = _above(tokens, governor)
    if above is not None and tokens.lemma[above] in words.statuses["planned"]:
        return "planned"
    if above is not None and tokens.lemma[above] in words.statuses["proposed"]:
        return "proposed"
    for status in _ORDER:
        if near & words.statuses[status]:
            return status
    if governor is None or not (governor in anchors or tokens.lemma[governor] in words.discuss):
        return None
    tags = {tokens.doc[place].tag_ for place in (governor, *tokens.children[governor])}
    if tags & {"VBD", "VBN"}:
        return "held"
    return "under_way" if tags & {"VBG", "VBZ", "VBP"} else None


def is_argument(tokens: Tokens, anchors: tuple[int, ...], governor: int) -> bool:
    """Whether talks are themselves what a verb is about: not in "rejected concessions in the talks"."""
    first = anchors[0]
    return governor in anchors or tokens.head[first] == governor or tokens.head[tokens.head[first]] == first


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
    return near


def _above(tokens: Tokens, governor: int | None) -> int | None:
    """The verb that another hangs on as what is expected or planned: "are expected to resume"."""
    if governor is None or tokens.base[governor] not in {"xcomp", "ccomp"}:
        return None
    return tokens.head[governor]


def _is_fruitless(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...]) -> bool:
    """ "Ended without a deal", "produced no breakthrough", after the words for talks."""
    _, last = tokens.sentences[tokens.sentence[anchors[0]]]
    for place in range(anchors[0], min(last, anchors[0] + 14)):
        if tokens.lemma[place] in words.lack and words.outcomes & set(tokens.lemma[place + 1 : place + 4]):
            return True
    return False
