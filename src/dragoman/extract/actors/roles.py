"""Whether a body's name stands for the body, or only for a place or a quality.

"Washington said" and "talks with Tehran" name actors, "in Washington" a place, "Qatari officials" a quality; "the
Israelis" are Israel, "two Israelis" are two people.
"""

from __future__ import annotations

from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Label
from dragoman.extract.actors.tokens import Tokens

PARTNERS = frozenset({"with", "against", "by", "between", "from"})
"""The prepositions that make a capital the state's: "a deal with Tehran"."""


def acts(tokens: Tokens, label: Label, head: int, lexicon: Lexicon) -> bool:
    """Whether a label is a mention of its body."""
    if label.kind == "capital" and tokens.dep[head] == "compound":
        return tokens.lemma[tokens.head[head]] in lexicon.state_things  # "a Moscow ally"
    if label.kind == "adjective" or (tokens.dep[head] == "compound" and label.kind != "name"):
        return False
    if label.kind == "people":
        return _is_whole_people(tokens, label, head)
    dep, governor = tokens.role(head)
    if label.kind == "capital":
        return _speaks(tokens, dep, governor, lexicon) or _is_dealt_with(tokens, head, governor, lexicon)
    case = tokens.case_of(head)
    if label.type in {"state", "government"} and case in lexicon.places:
        return False
    if label.type == "state" and case in {"from", "to"}:
        return tokens.lemma[governor] not in lexicon.leaving
    return True


def _is_whole_people(tokens: Tokens, label: Label, head: int) -> bool:
    before = tokens.lower[label.start - 1] if label.start else ""
    counted = any(tokens.dep[child] in {"nummod", "amod"} for child in tokens.children[head])
    return before == "the" and not counted


def _speaks(tokens: Tokens, dep: str, governor: int, lexicon: Lexicon) -> bool:
    """Whether a capital acts, or is acted on as only people are: "alarmed Ankara", not "reached Ankara"."""
    if dep == "conj":
        return _speaks(tokens, *tokens.role(governor), lexicon)
    lemma = tokens.lemma[governor]
    if dep == "nmod:poss":
        return lemma in lexicon.state_things
    if dep == "nsubj" and lemma in lexicon.attitudes:
        return True
    if dep == "nsubj":
        return tokens.lemma[governor] not in lexicon.place_verbs and tokens.pos[governor] == "VERB"
    return dep in {"obj", "iobj", "nsubj:pass"} and tokens.lemma[governor] in lexicon.affects | lexicon.speech


def _is_dealt_with(tokens: Tokens, head: int, governor: int, lexicon: Lexicon) -> bool:
    """Whether a capital's preposition makes it a partner: "a deal with Tehran", "sanctions on Ankara"."""
    case = tokens.case_of(head)
    return case in PARTNERS or (case == "on" and tokens.lemma[governor] in lexicon.levers)
