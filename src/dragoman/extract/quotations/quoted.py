"""What stands in quotation marks, and whose words it is.

A stretch in marks that a cue speaks of is said whole, over as many sentences as it runs; one that no cue speaks of
and that is a sentence goes on with the speaker before; any other is a title, an irony or a word that the writer does
not stand for, and no quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.extract.quotations.attributions import Attribution, covers, trim
from dragoman.extract.quotations.grammar import cue_at
from dragoman.extract.quotations.lexicon import Lexicon
from dragoman.extract.quotations.marks import Marks
from dragoman.extract.quotations.subjects import find_source, noun_phrase
from dragoman.extract.quotations.tree import Range, Tree

_BEFORE = 14
"""How many words may stand between a cue and the marks that it opens: ``told reporters in Doha on Sunday that “…``.
"""
_BEHIND = 28
"""How many words may stand between marks and the cue behind them: a speaker with office and apposition."""
_FEWEST = 3
"""Words: shorter stretches that no cue speaks of are no sentences of anybody's."""
_ENDS = ".!?…"
_OPENING, _CLOSING = '“"«„‘', '”"»’'
_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in marks as tokens: ``[start, end)`` with its marks, ``[inner, outer)`` without them.

    ``depth`` is 0 for one that stands in no other. ``goes_on``: the next paragraph opens the marks again.
    """

    start: int
    end: int
    inner: int
    outer: int
    depth: int
    goes_on: bool

    def holds(self, token: int | None) -> bool:
        """Whether ``token`` stands in it."""
        return token is not None and self.start <= token < self.end


def stretches_of(tree: Tree, marks: Marks) -> list[Stretch]:
    """The stretches of a text as tokens."""
    found = []
    for mark in marks.quoted:
        start = bisect_right(tree.starts, mark.start) - 1
        inner = max(start, bisect_right(tree.starts, mark.inner) - 1)
        outer = max(bisect_left(tree.starts, mark.outer), inner + 1)
        end = max(outer, bisect_left(tree.starts, mark.end))
        found.append(Stretch(start, end, inner, outer, mark.depth, mark.goes_on))
    return found


def widen(found: Attribution, stretches: Iterable[Stretch]) -> Attribution:
    """A content that begins or ends within a stretch takes in the whole of it, if the cue stands outside."""
    content = list(found.content)
    for stretch in stretches:
        if stretch.holds(found.anchor):
            continue
        for number, (start, end) in enumerate(content):
            if start < stretch.end and stretch.start < end:
                content[number] = (min(start, stretch.start), max(end, stretch.end))
    return found if tuple(content) == found.content else replace(found, content=_merged(content))


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def attach(
    tree: Tree, lexicon: Lexicon, found: Iterable[Attribution], stretches: Iterable[Stretch]
) -> list[Attribution]:
    """Stretches that no attribution covers find their cue or the speaker before them; in the order of the text."""
    result = list(found)
    last: int | None = None
    for stretch in stretches:
        if stretch.depth:
            continue
        holding = [
            number
            for number, each in enumerate(result)
            if covers(each.content, stretch.inner) and not stretch.holds(each.anchor)
        ]
        if holding:
            last = min(holding, key=lambda number: _distance(result[number], stretch))
            for number in holding:
                if number != last:
                    result[number] = _without(result[number], stretch)
            continue
        new = _by_neighbour(tree, lexicon, stretch)
        if new is None and _is_sentence(tree, stretch):
            if last is not None and _goes_on(tree, result[last], stretch):
                new = replace(result[last], content=_merged((*result[last].content, (stretch.start, stretch.end))))
                result[last] = new
                continue
            named = _name_behind(tree, stretch)
            head = tree.head_of(*named) if named else None
            new = Attribution(((stretch.start, stretch.end),), None, None, named, head, "goes on")
        if new is not None:
            last = _enter(result, new)
    return sorted(result, key=lambda each: (each.start, each.end))


def _distance(found: Attribution, stretch: Stretch) -> int:
    """How many tokens stand between a stretch and a cue."""
    anchor = found.start if found.anchor is None else found.anchor
    return stretch.start - anchor if anchor < stretch.start else anchor - stretch.end


def _without(found: Attribution, stretch: Stretch) -> Attribution:
    """An attribution without a stretch that belongs to a nearer cue, if that leaves it any content."""
    rest = tuple(each for each in found.content if not (stretch.start <= each[0] and each[1] <= stretch.end))
    return replace(found, content=rest) if rest else found


def _enter(result: list[Attribution], new: Attribution) -> int:
    """Add an attribution, or its content to that of the same cue; where it stands now."""
    for number, each in enumerate(result):
        if new.anchor is not None and each.anchor == new.anchor:
            result[number] = replace(each, content=_merged((*each.content, *new.content)))
            return number
    result.append(new)
    return len(result) - 1


def _by_neighbour(tree: Tree, lexicon: Lexicon, stretch: Stretch) -> Attribution | None:
    """The cue right behind a stretch in its sentence, or right before it."""
    anchor = _cue_behind(tree, lexicon, stretch)
    rule = "cue behind" if anchor is not None else "cue before"
    if anchor is None:
        anchor = _cue_before(tree, lexicon, stretch)
    if anchor is None:
        return None
    cue = cue_at(tree, lexicon, anchor)
    size = 1 + (cue.particle.count(" ") + 1 if cue is not None and cue.particle else 0)
    source, speaker = find_source(tree, lexicon, anchor)
    if source is None or (source[0] < stretch.end and stretch.start < source[1]):
        source, speaker = _beside(tree, anchor, stretch)
    content = ((stretch.start, stretch.end),)
    return Attribution(content, (anchor, anchor + size), anchor, source, speaker, rule, tree.lemmas[anchor])


def _cue_behind(tree: Tree, lexicon: Lexicon, stretch: Stretch) -> int | None:
    """``“…,” he said``: the marks end with a comma, a question or an exclamation."""
    last = stretch.outer - 1
    behind = tree.words[stretch.end][:1] if stretch.end < len(tree) else ""
    if tree.words[last][-1:] not in ",?!—-" and behind not in (",", "—", "–", "-"):
        return None
    finish = max(tree.sentence[last][1], tree.sentence[min(stretch.end, len(tree) - 1)][1])
    for token in range(stretch.end, min(finish, stretch.end + _BEHIND)):
        if tree.words[token][:1] in _OPENING and token > stretch.end:
            return None
        if _reports(tree, lexicon, token):
            return token
    return None


def _reports(tree: Tree, lexicon: Lexicon, token: int) -> bool:
    if tree.tags[token] not in ("VBD", "VBZ", "VBP", "VBN", "VBG") or tree.labels[token] in ("amod", "acl:relcl"):
        return False
    cue = cue_at(tree, lexicon, token)
    return cue is not None and "clause" in cue.frames


def _cue_before(tree: Tree, lexicon: Lexicon, stretch: Stretch) -> int | None:
    """``he said: “…”``, ``called the deal “…”``: near, and with no other marks between."""
    before = _word_before(tree, stretch.start)
    if before is None or tree.words[before][-1:] in _ENDS:
        return None
    introduced = tree.words[before] in (",", ":")
    for token in range(before, max(tree.sentence[before][0], before - _BEFORE) - 1, -1):
        if tree.words[token][:1] in _CLOSING and token < before:
            return None
        if tree.tags[token].startswith("VB") and tree.labels[token] != "amod":
            cue = cue_at(tree, lexicon, token)
            if cue is not None and (introduced or "quoted" in cue.frames or token == before):
                return token
    return None


def _word_before(tree: Tree, token: int) -> int | None:
    token -= 1
    while token >= 0 and tree.spaces[token]:
        token -= 1
    return token if token >= 0 else None


def _beside(tree: Tree, anchor: int, stretch: Stretch) -> tuple[Range | None, int | None]:
    """``said residents of the camp``: the noun phrase next to a cue whose grammar is lost."""
    begin, finish = tree.sentence[anchor]
    for token in (anchor + 1, anchor - 1):
        if not begin <= token < finish or tree.pos[token] not in ("PROPN", "PRON", "NOUN", "DET", "ADJ"):
            continue
        head = token
        while tree.pos[tree.heads[head]] in ("PROPN", "NOUN") and (tree.heads[head] > anchor) == (token > anchor):
            if tree.heads[head] == head:
                break
            head = tree.heads[head]
        if not stretch.holds(head):
            return noun_phrase(tree, head), head
    return None, None


def _is_sentence(tree: Tree, stretch: Stretch) -> bool:
    """Whether a stretch is a sentence or more: it begins where one begins, ends where one ends, and has a tense."""
    before = _word_before(tree, stretch.start)
    runs_in = before is not None and tree.words[before][-1:] not in _ENDS + ":" + _CLOSING
    if before is not None and runs_in and "\n" not in tree.between(before, stretch.start):
        return False
    words = [token for token in range(stretch.inner, stretch.outer) if tree.is_word(token)]
    last = tree.words[stretch.outer - 1]
    behind = tree.words[stretch.end] if stretch.end < len(tree) else ""
    ends = last[-1:] in _ENDS + "," or behind[:1] in (*_ENDS, ",") or stretch.goes_on
    return len(words) >= _FEWEST and ends and (any(tree.tags[token] in _TENSED for token in words) or last[-1:] in "!?")


def _goes_on(tree: Tree, found: Attribution, stretch: Stretch) -> bool:
    """Whether a stretch follows on the last quotation with nothing but its cue between, in its paragraph.

    In the next paragraph it does if the marks were not closed before.
    """
    if found.end > stretch.start:
        return found.start < stretch.start
    rest = range(tree.sentence[found.end - 1][1], stretch.start)
    if any(tree.is_word(token) for token in rest):
        return False
    return "\n" not in tree.between(found.end - 1, stretch.start)


def _name_behind(tree: Tree, stretch: Stretch) -> Range | None:
    """``“…,” Qatar's envoy Aisha Nasser.``: a noun phrase without a verb up to the sentence's end."""
    if tree.words[stretch.outer - 1][-1:] != "," and (stretch.end >= len(tree) or tree.words[stretch.end] != ","):
        return None
    finish = tree.sentence[min(stretch.end, len(tree) - 1)][1]
    words = [token for token in range(stretch.end, finish) if tree.is_word(token)]
    if not words or len(words) > _BEHIND or any(tree.pos[token] in ("VERB", "AUX") for token in words):
        return None
    return trim(tree, words[0], words[-1] + 1)
