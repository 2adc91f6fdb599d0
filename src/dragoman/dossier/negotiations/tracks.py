"""Tracks of negotiation: the same parties, over time, whoever reports it.

Tellings with two parties or more make the tracks: those that share two of their parties, in whatever role each report
gives a third, are one. A telling of one party with mediators ("the Front's envoy met Kenyan officials") goes to the
track of that party that these mediators serve, if there is just one; else it makes a track of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.dossier.marks import Mark, origins, sourcing
from dragoman.dossier.naming import key_of
from dragoman.dossier.negotiations.accords import Accord, accords
from dragoman.dossier.negotiations.fitting import AHEAD
from dragoman.dossier.negotiations.rounds import Round, rounds
from dragoman.dossier.negotiations.telling import Telling, tellings
from dragoman.model import Entry, TalksStatus
from dragoman.registry import load_registry

MEDIATES = 4
"""A mediator of a track is named by two origins at least, if any is, and by one for every so many of the most named."""

NO_MEDIATORS = ("media/", "people/")
"""Identities that carry no messages: outlets, and peoples as a whole."""


@dataclass(frozen=True, slots=True)
class Track:
    """A negotiation over time. ``parties`` and ``mediators`` are names as most reports have them.

    ``mediators`` are those that independent reports agree on; who else is named in that role stands in ``also_named``,
    with the entries that do so. ``status`` is that of the latest report that tells how the talks stand, with the
    entries that say so; ``announced`` are rounds that no report has begun yet; ``keys`` are what the parties compare
    by.
    """

    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    also_named: dict[str, tuple[Entry, ...]]
    keys: frozenset[str]
    rounds: tuple[Round, ...]
    status: TalksStatus
    status_from: tuple[Entry, ...]
    announced: tuple[Round, ...]
    accords: tuple[Accord, ...]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...]


def tracks(entries: Iterable[Entry], between: Iterable[str] = ()) -> list[Track]:
    """The tracks that the entries tell of, the most reported first.

    ``between`` keeps those at which all of these take part, as parties or mediators; each is a key (``state/ke``).
    """
    entries = list(entries)
    told = list(tellings(entries))
    wanted = frozenset(between)
    made = accords(entries)
    found = [
        _track(group, [accord for accord in made if accord.keys and _same_pair(accord.keys, core)])
        for core, group in _grouped(told)
        if wanted <= frozenset(actor for telling in group for actor in telling.actors)
    ]
    return sorted(found, key=lambda track: (-len(origins(track.entries)), track.parties))


def _grouped(told: Sequence[Telling]) -> Iterator[tuple[frozenset[str], list[Telling]]]:
    """Tellings by track: the parties that every track is about, and its tellings."""
    groups: dict[frozenset[str], list[Telling]] = {}
    weight = Counter(telling.parties for telling in told if len(telling.parties) > 1)
    for parties, _ in sorted(weight.items(), key=lambda item: (-item[1], len(item[0]), sorted(item[0]))):
        core = next((core for core in groups if _same_pair(core, parties)), parties)
        groups.setdefault(core, []).extend(telling for telling in told if telling.parties == parties)
    served = {core: frozenset(actor for each in group for actor in each.actors) for core, group in groups.items()}
    alone: defaultdict[frozenset[str], list[Telling]] = defaultdict(list)
    for telling in told:
        if len(telling.parties) == 1:
            fitting = [core for core in groups if telling.parties <= core and telling.mediators & (served[core] - core)]
            alone[fitting[0] if len(fitting) == 1 else telling.actors].append(telling)
    for core, group in alone.items():
        groups.setdefault(core, []).extend(group)
    yield from groups.items()


def _same_pair(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of parties are of one track: the same, or two of them shared and one inside the other."""
    return one == other or (len(one & other) > 1 and (one <= other or other <= one))


def _track(group: Sequence[Telling], made: Sequence[Accord]) -> Track:
    entries = tuple(telling.entry for telling in group)
    found = rounds(group)
    status, status_from = _standing(group)
    latest = max((telling.reported for telling in group if telling.reported), default=None)
    announced = tuple(
        each
        for each in found
        if each.sort == "round" and each.status in AHEAD and each.last and (latest is None or each.last >= latest)
    )
    keys = frozenset(key for telling in group for key in telling.parties)
    mediators, also_named = _mediators(group, keys)
    return Track(
        _names(group, "parties"),
        mediators,
        also_named,
        keys,
        tuple(found),
        status,
        status_from,
        announced,
        tuple(made),
        entries,
        sourcing(entries, [telling.talks.source for telling in group]),
    )


def _standing(group: Sequence[Telling]) -> tuple[TalksStatus, tuple[Entry, ...]]:
    """What the latest day's reports say, the word of most independent origins among them."""
    newest = max((telling.reported for telling in group if telling.reported), default=None)
    last = [telling for telling in group if telling.reported == newest]
    # A past round that is told of once more does not say how the talks stand now.
    present = [telling for telling in last if not telling.dated or telling.last is None or _recent(telling)] or last
    by_status: defaultdict[TalksStatus, list[Entry]] = defaultdict(list)
    for telling in present:
        by_status[telling.talks.status].append(telling.entry)
    status = max(by_status, key=lambda each: (len(origins(by_status[each])), each))
    return status, tuple(by_status[status])


def _recent(telling: Telling) -> bool:
    return telling.reported is None or telling.last is None or (telling.reported - telling.last).days <= 7


def _mediators(
    group: Sequence[Telling], parties: frozenset[str]
) -> tuple[tuple[str, ...], dict[str, tuple[Entry, ...]]]:
    """Who mediates by the word of enough independent origins, the most told first; and who else is named."""
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for telling in group:
        for key in telling.mediators - parties:
            named[key].append(telling.entry)
    names = _names_by_key(group, "mediators")
    told = {key: len(origins(entries)) for key, entries in named.items()}
    most = max(told.values(), default=0)
    enough = max(min(2, most), -(-most // MEDIATES))
    order = sorted(named, key=lambda key: (-told[key], -len(named[key]), names[key]))
    mediators = [key for key in order if told[key] >= enough and not _is_no_mediator(key)]
    return tuple(names[key] for key in mediators), {
        names[key]: tuple(named[key]) for key in order if key not in mediators
    }


def _is_no_mediator(key: str) -> bool:
    known = load_registry().entries.get(key)
    return key.startswith(NO_MEDIATORS) or (known is not None and known.type == "agency")


def _names(group: Sequence[Telling], role: str) -> tuple[str, ...]:
    """Names by key, each as most reports write it, those told of most first."""
    told = Counter(key_of(each.entry, name) or name for each in group for name in getattr(each.talks, role))
    names = _names_by_key(group, role)
    return tuple(names[key] for key in sorted(names, key=lambda key: (-told[key], names[key])))


def _names_by_key(group: Sequence[Telling], role: str) -> dict[str, str]:
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for telling in group:
        for name in getattr(telling.talks, role):
            written[key_of(telling.entry, name) or name][name] += 1
    return {key: max(names, key=lambda name: (names[name], name)) for key, names in written.items()}
