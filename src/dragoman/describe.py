"""A claim's value → the words of its line in a brief: a name, and what is known about it.

``Figure(low=30, high=None, outcome="killed", people="civilians", …)`` reads ``30 or more killed`` and ``civilians, …``.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from dragoman.model import (
    Actor,
    Agreement,
    Date,
    Event,
    Figure,
    Place,
    Position,
    Quotation,
    Source,
    Talks,
    Value,
    When,
)

_ANCHORS = {"published": "from the publication date", "text": "from another date in the text"}


Line = tuple[str, tuple[str, ...]]
"""A name, and the facts that are known, each in a few words."""


def describe(value: Value) -> Line:
    """The name and the facts of a value's line."""
    match value:
        case Actor():
            return _actor(value)
        case Place():
            country = country_name(value.country)
            precision = value.precision if value.precision != "country" else None
            role = value.role if value.role != "mentioned" else None
            return value.name, _known(country if country != value.name else None, precision, role)
        case Date():
            when = value.when
            return time_of(when) or "undated", _known(_ANCHORS.get(when.anchor or "") if when.resolved else when.reason)
        case Quotation():
            name = value.speaker.name if value.speaker else "nobody named"
            return name, _known(_standing(value.speaker), value.cue, value.manner, _unless(value.realis))
        case Figure():
            return _figure(value)
        case Talks():
            return _talks(value)
        case Position():
            speaker = value.speaker if value.speaker.name != value.party else None
            return value.party, _known(f"{value.stance}: {value.issue}", said_by(speaker), time_of(value.when))
        case Agreement():
            return _agreement(value)
        case Event():
            who = join(" → ", value.actor, value.recipient)
            facts = _known(who, value.where, time_of(value.when), _unless(value.realis))
            return join(" ", value.type, value.mode), facts


def _actor(actor: Actor) -> Line:
    kind = actor.type.replace("_", " ") if actor.type else None
    known_as = "also " + ", ".join(actor.aliases) if actor.aliases else None
    return actor.name, _known(actor.office, actor.affiliation, kind, country_name(actor.country), known_as)


def _figure(figure: Figure) -> Line:
    outcome = figure.outcome if figure.outcome != "other" else None
    by = f"by {figure.by}" if figure.by else None
    total = "in all" if figure.cumulative else None
    whose = figure.side if figure.side and figure.side not in figure.people else None
    facts = (figure.people, whose, figure.share, figure.place, by, total, time_of(figure.when), _unless(figure.realis))
    return join(" ", _number(figure), outcome), _known(*facts, said_by(figure.source))


def _number(figure: Figure) -> str:
    if figure.low is not None and figure.low == figure.high:
        return join(" ", figure.qualifier, f"{figure.low:,}")
    if figure.high is None:
        return f"{figure.low:,} or more" if figure.low is not None else "a number"
    return f"up to {figure.high:,}" if figure.low is None else f"{figure.low:,} to {figure.high:,}"


def _talks(talks: Talks) -> Line:
    through = "through " + " and ".join(talks.mediators) if talks.mediators else None
    channel = talks.channel if talks.channel != "unknown" else None
    name = " and ".join(talks.parties) or "parties not named"
    aims = "on " + " and ".join(talks.aims) if talks.aims else None
    with_whom = "with " + ", ".join(talks.participants) if talks.participants else None
    facts = (
        talks.status.replace("_", " "),
        talks.round,
        channel,
        through,
        talks.venue,
        with_whom,
        time_of(talks.when),
        aims,
    )
    return name, _known(*facts, said_by(talks.source))


def _agreement(agreement: Agreement) -> Line:
    through = "through " + " and ".join(agreement.mediators) if agreement.mediators else None
    ends = [
        f"{word} {time_of(when)}" for word, when in (("from", agreement.start), ("to", agreement.end)) if time_of(when)
    ]
    declared = f"declared {time_of(agreement.declared)}" if time_of(agreement.declared) else None
    facts = (agreement.status.replace("_", " "), " and ".join(agreement.parties), through, declared, *ends)
    return " and ".join(agreement.type), _known(*facts, agreement.duration)


def lasting(duration: str) -> str:
    """An ISO 8601 duration in words: ``P7D`` → "7 days", ``P1M`` → "1 month"; what is none stays as it is."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", duration)
    if found is None:
        return duration
    units = zip(found.groups(), ("year", "month", "week", "day", "hour", "minute"), strict=True)
    return " ".join(f"{count} {unit}{'' if count == '1' else 's'}" for count, unit in units if count) or duration


def said_by(source: Source | None) -> str | None:
    """``says a rebel official, anonymous, to AFP``."""
    return f"says {join(', ', source.name, _standing(source))}" if source else None


def _standing(source: Source | None) -> str | None:
    """How a source is sourced itself: ``anonymous, of Hamas, to AFP, based on official figures``."""
    if source is None:
        return None
    identification = source.identification if source.identification not in {"named", "institution"} else None
    of = f"of {source.affiliation}" if source.affiliation else None
    to = f"to {source.told_to}" if source.told_to else None
    based_on = "based on " + ", ".join(source.based_on) if source.based_on else None
    return join(", ", identification, of, to, based_on) or None


def time_of(when: When | None) -> str | None:
    """A resolved time, or the two ends of a period."""
    if when is None or not when.resolved:
        return None
    return " – ".join(dict.fromkeys(end or "…" for end in (when.earliest, when.latest)))


def _unless(realis: str) -> str | None:
    return realis if realis != "happened" else None


def _known(*facts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def join(separator: str, *parts: str | None) -> str:
    """The parts that are known, joined."""
    return separator.join(part for part in parts if part)


@cache
def _english() -> Locale:
    return Locale("en")


def country_name(code: str | None) -> str | None:
    """The English name of an ISO 3166-1 country, or the code itself where CLDR knows none."""
    return str(_english().territories.get(code, code)) if code else None


def language_name(code: str) -> str:
    """The English name of an ISO 639 language, or the code itself where CLDR knows none."""
    return str(_english().languages.get(code, code))
