"""Remarks on what a draft has in quotation marks: verbatim, altered, somebody else's, known only in translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.dossier.check.draft import Draft, same_speaker, speaker_at
from dragoman.dossier.check.known import Placed
from dragoman.dossier.check.remarks import Remark
from dragoman.dossier.check.tokens import Token, quoted_stretches, sentences_of
from dragoman.dossier.citing import cite
from dragoman.model import Entry, Source

LEAST_WORDS = 4
"""Shorter quotations ("war crimes") are anybody's words."""
ALIKE = 0.75
"""Share of a quotation's words that the record's sentence must have, in order, to be its original."""
TELLING = 7
"""As many words in common are no chance; of fewer, only the same speaker's words are an original."""


@dataclass(frozen=True, slots=True)
class Original:
    """A sentence of the record beside a quotation: which words both have, from where to where in its text."""

    placed: Placed
    kept: int
    start: int
    end: int
    is_verbatim: bool


def quotations(draft: Draft) -> Iterator[Remark]:
    """Each stretch in quotation marks, sentence by sentence, beside what the record has."""
    for start, end in draft.stretches:
        for sentence in sentences_of(draft.article.text[start:end]):
            words = tuple(Token(word.key, word.start + start, word.end + start, True) for word in sentence.words)
            if len(words) >= LEAST_WORDS:
                yield from _quotation(draft, words)


def _quotation(draft: Draft, words: tuple[Token, ...]) -> Iterator[Remark]:
    start, end = words[0].start, words[-1].end
    originals = [one for placed in draft.known.nearest(words, 16) if (one := _original(words, placed)) is not None]
    if not originals:
        yield draft.remark("quotation", "unknown", start, end, "the record does not have these words")
        return
    verbatim = [one for one in originals if one.is_verbatim]
    originals = verbatim or [one for one in originals if _is_original(draft, one, start, end)]
    if not originals:
        yield draft.remark("quotation", "unknown", start, end, "the record does not have these words")
        return
    best = max(originals, key=lambda one: one.kept)
    if not verbatim:
        theirs = best.placed.article.text[best.start : best.end]
        message = f"the record has “{' '.join(theirs.split())}” ({_cite(draft, best)})"
        yield draft.remark("quotation", "altered", start, end, message, _entries(draft, best))
        return
    others = _other_speakers(draft, verbatim, start, end)
    if others:
        yield others
    elif all(one.placed.article.translated_from for one in verbatim):
        message = f"the record has these words only in a translation ({_cite(draft, best)})"
        yield draft.remark("quotation", "translation", start, end, message, _entries(draft, best))
    else:
        message = f"as in the record ({_cite(draft, best)})"
        yield draft.remark("quotation", "verbatim", start, end, message, _entries(draft, best))


def _original(words: Sequence[Token], placed: Placed) -> Original | None:
    """The part of a sentence of the record that a quotation's words come from, if it has most of them."""
    theirs = placed.sentence.words
    matcher = SequenceMatcher(None, [word.key for word in words], [word.key for word in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kept = sum(block.size for block in blocks)
    if kept < ALIKE * len(words):
        return None
    first, last = blocks[0], blocks[-1]
    # Words that the draft changed at the very beginning or end stand in the record beside the first and last in common.
    begin = max(0, first.b - first.a)
    stop = min(len(theirs), last.b + last.size + len(words) - last.a - last.size)
    is_verbatim = len(blocks) == 1 and kept == len(words)
    start, end = theirs[begin].start, theirs[stop - 1].end
    if not is_verbatim and not _is_quoted(placed, start, end):
        return None
    return Original(placed, kept, start, end, is_verbatim)


def _is_original(draft: Draft, one: Original, start: int, end: int) -> bool:
    """Whether words that are not quite the record's are surely meant to be: many of them, or the same speaker's."""
    mine, theirs = draft.speaker_of(start, end), _speaker(draft, one)
    return one.kept >= TELLING or (mine is not None and theirs is not None and same_speaker(mine, theirs))


def _is_quoted(placed: Placed, start: int, end: int) -> bool:
    """Whether the record has most of a stretch in quotation marks: a paraphrase is no original of a quotation."""
    sentence = placed.sentence
    begin = max(0, placed.article.text.rfind("\n", 0, sentence.start))
    stop = placed.article.text.find("\n", sentence.end)
    paragraph = placed.article.text[begin : stop if stop >= 0 else None]
    shared = sum(
        max(0, min(end, begin + right) - max(start, begin + left)) for left, right in quoted_stretches(paragraph)
    )
    return shared * 4 >= (end - start) * 3


def _other_speakers(draft: Draft, originals: Sequence[Original], start: int, end: int) -> Remark | None:
    """A remark if every report that has these words lays them to somebody else than the draft does."""
    mine = draft.speaker_of(start, end)
    theirs = [_speaker(draft, one) for one in originals]
    named = [one for one in theirs if one is not None]
    if mine is None or not named or len(named) < len(theirs) or originals[0].kept < TELLING - 1:
        return None
    if "media" in {mine[1].identification, named[0][1].identification}:
        return None  # an outlet that passes on what somebody said, and the somebody
    if any(same_speaker(mine, one) for one in named):
        return None
    entry, source = named[0]
    message = f"the record has these words from {source.name}, not {mine[1].name} ({cite(entry)})"
    entries = tuple(entry for entry, _ in named)
    return draft.remark("quotation", "other speaker", start, end, message, entries)


def _speaker(draft: Draft, original: Original) -> tuple[Entry, Source] | None:
    return speaker_at(draft.known.quotations(original.placed.article.id), original.start, original.end)


def _entries(draft: Draft, original: Original) -> tuple[Entry, ...]:
    found = _speaker(draft, original)
    return (found[0],) if found else ()


def _cite(draft: Draft, original: Original) -> str:
    entries = draft.known.of_article(original.placed.article.id)
    return cite(entries[0]) if entries else original.placed.article.title or original.placed.article.id
