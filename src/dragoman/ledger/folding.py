"""Words of any script, and the one way in which they are compared: without case, accents and marks.

*Nous n’irons pas* has the words ``nous``, ``n``, ``irons``, ``pas``; of Chinese and Japanese each character is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case and accents: ``Ucrânia`` → ``ucrania``."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))
