"""The registry: look an actor up by what an article calls it.

A name that fits several entries resolves to none of them unless a year or a country decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dragoman.registry.entries import Entry
from dragoman.registry.names import fold, person_key, split_words, words_of

COMMON = 4
"""People of the registry with one first name, from which on it tells nobody apart."""

NameKind = Literal["name", "local", "adjective", "people", "capital"]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call an entry: its folded words, how it is written, and what kind of name it is."""

    words: tuple[str, ...]
    written: str
    kind: NameKind
    entry: Entry
    capitals: tuple[bool, ...]
    is_acronym: bool

    @classmethod
    def of(cls, written: str, kind: NameKind, entry: Entry) -> Name:
        """The name as ``written``; an acronym is in capitals throughout, so that "us" is not the US."""
        split = split_words(written)
        shapes = tuple([word[:1].isupper() for word in split])
        words = tuple([fold(word) for word in split])
        return cls(words, written, kind, entry, shapes, len(shapes) == 1 and written.isupper())


class Registry:
    """All entries, indexed by the names that articles use for them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._by_first: defaultdict[str, list[Name]] = defaultdict(list)
        self._people: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self._surnames: defaultdict[str, list[Entry]] = defaultdict(list)
        self._given: Counter[str] = Counter()
        self._holders: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            self._index(entry)
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name.words))

    def _index(self, entry: Entry) -> None:
        if entry.type == "person":
            keys = {person_key(words_of(name)) for name in (entry.name, *entry.aliases)}
            for key in keys:
                self._people[key].append(entry)
            self._given.update({key[0] for key in keys if len(key) > 1})
            for surname in {key[-1] for key in keys}:
                self._surnames[surname].append(entry)
            for body in {post.of for post in entry.posts}:
                self._holders[body].append(entry)
            return
        for kind, written in _names_of(entry):
            name = Name.of(written, kind, entry)
            self._by_first[name.words[0]].append(name)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return MappingProxyType(self._entries)

    def names_beginning(self, word: str) -> Iterable[Name]:
        """The names whose first folded word this is, longest first; people's names are not among them."""
        return self._by_first.get(word, ())

    def find(self, name: str) -> Entry | None:
        """The one body that ``name`` stands for anywhere; nothing if several fit. People: ``find_person``."""
        words = words_of(name)
        first = words[0] if words else ""
        found = {
            known.entry.id: known.entry
            for known in self.names_beginning(first)
            if known.words == words and known.kind == "name"
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def find_person(self, name: str, year: int | None = None, countries: Collection[str] = ()) -> Entry | None:
        """The one person whose full name, in any spelling, is ``name``."""
        return _only(self._people.get(person_key(words_of(name)), ()), year, countries)

    def knows_person(self, words: tuple[str, ...]) -> bool:
        """Whether these folded words are somebody's full name."""
        return person_key(words) in self._people

    def find_surname(self, name: str, year: int | None, countries: Collection[str]) -> Entry | None:
        """The one person of that surname who held a post in ``year`` in one of ``countries`` (ISO codes).

        Nobody for a name that many bear as their first one ("Omar"): alone, it may be anybody.
        """
        key = person_key(words_of(name))
        known = self._surnames.get(key[-1], ()) if len(key) == 1 and self._given[key[0]] < COMMON else ()
        return _only([entry for entry in known if entry.country in countries and entry.held(year)], year, countries)

    def holders(self, body: str, office: str, year: int | None) -> tuple[Entry, ...]:
        """Who held ``office`` in the state or body with id ``body`` in ``year``."""
        return tuple(
            entry
            for entry in self._holders.get(body, ())
            if any(post.of == body and post.office == office for post in entry.held(year))
        )

    def side_of(self, entry: Entry) -> Entry:
        """The outermost state, people or group that the entry is part of, or the entry itself."""
        seen = {entry.id}
        while entry.part_of and entry.part_of not in seen:
            entry = self._entries[entry.part_of]
            seen.add(entry.id)
        return entry


def _names_of(entry: Entry) -> Iterator[tuple[NameKind, str]]:
    yield "name", entry.name
    for alias in entry.aliases:
        yield "name", alias
    for alias in entry.local:
        yield "local", alias
    for adjective in entry.adjectives:
        yield "adjective", adjective
    for people in entry.people:
        if people not in entry.adjectives:
            yield "people", people
    for capital in entry.capitals:
        yield "capital", capital


def _only(entries: Collection[Entry], year: int | None, countries: Collection[str]) -> Entry | None:
    """The only one; among several, the only one in post that year, then the only one of those countries."""
    if len(entries) > 1 and year is not None:
        entries = [entry for entry in entries if entry.held(year)] or entries
    if len(entries) > 1 and countries:
        entries = [entry for entry in entries if entry.country in countries] or entries
    return next(iter(entries)) if len(entries) == 1 else None
