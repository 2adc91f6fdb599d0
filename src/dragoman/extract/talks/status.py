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
_AFTER = frozenset({"after", "following", "since"})
_AT = frozenset({"at", "in", "during"})
_DEALS = frozenset(
    {"deal", "agreement", "accord", "pact", "truce", "ceasefire", "treaty", "cease-fire", "declaration", "protocol"}
)
_UP = 4  # governors looked at above talks for the deal that came of them
_GOING_ON = frozenset({"continue", "resume"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should"})


def status_of(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int | None) -> TalksStatus | None:
    """The status that the verb on talks and the words beside it give; ``None`` if they say nothing of it."""
    if _is_fruitless(tokens, words, anchors):
        return "ended_without_deal"
    if governor is not None and (told := _by_phrase(tokens, words, anchors, governor)):
        return told
    if _is_of_deal(tokens, words, anchors) or (governor is not None and _yields_deal(tokens, words, anchors, governor)):
        return "agreed"
    if tokens.case_of(anchors[0]) in _AFTER:
        return "held"
    if "ahead" in tokens.lower[max(0, anchors[0] - 5) : anchors[0]]:
        return "planned"
    if governor is not None and not is_argument(tokens, anchors, governor):
        governor = None
    if governor is not None and _is_threatened(tokens, words, anchors, governor):
        return "proposed" if any(tokens.lower[child] in {"a", "an"} for child in tokens.children[anchors[0]]) else None
    if governor is not None and _is_conditional(tokens, governor):
        governor = None
    near = {
        tokens.lemma[place]
        for place in _near(tokens, anchors, governor)
        if (place not in anchors or tokens.pos[place] == "VERB") and tokens.pos[place] != "PROPN"  # "in May"
    }
    if tokens.case_of(anchors[0]) != "for":
        near.discard("call")  # "called the talks useful" calls for none
    above = _above(tokens, governor)
    if above is not None and tokens.lemma[above] in words.statuses["planned"] | {"agree"}:
        return "planned"
    if above is not None and tokens.lemma[above] in words.statuses["proposed"]:
        return "proposed"
    if _is_to_be(tokens, anchors) or _is_later(tokens, anchors):
        return "planned"
    for status in _ORDER:
        if near & words.statuses[status]:
            return "under_way" if status == "planned" and "continue" in near else status
    return _by_tense(tokens, words, anchors, governor)


def _by_phrase(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int) -> TalksStatus | None:
    """What a verb and a word after it say together: "pulled out of the talks", "the meeting was called off"."""
    if not is_argument(tokens, anchors, governor) or _is_conditional(tokens, governor):
        return None
    if any(tokens.lemma[child] in words.modals for child in tokens.children[governor]):
        return None
    following = tokens.lower[governor + 1 : governor + 4]
    return next(
        (words.phrases[key] for word in following if (key := (tokens.lemma[governor], word)) in words.phrases), None
    )


def _is_of_deal(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...]) -> bool:
    """Whether a deal came of talks: "signed a truce after talks", "an agreement struck after long talks"."""
    place = anchors[0]
    for _ in range(_UP):
        case = tokens.case_of(place)
        above = tokens.head[place]
        if tokens.pos[above] == "VERB":
            root = above
            while tokens.head[root] != root and tokens.base[root] in {"parataxis", "nsubj", "conj"}:
                root = tokens.head[root]
            said = [child for child in tokens.children[above] if tokens.base[child] == "ccomp"]
            return case in _AFTER | _AT and any(_is_dealt(tokens, words, verb) for verb in (above, root, *said))
        if above == place:
            return False
        place = above
    return False


def _yields_deal(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int) -> bool:
    """ "The talks led to an agreement": that they did, not that they might."""
    if tokens.lemma[governor] not in words.yields or not any(tokens.is_subject(anchor) for anchor in anchors):
        return False
    if any(tokens.lemma[child] in words.modals or tokens.lower[child] == "to" for child in tokens.children[governor]):
        return False
    after = [child for child in tokens.children[governor] if child > governor and tokens.base[child] in {"obj", "obl"}]
    return any(tokens.lemma[child] in _DEALS and not _is_lacking(tokens, child) for child in after)


def _is_lacking(tokens: Tokens, noun: int) -> bool:
    own = {tokens.lower[child] for child in tokens.children[noun]}
    return bool(own & {"no", "without", "any"})


def _is_dealt(tokens: Tokens, words: Lexicon, verb: int) -> bool:
    """Whether a verb tells of a deal that was done: not to meet again, not none."""
    if tokens.lemma[verb] not in words.deal or tokens.tag[verb] not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    if any(
        tokens.lemma[child] in words.modals or tokens.lower[child] in {"not", "n't"} for child in tokens.children[verb]
    ):
        return False
    done = [child for child in tokens.children[verb] if tokens.base[child] in {"obj", "nsubj", "obl", "xcomp"}]
    own = {tokens.lemma[child] for child in (*done, tokens.head[verb], *range(max(0, verb - 3), verb))}
    if tokens.lemma[verb] == "agree":
        return not own & (words.discuss | words.meets)
    return bool(own & _DEALS)


def goes_on(tokens: Tokens, anchors: tuple[int, ...], governor: int | None) -> bool:
    """Whether talks are said to go on: "will continue on Thursday", "negotiations resumed"."""
    if governor is not None and tokens.lemma[governor] in _GOING_ON and is_argument(tokens, anchors, governor):
        return any(tokens.is_subject(anchor) for anchor in anchors)
    return any(
        tokens.lemma[below] in _GOING_ON
        for anchor in anchors
        for child in tokens.children[anchor]
        if tokens.base[child] == "acl"
        for below in (child, *tokens.children[child])
    )


def _is_to_be(tokens: Tokens, anchors: tuple[int, ...]) -> bool:
    """ "Talks to be held in Nairobi"."""
    return any(
        tokens.base[child] == "acl" and {"to", "be"} <= {tokens.lower[below] for below in tokens.children[child]}
        for anchor in anchors
        for child in tokens.children[anchor]
    )


def _is_later(tokens: Tokens, anchors: tuple[int, ...]) -> bool:
    """ "A conference in Sochi later this month", where nothing comes between that is said of something else."""
    _, last = tokens.sentences[tokens.sentence[anchors[-1]]]
    for place in range(anchors[-1] + 1, min(last, anchors[-1] + 12) - 1):
        if tokens.pos[place] in {"VERB", "PUNCT"}:
            return False
        if tokens.lower[place] == "later" and tokens.lower[place + 1] in {"this", "in"}:
            return True
    return False


def _by_tense(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int | None) -> TalksStatus | None:
    """What is over, is held; what goes on, under way: by the tense of the verb that talks are told of with."""
    first = anchors[0]
    is_subject = any(tokens.is_subject(anchor) for anchor in anchors)
    if governor is None:
        predicate = tokens.head[first]
        governor = predicate if is_subject and tokens.pos[predicate] in {"ADJ", "NOUN"} else None
        if governor is None:
            return "held" if tokens.case_of(first) in _AFTER else None
    if not (governor in anchors or is_subject or tokens.lemma[governor] in words.discuss):
        return "held" if tokens.case_of(first) in _AFTER else None
    if any(tokens.lower[child] == "to" and child < governor for child in tokens.children[governor]):
        return "planned" if _auxiliaries(tokens, governor)[1:] else None
    tags = {tokens.tag[place] for place in (governor, *_auxiliaries(tokens, governor))}
    if "VBG" in tags and len(tags) == 1:
        return None
    if "VBG" in tags and not tags & {"VBD", "VBN"}:
        return "under_way"
    if tags & {"VBD", "VBN"}:
        return "held"
    return "under_way" if tags & {"VBZ", "VBP"} else None


def _auxiliaries(tokens: Tokens, verb: int) -> list[int]:
    return [child for child in tokens.children[verb] if tokens.base[child] in {"aux", "cop"}]


def is_argument(tokens: Tokens, anchors: tuple[int, ...], governor: int) -> bool:
    """Whether talks are themselves what a verb is about: not in "rejected concessions in the talks"."""
    first = anchors[0]
    return governor in anchors or tokens.head[first] == governor or tokens.head[tokens.head[first]] == first


def _is_conditional(tokens: Tokens, verb: int) -> bool:
    """Whether a clause only supposes something: "should the talks collapse"."""
    return any(
        tokens.lower[child] in _CONDITIONS and (tokens.base[child] == "mark" or tokens.lower[child] == "should")
        for child in tokens.children[verb]
        if child < verb
    ) and not any(tokens.is_subject(child) and child < verb for child in tokens.children[verb] if _leads(tokens, child))


def _leads(tokens: Tokens, subject: int) -> bool:
    """Whether a subject stands before its verb's auxiliary, as in "talks should begin"."""
    verb = tokens.head[subject]
    return not any(tokens.base[child] in {"mark", "aux"} and child < subject for child in tokens.children[verb])


def _is_threatened(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...], governor: int) -> bool:
    """Whether a verb only says what might befall talks: "would wreck the talks"."""
    if governor in anchors or any(tokens.is_subject(anchor) for anchor in anchors):
        return False
    is_modal = any(tokens.lemma[child] in words.modals for child in tokens.children[governor])
    return is_modal and tokens.lemma[governor] not in words.discuss | words.meets


def _near(tokens: Tokens, anchors: tuple[int, ...], governor: int | None) -> list[int]:
    near = [
        child
        for anchor in anchors
        for child in tokens.children[anchor]
        if tokens.base[child] in {"amod", "acl", "compound"}
    ]
    near.extend(_noun_above(tokens, anchors))
    if tokens.base[anchors[0]] == "nsubj" and tokens.pos[tokens.head[anchors[0]]] == "ADJ":
        near.append(tokens.head[anchors[0]])
    if governor is None:
        return near
    near.append(governor)
    beside = [child for child in tokens.children[governor] if tokens.base[child] in _BESIDE and child not in anchors]
    near.extend(child for child in beside if tokens.base[child] != "conj" or tokens.subject_of(child) is None)
    return near


def _noun_above(tokens: Tokens, anchors: tuple[int, ...]) -> list[int]:
    """The noun that talks hang on, and what is said of it: "a return to negotiations was unlikely"."""
    above = tokens.head[anchors[0]]
    if tokens.pos[above] != "NOUN" or tokens.base[anchors[0]] != "nmod" or above in anchors:
        return []
    predicate = tokens.head[above]
    return [above, predicate] if tokens.base[above] == "nsubj" and tokens.pos[predicate] == "ADJ" else [above]


def _above(tokens: Tokens, governor: int | None) -> int | None:
    """The verb that another hangs on as what is expected or planned: "are expected to resume"."""
    if governor is None or tokens.base[governor] not in {"xcomp", "ccomp"}:
        return None
    return tokens.head[governor]


def _is_fruitless(tokens: Tokens, words: Lexicon, anchors: tuple[int, ...]) -> bool:
    """ "Ended without a deal", "produced no breakthrough", after the words for talks."""
    _, last = tokens.sentences[tokens.sentence[anchors[0]]]
    for place in range(anchors[0], min(last, anchors[0] + 14)):
        if tokens.lower[place] in {"that", "while", "because"} and tokens.pos[place] == "SCONJ":
            return False
        if tokens.lemma[place] in words.lack and words.outcomes & set(tokens.lemma[place + 1 : place + 4]):
            return True
    return False
