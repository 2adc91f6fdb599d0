"""Spellings of names: the written form in, words that compare equal out.

``words_of`` of "Abdel-Fattah el-Sissi" and of "Abdel Fattah al-Sisi" differ; ``person_key`` of both is the same.
Only spellings are folded, never words: "Ismail Haniyeh" and "Abdel-Salam Haniyeh" stay two men.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`.&+][^\W_]+)*\.?|\d+")
_POSSESSIVE = re.compile(r"['’]s\b")
_INSIDE = re.compile(r"['’ʼ‘`.]")
_UNMARKED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents, apostrophes and full stops: "Sa’ar" is "saar", "U.S." is "us"."""
    if word.isascii():
        return _INSIDE.sub("", word.lower()) if not word.isalnum() else word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold().translate(_UNMARKED))
    return _INSIDE.sub("", "".join(c for c in bare if not unicodedata.combining(c)).casefold())


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens and blanks alike, a possessive ``'s`` as a word of its own.

    >>> words_of("Israel's Channel 12")
    ('israel', 's', 'channel', '12')
    """
    return tuple([fold(word) for word in split_words(name)])


def split_words(name: str) -> list[str]:
    """The words of a name as written, in the same division as ``words_of``."""
    return _WORD.findall(_POSSESSIVE.sub(" s", name))


@cache
def _spellings() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    text = files("dragoman.registry").joinpath("data", "variants.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    variants = {spelling: spellings[0] for spellings in table["variants"] for spelling in spellings}
    return variants, frozenset(table["articles"]), frozenset(table["suffixes"]), frozenset(table["servants"])


@lru_cache(maxsize=65536)
def fold_person_word(word: str) -> str:
    """One word of a person's name, folded over the usual transliterations.

    The listed variants first; then doubled letters, final ``-y/-yy/-iy/-ii``, ``-eh/-ah`` and ``ou`` for ``u``.
    """
    variants = _spellings()[0]
    if word in variants:
        return variants[word]
    once = re.sub(r"(.)\1+", r"\1", word)
    once = re.sub(r"(?<=..)(?:iy|yi|ij|i|y)$", "y", once)
    once = re.sub(r"(?<=..)(?:eh|ah)$", "a", once)
    return once.replace("ou", "u")


@lru_cache(maxsize=65536)
def person_key(words: tuple[str, ...]) -> tuple[str, ...]:
    """What folded words of a person's name compare by: no articles, middle initials, suffixes; ``abdel x`` in one.

    >>> person_key(words_of("Antony J. Blinken")) == person_key(words_of("Anthony Blinken"))
    True
    """
    _, articles, suffixes, servants = _spellings()
    kept: list[str] = []
    for place, word in enumerate(words):
        if word in articles or word in suffixes or (len(word) == 1 and place > 0):
            continue
        if kept and kept[-1] == "abdel":
            kept[-1] = "abdel" + fold_person_word(word)
        elif word in servants and place + 1 < len(words):
            kept.append("abdel")
        else:
            kept.append(_servant(fold_person_word(word)))
    return tuple(kept)


def _servant(word: str) -> str:
    """``abdulfattah`` as ``abdelfattah``."""
    return re.sub(r"^abd[aou]l(?=.{3})", "abdel", word) if word != "abdulah" else word
