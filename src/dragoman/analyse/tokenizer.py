"""Raw English text → words as the treebanks cut them.

The rules are spaCy's English ones with a few differences, kept as data in ``tokenizer.toml``: ``"Dr. al-Ani's
e-mail..."`` becomes ``Dr. al - Ani 's e-mail ...``. Nothing is lost or changed: the words and the white space between
them are the text.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

from spacy.lang.en import English
from spacy.lang.punctuation import TOKENIZER_INFIXES
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

_RUNS = r"(?:(?=[.!?:]*[!?])[.!?:]{2,}|[=_*~-]{3,}|(?P<mark>[=*_~#<>+])(?P=mark)+|\$\$+|-{2,})"
"""Runs of marks, which the treebanks keep as one word: ``!!!``, ``?!``, ``====``, ``--``. The group keeps spaCy's
``^`` and ``$`` true of every run.
"""

_HYPHENS = "-–"


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """A spaCy tokenizer for ``vocab`` that cuts English text as UD EWT and GUM do."""
    rules = _rules()
    defaults = English.Defaults
    exceptions: dict[str, Any] = {
        form: parts
        for form, parts in (defaults.tokenizer_exceptions or {}).items()
        if form not in ("and/or", "its", "Its", "whos", "Whos")
    }
    for abbreviation in rules["abbreviations"]:
        exceptions.setdefault(abbreviation, [{ORTH: abbreviation}])
    for conjunction in ("and/or", "And/or", "and/Or"):
        first, last = conjunction.split("/")
        exceptions[conjunction] = [{ORTH: first}, {ORTH: "/"}, {ORTH: last}]
    whole = _whole_words(rules["hyphen_prefixes"])
    prefixes = [_RUNS, *(defaults.prefixes or [])]
    suffixes = [_RUNS, *(defaults.suffixes or [])]
    infixes = [
        _RUNS,
        r"[,;:)\"”’](?=--)|[.,;:)\"”’](?=[)\"”’]+--)|(?<=--)[\"“‘(]",
        *TOKENIZER_INFIXES,
        rf"(?<=[^\W_])[{_HYPHENS}—](?=[^\W_])",
        r"(?<=[^\W\d_])/(?=[^\W\d_])",
        r"(?<=[\])])[-–](?=[\[(])",
        r"(?<=[^\W\d_])[.,;:)\"”’]*\[{1,2}(?=\w{1,6}(?:\]|$))",
    ]
    return Tokenizer(
        vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=whole.match,
        url_match=defaults.url_match,
    )


def _rules() -> dict[str, list[str]]:
    text = files("dragoman.analyse").joinpath("tokenizer.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _whole_words(prefixes: list[str]) -> re.Pattern[str]:
    """What is one word whatever marks it holds: ``non-Muslim``, ``713-853-3989``, ``2024-02-08``, ``8/2/2024``,
    ``:-)``.
    """
    prefixed = rf"(?i:{'|'.join(map(re.escape, prefixes))})-(?:[^\W\d_]+)"
    numbers = r"\d+(?:-\d+){2,}|\d{1,3}-\d{4}|\d+(?:/\d+)+"
    faces = r"[:;=]-?[()DPp]"
    short = r"(?i:b/c|w/o?|c/o|n/a)"
    hashtags = r"#[^\W\d_]\w*"
    return re.compile(rf"(?:{prefixed}|{numbers}|{faces}|{short}|{hashtags})$")
