"""What a number counts: *at least 28 Palestinians*, *40 of the more than 100 hostages*, *a family of five*, *55
wounded*.

In go an article's tokens and its numbers, out come counts: a number with the noun that it counts, the whole that it
is taken from, or the knowledge that the noun is left out. Numbers of things (years, rockets, dollars) are no counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.lexicon import Lexicon
from dragoman.extract.figures.numbers import Number

_NOMINAL = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "PUNCT"})
_FURTHEST = 8
"""Tokens between a number and the noun that it counts; "105 Israeli and other nationalities hostages" has four."""
_ELIDED = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "obj",
        "conj",
        "obl",
        "nmod",
        "root",
        "ROOT",
        "dep",
        "appos",
        "attr",
        "advcl",
        "acl",
        "nummod",
        "parataxis",
        "ccomp",
        "xcomp",
        "list",
        "orphan",
        "acl:relcl",
        "dobj",
        "nsubjpass",
        "pobj",
        "obl:unmarked",
        "nmod:unmarked",
        "amod",
        "csubj",
        "iobj",
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts.

    Tokens ``[start, end)`` are the number with its qualifiers and, if ``head`` is one, the noun; ``root`` is the
    number's own token; ``theme`` the one that grammar treats as the counted: the noun, or the number where the noun
    is left out. ``whole`` is the noun (or number) after "of the" that the count is taken from.
    """

    number: Number
    start: int
    end: int
    root: int
    head: int | None
    whole: int | None = None
    group: int | None = None

    is_partitive: bool = False

    @property
    def theme(self) -> int:
        """The token that carries the count in the tree."""
        if self.group is not None:
            return self.group
        return self.root if self.head is None or self.is_partitive else self.head


def find_counts(tokens: Tokens, numbers: tuple[Number, ...], lexicon: Lexicon) -> Iterator[Count]:
    """The counts of people, and of what talks bargain over, in the order of the text."""
    for number in numbers:
        if not len(tokens):
            return
        start = _token_at(tokens, number.span.start)
        first, end = _token_at(tokens, number.core.start), bisect_left(tokens.start, number.span.end)
        last = bisect_left(tokens.start, number.core.end)
        if _is_money_or_share(tokens, first, last) or _is_rate(tokens, end):
            continue
        count = _count(tokens, number, (start, first, last, end), lexicon)
        if count is not None:
            yield count


def _token_at(tokens: Tokens, offset: int) -> int:
    return max(bisect_right(tokens.start, offset) - 1, 0)


def _is_money_or_share(tokens: Tokens, first: int, end: int) -> bool:
    before = tokens.text[first - 1] if first else ""
    after = tokens.lower[end] if end < len(tokens) else ""
    if before[-1:] in set("$€£₪₽¥") or tokens.text[first][:1] in set("$€£₪₽¥"):
        return True
    return after in {"%", "percent", "per", "pc", "°", "/", ":"} or (after == "percentage")


def _is_rate(tokens: Tokens, end: int) -> bool:
    """*two casualties for every soldier lost*"""
    following = tokens.lower[end : end + _FURTHEST]
    return any(pair in {("for", "every"), ("for", "each")} for pair in pairwise(following))


def _count(tokens: Tokens, number: Number, bounds: tuple[int, int, int, int], lexicon: Lexicon) -> Count | None:
    start, first, last, end = bounds
    root = tokens.head_of(first, last)
    if tokens.pos[last - 1] in {"NUM", "NOUN"} and not first <= root < last:
        root = last - 1
    after = end
    if _lower(tokens, after) in {"more", "other", "additional", "further"} and not _is_than(tokens, after + 1):
        after += 1
    if _lower(tokens, after) == "of":
        return _partitive(tokens, number, (start, first, root, after), lexicon)
    if _lower(tokens, after) in {"-", "–"} and _lower(tokens, after + 1) == "strong":
        head = _noun_after(tokens, after + 2, lexicon)
        return None if head is None else Count(number, start, head + 1, root, head)
    if _lower(tokens, after) in {"-", "–"}:
        return None  # "a three-stage plan", "a 60-year-old"
    head = _counted_noun(tokens, root, after, lexicon)
    if head is not None:
        return Count(number, start, head + 1, root, head) if _counts_people(tokens, head, lexicon) else None
    group = _group_of(tokens, start, lexicon)
    if group is not None:
        return Count(number, start, after, root, None, group=group)
    if number.core.of(tokens.article).lower() == "one" or not _can_stand_alone(tokens, root, start, after):
        return None
    return Count(number, start, after, root, None, whole=_whole_before(tokens, start))


def _lower(tokens: Tokens, token: int) -> str:
    return tokens.lower[token] if token < len(tokens) else ""


def _is_than(tokens: Tokens, token: int) -> bool:
    return _lower(tokens, token) == "than"


def _counted_noun(tokens: Tokens, root: int, after: int, lexicon: Lexicon) -> int | None:
    """The noun that a number counts, by the tree or, where that does not say, by what stands next."""
    governor = tokens.head[root]
    if (
        tokens.base[root] in {"nummod", "compound", "amod", "det"}
        and after <= governor <= after + _FURTHEST
        and tokens.pos[governor] in _NOMINAL
        and all(_is_inside(tokens, token) for token in range(after, governor))
    ):
        following = governor + 1
        if _lower_lemma(tokens, following) in lexicon.people and tokens.pos[following] == "NOUN":
            return following  # "8,000 Palestinian fighters", whatever the tree hangs the number on
        return governor
    if tokens.base[root] == "nummod" and governor == after and tokens.pos[governor] == "ADJ":
        return governor
    return _noun_after(tokens, after, lexicon)


def _is_inside(tokens: Tokens, token: int) -> bool:
    return tokens.pos[token] in _INSIDE or tokens.lower[token] in {"and", "or", "of", "the"}


def _lower_lemma(tokens: Tokens, token: int) -> str:
    return tokens.lemma[token] if token < len(tokens) else ""


def _noun_after(tokens: Tokens, token: int, lexicon: Lexicon) -> int | None:
    """The last of the nouns that begin at ``token``, past adjectives: "hungry Syrian refugee children"."""
    found = None
    for place in range(token, min(token + _FURTHEST, len(tokens))):
        pos = tokens.pos[place]
        if pos in _NOMINAL and not (
            found is not None
            and tokens.base[place] in {"nsubj", "obj", "obl"}
            and tokens.head[place] != found
            and tokens.head[found] != place
        ):
            found = place
            if tokens.lemma[place] in lexicon.people and not _continues(tokens, place):
                break
        elif found is not None or not (
            pos in {"ADJ", "ADV"} or tokens.base[place] == "amod" or tokens.text[place] in {"-", "–", ","}
        ):
            if tokens.lower[place] in {"and", "or"} and found is None and place > token:
                continue
            break
    return found


def _continues(tokens: Tokens, place: int) -> bool:
    """Whether a noun only describes the next one: "refugee children"."""
    return place + 1 < len(tokens) and tokens.pos[place + 1] in _NOMINAL and tokens.head[place] == place + 1


def _counts_people(tokens: Tokens, head: int, lexicon: Lexicon) -> bool:
    return tokens.lemma[head] not in lexicon.things and tokens.lower[head] not in lexicon.things


def is_people(tokens: Tokens, head: int, lexicon: Lexicon) -> bool:
    """Whether a noun is one for people: listed, or the plural of a name (*Palestinians*, *Houthis*)."""
    lemma = tokens.lemma[head]
    if lemma in lexicon.people or tokens.lower[head] in lexicon.people or lemma in lexicon.inherent:
        return True
    if tokens.lower[head].endswith(("men", "women")):
        return True
    return tokens.is_capital(head) and tokens.lower[head].endswith(("s", "ese", "i")) and tokens.pos[head] in _NOMINAL


def _partitive(tokens: Tokens, number: Number, bounds: tuple[int, int, int, int], lexicon: Lexicon) -> Count | None:
    """*thousands of militants*, *two of Haniyeh's grandchildren*, *29 of whom*, *40 of the more than 100 hostages*."""
    start, _, root, of = bounds
    following = _lower(tokens, of + 1)
    pointing = following in {"these", "those"} and of + 2 < len(tokens) and tokens.pos[of + 2] in _NOMINAL
    if following in {"whom", "them", "these", "those", "us", "which"} and not pointing:
        return Count(number, start, of + 2, root, None, whole=of + 1)
    noun = next(
        (child for child in tokens.children[root] if child > of and tokens.base[child] in {"nmod", "obl"}), None
    )
    if noun is None or tokens.pos[noun] not in _NOMINAL | {"NUM"} or noun - of > _FURTHEST + 4:
        noun = _last_noun(tokens, of + 1, lexicon)
    if noun is None or not _counts_people(tokens, noun, lexicon):
        return None
    definite = following in {
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "those",
        "these",
        "an",
        "more",
        "some",
    } or _has_owner(tokens, noun)
    is_vague = number.vague and not definite
    whole = noun if definite or (not is_vague and tokens.pos[noun] == "NUM") else None
    if tokens.pos[noun] == "NUM":
        return Count(number, start, noun + 1, root, None, whole=noun, is_partitive=True)
    return Count(number, start, noun + 1, root, noun, whole=whole, is_partitive=tokens.head[noun] == root)


def _last_noun(tokens: Tokens, token: int, lexicon: Lexicon) -> int | None:
    """The head of the noun phrase that begins at ``token``."""
    place = token
    while place < min(token + _FURTHEST + 2, len(tokens)) and tokens.pos[place] not in _NOMINAL:
        if tokens.pos[place] not in {"DET", "ADJ", "NUM", "PRON", "ADV", "ADP", "PART"}:
            return None
        place += 1
    return _noun_after(tokens, place, lexicon) if place < len(tokens) else None


def _has_owner(tokens: Tokens, noun: int) -> bool:
    return any(tokens.dep[child] in {"nmod:poss", "poss"} for child in tokens.children[noun])


def _group_of(tokens: Tokens, start: int, lexicon: Lexicon) -> int | None:
    """The *family* of "a family of five"."""
    if start >= 2 and tokens.lower[start - 1] == "of" and tokens.lemma[start - 2] in lexicon.groups:
        return start - 2
    return None


def _whole_before(tokens: Tokens, start: int) -> int | None:
    """The whole of "Of the 250, 132 are still held"."""
    first, _ = tokens.sentences[tokens.sentence[start]]
    if tokens.lower[first] != "of" or not first < start <= first + _FURTHEST + 4:
        return None
    return next((token for token in range(first + 1, start) if tokens.pos[token] in _NOMINAL | {"NUM"}), None)


def _can_stand_alone(tokens: Tokens, root: int, start: int, after: int) -> bool:
    """Whether a number without a noun can stand for people: not in brackets, not as an age or a name's number."""
    if tokens.dep[root] not in _ELIDED:
        return False
    before = tokens.text[start - 1] if start else ""
    if (
        before in {",", "(", "["}
        and _lower(tokens, after) in {",", ")", "]", "."}
        and tokens.base[root] in {"appos", "nummod", "amod", "dep", "nmod"}
    ):
        return False
    return (
        _lower(tokens, start - 1) not in {"aged", "age", "in", "since", "by", "until", "under", "chapter"}
        if start
        else True
    )
