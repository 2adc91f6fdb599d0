"""How an agreement stands, from the words on it: "the truce collapsed", "a deal that would free hostages".

In go the tokens and the head of an agreement's words, out comes a status, or nothing where they say nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.sides import Tokens
from dragoman.model.values import AgreementStatus

_ORDER: tuple[AgreementStatus, ...] = (
    "violated", "collapsed", "expired", "rejected", "proposed", "in_force", "carried_out", "agreed",
)  # fmt: skip
_UP = 3  # governors looked at above the noun
_FINAL = frozenset({"collapsed", "expired", "rejected"})
_PASSING = frozenset({"during", "following", "since"})
_DONE = frozenset({"help", "manage"})
_PENDING = frozenset({"have", "need", "remain"})
_CONDITIONS = frozenset({"if", "unless", "once", "until", "whether"})
_BESIDE = frozenset({"aux", "advmod", "xcomp"})


def status_of(tokens: Tokens, words: Lexicon, head: int, *, is_dated: bool, has_length: bool) -> AgreementStatus | None:
    """The status that the verb on an agreement, a clause about it, or a word in its own phrase gives."""
    verb = verb_above(tokens, head)
    if verb is not None and not _is_broken_down(tokens, words, verb) and is_violated(tokens, words, head, verb):
        return "violated"
    if verb is not None and is_supposed(tokens, verb):
        return "proposed" if is_modal(tokens, words, verb) else None
    told = _by_verb(tokens, words, verb) if verb is not None else None
    if told in _FINAL and verb is not None and not is_modal(tokens, words, verb):
        return told
    if told := _by_clause(tokens, words, head):
        return told
    if verb is not None and (is_modal(tokens, words, verb) or _is_prospect(tokens, words, verb)):
        return "proposed"
    if verb is not None and (told := _by_verb(tokens, words, verb)):
        return told
    return _by_phrase(tokens, words, head, is_dated, has_length)


def verb_above(tokens: Tokens, head: int) -> int | None:
    """The verb that an agreement is told of with."""
    place = head
    for _ in range(_UP):
        if tokens.head[place] == place:
            return None
        place = tokens.head[place]
        if tokens.pos[place] == "VERB":
            return place
    return None


def is_modal(tokens: Tokens, words: Lexicon, verb: int) -> bool:
    """Whether a verb tells of what only would or might be."""
    return any(tokens.lemma[child] in words.modals for child in tokens.children[verb])


def is_violated(tokens: Tokens, words: Lexicon, head: int, verb: int) -> bool:
    """ "Broke the truce", "violations of the truce", "they agreed to a pause, but it was violated"."""
    violations = words.statuses["violated"]
    above = tokens.head[head]
    if tokens.lemma[verb] in violations or (tokens.pos[above] == "NOUN" and tokens.lemma[above] in violations):
        return True
    first, last = tokens.sentences[tokens.sentence[head]]
    for place in range(first, last):
        if tokens.lemma[place] in violations and tokens.pos[place] == "VERB":
            subject = tokens.subject_of(place)
            if subject is not None and subject > head and tokens.lower[subject] in {"it", "which"}:
                return True
    return False


def _is_broken_down(tokens: Tokens, words: Lexicon, verb: int) -> bool:
    """ "The truce broke down", "fell through"."""
    return any(f"{tokens.lemma[verb]} {word}" in words.collapsing for word in tokens.lower[verb + 1 : verb + 3])


def is_supposed(tokens: Tokens, verb: int) -> bool:
    """Whether a clause tells of what is only supposed or still to come: "once the truce ends"."""
    return any(tokens.lower[child] in _CONDITIONS for child in tokens.children[verb] if child < verb)


def _is_prospect(tokens: Tokens, words: Lexicon, verb: int) -> bool:
    """ "Hopes to reach a deal", "will sign": what is still to be done."""
    is_to_be = any(tokens.lower[child] == "to" and child < verb for child in tokens.children[verb])
    if (
        not (is_to_be or tokens.tag[verb] == "VB")
        or tokens.lemma[verb] not in words.statuses["agreed"] | words.statuses["proposed"]
    ):
        return False
    above = tokens.head[verb]
    return not (tokens.base[verb] == "xcomp" and tokens.lemma[above] in words.statuses["agreed"] | _DONE)


def _by_verb(tokens: Tokens, words: Lexicon, verb: int) -> AgreementStatus | None:
    if _is_broken_down(tokens, words, verb):
        return "collapsed"
    if tokens.lemma[verb] == "negotiate" and tokens.tag[verb] in {"VBD", "VBN"}:
        return "agreed"
    if tokens.lemma[verb] in _PENDING:
        todo = {tokens.lemma[child] for child in tokens.children[verb] if tokens.base[child] == "xcomp"}
        if todo & words.statuses["agreed"]:
            return "proposed"
    near = {tokens.lemma[verb], *(tokens.lemma[child] for child in tokens.children[verb] if _is_beside(tokens, child))}
    return _first(near - _ended(tokens, verb), words)


def _ended(tokens: Tokens, verb: int) -> set[str]:
    """ "The truce that ended the war" did not end itself."""
    is_of_other = any(tokens.base[child] == "obj" for child in tokens.children[verb])
    return {"end"} if tokens.lemma[verb] == "end" and is_of_other else set()


def _is_beside(tokens: Tokens, child: int) -> bool:
    return tokens.base[child] in _BESIDE or (tokens.base[child] == "obl" and tokens.lemma[child] in {"force", "effect"})


def _by_clause(tokens: Tokens, words: Lexicon, head: int) -> AgreementStatus | None:
    """What a clause on the noun says of it: "a deal that began on Friday", "a truce brokered in April"."""
    for child in tokens.children[head]:
        if tokens.base[child] != "acl" or tokens.pos[child] not in {"VERB", "AUX"}:
            continue
        if is_modal(tokens, words, child):
            return "proposed"
        lemma = tokens.lemma[child]
        if lemma in words.agreeing | {"broker", "mediate", "sign", "reach", "strike"} and tokens.tag[child] == "VBN":
            return "in_force" if is_standing(tokens, words, head) else "agreed"
        if told := _first({lemma} - _ended(tokens, child), words):
            return told
    return None


def is_standing(tokens: Tokens, words: Lexicon, head: int) -> bool:
    """Whether a truce is told of as one that there is: "the truce brokered in April"."""
    is_definite = any(tokens.lower[child] in {"the", "this"} for child in tokens.children[head])
    return is_definite and words.names.get(tokens.lemma[head]) == "ceasefire"


def _by_phrase(tokens: Tokens, words: Lexicon, head: int, is_dated: bool, has_length: bool) -> AgreementStatus | None:
    own = {tokens.lemma[place] for place in _modifiers(tokens, head)}
    if own & words.prospective or (tokens.lemma[head] in words.drafts and not own & words.former):
        return "proposed"
    case = tokens.case_of(head)
    if tokens.lemma[head] in words.deeds and is_dated:
        return "carried_out"
    if own & words.former or (case in _PASSING and (is_dated or has_length or case != "during")):
        return "expired"
    return "in_force" if case == "under" else None


def _modifiers(tokens: Tokens, head: int) -> Iterator[int]:
    yield from (child for child in tokens.children[head] if child < head)


def _first(near: set[str], words: Lexicon) -> AgreementStatus | None:
    return next((status for status in _ORDER if near & words.statuses[status]), None)
