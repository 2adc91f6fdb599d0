"""What the words beside a mention say about it: the country or region it lies in, and that a region is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import Mention

_LINK = re.compile(r"(,|\s?\(|,? in| of| de)\s(.*)", re.DOTALL)
_LONGEST_LINK = 45
"""Letters between a place and the country it is said to lie in: ", in the eastern Ituri province of"."""
_LIST = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|,?\s+y|,?\s+e)\s+")


def container_of(at: int, mentions: Sequence[Mention], lexicon: Lexicon) -> int | None:
    """The number of the mention that ``mentions[at]`` is put in: ", Lebanon", " in northern Iraq", " (Sudan)"."""
    if at + 1 >= len(mentions):
        return None
    here, after = mentions[at].span, mentions[at + 1].span
    between = mentions[at].text[here.end_char : after.start_char]
    if len(between) > _LONGEST_LINK or "\n" in between or not between.strip():
        return None
    if between.strip() == "(":
        return at + 1
    link = _LINK.fullmatch(between) or _LINK.fullmatch(between + " ")
    if link is None:
        return None
    words = link[2].lower().replace("-", " ").split()
    allowed = lexicon.directions | lexicon.city_nouns | lexicon.region_nouns | {"of", "in"}
    return at + 1 if all(word in allowed for word in words) else None


def noun_beside(at: int, mentions: Sequence[Mention], nouns: frozenset[str]) -> bool:
    """Whether one of ``nouns`` goes with the mention: "Kherson region", "the province of Idlib", or a list.

    "Donetsk, Luhansk and Kherson regions" makes all three regions; a noun in the singular goes with its own name only.
    """
    doc = mentions[at].span.doc
    before = doc[max(0, mentions[at].span.start - 2) : mentions[at].span.start]
    if len(before) == 2 and before[1].lower_ in {"of", "de"} and before[0].lower_ in nouns:
        return True
    if _next_word(mentions[at]) in nouns:
        return True
    last = at
    while last + 1 < len(mentions) and _LIST.fullmatch(
        mentions[at].text[mentions[last].span.end_char : mentions[last + 1].span.start_char]
    ):
        last += 1
    return bool({singular(_next_word(mentions[last])), singular(mentions[last].span[-1].lower_)} & nouns)


def singular(plural: str) -> str | None:
    """The singular of a plural noun ("provinces", "counties"); ``None`` for any other word."""
    if plural.endswith("ies"):
        return plural.removesuffix("ies") + "y"
    return plural.removesuffix("s") if plural.endswith("s") else None


def _next_word(mention: Mention) -> str:
    doc = mention.span.doc
    return doc[mention.span.end].lower_ if mention.span.end < len(doc) else ""


def links_by_nearness(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the mention's sentence puts places beside each other: "near", "north of", "outside"."""
    start, end = sentence_of(mention)
    words = [word.strip("(,") for word in mention.text[start:end].lower().split()]
    is_beside = any(word in lexicon.near_words for word in words)
    return is_beside or any(of == "of" and way in lexicon.directions for way, of in pairwise(words))


def paragraph_of(mention: Mention) -> tuple[int, int]:
    """The bounds of the mention's paragraph in characters."""
    start = mention.text.rfind("\n", 0, mention.span.start_char) + 1
    end = mention.text.find("\n", mention.span.end_char)
    return start, end if end >= 0 else len(mention.text)


def sentence_of(mention: Mention) -> tuple[int, int]:
    """The bounds of the mention's sentence in characters, or of its paragraph where sentences are not marked."""
    if mention.span.doc.has_annotation("SENT_START"):
        return mention.span.sent.start_char, mention.span.sent.end_char
    return paragraph_of(mention)
