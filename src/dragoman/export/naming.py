"""Rows under the names that another database gives its columns, so that they can stand beside its own.

PLOVER: events as POLECAT, the data set that is coded in PLOVER's types, heads its columns ("Event Date", "Actor Name
Raw"). MEND: talks as the Mediation Event and Negotiators Database does ("third_party"). Only the names that a field of
ours fills are taken over; the other fields keep our names and come after, so nothing is lost. docs/export.md says
where the names were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dragoman.ledger.identities import name_of
from dragoman.model import Entry
from dragoman.model.values import Event, Talks, When


@dataclass(frozen=True, slots=True)
class Naming:
    """How another database names the columns of a kind.

    ``columns`` are its names in its order, each with our column that it renames, or ``None`` where ``derive`` makes
    its cells from an entry; ``types`` says what those hold.
    """

    kind: str
    columns: Mapping[str, str | None]
    types: Mapping[str, type]
    derive: Callable[[Entry], Mapping[str, object]]

    def rename(self, columns: Mapping[str, type]) -> dict[str, type]:
        """Our columns under the other names, theirs first."""
        named = {theirs: columns[ours] if ours else self.types[theirs] for theirs, ours in self.columns.items()}
        return named | {ours: type_ for ours, type_ in columns.items() if ours not in self.columns.values()}

    def row(self, entry: Entry, row: Mapping[str, object]) -> dict[str, object]:
        """A row of ours under the other names; see ``rename``."""
        derived = self.derive(entry)
        named = {theirs: row[ours] if ours else derived[theirs] for theirs, ours in self.columns.items()}
        return named | {ours: cell for ours, cell in row.items() if ours not in self.columns.values()}


def _event(entry: Entry) -> dict[str, object]:
    event = entry.claim.value
    assert isinstance(event, Event)
    day = _shared(event.when)
    return {
        "Event Date": day if len(day) == len("2024-02-08") else None,
        "Actor Name": _resolved(entry, event.actor),
        "Recipient Name": _resolved(entry, event.recipient),
    }


def _talks(entry: Entry) -> dict[str, object]:
    talks = entry.claim.value
    assert isinstance(talks, Talks)
    year, month, day = (int(part) if part else None for part in (*_shared(talks.when).split("-"), "", "")[:3])
    return {
        "Day": day,
        "Month": month,
        "Year": year,
        "third_party": _names(entry, talks.mediators),
        "num_med": len(talks.mediators),
        "local_parties": _names(entry, talks.parties),
    }


def _shared(when: When | None) -> str:
    """The day, month or year that a time lies in for certain (``2024-02-08``, ``2024-02``, ``2024``), else ``""``."""
    if when is None or not when.resolved or when.earliest is None or when.latest is None:
        return ""
    shared: list[str] = []
    for one, other in zip(when.earliest[:10].split("-"), when.latest[:10].split("-"), strict=False):
        if one != other:
            break
        shared.append(one)
    return "-".join(shared)


def _resolved(entry: Entry, name: str | None) -> str | None:
    identity = entry.identities.get(name) if name else None
    return name_of(identity) if identity else None


def _names(entry: Entry, names: Iterable[str]) -> list[str]:
    return [_resolved(entry, name) or name for name in names]


NAMINGS: Mapping[str, Naming] = {
    "plover": Naming(
        "event",
        {
            "Event ID": "id",
            "Event Date": None,
            "Event Type": "type",
            "Event Mode": "mode",
            "Actor Name": None,
            "Actor Name Raw": "actor",
            "Recipient Name": None,
            "Recipient Name Raw": "recipient",
            "Raw Placename": "where",
            "Source": "outlet",
            "Publication Date": "published",
            "Language": "language",
        },
        {"Event Date": str, "Actor Name": str, "Recipient Name": str},
        _event,
    ),
    "mend": Naming(
        "talks",
        {
            "med_event_ID": "id",
            "med_location - MULTISELECT": "venue",
            "Day": None,
            "Month": None,
            "Year": None,
            "third_party": None,
            "num_med": None,
            "local_parties": None,
            "Summary": "words",
            "source_urls": "url",
        },
        {"Day": int, "Month": int, "Year": int, "third_party": list, "num_med": int, "local_parties": list},
        _talks,
    ),
}
