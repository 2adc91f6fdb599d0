"""What the words beside a mention say about it: the country or region it lies in, and that a region is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import Mention

_LINK = re.compile(r"(,|\s?\(|,? in| of| de)\s(.*)", re.DOTALL)
_OWNS = re.compile(r"['’]s\s+")
_MANY = re.compile(
    r".*\b(?:regions|provinces|oblasts|governorates|states|districts|departments|counties)\b"
    r"(?:,? (?:of|in) (?:\w+ ){0,2}[A-Z]\w+)?\s*(?:–|—|-|:|,|\(| of)\s*(?:the )?",
    re.DOTALL,
)
"""What makes regions of all the names in a list behind it: "four provinces of Sudan – ", "the states of "."""
_LONGEST_LINK = 45
"""Letters between a place and the country it is said to lie in: ", in the eastern Ituri province of"."""
_LONGEST_OPENING = 80
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


def container_of_list(at: int, mentions: Sequence[Mention], lexicon: Lexicon) -> int | None:
    """The container of the list that ``mentions[at]`` stands in: both of "Yirol and Terekeka in South Sudan"."""
    last = at
    while last + 1 < len(mentions) and _are_listed(mentions[last], mentions[last + 1]):
        last += 1
    end = mentions[last].span.end_char
    behind = mentions[last].text[end : end + 4]
    return container_of(last, mentions, lexicon) if last > at and behind == " in " else None


def owner_of(at: int, mentions: Sequence[Mention]) -> int | None:
    """The number of the place that this one belongs to: "Amman's Basman stadium"."""
    if at == 0:
        return None
    before, here = mentions[at - 1].span, mentions[at].span
    return at - 1 if _OWNS.fullmatch(mentions[at].text, before.end_char, here.start_char) else None


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
    first = last = at
    while last + 1 < len(mentions) and _are_listed(mentions[last], mentions[last + 1]):
        last += 1
    while first and _are_listed(mentions[first - 1], mentions[first]):
        first -= 1
    start = mentions[first].span.start_char
    before_list = mentions[at].text[max(0, start - _LONGEST_OPENING) : start].rpartition("\n")[2]
    if first < last and _MANY.fullmatch(before_list):
        return True
    return bool({singular(_next_word(mentions[last])), singular(mentions[last].span[-1].lower_)} & nouns)


def _are_listed(one: Mention, other: Mention) -> bool:
    """Whether two names stand side by side in a list, or one is the other's second spelling in brackets."""
    between = one.text[one.span.end_char : other.span.start_char]
    return bool(_LIST.fullmatch(between)) or between.strip() == "("


def singular(plural: str) -> str | None:
    """The singular of a plural noun ("provinces", "counties"); ``None`` for any other word."""
    if plural.endswith("ies"):
        return plural.removesuffix("ies") + "y"
    return plural.removesuffix("s") if plural.endswith("s") else None


def _next_word(mention: Mention) -> str:
    """The word behind a name, but for a bracket and "border" ("the Sennar border regions")."""
    following = mention.span.doc[mention.span.end : mention.span.end + 3]
    return next((token.lower_ for token in following if token.text != ")" and token.lower_ != "border"), "")


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
