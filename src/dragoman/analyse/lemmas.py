"""Words → their dictionary forms, from the word and its Penn tag: ``("mediated", "VBD")`` → ``"mediate"``.

Irregular forms, and the lemmas that rules get wrong, are a table learned from the treebanks (``weights/lemmas.json``,
written by ``training/lemmas.py``); the irregular verbs and those of this field that the treebanks lack are lists
(``verbs.toml``); everything else is English spelling.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_VOWEL = r"[aeiouy]"
_ENDS_IN_E = re.compile(
    r"(?:[^aeou]at|[cps]ed|[^l]eat|v|c|z|u|dg|ang|eng|ing|rg|lg|iz|ys|ps|rs|ns|oos|aus|uis|ris|wis|vis|ais|eas|os|is|us"
    r"|[bcdfgkptz]l|[aeiou]r?th|ir|ur|or|ar|[^aeiou]ok|[^aeo]ik|[^aeo]ak|[^aeiou]it|[^aeiou]id|[^aeo]ud|[^aeiou]ut"
    r"|[^aeo]in|[^aeo]un|[^aeiou]am|[^aeo]um|[^aeiou]im|[^aeiou]iv|[^aeiou]ad|[^aeiou]od|[^aeiou]ul|[^aeiou]op|[^aeiou]ap)$"
)
"""Stems that take their -e back ("negotiat-", "releas-", "provid-"), when none of the stem's other spellings is
known.
"""

_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)es$")
_KEEPS_E = re.compile(r"(?:[iay]z|is|ys|os|ns|rs)es$")
"""Forms that lose but their -s: "mobilizes", "disburses"."""


class Lemmatizer:
    """Looks words up, and works out those that it has never seen.

    Args:
        exceptions: Penn tag → lower-case word → lemma.
        known: lemmas of verbs, adjectives and nouns that are known to be words.
    """

    def __init__(
        self, exceptions: dict[str, dict[str, str]] | None = None, known: frozenset[str] | None = None
    ) -> None:
        if exceptions is None or known is None:
            exceptions, known = _shipped()
        self._exceptions, self._known = exceptions, known

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of ``word`` used as ``tag``; names keep their capitals."""
        lower = word.lower()
        exception = self._exceptions.get(tag, {}).get(lower)
        if tag in ("NNP", "NNPS"):
            return word
        if exception is not None:
            return exception
        if tag == "NNS":
            return self._singular(lower)
        if tag == "VBZ":
            return self._singular(lower)
        if tag in ("VBD", "VBN"):
            return self._base(lower, "ed")
        if tag == "VBG":
            return self._base(lower, "ing")
        if tag in ("JJR", "RBR"):
            return self._base(lower, "er")
        if tag in ("JJS", "RBS"):
            return self._base(lower, "est")
        return lower

    def _singular(self, word: str) -> str:
        """Without the -s of a plural or a third person."""
        if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
            return word
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if _SIBILANT.search(word):
            is_whole = word[:-2] not in self._known and _KEEPS_E.search(word) is not None
            return word[:-1] if word[:-1] in self._known or is_whole else word[:-2]
        return word[:-1]

    def _base(self, word: str, ending: str) -> str:
        """Without ``ending``, its -e or doubled consonant undone."""
        stem = word.removesuffix(ending)
        if word.endswith("eed"):  # freed, agreed: the stem's own e is one of the two
            return word[:-1]
        if stem == word or not re.search(_VOWEL, stem):
            return word
        if stem.endswith("i") and ending != "ing":
            return stem[:-1] + "y"
        doubled = _DOUBLED.search(stem)
        spellings = [stem, stem + "e"] + ([stem[:-1]] if doubled else [])
        known = [spelling for spelling in spellings if spelling in self._known]
        if known:
            return known[0]
        if doubled and not stem.endswith(("ll", "ss")):
            return stem[:-1]
        return stem + "e" if _ENDS_IN_E.search(stem) else stem


@cache
def _shipped() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    text = files("dragoman.analyse").joinpath("weights", "lemmas.json").read_text(encoding="utf-8")
    table = json.loads(text)
    listed = tomllib.loads(files("dragoman.analyse").joinpath("verbs.toml").read_text(encoding="utf-8"))
    exceptions: dict[str, dict[str, str]] = table["exceptions"]
    for verb in (*listed["verbs"], *listed["doubled"]):
        for tag, form in _forms(verb, doubled=verb in listed["doubled"]):
            exceptions.setdefault(tag, {}).setdefault(form, verb)
    for tag, form, verb in _irregular(listed["irregular"], listed["prefixes"]["verbs"]):
        exceptions.setdefault(tag, {})[form] = verb  # a treebank's slip ("flead") does not hold against grammar
    return exceptions, frozenset(table["known"])


def _irregular(verbs: dict[str, str], prefixed: list[str]) -> Iterator[tuple[str, str, str]]:
    """Penn tag, form, verb; the tagger takes either form for the other, so both stand under both tags."""
    bases = {verb: (verb, "") for verb in verbs}
    for verb in prefixed:
        base = next((base for base in sorted(verbs, key=len, reverse=True) if verb.endswith(base)), None)
        if base is not None:
            bases[verb] = base, verb.removesuffix(base)
    for verb, (base, prefix) in bases.items():
        for form in verbs[base].split():
            if form != base:
                yield from (("VBD", prefix + form, verb), ("VBN", prefix + form, verb))


def _forms(verb: str, *, doubled: bool) -> Iterator[tuple[str, str]]:
    """The regular forms of a verb with their Penn tags."""
    is_soft = verb.endswith("y") and verb[-2] not in "aeiou"
    stem = verb + verb[-1] if doubled else verb.removesuffix("e")
    past = f"{verb[:-1]}ied" if is_soft else f"{stem}ed"
    yield from (("VBD", past), ("VBN", past), ("VBG", f"{stem}ing"))
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    yield "VBZ", f"{verb[:-1]}ies" if is_soft else f"{verb}es" if sibilant else f"{verb}s"
