"""Who is who in one article: every mention with its actor, and what a span of words names as a source.

``index_of(reading).source(start, end)`` answers, for the tokens of "the Qatari foreign ministry spokesman",
``Source("Majed al-Ansari", "named", affiliation="Qatar")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.actors.anaphora import PRONOUNS, Resolver
from dragoman.extract.actors.clusters import Actor, gather_bodies, gather_people
from dragoman.extract.actors.lexicon import Lexicon, lexicon
from dragoman.extract.actors.mentions import Label, Mention
from dragoman.extract.actors.names import find_labels, find_organisations, find_people
from dragoman.extract.actors.nominals import describe, find_nominals
from dragoman.extract.actors.offices import OfficeReader, name_of
from dragoman.extract.actors.phrases import Labels, by_token, owner_before, right_edge
from dragoman.extract.actors.roles import acts
from dragoman.extract.actors.tokens import Tokens
from dragoman.model import ActorType, Identification, Reading, Source
from dragoman.registry import Entry, Registry, fold, load_registry

KEY = "dragoman.actors"
"""Where a ``Doc`` keeps the index of its article, in ``doc.user_data``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Whom some words stand for.

    ``name`` is the fullest form of the article, or a metonym as written ("the Kremlin", "Tehran"). ``affiliation`` is
    whom he or it speaks for, as stated; ``side`` the state, people or group behind that ("Mossad" → "Israel").
    """

    name: str
    identification: Identification
    affiliation: str | None
    side: str | None
    type: ActorType | None
    identity: str | None
    actor: Actor


class ActorIndex:
    """The actors of one article, in the order of their first mention, and the mentions that were left undecided."""

    def __init__(self, tokens: Tokens, registry: Registry, words: Lexicon, labels: Labels, year: int | None) -> None:
        self.tokens, self.registry, self.lexicon, self.labels = tokens, registry, words, labels
        self.year = year
        self.actors: list[Actor] = []
        self.undecided: list[Mention] = []
        self._of_token: dict[int, tuple[Mention, Actor]] = {}

    def add(self, mention: Mention, actor: Actor) -> None:
        """Enter a mention of an actor."""
        if all(actor is not known for known in self.actors):
            self.actors.append(actor)
        for token in range(mention.start, mention.end):
            held = self._of_token.get(token)
            if held is None or mention.end - mention.start <= held[0].end - held[0].start:
                self._of_token[token] = (mention, actor)
        if mention.office is not None:
            for token in range(mention.office.start, mention.office.end):
                if token not in self.labels:
                    self._of_token[token] = (mention, actor)

    def at(self, token: int) -> tuple[Mention, Actor] | None:
        """The mention that a token belongs to, and its actor."""
        return self._of_token.get(token)

    def refer(self, start: int, end: int) -> Reference | None:
        """Whom the tokens ``[start, end)`` stand for, by the actor that heads them."""
        head = self.tokens.head_of(start, end)
        found = self.at(head) or next((hit for token in range(start, end) if (hit := self.at(token)) is not None), None)
        if found is not None and self._heads(found[0], start, end, head):
            return self._reference(*found)
        described = describe(self.tokens, head, self.labels, self.lexicon, any_noun=True)
        if described is None or self.tokens.pos[head] not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            return None
        actor = Actor(described.type)
        actor.plural = described.plural
        actor.add(described)
        actor.anonymous = is_anonymous(self.tokens, described, self.lexicon)
        return self._reference(described, actor)

    def _heads(self, mention: Mention, start: int, end: int, head: int) -> bool:
        office = mention.office
        is_inside = mention.start <= head < mention.end or (office is not None and office.start <= head < office.end)
        return is_inside or (start <= mention.head < end and self.tokens.role(mention.head)[1] not in range(start, end))

    def source(self, start: int, end: int) -> Source | None:
        """The source that the tokens ``[start, end)`` name; joint ones joined by " and "."""
        parts = [part for part in self._parts(start, end) if part is not None]
        if not parts:
            return None
        if len(parts) == 1:
            return Source(parts[0].name, parts[0].identification, parts[0].affiliation)
        kinds = [part.identification for part in parts]
        weakest: Identification = next(
            (kind for kind in ("anonymous", "unnamed", "institution") if kind in kinds), kinds[0]
        )
        sides = {part.affiliation for part in parts}
        return Source(" and ".join(part.name for part in parts), weakest, sides.pop() if len(sides) == 1 else None)

    def _parts(self, start: int, end: int) -> Iterator[Reference | None]:
        """The conjuncts of a span, one after another."""
        head = self.tokens.head_of(start, end)
        joined = [
            head,
            *(
                token
                for token in range(head + 1, end)
                if self.tokens.dep[token] == "conj" and self.tokens.head[token] == head
            ),
        ]
        if len(joined) == 1 or any(self.tokens.pos[token] not in {"NOUN", "PROPN"} for token in joined):
            yield self.refer(start, end)
            return
        bounds = [start, *joined[1:], end]
        for number, token in enumerate(joined):
            first = start if number == 0 else token
            last = end if number == len(joined) - 1 else max(bounds[number + 1] - 1, first + 1)
            yield self.refer(first, last)

    def _reference(self, mention: Mention, actor: Actor) -> Reference:
        is_metonym = mention.kind == "capital"
        entry = actor.entry
        name = mention.name if is_metonym else actor.name
        affiliation, side = self.affiliation_of(actor)
        if is_metonym and entry is not None:
            affiliation = entry.name
        return Reference(
            name, self.identification_of(actor), affiliation, side, actor.type, entry.id if entry else None, actor
        )

    def affiliation_of(self, actor: Actor) -> tuple[str | None, str | None]:
        """Whom an actor speaks for, as stated (for bodies, as the registry knows), and the side behind that."""
        entry, stated = actor.entry, actor.affiliation_entry
        if entry is not None and entry.type not in {"person", "agency"}:
            behind = self.registry.side_of(entry)
            return (behind.name if behind is not entry and behind.type != "other" else None), behind.name
        if stated is not None:
            return actor.affiliation, self.registry.side_of(stated).name
        if actor.affiliation is not None:
            return actor.affiliation, None
        held = {post.of for post in entry.held(self.year)} if entry is not None else set()
        sides = {self.registry.side_of(self.registry.entries[of]).name for of in held}
        return None, sides.pop() if len(sides) == 1 else None

    def identification_of(self, actor: Actor) -> Identification:
        """How a source of this actor is known, in the codebook's words."""
        if actor.type == "agency":
            return "media"
        if actor.type == "person" and actor.names:
            return "named"
        if actor.anonymous:
            return "anonymous"
        noun = actor.fullest.noun.rpartition(" ")[2]
        if actor.type != "person" and actor.type is not None:
            return "institution"
        if self._is_press(actor):
            return "media"
        if noun in self.lexicon.documents and actor.type is None:
            return "document"
        return "unnamed" if actor.fullest.form == "nominal" else "institution"

    def _is_press(self, actor: Actor) -> bool:
        noun = actor.fullest.noun.rpartition(" ")[2]
        entry = actor.affiliation_entry
        return noun in self.lexicon.media and entry is not None and entry.type == "agency"


def index_of(reading: Reading, registry: Registry | None = None) -> ActorIndex:
    """The index of a reading's article, made once for each ``Doc``."""
    held = reading.doc.user_data.get(KEY)
    if isinstance(held, ActorIndex) and held.tokens.doc is reading.doc:
        return held
    index = build_index(reading, registry or load_registry())
    reading.doc.user_data[KEY] = index
    return index


def build_index(reading: Reading, registry: Registry) -> ActorIndex:
    """Find the mentions of an article's actors and gather them."""
    tokens, words = Tokens(reading.doc), lexicon()
    published = reading.article.published
    year = int(published[:4]) if published else None
    registered = find_labels(tokens, registry)
    people = find_people(tokens, registered, registry, words)
    in_names = {token for start, end in people for token in range(start, end)}
    registered = [label for label in registered if label.start not in in_names]
    bodies = _without(registered, find_organisations(tokens, registered, words), in_names)
    labels = by_token(bodies)
    index = ActorIndex(tokens, registry, words, labels, year)
    offices = OfficeReader(tokens, labels, people, words)
    countries = {label.entry.country for label in registered if label.entry is not None and label.entry.country}

    named = [_name_person(tokens, start, end, offices) for start, end in people]
    persons, undecided = gather_people(named, tokens, registry, year, countries, words.particles)
    institutions, _ = gather_bodies(_acting(tokens, bodies, registry, words), tokens)
    index.undecided.extend(undecided)
    for actor in (*persons, *institutions):
        _settle(actor, tokens, words)

    taken = in_names | {
        token for mention in named if (office := mention.office) for token in range(office.head, office.end)
    }
    taken |= {token for label in bodies if label.kind in {"name", "local"} for token in range(label.start, label.end)}
    of_mention = {mention: actor for actor in (*persons, *institutions) for mention in actor.mentions}
    nominals = list(find_nominals(tokens, labels, taken, words))
    pronouns = [_pronoun(tokens, token) for token, word in enumerate(tokens.lower) if word in PRONOUNS]
    resolver = Resolver(tokens, registry, words, labels, year)
    resolver.know(of_mention)
    for mention in sorted((*of_mention, *nominals, *pronouns), key=lambda mention: (mention.head, mention.start)):
        known = of_mention.get(mention) or _take_up(mention, resolver, words, tokens)
        if known is not None:
            if mention not in of_mention:
                known.add(mention)
            resolver.tell(mention, known)
            index.add(mention, known)
    index.undecided.extend(resolver.torn)
    return index


def _without(registered: list[Label], organisations: list[Label], in_names: set[int]) -> list[Label]:
    """Both kinds of label: an organisation's longer name replaces the bodies named inside it, but not adjectives."""
    free = [label for label in organisations if not in_names & set(range(label.start, label.end))]
    covered = {token for label in free for token in range(label.start, label.end)}
    kept = [label for label in registered if label.start not in covered or label.kind == "adjective"]
    return sorted((*kept, *free), key=lambda label: (label.start, label.start - label.end))


def _name_person(tokens: Tokens, start: int, end: int, offices: OfficeReader) -> Mention:
    office = offices.office_of(start, end)
    return Mention(start, end, tokens.head_of(start, end), "name", tokens.words(start, end), "person", office=office)


def _acting(tokens: Tokens, bodies: list[Label], registry: Registry, words: Lexicon) -> Iterator[tuple[Label, Mention]]:
    """The labels that are mentions of their body in their own right, with the mention."""
    all_labels = by_token(bodies)
    for label in bodies:
        head = tokens.head_of(label.start, label.end)
        if not acts(tokens, label, head, words):
            continue
        name = tokens.words(label.start, label.end)
        owner = owner_before(tokens, _modified_from(tokens, label.start), label.start, all_labels, words)
        state = (_possessor(label, registry) or _nationality(label, registry)) if owner is None else None
        yield (
            label,
            Mention(
                label.start,
                label.end,
                head,
                "name",
                name,
                label.type,
                label.entry,
                affiliation=state.name if state else name_of(owner),
                affiliation_entry=state or (owner.entry if owner else None),
                kind=label.kind,
            ),
        )


def _possessor(label: Label, registry: Registry) -> Entry | None:
    """The state whose possessive is part of a name: "Israel's Channel 12"."""
    before, mark, _ = label.name.replace("’", "'").partition("'s ")
    return registry.find(before) if mark else None


def _nationality(label: Label, registry: Registry) -> Entry | None:
    """The state that an unlisted ministry's or army's own name begins with: "Turkish Parliament", "U.S. Navy"."""
    first = label.name.split()[0]
    if label.entry is not None or label.type != "government" or first == label.name:
        return None
    found = {name.entry.id: name.entry for name in registry.names_beginning(fold(first)) if len(name.words) == 1}
    states = [entry for entry in found.values() if entry.type == "state" or entry.id.startswith("people/")]
    return states[0] if len(states) == 1 and first[0].isupper() else None


def _modified_from(tokens: Tokens, start: int) -> int:
    """The first of the words that may lend a name their own body: "Israel's", "Hamas-run"."""
    while start > 0:
        joins = tokens.is_silent(start - 1) or tokens.lower[start - 1] in {"'s", "’s"}
        is_run = tokens.pos[start - 1] == "VERB" and start > 1 and tokens.is_silent(start - 2)
        if not (joins or is_run or tokens.pos[start - 1] in {"ADJ", "PROPN"}):
            break
        start -= 1
    return start


def _pronoun(tokens: Tokens, token: int) -> Mention:
    return Mention(token, token + 1, token, "pronoun", tokens.text[token], None)


def _take_up(mention: Mention, resolver: Resolver, words: Lexicon, tokens: Tokens) -> Actor | None:
    """The actor that a description or pronoun means: one known already, or, for a description, a new one."""
    if mention.form == "pronoun":
        return resolver.find_pronoun(mention.head)
    known = resolver.beside(mention) or resolver.find_described(mention)
    is_hidden = mention.noun.rpartition(" ")[2] in words.officials and is_anonymous(tokens, mention, words)
    if known is not None and not (known.names and is_hidden):
        known.anonymous = known.anonymous or (not known.names and is_anonymous(tokens, mention, words))
        return known
    actor = Actor(mention.type)
    actor.plural = mention.plural
    actor.gender = "female" if mention.noun in words.female else "male" if mention.noun in words.male else None
    actor.anonymous = mention.type == "person" and is_anonymous(tokens, mention, words)
    return actor


def _settle(actor: Actor, tokens: Tokens, words: Lexicon) -> None:
    """What is known of an actor once all its names are in: mentions in order, and for a person man or woman."""
    actor.mentions.sort(key=lambda mention: mention.start)
    if actor.type != "person":
        actor.plural = False
        return
    for mention in actor.mentions:
        before = tokens.lower[mention.start - 1].rstrip(".") if mention.start else ""
        first = tokens.folded[mention.start]
        office = mention.office.title.lower().rpartition(" ")[2] if mention.office else ""
        if {before, office} & words.female or first in words.female_names:
            actor.gender = "female"
        elif {before, office} & words.male or first in words.male_names:
            actor.gender = actor.gender or "male"


def is_anonymous(tokens: Tokens, mention: Mention, words: Lexicon) -> bool:
    """Whether the sentence says that a described person is not to be named, or hints at how close he is."""
    phrase = tokens.lower[mention.start : mention.end]
    if words.anonymous_modifiers & set(phrase):
        return True
    end = right_edge(tokens, mention.head)
    after = " ".join(tokens.lower[mention.head + 1 : max(end, mention.head + 6)])
    if any(after.startswith(complement) for complement in words.anonymous_complements):
        return True
    first, last = tokens.sentences[tokens.sentence[mention.head]]
    sentence = " ".join(tokens.lower[first:last])
    return any(clue in sentence for clue in words.anonymity)
