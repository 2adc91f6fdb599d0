"""When talks are, by which channel, which round, and what for: what stands beside the words that tell of them."""

from __future__ import annotations

from dragoman.extract.dates import when_of
from dragoman.extract.sides import Tokens
from dragoman.extract.talks.lexicon import Lexicon
from dragoman.extract.talks.status import is_argument
from dragoman.extract.topics import topic_weights
from dragoman.model import Channel, Claim, Date, Reading, Span, Topic, When

_ENDS_LABEL = frozenset({"VERB", "PUNCT", "SCONJ", "PRON", "AUX"})
_TIMES = frozenset({"day", "week", "month", "year", "time", "spring", "summer", "autumn", "winter", "weekend", "night"})
_PART_OF = frozenset({"advcl", "obl", "nmod", "acl"})


def when_at(
    reading: Reading, tokens: Tokens, anchors: tuple[int, ...], governor: int | None, span: Span, *, is_meeting: bool
) -> When | None:
    """The date of talks: in their own phrase, on their verb, on what is planned of them, or what they are part of."""
    dates = reading.of_kind("date")
    is_far = governor is None or not is_argument(tokens, anchors, governor)
    found = _date_at(reading, dates, tokens, anchors[0], anchors[-1])
    if found is not None and is_far and not (span.start <= found.evidence[0].start < span.end):
        found = None
    if found is None and governor is not None and not is_far:
        for child in tokens.children[governor]:
            if tokens.base[child] == "xcomp" and found is None:
                found = _date_at(reading, dates, tokens, child, child)
    if found is None or _resolved(found) is None:
        inside = [one for one in dates if span.start <= one.evidence[0].start < span.end and _resolved(one)]
        return _hull(inside) or (_of_the_whole(reading, dates, tokens, anchors[0]) if is_meeting else None)
    return _resolved(found)


def _date_at(reading: Reading, dates: tuple[Claim, ...], tokens: Tokens, first: int, last: int) -> Claim | None:
    return when_of(reading.doc, dates, Span(tokens.start[first], tokens.end_of(last)))


def _resolved(claim: Claim) -> When | None:
    value = claim.value
    return value.when if isinstance(value, Date) and value.when.resolved else None


def _hull(dates: list[Claim]) -> When | None:
    """One date, or two days named together: "held on Friday and Saturday"."""
    whens = [when for claim in dates if (when := _resolved(claim)) is not None]
    if len(whens) == 1:
        return whens[0]
    if len(whens) == 2 and dates[1].evidence[0].start - dates[0].evidence[0].end <= len(" and on "):
        first, last = whens
        if first.earliest and last.latest and first.earliest <= last.latest:
            return When(first.earliest, last.latest, resolved=True, granularity="day", anchor=first.anchor)
    return None


def _of_the_whole(reading: Reading, dates: tuple[Claim, ...], tokens: Tokens, anchor: int) -> When | None:
    """ "On Tuesday, after meeting the envoy, she called for…": the day of what a meeting went before or is part of."""
    place = anchor
    for _ in range(4):
        if tokens.head[place] == place or tokens.base[place] not in _PART_OF:
            break
        place = tokens.head[place]
    if place == anchor or tokens.pos[place] != "VERB":
        return None
    found = _date_at(reading, dates, tokens, place, place)
    return _resolved(found) if found is not None else None


def channel_of(words: Lexicon, near: set[str]) -> Channel:
    """The channel that the words at talks name."""
    return next((channel for channel, named in words.channels.items() if near & named), "unknown")


def labels_of(tokens: Tokens, words: Lexicon, anchor: int) -> list[str]:
    """The number or label of a round before its noun."""
    return [
        tokens.lower[place]
        for place in range(max(0, anchor - 4), anchor)
        if tokens.lower[place] in words.round_labels
        and tokens.sentence[place] == tokens.sentence[anchor]
        and not any(tokens.pos[between] in _ENDS_LABEL for between in range(place + 1, anchor))
        and tokens.lower[place + 1] not in _TIMES
    ]


def aims_of(tokens: Tokens, anchor: int, *, is_meeting: bool) -> tuple[Topic, ...]:
    """The issues of the sentence; of a meeting, what is told right after it too."""
    number = tokens.sentence[anchor]
    first, last = tokens.sentences[number]
    if is_meeting and number + 1 < len(tokens.sentences):
        last = tokens.sentences[number + 1][1]
    weights = topic_weights(tokens.lemma, range(first, last))
    return tuple(topic for topic, weight in weights.items() if topic != "talks" and weight > 2)


def span_of(tokens: Tokens, anchors: tuple[int, ...], governor: int | None) -> Span:
    """The clause that tells of the talks: first to last word under its noun or verb, in its sentence."""
    root = governor if governor is not None and governor in anchors else anchors[0]
    first, last = tokens.sentences[tokens.sentence[root]]
    inside, frontier = {root}, [root]
    while frontier:
        for child in tokens.children[frontier.pop()]:
            if first <= child < last and child not in inside:
                inside.add(child)
                frontier.append(child)
    return Span(tokens.start[min(inside)], tokens.end_of(max(inside)))
