"""Remarks from sentences that the record has in nearly the same words: numbers, days, who says so.

The draft's "43 people were killed on Tuesday" beside the record's "34 people were killed on Monday, the army said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.dossier.check.draft import Draft, pieces, telling_words, word_lists
from dragoman.dossier.check.remarks import About, Remark, Verdict
from dragoman.dossier.check.tokens import Token, tokens_of
from dragoman.dossier.check.wording import Change, Match
from dragoman.dossier.citing import cite
from dragoman.model import Entry, Quotation, Source

_YEAR = re.compile(r"(?:19|20)\d\d")


def wording(draft: Draft) -> Iterator[Remark]:
    """Numbers, days and attributions that differ from the record's version of the same sentence."""
    for found in draft.matches:
        for change in found.changes:
            if found.is_recent:
                yield from _numbers(draft, found, change)
                yield from _days(draft, found, change)
        yield from _attributions(draft, found)


def _numbers(draft: Draft, found: Match, change: Change) -> Iterator[Remark]:
    mine, theirs = _of_kind(change.mine, "numbers"), _of_kind(change.theirs, "numbers")
    if not mine or not theirs or {token.key for token in mine} == {token.key for token in theirs}:
        return
    if _are_years(mine) != _are_years(theirs):
        return  # "for 15 years" and "since 2007"
    is_day = _is_date(draft, mine)
    about: About = "date" if is_day else "figure"
    verdict: Verdict = "misfit" if is_day else "contradicts"
    said = " ".join(_words(found, theirs))
    message = f"the record has {said} in this sentence ({_cite(draft, found)})"
    yield draft.remark(about, verdict, mine[0].start, mine[-1].end, message, _entries(draft, found, theirs))


def _days(draft: Draft, found: Match, change: Change) -> Iterator[Remark]:
    for kind in ("weekdays", "months"):
        mine, theirs = _of_kind(change.mine, kind), _of_kind(change.theirs, kind)
        if mine and theirs and {token.key[:3] for token in mine} != {token.key[:3] for token in theirs}:
            said = " ".join(_words(found, theirs))
            message = f"the record has {said} in this sentence ({_cite(draft, found)})"
            entries = _entries(draft, found, theirs)
            yield draft.remark("date", "misfit", mine[0].start, mine[-1].end, message, entries)


def _attributions(draft: Draft, found: Match) -> Iterator[Remark]:
    """Who says so by the record's sentence, where the draft's leaves it out or names somebody else."""
    placed = found.placed
    for entry, quotation in draft.known.quotations(placed.article.id):
        if quotation.speaker is None:
            continue
        for piece in pieces(entry, "speaker"):
            if not (placed.sentence.start <= piece.start and piece.end <= placed.sentence.end):
                continue
            change = _change_at(found, piece.start, piece.end)
            if change is None:
                continue
            if any(token.is_word for token in change.mine):
                yield from _other_speaker(draft, change, entry, quotation)
            elif _is_cue_gone(found, entry) and _is_content_there(found, entry):
                yield from _dropped(draft, found, entry, quotation.speaker)
            break


def _dropped(draft: Draft, found: Match, entry: Entry, speaker: Source) -> Iterator[Remark]:
    start, end = found.sentence.start, found.sentence.end
    if draft.speaker_of(start, end) is None:
        message = f"the record has it from {speaker.name} ({cite(entry)})"
        yield draft.remark("attribution", "dropped", start, end, message, (entry,))


def _other_speaker(draft: Draft, change: Change, entry: Entry, quotation: Quotation) -> Iterator[Remark]:
    assert quotation.speaker is not None
    mine = [token for token in change.mine if token.is_word]
    start, end = mine[0].start, mine[-1].end
    claimed = _speaker_written_at(draft, start, end)
    words = {token.key for token in mine}
    if claimed is None and not (words - word_lists()["empty"] - word_lists()["pronouns"]):
        return
    if words <= word_lists()["pronouns"] | word_lists()["empty"]:
        return
    here = telling_words(claimed) if claimed else frozenset(words) - word_lists()["empty"]
    written = frozenset(token.key for token in change.theirs) - word_lists()["empty"]
    there = telling_words(quotation.speaker) | written
    if written <= word_lists()["pronouns"] or here & there:
        return
    if claimed is None and not _is_name(draft, mine):
        return
    name = claimed.name if claimed else draft.article.text[start:end]
    message = f"the record has it from {quotation.speaker.name}, not {name} ({cite(entry)})"
    yield draft.remark("attribution", "changed", start, end, message, (entry,))


def _speaker_written_at(draft: Draft, start: int, end: int) -> Source | None:
    for entry, quotation in draft.quotations:
        if quotation.speaker and any(piece.start < end and start < piece.end for piece in pieces(entry, "speaker")):
            return quotation.speaker
    return None


def _is_name(draft: Draft, tokens: list[Token]) -> bool:
    return any(draft.article.text[token.start].isupper() for token in tokens)


def _change_at(found: Match, start: int, end: int) -> Change | None:
    """The change that touches a stretch of the record's sentence with a word."""
    for change in found.changes:
        if any(token.is_word and token.start < end and start < token.end for token in change.theirs):
            return change
    return None


def _is_cue_gone(found: Match, entry: Entry) -> bool:
    cues = list(pieces(entry, "cue"))
    return not cues or any(_change_at(found, cue.start, cue.end) is not None for cue in cues)


def _is_content_there(found: Match, entry: Entry) -> bool:
    """Whether the draft kept most of what was said."""
    text = found.placed.article.text
    start, end = found.placed.sentence.start, found.placed.sentence.end
    contents = [piece for piece in pieces(entry, "content") if piece.start < end and start < piece.end]
    words = [
        token
        for piece in contents
        for token in tokens_of(text, max(piece.start, start), min(piece.end, end))
        if token.is_word
    ]
    gone = {token.start for change in found.changes for token in change.theirs}
    kept = [token for token in words if token.start not in gone]
    return bool(words) and len(kept) * 4 >= len(words) * 3


def _of_kind(tokens: tuple[Token, ...], kind: str) -> list[Token]:
    listed = word_lists()[kind]
    return [token for token in tokens if token.key in listed or (kind == "numbers" and token.key[:1].isdigit())]


def _is_date(draft: Draft, mine: list[Token]) -> bool:
    """Whether a number is a day of a month or a year: "24 October", "Oct. 24", "in 2014"."""
    text = draft.article.text
    beside = {token.key for token in tokens_of(text, max(0, mine[0].start - 12), min(len(text), mine[-1].end + 12))}
    return _are_years(mine) or bool(beside & word_lists()["months"])


def _are_years(tokens: list[Token]) -> bool:
    return all(_YEAR.fullmatch(token.key) for token in tokens)


def _words(found: Match, tokens: list[Token]) -> list[str]:
    return [found.placed.article.text[token.start : token.end] for token in tokens]


def _entries(draft: Draft, found: Match, tokens: list[Token]) -> tuple[Entry, ...]:
    """The claims of the record that rest on these words, figures and dates before others."""
    start, end = tokens[0].start, tokens[-1].end
    touching = [
        entry
        for entry in draft.known.of_article(found.placed.article.id)
        if any(piece.start < end and start < piece.end for piece in entry.claim.evidence)
    ]
    return tuple(sorted(touching, key=lambda entry: entry.claim.kind not in {"figure", "date"})[:3])


def _cite(draft: Draft, found: Match) -> str:
    entries = draft.known.of_article(found.placed.article.id)
    return cite(entries[0]) if entries else found.placed.article.title or found.placed.article.id
