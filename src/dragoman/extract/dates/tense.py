"""Whether words look back or ahead: the tense of the verb that governs them.

*He said on Wednesday* looks back, *they will meet on Wednesday* ahead. With a dependency tree the governing verb
decides; without one, the nearest word of the sentence that shows a tense (a language's ``cues``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dragoman.extract.dates.lexicon import Language
from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "future"]

_WORDS = re.compile(r"[’']?\w+")
_SENTENCE_END = re.compile(r"[.!?;:]['\"”’)]*\s+(?=[\"“«'‘(¿¡]*[A-ZÁÉÍÓÚÂÊÔÀ])|\n")
_BESIDE = 30  # characters before the words, enough for two words
_REACH = 300  # characters on either side in which a sentence without analysis is looked for
_PRESENT = frozenset({"VBZ", "VBP"})
_MARKS = {"“": 1, "”": -1, "``": 1, "''": -1, '"': 0}
"""Quotation marks, and whether they open or close."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})


def _upward(token: Token) -> Iterator[Token]:
    """The words above a word, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def _is_present_predicate(token: Token) -> bool:
    """Whether a word is what something *is*."""
    return any(child.dep_ == "cop" and child.tag_ in _PRESENT for child in token.children)


def _is_across_quotation(token: Token, verb: Token) -> bool:
    """Whether quotation marks open or close between the two: the verb then is another speaker's."""
    first, last = sorted((token.i, verb.i))
    between = [word.text for word in token.doc[first:last] if word.text in _MARKS]
    return sum(_MARKS[mark] for mark in between) != 0 or sum(mark == '"' for mark in between) % 2 == 1


class Tenses:
    """Tells for the words of one text whether they look back or ahead."""

    def __init__(self, text: str, language: Language, doc: Doc | None = None) -> None:
        """``doc`` is the text's analysis, if there is one; its offsets are the text's."""
        self._text = text
        self._language = language
        tagged = doc is not None and doc.has_annotation("DEP") and doc.has_annotation("TAG")
        self._doc = doc if tagged and language.penn_tags else None
        self._starts: list[int] = []

    def direction(self, span: Span) -> Direction | None:
        """``past``, ``future``, or ``None`` when no verb says."""
        if self._is_scheduled(span):
            return "future"
        if self._doc is None:
            return self._from_words(span)
        token = self._head(self._doc, span)
        return self._from_tree(token)

    def _is_scheduled(self, span: Span) -> bool:
        """Whether the words beside it look ahead: *payable 3 May*, *due on Friday*, *the Friday deadline*."""
        scheduled = self._language.cues["scheduled"]
        before = _WORDS.findall(self._text[max(0, span.start - _BESIDE) : span.start])[-2:]
        after = _WORDS.match(self._text, span.end + 1)
        pair = " ".join(before)
        if pair in scheduled or (pair not in self._language.cues["unscheduled"] and not scheduled.isdisjoint(before)):
            return True
        return after is not None and after.group() in scheduled and self._belongs(span, after.start())

    def _belongs(self, span: Span, start: int) -> bool:
        """Whether the word at ``start`` is the date's own, not another phrase's (*left on 9 May pending …*)."""
        if self._doc is None:
            return True
        date, word = self._head(self._doc, span), self._head(self._doc, Span(start, start + 1))
        return date.head.i == word.i or date.head.i == word.head.i

    def _head(self, doc: Doc, span: Span) -> Token:
        """The word of the span that hangs on a word outside it."""
        if not self._starts:
            self._starts = [token.idx for token in doc]
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = max(bisect_right(self._starts, span.end - 1), first + 1)
        inside = range(first, last)
        return next((doc[i] for i in inside if doc[i].head.i not in inside), doc[first])

    def _from_tree(self, token: Token) -> Direction | None:
        cues = self._language.cues
        noun = token.head.pos_ in ("NOUN", "PROPN")
        names = noun and (token.head.i > token.i or any(child.lower_ in cues["belonging"] for child in token.children))
        if names and token.dep_ not in _SUBJECTS and token.head.lemma_.lower() not in cues["appointment"]:
            return "past"
        pending = any(child.lower_ in cues["until"] for child in token.children)
        if self._follows_participle(token):
            return "past"
        if _is_present_predicate(token) or (token.dep_.startswith("obl") and _is_present_predicate(token.head)):
            return "future"  # "the deadline is Friday", "it is a holiday on Monday"
        for above in _upward(token):
            if _is_across_quotation(token, above):
                continue
            if (above.lower_ in cues["scheduled"] and above.tag_ not in ("VBD", "VBG")) or any(
                child.lower_ in cues["scheduled"] for child in above.children if child.dep_ == "amod"
            ):
                return "future"
            if above.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in above.children):
                direction = self._of_verb(above, pending)
                if direction is not None:
                    return None if direction == "present" else direction
        return None

    @staticmethod
    def _follows_participle(token: Token) -> bool:
        """Whether the date stands right behind a participle that describes a noun: *the order issued (on) Thursday*.

        Parsers like to hang such a date on the verb above, which may look the other way.
        """
        first = min((child for child in token.subtree), key=lambda word: word.i)
        if first.i == 0:
            return False
        before = first.nbor(-1)
        return before.tag_ == "VBN" and before.dep_ == "acl"

    def _of_verb(self, verb: Token, pending: bool) -> Direction | Literal["present"] | None:
        """What a verb's own form says; ``None`` sends the question on to the verb that it hangs on."""
        helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop")) and child.i < verb.i]
        tags = {verb.tag_, *(helper.tag_ for helper in helpers)}
        if "VBD" in tags:
            return "past"
        if any(helper.lemma_.lower() == "have" and helper.tag_ in _PRESENT for helper in helpers):
            return "future" if pending else "past"
        modals = {helper.lower_ for helper in helpers} & self._language.cues["future"]
        if any(helper.lemma_.lower() == "have" for helper in helpers) and not modals & self._language.cues["certain"]:
            return "past"  # "may have left on Friday", "is said to have left on Friday"
        if modals:
            return "future"
        if any(child.tag_ == "TO" and child.i < verb.i for child in verb.children):
            return self._of_infinitive(verb)
        if tags & _PRESENT and (
            pending
            or verb.lemma_.lower() in self._language.cues["timetable"]
            or any(child.lower_ in self._language.cues["condition"] for child in verb.children if child.dep_ == "mark")
        ):
            return "future"
        if verb.tag_ == "VBG" and tags & _PRESENT:
            return "future"
        if verb.tag_ == "VBN" and not tags & _PRESENT:
            return "past"
        return "present" if tags & _PRESENT else None

    def _of_infinitive(self, verb: Token) -> Direction | None:
        """*plans to meet* and *is to meet* look ahead; *managed to meet*, *the first to meet* do as their verb."""
        governor = verb.head
        if any(child.lower_ in self._language.cues["ranked"] for child in governor.children):
            return None
        if governor.i == verb.i or governor.lower_ in self._language.cues["planning"]:
            return "future"
        return None if governor.tag_ in ("VBD", "VBN") else "future"

    def _from_words(self, span: Span) -> Direction | None:
        before = _SENTENCE_END.split(self._text[max(0, span.start - _REACH) : span.start])[-1]
        after = _SENTENCE_END.split(self._text[span.end : span.end + _REACH])[0]
        for word in reversed(_WORDS.findall(before)):
            if (direction := self._of_word(word)) is not None:
                return direction
        for word in _WORDS.findall(after):
            if (direction := self._of_word(word)) is not None:
                return direction
        return None

    def _of_word(self, word: str) -> Direction | None:
        lower = word.lower()
        if lower in self._language.capitalised and word != lower:
            return None
        cues = self._language.cues
        if lower in cues["future"] or lower in cues["planning"] or lower in cues["scheduled"]:
            return "future"
        if lower in cues["past"] or self._language.past_word.search(lower):
            return "past"
        if self._language.future_word.search(word):
            return "future"
        return None
