"""Names → actors: which names of an article are one person's, or one body's.

"Antony Blinken", "Blinken" and "Mr Blinken" are one man; "the Syrian Democratic Forces (SDF)" and "the SDF" one body. A
surname that fits two people stays with neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from dragoman.extract.actors.mentions import Label, Mention
from dragoman.extract.actors.tokens import Tokens
from dragoman.model import ActorType
from dragoman.registry import Entry, Registry, person_key


class Actor:
    """One actor of the article, gathered mention by mention."""

    def __init__(self, type_: ActorType | None, entry: Entry | None = None) -> None:
        self.type = type_
        self.entry = entry
        self.mentions: list[Mention] = []
        self.affiliation: str | None = None
        self.affiliation_entry: Entry | None = None
        self.gender: str | None = None
        self.plural = False
        self.anonymous = False

    @property
    def names(self) -> list[Mention]:
        """The mentions that name the actor."""
        return [mention for mention in self.mentions if mention.form == "name" and mention.kind in {"name", "local"}]

    @property
    def fullest(self) -> Mention:
        """The mention that names most fully: a name before a description, more words before fewer, then the first."""
        named = self.names or [mention for mention in self.mentions if mention.form == "name"]
        if named:
            return max(named, key=lambda mention: (len(mention.name.split()), len(mention.name), -mention.start))
        described = [mention for mention in self.mentions if mention.form == "nominal"] or self.mentions
        return described[0]

    @property
    def name(self) -> str:
        """The name in its fullest form in the article."""
        return self.fullest.name

    @property
    def offices(self) -> list[str]:
        """The offices that the article gives him, as written there."""
        return [mention.office.title for mention in self.mentions if mention.office is not None]

    def add(self, mention: Mention) -> None:
        """Take a mention up, and what it says of the actor."""
        self.mentions.append(mention)
        source = mention.office or mention
        is_own = mention.form == "name" or self.type == "person" or not self.names
        if is_own and self.affiliation is None and source.affiliation is not None:
            self.affiliation = source.affiliation
            self.affiliation_entry = mention.office.entry if mention.office else mention.affiliation_entry


def gather_people(
    mentions: Iterable[Mention],
    tokens: Tokens,
    registry: Registry,
    year: int | None,
    countries: Collection[str],
    particles: Collection[str] = (),
) -> tuple[list[Actor], list[Mention]]:
    """The people that mentions name, and the mentions that fit several.

    ``particles`` are the small words that a surname begins with: "De Mistura" is a surname, no full name.
    """
    keys = {mention: name_key(tokens, mention) for mention in mentions}
    actors: list[Actor] = []
    by_key: dict[tuple[str, ...], Actor] = {}
    # whole names first, for those that begin with a particle may be the end of one
    for mention, key in sorted(keys.items(), key=lambda known: bool(known[1]) and known[1][0] in particles):
        if len(key) > 1:
            ends = _ending_in(by_key, key) if key[0] in particles else []
            if len(ends) > 1:
                ends = _nearer(ends, mention, keys, by_key)
            actor = by_key.get(key) or _same_person(by_key, key) or (ends[0] if len(ends) == 1 else None)
            if actor is None:
                actor = Actor("person", registry.find_person(mention.name, year, countries))
                actors.append(actor)
            by_key[key] = actor
    undecided = []
    alone: dict[str, Actor] = {}
    for mention, key in keys.items():
        if len(key) != 1:
            continue
        bearers = _bearers(key[0], by_key)
        if len(bearers) > 1:
            bearers = _nearer(bearers, mention, keys, by_key)
        if len(bearers) > 1:
            undecided.append(mention)
        elif bearers:
            by_key[key[0],] = bearers[0]
        else:
            if key[0] not in alone:
                entry = registry.find_surname(mention.name, year, countries) or registry.find_person(
                    mention.name, year, countries
                )
                alone[key[0]] = Actor("person", entry)
                actors.append(alone[key[0]])
            by_key[key] = alone[key[0]]
    for mention, key in keys.items():
        if key and mention not in undecided:
            by_key[key].add(mention)
    return actors, undecided


def name_key(tokens: Tokens, mention: Mention) -> tuple[str, ...]:
    """What a person's name compares by."""
    words = (tokens.folded[token] for token in range(mention.start, mention.end))
    return person_key(tuple(word for word in words if word[:1].isalnum()))


def _same_person(known: dict[tuple[str, ...], Actor], key: tuple[str, ...]) -> Actor | None:
    """The one whose full name has the same first and last word, or the same words with more between or after."""
    found = {
        id(actor): actor
        for other, actor in known.items()
        if len(other) > 1
        and ((other[0] == key[0] and other[-1] == key[-1]) or _within(key, other) or _within(other, key))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _ending_in(known: dict[tuple[str, ...], Actor], surname: tuple[str, ...]) -> list[Actor]:
    """Those whose longer names end in all words of ``surname``."""
    own = len(surname)
    return list({id(actor): actor for key, actor in known.items() if len(key) > own and key[-own:] == surname}.values())


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return len(short) < len(long) and short[0] == long[0] and all(word in rest for word in short)


def _bearers(word: str, known: dict[tuple[str, ...], Actor]) -> list[Actor]:
    """Those whose surname the word is, else those who bear it anywhere in their names."""
    last = {id(actor): actor for key, actor in known.items() if len(key) > 1 and key[-1] == word}
    if last:
        return list(last.values())
    return list({id(actor): actor for key, actor in known.items() if len(key) > 1 and word in key}.values())


def _nearer(
    bearers: list[Actor], mention: Mention, keys: dict[Mention, tuple[str, ...]], known: dict[tuple[str, ...], Actor]
) -> list[Actor]:
    """Of several who bear a surname, those named in full before this mention."""
    before = {id(known[key]) for other, key in keys.items() if len(key) > 1 and other.start < mention.start}
    return [actor for actor in bearers if id(actor) in before] or bearers


def gather_bodies(labels: Iterable[tuple[Label, Mention]], tokens: Tokens) -> tuple[list[Actor], dict[Label, Actor]]:
    """The bodies that labels name: one for each entry of the registry, acronyms with their full names."""
    pairs = list(labels)
    short = acronyms(tokens, [label for label, _ in pairs])
    actors: list[Actor] = []
    by_key: dict[object, Actor] = {}
    of_label: dict[Label, Actor] = {}
    for label, mention in sorted(pairs, key=lambda pair: _plain(pair[0].name) in short):
        plain = _plain(label.name)
        key: object = label.entry.id if label.entry else short.get(plain, plain)
        actor = by_key.get(key)
        if actor is None:
            actor = by_key[key] = Actor(label.type, label.entry)
            actors.append(actor)
        by_key.setdefault(plain, actor)
        if label.type is not None and actor.type is None:
            actor.type = label.type
        actor.add(mention)
        of_label[label] = actor
    return actors, of_label


def acronyms(tokens: Tokens, labels: list[Label]) -> dict[str, str]:
    """Acronyms that the article explains, with what they stand for: ``{"snc": "syrian negotiations commission"}``."""
    by_initials: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        by_initials[_initials(label.name)].add(_plain(label.name))
    found = {}
    for label in labels:
        letters = label.name.replace(".", "")
        full = by_initials.get(letters.lower(), set()) - {_plain(label.name)}
        if 2 <= len(letters) <= 7 and letters.isupper() and len(full) == 1:
            found[_plain(label.name)] = next(iter(full))
        elif label.start >= 2 and tokens.text[label.start - 1] == "(" and letters.isupper():
            before = [other for other in labels if other.end == label.start - 1]
            if before and before[0].entry is None:
                found[_plain(label.name)] = _plain(before[0].name)
    return found


def _initials(name: str) -> str:
    words = [word for word in name.replace("-", " ").replace("’", "'").split() if word[:1].isupper()]
    return "".join(word[0] for word in words).lower() if len(words) > 1 else ""


def _plain(name: str) -> str:
    return " ".join(word for word in name.lower().replace("’", "'").removesuffix("'s").split() if word not in {"the"})
