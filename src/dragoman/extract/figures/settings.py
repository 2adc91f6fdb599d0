"""Where and when: the place and the period that an article gives a figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.dates import when_of
from dragoman.extract.figures.counts import Count
from dragoman.extract.figures.governors import Fate
from dragoman.extract.sides import Cast
from dragoman.model import Claim, Date, Place, Reading, Span, When

_MOST_STEPS = 8
_WHERE = frozenset({"in", "at", "near", "across", "inside", "on", "around", "outside", "throughout", "of", "over"})
_WAYS = frozenset({"from", "to", "for", "via", "through", "towards", "toward", "into"})
_NOT_WHERE = 10
"""Tokens that a place is put off by when no preposition says that something is there: "which borders Egypt"."""


def place_of(cast: Cast, places: Iterable[Claim], count: Count, fate: Fate) -> Claim | None:
    """The place that a figure is told of: one in its own phrase, else on its verb, else the nearest in its sentence."""
    tokens = cast.tokens
    first, end = tokens.sentences[tokens.sentence[count.start]]
    lowest, highest = tokens.start[first], tokens.end_of(end - 1)
    here = [claim for claim in places if lowest <= claim.evidence[0].start < highest and not _is_group(cast, claim)]
    return min(here, key=lambda claim: (_distance(tokens, claim, count, fate), claim.evidence[0].start), default=None)


def country_around(cast: Cast, places: Sequence[Claim], count: Count, place: Claim | None) -> str | None:
    """The country of a figure: its place's, or that of the last place named before it in its paragraph.

    A site is placed by its name alone and may be a namesake: its country counts if the article names another place
    there.
    """
    offset = cast.tokens.start[count.start]
    opening = cast.tokens.article.rfind("\n", 0, offset) + 1
    before = [claim for claim in places if opening <= claim.evidence[0].start < offset and not _is_group(cast, claim)]
    before = [claim for claim in before if not _is_way(cast, claim)]
    for claim in [place, *reversed(before)]:
        country = country_of(claim)
        if country is not None and claim is not None:
            others = (other for other in places if other.id != claim.id and country_of(other) == country)
            if not _is_site(claim) or next(others, None) is not None:
                return country
    return None


def _is_way(cast: Cast, claim: Claim) -> bool:
    """Whether a place is only where somebody comes from or goes: "bound for Spain"."""
    token = bisect_right(cast.tokens.start, claim.evidence[0].start) - 1
    return cast.tokens.case_of(token) in _WAYS


def _is_site(claim: Claim) -> bool:
    assert isinstance(claim.value, Place)
    return claim.value.precision == "site"


def _distance(tokens: Tokens, claim: Claim, count: Count, fate: Fate) -> tuple[int, int]:
    """How far a place is: within the phrase, on the cue, or elsewhere; then in tokens. What follows is nearer than
    what leads.
    """
    token = next(
        (
            i
            for i in range(*tokens.sentences[tokens.sentence[count.start]])
            if tokens.start[i] >= claim.evidence[0].start
        ),
        count.start,
    )
    step, above = 0, token
    while step < _MOST_STEPS and above not in {count.theme, fate.cue} and tokens.head[above] != above:
        above, step = tokens.head[above], step + 1
    attached = 0 if above in {count.theme, fate.cue} and tokens.case_of(token) != "from" else 1
    gap = token - count.end if token >= count.end else count.start - token
    if tokens.case_of(token) not in _WHERE:
        gap += _NOT_WHERE
    return attached, gap + (0 if token >= count.end else 4)


def _is_group(cast: Cast, claim: Claim) -> bool:
    """Whether a name taken for a place is one of an armed group, another body or a people here."""
    token = bisect_right(cast.tokens.start, claim.evidence[0].start) - 1
    label = cast.names.bodies.get(token)
    return label is not None and (
        label.kind in {"adjective", "people"} or label.type not in {"state", "government", None}
    )


def country_of(claim: Claim | None) -> str | None:
    """The country code of a place claim."""
    if claim is None:
        return None
    assert isinstance(claim.value, Place)
    return claim.value.country


def name_of(claim: Claim | None) -> str | None:
    """The name of a place claim."""
    if claim is None:
        return None
    assert isinstance(claim.value, Place)
    return claim.value.name


def period_of(reading: Reading, words: Span, *, cumulative: bool) -> When | None:
    """The day or period that a figure counts; a running total runs to the day of publication."""
    claim = when_of(reading.doc, reading.claims, words)
    if claim is None:
        return None
    assert isinstance(claim.value, Date)
    when = claim.value.when
    published = reading.article.published
    before = reading.article.text[: claim.evidence[0].start].rstrip().lower()
    if cumulative and when.resolved and published and before.endswith("since"):
        return When(when.earliest, published, resolved=True, anchor=when.anchor)
    return when
