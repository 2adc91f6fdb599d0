"""How a figure is meant: done, planned, offered, feared or denied; and whether it is a running total or one
incident's count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count
from dragoman.extract.figures.governors import Fate
from dragoman.model import Realis

_MOST_STEPS = 8
_RECORD = re.compile(r" (?:first|most|worst|largest|biggest|highest|heaviest|\w+iest)(?: \S+){0,4} since ")
_MANY_DEATHS = 100
"""So many *deaths*, with no incident that caused them, are a total."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of ``context.toml`` that tell realis and totals."""

    auxiliaries: Mapping[str, Realis]
    governors: Mapping[str, Realis]
    bargained: frozenset[str]
    reports: frozenset[str]
    totals: tuple[str, ...]
    periods: tuple[str, ...]
    states: frozenset[str]
    mentions: frozenset[str]
    strong_totals: tuple[str, ...]
    counted: frozenset[str]
    incidents: frozenset[str]


@cache
def read_cues() -> Cues:
    """The cues, read once."""
    table = tomllib.loads(files("dragoman.extract.figures").joinpath("context.toml").read_text("utf-8"))
    realis, total = table["realis"], table["cumulative"]
    return Cues(
        auxiliaries={word: cast(Realis, kind) for kind, words in realis["auxiliaries"].items() for word in words},
        governors={word: cast(Realis, kind) for kind, words in realis["governors"].items() for word in words},
        bargained=frozenset(realis["bargain"]["outcomes"]),
        reports=frozenset(realis["reports"]["lemmas"]),
        totals=tuple(total["phrases"]),
        periods=tuple(total["periods"]),
        states=frozenset(realis["states"]["outcomes"]),
        mentions=frozenset(realis["mentions"]["lemmas"]),
        strong_totals=tuple(total["strong"]),
        counted=frozenset(total["outcomes"]),
        incidents=frozenset(total["incidents"]),
    )


def realis_of(tokens: Tokens, count: Count, fate: Fate, cues: Cues) -> Realis:
    """How the fate of a count is meant, by the words above it in the tree."""
    rule = fate.rule.partition(":")[0]
    if fate.cue == count.head or fate.outcome in cues.states or rule in {"toll", "attribute", "relative_object"}:
        # "the 134 hostages": they are what they are, whatever is planned for them
        return "denied" if fate.cue != count.head and _is_negated(tokens, fate.cue) else "happened"
    is_after = tokens.base[fate.cue] == "advcl" and _has_been(tokens, fate.cue)
    if _is_past(tokens, fate.cue) or is_after:
        return "denied" if _is_negated(tokens, fate.cue) or _is_denied(tokens, fate.cue) else "happened"
    previous, token = None, fate.cue
    for _ in range(_MOST_STEPS):
        found = _at(tokens, token, fate, cues)
        if found is not None and (
            previous is None or found != "denied" or tokens.base[previous] in {"ccomp", "obj", "csubj"}
        ):
            return found
        if token != fate.cue and _has_been(tokens, token):
            return "happened"
        head = tokens.head[token]
        if _is_to_be(tokens, token):
            return "planned"
        if head == token or (tokens.lemma[head] in cues.reports and tokens.base[token] != "obj"):
            return (
                "denied"
                if head != token and _is_negated(tokens, head) and tokens.lemma[head] in {"confirm"}
                else "happened"
            )
        if tokens.base[token] in {"conj", "parataxis"} and tokens.subject_of(token) is not None:
            return "happened"
        previous, token = token, head
    return "happened"


def _is_to_be(tokens: Tokens, verb: int) -> bool:
    """*is to release 30*, *are to be freed*: what is agreed."""
    helpers = {tokens.lower[child] for child in tokens.children[verb] if child < verb}
    if tokens.base[verb] == "xcomp":
        helpers.add(tokens.lower[tokens.head[verb]])
    return "to" in helpers and bool(helpers & {"is", "are"})


def _is_past(tokens: Tokens, verb: int) -> bool:
    """Whether a verb tells what was: a simple past, a perfect, a passive with *was*."""
    words = {tokens.lower[child] for child in tokens.children[verb] if tokens.base[child] == "aux"}
    if words & {"was", "were", "has", "have", "had", "'ve", "’ve"}:
        return not words & {"would", "could", "should", "will", "might", "to"}
    return not words and tokens.doc[verb].tag_ == "VBD"


def _has_been(tokens: Tokens, token: int) -> bool:
    """Whether the clause around a fate tells what was, whatever it hangs on: *he pledged help as they mourned 12 dead*.

    So does *after losing 12 soldiers*.
    """
    if tokens.base[token] not in {"advcl", "acl", "ccomp"}:
        return False
    words = {tokens.lower[child] for child in tokens.children[token] if tokens.base[child] in {"cop", "mark"}}
    return bool(words & {"was", "were", "after", "since"}) or (tokens.pos[token] == "VERB" and _is_past(tokens, token))


def _is_denied(tokens: Tokens, verb: int) -> bool:
    """*The army denied that its troops had killed 12 people.*"""
    head = tokens.head[verb]
    return tokens.base[verb] in {"ccomp", "csubj"} and read_cues().governors.get(tokens.lemma[head]) == "denied"


def _at(tokens: Tokens, token: int, fate: Fate, cues: Cues) -> Realis | None:
    """What a word and its auxiliaries say."""
    if token == fate.cue and _is_negated(tokens, token):
        return "denied"
    for child in tokens.children[token]:
        word = tokens.lower[child]
        if tokens.base[child] == "aux" and word in cues.auxiliaries and not _is_perfect(tokens, token, word):
            kind = cues.auxiliaries[word]
            return "proposed" if kind == "conditional" and fate.outcome in cues.bargained else kind
        if tokens.base[child] == "mark" and word in {"if", "unless"}:
            return "conditional"
    if token == fate.cue:
        return None
    return cues.governors.get(tokens.lemma[token])


def _is_perfect(tokens: Tokens, verb: int, auxiliary: str) -> bool:
    """*may have killed* is a guess about what was, which the article counts all the same."""
    return auxiliary in {"may", "might"} and any(tokens.lower[child] == "have" for child in tokens.children[verb])


def _is_negated(tokens: Tokens, token: int) -> bool:
    return any(tokens.lower[child] in {"not", "n't", "n’t", "never"} for child in tokens.children[token])


def is_cumulative(tokens: Tokens, count: Count, fate: Fate, cues: Cues) -> bool:
    """Whether a figure runs on: by a toll, *since*, *so far*, or a present perfect without a day of its own."""
    if fate.outcome not in cues.counted:
        return False
    if fate.rule == "toll":
        return True
    clause = f" {' '.join(_clause(tokens, count, fate))} "
    clause = _RECORD.sub(" ", clause)  # "the deadliest raid since May" is one raid
    if any(f" {phrase} " in clause for phrase in cues.strong_totals):
        return True
    if any(f" {phrase} " in clause for phrase in cues.periods) or _doer_nouns(tokens, fate.cue) & cues.incidents:
        return False
    if any(f" {phrase} " in clause for phrase in cues.totals):
        return True
    low = count.number.low
    if fate.rule == "noun" and fate.outcome == "killed" and low is not None and low >= _MANY_DEATHS:
        return True
    if fate.outcome == "missing":
        return True
    if fate.outcome == "displaced" and not fate.rule.startswith(("verb_object", "passive_subject", "beside")):
        return False
    return fate.outcome != "other" and _is_present_perfect(tokens, fate.cue)


def _clause(tokens: Tokens, count: Count, fate: Fate) -> Iterator[str]:
    """The lower-cased words of the sentence on the count's side of its joints."""
    first, end = tokens.sentences[tokens.sentence[count.start]]
    start = min(count.start, fate.cue)
    stop = max(count.end, fate.cue + 1)
    while start > first and not (
        tokens.text[start - 1] in {";", ":", "—"}
        or (tokens.lower[start - 1] in {"and", "but", "while"} and start - 1 < min(count.start, fate.cue) - 1)
    ):
        start -= 1
    while (
        stop < end
        and tokens.text[stop] not in {";", "—"}
        and not (
            tokens.lower[stop] in {"and", "but", "while"}
            and any(tokens.pos[token] in {"VERB", "AUX"} for token in range(stop, min(stop + 4, end)))
        )
    ):
        stop += 1
    yield from tokens.lower[start:stop]


def _is_present_perfect(tokens: Tokens, token: int) -> bool:
    """*has killed*, *have been killed*, *have been reported dead*, *believed to have been killed*."""
    for _ in range(4):
        words = [tokens.lower[child] for child in tokens.children[token] if tokens.base[child] in {"aux", "cop"}]
        if {"has", "have", "'ve", "’ve"} & set(words):
            return True
        if (
            "had" in words
            or tokens.base[token] not in {"xcomp", "conj"}
            or tokens.subject_of(token) is not None
            or tokens.head[token] == token
        ):
            return False
        token = tokens.head[token]
    return False


def _doer_nouns(tokens: Tokens, verb: int) -> frozenset[str]:
    """The nouns that did it: a verb's subject and obliques, and the noun of *an explosion that killed*."""
    nouns = [child for child in tokens.children[verb] if tokens.base[child] in {"nsubj", "obl"}]
    if tokens.dep[verb] == "acl:relcl" or tokens.base[verb] == "acl":
        nouns.append(tokens.head[verb])
    return frozenset(tokens.lemma[noun] for noun in nouns)
