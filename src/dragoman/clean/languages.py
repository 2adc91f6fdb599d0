"""Text → the language that it is written in, by its function words or its script.

In: any text. Out: an ISO 639-1 code, or ``None`` where too little or nothing known was read. "The talks were held in
Cairo on the advice of…" is English by *the*, *were*, *in*, *on*, *of*. A model of 97 languages (py3langid) was tried:
it takes a second to load, a third of what a whole run may take, for languages that no later stage can read.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

_SAMPLE = 20_000  # characters; more text says nothing new
_FEWEST_WORDS = 4  # function words that must be seen
_LOWEST_SHARE = 0.12  # of all words: running text of these languages has 0.3 to 0.5, a list of names none
_LEAST_LEAD = 1.04  # how many times the best language's words must outnumber the next one's
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[\u0456\u0457\u0454\u0491\u0406\u0407\u0404\u0490]")),
    ("ru", re.compile("[\u0430-\u044f\u0451]")),
    ("th", re.compile("[\u0e01-\u0e3a]")),
    ("hi", re.compile("[\u0904-\u0939]")),
)
_SCRIPT_SHARE = {"ja": 0.1, "zh": 0.3, "fa": 0.1, "uk": 0.04}
_USUAL_SCRIPT_SHARE = 0.3


def find_language(text: str, *, stated: str | None = None) -> str | None:
    """The ISO 639-1 code of the language that ``text`` is written in, or ``None`` if it cannot be told.

    ``stated`` is what the page says; it is believed where the words cannot tell and it is none that they would tell.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > _SCRIPT_SHARE.get(language, _USUAL_SCRIPT_SHARE) * max(letters, 1):
            return language
    words = Counter(word.lower() for word in _WORD.findall(sample))
    seen = {language: sum(words[word] for word in little) for language, little in _function_words().items()}
    (best, most), (_, second) = sorted(seen.items(), key=lambda item: -item[1])[:2]
    if most < max(_FEWEST_WORDS, _LOWEST_SHARE * words.total()) or most < _LEAST_LEAD * second:
        return stated if stated not in seen else None
    return best


@cache
def _function_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("languages.toml").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in table["words"].items()}
