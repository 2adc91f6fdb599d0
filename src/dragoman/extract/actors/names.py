"""Names in the text: bodies that the registry knows, and what the entity recogniser takes for people and organisations.

"Qatari", "Hamas" and "Channel 12" are labels of bodies; "Majed al-Ansari" is a person's name. Where two overlap the
longer stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Label
from dragoman.extract.actors.tokens import Tokens
from dragoman.model import ActorType
from dragoman.registry import Name, Registry

PERSON_LABELS = frozenset({"PER", "PERSON"})
KIND_WORDS = frozenset({"party", "agency", "newspaper", "magazine", "channel", "tv", "radio", "television", "news"})
"""What an outlet or party is, which newsrooms write small: "the Justice and Development party"."""
LONGEST_NAME = 7
"""Words of a person's name that the registry is asked for."""


def find_labels(tokens: Tokens, registry: Registry) -> list[Label]:
    """The registry's bodies in the text, the longest name at each place; ``local`` names where the article allows."""
    found = list(_find_registered(tokens, registry))
    named = {name.entry.id for _, _, names in found for name in names if name.kind == "name"}
    countries = {name.entry.country for _, _, names in found for name in names if name.kind != "local"}
    labels = []
    for start, end, names in found:
        name = _choose(names, named, countries)
        if name is not None:
            entry = name.entry
            labels.append(Label(start, end, tokens.words(start, end), name.kind, entry.type, entry))
    return labels


def _choose(names: list[Name], named: set[str], countries: set[str | None]) -> Name | None:
    """One entry for a name: that of the article's own country or of a name given in full, else the plain one."""
    plain = [name for name in names if name.kind != "local"]
    local = [
        name
        for name in names
        if name.kind == "local" and (name.entry.id in named or name.entry.country in countries - {None})
    ]
    if len(plain) == 1:
        return plain[0]
    if not plain:
        return local[0] if len(local) == 1 else None
    states = [name for name in plain if name.entry.country in countries]
    return states[0] if len(states) == 1 else None


def _find_registered(tokens: Tokens, registry: Registry) -> Iterator[tuple[int, int, list[Name]]]:
    place = 0
    while place < len(tokens):
        hit = _longest_at(tokens, place, registry)
        if hit is None:
            place += 1
        else:
            yield hit
            place = hit[1]


def _longest_at(tokens: Tokens, place: int, registry: Registry) -> tuple[int, int, list[Name]] | None:
    end = 0
    names: list[Name] = []
    for name in registry.names_beginning(tokens.folded[place]):
        if names and len(name.words) < len(names[0].words):
            break
        reached = _match(tokens, place, name)
        if reached:
            end = reached
            if all(known.entry is not name.entry for known in names):
                names.append(name)
    return (place, end, names) if names else None


def _match(tokens: Tokens, place: int, name: Name) -> int:
    """The token after ``name`` if it stands at ``place`` in the case that it is written in, else 0."""
    if name.is_acronym and tokens.text[place].replace(".", "") != name.written.replace(".", ""):
        return 0
    for number, word in enumerate(name.words):
        while number and place < len(tokens) and (tokens.is_silent(place) or tokens.text[place].isspace()):
            place += 1
        if place >= len(tokens) or tokens.folded[place] != word:
            return 0
        if name.capitals[number] and not tokens.is_capital(place) and (number == 0 or _is_proper(name, word)):
            return 0
        place += 1
    return place


def _is_proper(name: Name, word: str) -> bool:
    """Whether a later word of a name needs its capital: outlets and parties have the names of common things.

    "The Sun" is no sun, the "Lebanese Forces" are not any Lebanese forces; "the security council" is the Council.
    """
    return name.entry.type in {"agency", "party"} and word not in KIND_WORDS


def find_organisations(tokens: Tokens, labels: Iterable[Label], lexicon: Lexicon) -> list[Label]:
    """Organisations that only the recogniser sees, with a type where a word of the name gives one away."""
    known = [label for label in labels if label.kind != "adjective"]
    taken = {token for label in known for token in range(label.start, label.end)}
    ends = {label.end for label in known}
    found = []
    for start, end, kind in _entities(tokens):
        if kind not in {"ORG", "Organisation"}:
            continue
        start, end = _trim(tokens, start, end)
        if end <= start or not any(
            tokens.pos[token] == "PROPN" and tokens.is_capital(token) for token in range(start, end)
        ):
            continue
        is_described = not tokens.is_capital(end - 1) and any(token in taken for token in range(start, end))
        if (
            end in ends
            or is_described
            or set(range(start, end)) <= taken
            or any(tokens.lower[token] in {"and", ","} for token in range(start, end))
        ):
            continue
        last = tokens.lower[end - 1]
        if last in lexicon.offices or (not tokens.is_capital(end - 1) and last not in lexicon.body_types):
            continue
        found.append(
            Label(start, end, tokens.words(start, end), "name", type_of_name(tokens.folded[start:end], lexicon))
        )
    return _longest(found)


def type_of_name(words: list[str], lexicon: Lexicon) -> ActorType | None:
    """The type that an unknown body's name shows: "Ministry" a government, "Brigades" an armed group."""
    joined = f" {' '.join(words)} "
    for phrase, kind in lexicon.name_types:
        if f" {' '.join(phrase)} " in joined:
            return kind
    return None


def find_people(tokens: Tokens, labels: list[Label], registry: Registry, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names of people as token spans, without the titles before them."""
    bodies = [label for label in labels if label.kind != "capital"]
    capitals = {(label.start, label.end) for label in labels if label.kind == "capital"}
    adjectives = {token for label in labels if label.kind == "adjective" for token in range(label.start, label.end)}
    leads = {label.start: label.end for label in labels if label.kind in {"name", "local"}}
    spans = []
    for start, end, kind in _entities(tokens):
        # "the senator from Ohio" is a person, but no name
        is_named = tokens.pos[end - 1] == "PROPN" and tokens.pos[tokens.head_of(start, end)] != "NOUN"
        is_person = kind in PERSON_LABELS or (kind == "Person" and is_named)
        if is_person:
            start, end = _trim_person(tokens, *_whole_name(tokens, start, end), registry, lexicon, adjectives, leads)
            if end > start and tokens.is_capital(end - 1) and not _is_no_name(tokens, start, end, lexicon):
                spans.append((start, end))
    spans.extend(_known_people(tokens, registry, lexicon))
    surnames = {tokens.folded[end - 1] for start, end in spans if end - start > 1}
    spans = [(start, end) for start, end in spans if not start or tokens.lower[start - 1] not in lexicon.ships]
    spans = [span for span in spans if span not in capitals or tokens.folded[span[0]] in surnames]
    spans = _longest_spans([*spans, *_surnames(tokens, spans, bodies)])
    return [span for span in spans if not any(_swallows(label, span) for label in bodies)]


def _is_no_name(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a span that was taken for a person is an office or a body."""
    words = tuple(tokens.lower[start:end])
    return words in lexicon.offices.get(words[-1], ()) or words[-1] in lexicon.no_surnames


def _surnames(tokens: Tokens, spans: list[tuple[int, int]], bodies: list[Label]) -> Iterator[tuple[int, int]]:
    """Surnames of the people named in full, where the recogniser saw nobody: "the Assad regime"."""
    known = {tokens.folded[end - 1] for start, end in spans if end - start > 1}
    taken = {token for label in bodies for token in range(label.start, label.end)}
    for token, word in enumerate(tokens.folded):
        if word in known and tokens.is_capital(token) and token not in taken:
            yield token, token + 1


def _swallows(label: Label, span: tuple[int, int]) -> bool:
    """Whether a body's name overlaps a person's and is not only a part of it."""
    start, end = span
    if label.end <= start or end <= label.start:
        return False
    return not (start <= label.start and label.end <= end and end - start > label.end - label.start)


def _known_people(tokens: Tokens, registry: Registry, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Full names that the registry knows, in runs of capitalised words, whatever the recogniser thought of them."""
    place = 0
    while place < len(tokens):
        if not (tokens.is_capital(place) and tokens.pos[place] in {"PROPN", "NOUN", "ADJ", "X"}):
            place += 1
            continue
        end = place + 1
        while end < len(tokens) and _goes_on(tokens, end, lexicon):
            end += 1
        while not tokens.is_capital(end - 1):
            end -= 1
        if end - place > 1:
            yield from _known_within(tokens, place, end, registry)
        place = end


def _goes_on(tokens: Tokens, token: int, lexicon: Lexicon) -> bool:
    if tokens.is_capital(token):
        return tokens.pos[token] in {"PROPN", "NOUN", "ADJ", "X"}
    return tokens.lower[token] in lexicon.particles and token + 1 < len(tokens)


def _known_within(tokens: Tokens, start: int, end: int, registry: Registry) -> Iterator[tuple[int, int]]:
    place = start
    while place < end - 1:
        for reach in range(min(end, place + LONGEST_NAME), place + 1, -1):
            words = tuple(tokens.folded[token] for token in range(place, reach) if tokens.folded[token].isalnum())
            if len(words) > 1 and tokens.is_capital(reach - 1) and registry.knows_person(words):
                yield place, reach
                place = reach - 1
                break
        place += 1


def _entities(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    for entity in tokens.doc.ents:
        yield entity.start, entity.end, entity.label_
    for span in tokens.doc.spans.get("conflict", ()):
        yield span.start, span.end, span.label_


def _trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    while start < end and (tokens.lower[start] in {"the", "a", "an"} or not tokens.text[start][0].isalnum()):
        start += 1
    while start < end and (tokens.lower[end - 1] in {"'s", "’s", "'", "’"} or not tokens.text[end - 1][0].isalnum()):
        end -= 1
    return start, end


def _whole_name(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """A name that was cut at a hyphen, or that the tree joins as ``flat``, in full."""
    while (
        end + 1 < len(tokens) and tokens.is_silent(end) and tokens.text[end] not in "'’" and tokens.is_capital(end + 1)
    ):
        if tokens.start[end] != tokens.end_of(end - 1):
            break
        end += 2
    while (
        end < len(tokens) and tokens.base[end] == "flat" and start <= tokens.head[end] < end and tokens.is_capital(end)
    ):
        end += 1
    return start, end


def _trim_person(
    tokens: Tokens,
    start: int,
    end: int,
    registry: Registry,
    lexicon: Lexicon,
    adjectives: set[int],
    leads: dict[int, int],
) -> tuple[int, int]:
    """The name without a title, an office or a nationality, unless he is known by it ("King Abdullah II").

    ``leads`` are the ends of bodies' names by their first token, which the recogniser runs into the name after them:
    "envoy for Yemen NAME".
    """
    start, end = _trim(tokens, start, end)
    if registry.knows_person(tuple(tokens.folded[start:end])):
        return start, end
    after = leads.get(start, start)
    if after > start and end - after > 1 and start and tokens.pos[start - 1] in {"ADP", "SCONJ", "CCONJ", "DET"}:
        start = after
    for token in range(end - 2, start - 1, -1):
        word = tokens.lower[token].rstrip(".")
        if word in lexicon.no_first_names and end - token > 2:
            return token + 1, end
        is_small = not tokens.is_capital(token) and word not in lexicon.particles and not tokens.is_silent(token)
        if is_small or word in lexicon.titles or word in lexicon.offices or token in adjectives:
            return token + 1, end
    return start, end


def _longest(labels: list[Label]) -> list[Label]:
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: (label.start - label.end, label.start)):
        if all(label.end <= other.start or other.end <= label.start for other in kept):
            kept.append(label)
    return sorted(kept, key=lambda label: label.start)


def _longest_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end))
    return sorted(kept)
