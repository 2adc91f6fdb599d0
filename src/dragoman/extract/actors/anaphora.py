"""Descriptions and pronouns → the actor that they take up: "the prime minister", "the group", "he".

One candidate that fits is taken; two that compete leave the mention undecided. Pronouns inside quotation marks are the
speaker's, and are left to whoever knows the speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dragoman.extract.actors.appositions import find_beside, find_subject
from dragoman.extract.actors.clusters import Actor
from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Mention
from dragoman.extract.actors.phrases import Labels
from dragoman.extract.actors.tokens import Tokens
from dragoman.registry import Entry, Registry

REACH = 3
"""Sentences that a description or pronoun is looked up in, backwards."""

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = HE | SHE | IT | THEY
CLIMBED = frozenset({"ccomp", "advcl", "conj", "parataxis", "xcomp", "acl", "csubj", "cop", "aux"})
BOUNDARIES = frozenset({"ccomp", "advcl", "parataxis", "acl", "csubj"})
"""The relations at which a clause ends, so that "him" may be the subject above: "Biden said Macron had met him"."""
CLIMBS = 5
"""Clauses, one inside the next, that a pronoun's antecedent is looked for in."""


class Resolver:
    """Takes the mentions of an article in their order and finds whom the later ones take up."""

    def __init__(self, tokens: Tokens, registry: Registry, lexicon: Lexicon, labels: Labels, year: int | None) -> None:
        self.tokens, self.registry, self.lexicon, self.labels, self.year = tokens, registry, lexicon, labels, year
        self.history: list[tuple[Mention, Actor]] = []
        self.torn: list[Mention] = []
        self.at: dict[int, Actor] = {}
        self._peoples: set[int] = set()
        self.named: dict[int, Actor] = {}
        self._spoken = [_is_all_quoted(tokens, first, end) for first, end in tokens.sentences]

    def know(self, named: Mapping[Mention, Actor]) -> None:
        """Take in the names of the whole article, for the pronouns and descriptions that stand before theirs."""
        self.named.update((mention.head, actor) for mention, actor in named.items())

    def beside(self, mention: Mention) -> Actor | None:
        """Whom a description stands beside: "one woman, NAME,", or says of: "she is a reporter"."""
        beside = find_beside(self.tokens, self.named, self.lexicon, mention)
        return beside or find_subject(self.tokens, self.at, mention)

    def _before(self, sentence: int) -> Iterator[int]:
        """A sentence and those before it, without those that are all quotation, as far as ``REACH``."""
        left = REACH
        while sentence >= 0 and left >= 0:
            if not self._spoken[sentence]:
                yield sentence
                left -= 1
            sentence -= 1

    def tell(self, mention: Mention, actor: Actor) -> None:
        """Remember whom a mention stands for."""
        self.history.append((mention, actor))
        self.at[mention.head] = actor
        if mention.kind == "people":
            self._peoples.add(mention.head)

    # --- descriptions

    def find_described(self, mention: Mention) -> Actor | None:
        """Whom a definite description takes up; nothing for one that introduces somebody, or that several fit."""
        if not mention.definite and mention.noun not in self.lexicon.anonymous_modifiers:
            return None
        if mention.type == "person" and self._is_bare_plural(mention):
            words = mention.name.lower()
            return next((actor for known, actor in reversed(self.history) if known.name.lower() == words), None)
        if mention.type == "person":
            return self._find_fighters(mention) or self._find_person(mention)
        return self._find_body(mention)

    def _is_bare_plural(self, mention: Mention) -> bool:
        """ "Kenyan officials", of whom there are always others, not "the Kenyan officials"."""
        return mention.plural and self.tokens.lower[mention.start] not in self.lexicon.definite

    def _find_fighters(self, mention: Mention) -> Actor | None:
        """The one group that "the militants" or "the rebels" can be."""
        kinds = self.lexicon.anaphors.get(self.tokens.lower[mention.head])
        if kinds is None or not mention.plural or not self._says_no_more(mention):
            return None
        fitting = self._near(mention, lambda actor: bool(actor.names) and self._fits_kind(actor, mention, kinds))
        return fitting[0] if len(fitting) == 1 else None

    def _find_person(self, mention: Mention) -> Actor | None:
        if not self._says_no_more(mention):
            return None
        fitting = self._near(mention, lambda actor: self._fits_office(actor, mention))
        if len(fitting) != 1:
            fitting = fitting or self._anywhere(mention, lambda actor: self._fits_office(actor, mention))
        return fitting[0] if len(fitting) == 1 else None

    def _says_no_more(self, mention: Mention) -> bool:
        """Whether a description says no more than its noun and owner: "the minister", not "the new minister"."""
        noun = mention.noun.split()
        last = mention.head + 1 if " of " in mention.noun else mention.end
        for token in range(mention.start, last):
            word, lemma = self.tokens.lower[token], self.tokens.lemma[token]
            is_part = word in self.lexicon.definite or word in noun or lemma in noun or self.tokens.is_silent(token)
            is_part = is_part or word in {"'s", "’s"} or word in self.lexicon.plain_modifiers
            if not is_part and token not in self.labels:
                return False
        return True

    def _fits_office(self, actor: Actor, mention: Mention) -> bool:
        """Whether a person may be called by this description: same office or noun, no other side."""
        if actor.type != "person" or actor.plural != mention.plural or self._are_apart(actor, mention):
            return False
        described = {known.noun for known in actor.mentions if known.form == "nominal"}
        is_generic = mention.noun in {"person", "source", "official"}
        is_official = any(noun.rpartition(" ")[2] in self.lexicon.officials for noun in described)
        if mention.noun in described or (is_official and is_generic and not actor.names):
            return not actor.names or mention.noun in described
        if mention.noun not in self.lexicon.singular_offices:
            return False
        wanted = {mention.noun, *self.lexicon.same_office.get(mention.noun, ())}
        return any(_is_office(office, wanted) for office in self._offices(actor))

    def _offices(self, actor: Actor) -> list[str]:
        known = [office.lower().replace("-", " ") for office in actor.offices]
        if actor.entry is not None and not known:
            known = [post.office for post in actor.entry.held(self.year)]
        return known

    def _are_apart(self, actor: Actor, mention: Mention) -> bool:
        """Whether the description names another side than the actor's."""
        if mention.affiliation_entry is None:
            return mention.affiliation is not None and actor.affiliation not in {None, mention.affiliation}
        side = self.registry.side_of(mention.affiliation_entry)
        sides = {self.registry.side_of(entry).id for entry in self._sides(actor)}
        if not sides:
            return actor.affiliation is not None and actor.affiliation_entry is None and actor.entry is None
        countries = {entry.country for entry in self._sides(actor)}
        return side.id not in sides and (side.type != "state" or side.country not in countries)

    def _sides(self, actor: Actor) -> list[Entry]:
        own = [actor.affiliation_entry] if actor.affiliation_entry else []
        if actor.entry is not None and not own:
            own = [self.registry.entries[post.of] for post in actor.entry.held(self.year)]
        return own

    def _find_body(self, mention: Mention) -> Actor | None:
        last = mention.noun.rpartition(" ")[2]
        kinds = self.lexicon.anaphors.get(mention.noun) or self.lexicon.anaphors.get(last)
        if mention.affiliation is not None:
            known = self._same_body(mention)
            if known is not None or kinds is None:
                return known
        if not self._says_no_more(mention):
            return None
        if kinds is not None:
            return self._only(mention, self._near(mention, lambda actor: self._fits_kind(actor, mention, kinds)))
        named = self._anywhere(mention, lambda actor: actor.type != "person" and _is_called(actor, mention.noun))
        if len(named) > 1:
            named = self._near(mention, lambda actor: any(actor is other for other in named))
        return named[0] if len(named) == 1 else None

    def _only(self, mention: Mention, fitting: list[Actor]) -> Actor | None:
        """The one who fits; several that do leave the description undecided."""
        if len(fitting) > 1:
            self.torn.append(mention)
        return fitting[0] if len(fitting) == 1 else None

    def _fits_kind(self, actor: Actor, mention: Mention, kinds: frozenset[str]) -> bool:
        """Whether a common noun may take up an actor: one of a type that it can mean, or called by it itself."""
        if actor.type == "person" or actor.plural:
            return False
        if actor.type not in kinds and not _is_called(actor, mention.noun):
            return False
        owner = mention.affiliation_entry
        return owner is None or (actor.entry is not None and actor.entry.country == owner.country)

    def _same_body(self, mention: Mention) -> Actor | None:
        """The body of the same noun and owner: "the Qatari foreign ministry", "Qatar's foreign ministry"."""
        same = [
            actor
            for _, actor in self.history
            if actor.type == mention.type
            and any(known.noun == mention.noun and known.affiliation == mention.affiliation for known in actor.mentions)
        ]
        return same[-1] if same else None

    # --- pronouns

    def find_pronoun(self, token: int) -> Actor | None:
        """Whom a pronoun takes up, where the grammar is plain."""
        if self.tokens.quoted[token] or self._is_empty(token):
            return None
        for subject in self._subjects_above(token):
            actor = self.at.get(subject)
            if actor is None and self._may_be_somebody(subject):
                return None
            is_they = subject in self._peoples and self.tokens.lower[token] in THEY
            if actor is not None and (is_they or self._agrees(actor, token)):
                return None if self._has_rival(actor, subject, token) else actor
        ahead = self._subject_ahead(token)
        if ahead is not None:
            return ahead
        if self.tokens.lower[token] in HE | SHE:
            return self._find_he(token)
        return self._find_it(token)

    def _is_empty(self, token: int) -> bool:
        """Whether a pronoun means nobody ("it is time to"), or is an object "it", which grammar leaves open."""
        tokens = self.tokens
        if tokens.base[token] == "expl":
            return True
        if tokens.lower[token] != "it":
            return False
        is_predicate = any(tokens.dep[child] == "cop" for child in tokens.children[tokens.head[token]])
        return is_predicate or tokens.base[token] != "nsubj"

    def _may_be_somebody(self, subject: int) -> bool:
        """Whether an unknown subject could be the one meant: another pronoun or a name, not a thing."""
        return self.tokens.pos[subject] in {"PRON", "PROPN"} and self.tokens.lower[subject] not in {
            "it",
            "there",
            "that",
        }

    def _has_rival(self, actor: Actor, subject: int, token: int) -> bool:
        """Whether somebody else who agrees stands between a subject and a pronoun that is not a subject itself."""
        if self.tokens.base[token] == "nsubj":
            return False
        rivals = [
            other
            for mention, other in self.history
            if subject < mention.head < token
            and other is not actor
            and self._agrees(other, token)
            and not self.tokens.quoted[mention.head]
            and mention.form != "pronoun"
        ]
        return bool(rivals)

    def _agrees(self, actor: Actor, token: int) -> bool:
        word = self.tokens.lower[token]
        if word in HE:
            return actor.type == "person" and not actor.plural and actor.gender != "female"
        if word in SHE:
            return actor.type == "person" and not actor.plural and actor.gender != "male"
        if word in IT:
            return actor.type != "person" and not actor.plural
        return actor.plural or actor.type in {"armed_group", "party", "other"}

    def _subjects_above(self, token: int) -> Iterator[int]:
        """The subjects before a pronoun that it may take up: of its own clause for "his", else of the clauses above."""
        tokens = self.tokens
        verb = self._clause(token)
        is_own = tokens.dep[token] == "nmod:poss"
        is_free = is_own or tokens.base[token] == "nsubj"
        for _ in range(CLIMBS):
            subject = tokens.subject_of(verb)
            if subject is not None and subject < token and not tokens.quoted[subject]:
                if subject != token and is_free:
                    yield self._antecedent(subject, verb)
                is_free = True
            if tokens.base[verb] not in CLIMBED or tokens.head[verb] == verb:
                return
            is_free = is_free or tokens.base[verb] in BOUNDARIES
            verb = tokens.head[verb]

    def _antecedent(self, subject: int, verb: int) -> int:
        """A relative pronoun's noun; any other subject itself."""
        is_relative = self.tokens.lower[subject] in {"who", "which", "that"} and self.tokens.base[verb] == "acl"
        return self.tokens.head[verb] if is_relative else subject

    def _subject_ahead(self, token: int) -> Actor | None:
        """The subject that a phrase at the sentence's head leans on: "In his speech, NAME said"."""
        tokens = self.tokens
        first = tokens.sentences[tokens.sentence[token]][0]
        if tokens.dep[token] != "nmod:poss" or any(first <= known.head < token for known, _ in self.history[-4:]):
            return None
        subject = tokens.subject_of(self._clause(token))
        actor = self.named.get(subject) if subject is not None and subject > token else None
        return actor if actor is not None and self._agrees(actor, token) else None

    def _clause(self, token: int) -> int:
        """The verb, or other predicate, of the clause that a token stands in."""
        tokens = self.tokens
        verb = tokens.head[token]
        for _ in range(8):
            if tokens.pos[verb] in {"VERB", "AUX"} or tokens.subject_of(verb) is not None or tokens.head[verb] == verb:
                break
            verb = tokens.head[verb]
        return verb

    def _find_he(self, token: int) -> Actor | None:
        verb = self._clause(token)
        own = self.tokens.subject_of(verb)
        sentence = self.tokens.sentence[token]
        for near in self._before(sentence):
            found = [
                (mention, actor)
                for mention, actor in self.history
                if self.tokens.sentence[mention.head] == near
                and mention.head < token
                and not self.tokens.quoted[mention.head]
                and actor.type == "person"
                and self._agrees(actor, token)
                and (mention.head != own or self.tokens.base[token].startswith("nsubj"))
            ]
            actors = _distinct(found)
            if len(actors) == 1:
                return actors[0]
            if actors:
                subjects = self._subjects(found)
                return subjects[0] if len(subjects) == 1 and self._may_be_subject(token) else None
        return None

    def _may_be_subject(self, token: int) -> bool:
        return self.tokens.base[token] == "nsubj" or self.tokens.dep[token] == "nmod:poss"

    def _find_it(self, token: int) -> Actor | None:
        """ "It" or "its" at a sentence's head, where only a body is spoken of so: the subject of the one before."""
        tokens = self.tokens
        if not self._is_deed(token):
            return None
        sentence = tokens.sentence[token]
        before = [
            (mention, actor)
            for mention, actor in self.history
            if tokens.sentence[mention.head] == sentence - 1
            and not tokens.quoted[mention.head]
            and tokens.is_subject(mention.head)
            and self._agrees(actor, token)
        ]
        subjects = _distinct(before)
        return subjects[0] if len(subjects) == 1 else None

    def _is_deed(self, token: int) -> bool:
        """Whether the words say that a pronoun is somebody: "it announced", "it hosts", "its army"."""
        tokens, head = self.tokens, self.tokens.head[token]
        if tokens.base[token] == "nsubj":
            return tokens.lemma[head] in self.lexicon.speech or tokens.lemma[head] in self.lexicon.deeds
        is_first = token == tokens.sentences[tokens.sentence[token]][0]
        return is_first and tokens.dep[token] == "nmod:poss" and tokens.lemma[head] in self.lexicon.state_things

    # --- looking back

    def _near(self, mention: Mention, fits: Callable[[Actor], bool]) -> list[Actor]:
        """Those who fit in the nearest sentence that has one; among several there, the only subject."""
        sentence = self.tokens.sentence[mention.head]
        for near in self._before(sentence):
            found = [
                (known, actor)
                for known, actor in self.history
                if self.tokens.sentence[known.head] == near and known.head < mention.start and fits(actor)
            ]
            actors = _distinct(found)
            if len(actors) > 1:
                subjects = self._subjects(found)
                return subjects if len(subjects) == 1 else actors
            if actors:
                return actors
        return []

    def _subjects(self, found: list[tuple[Mention, Actor]]) -> list[Actor]:
        """Those that are the main clause's subject, or else any clause's."""
        main = _distinct([(known, actor) for known, actor in found if self.tokens.is_main_subject(known.head)])
        return main or _distinct([(known, actor) for known, actor in found if self.tokens.is_subject(known.head)])

    def _anywhere(self, mention: Mention, fits: Callable[[Actor], bool]) -> list[Actor]:
        return _distinct(
            [(known, actor) for known, actor in self.history if known.head < mention.start and fits(actor)]
        )


def _is_all_quoted(tokens: Tokens, first: int, end: int) -> bool:
    words = [token for token in range(first, end) if tokens.text[token][:1].isalnum()]
    return bool(words) and all(tokens.quoted[token] for token in words)


def _distinct(found: list[tuple[Mention, Actor]]) -> list[Actor]:
    return list({id(actor): actor for _, actor in found}.values())


def _is_office(office: str, wanted: set[str]) -> bool:
    return any(office == title or office.endswith(f" {title}") for title in wanted)


def _is_called(actor: Actor, noun: str) -> bool:
    """Whether a noun ends one of a body's names: "the ministry" of the Health Ministry."""
    names = [known.name.lower() for known in actor.mentions if known.form != "pronoun"]
    return any(name == noun or name.endswith(f" {noun}") for name in names)
