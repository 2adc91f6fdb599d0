"""Who acts and who is acted upon in a telling: its nouns tried in turn, then what stands about and beneath them."""

from __future__ import annotations

from dragoman.extract.events.attitudes import Teller
from dragoman.extract.events.clauses import Syntax
from dragoman.extract.events.deeds import OWNER
from dragoman.extract.events.parties import Namer, Party
from dragoman.extract.events.telling import Telling

_DEPTH = 3
_TOWARDS = frozenset(
    {"against", "with", "to", "on", "upon", "for", "between", "toward", "towards", "over", "about", "at", "into"}
)
_BESIDE = frozenset({"off", "near", "along", "opposite", "up", "around"})
_POWERS = frozenset(
    {"government", "parliament", "president", "police", "army", "authority", "regime", "junta", "military"}
)
_IN_FAVOUR = frozenset({"for", "of", "about", "over"})
"""Behind these stands whom it would help, not who is asked."""
_FROM = frozenset({"from", "of", "by"})
_TOWARDS_ALONE = frozenset({"AID", "MOBILIZE", "COOPERATE"})
_AT = frozenset({"in", "inside", "across", "throughout", "around"})
_IN_PLACES = frozenset({"COERCE", "THREATEN", "CONCEDE", "AID", "REJECT", "SANCTION"})
"""Types whose measures fall on those in the place where they are taken."""
_ON_ONES_OWN = frozenset({"ASSAULT", "COERCE", "SANCTION", "CONCEDE", "RETREAT", "THREATEN"})
"""What a state does to its own people too."""
_JUDGING = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_DOORS = frozenset({"outside", "before", "near", "front"})
_NEAR = 12
_SCENE = frozenset({"outside", "at", "before", "near", "in", "inside", "across", "throughout", "of", "to"})
_PURPOSEFUL = frozenset({"PROTEST", "ASSAULT", "COERCE"})


_DONE_BY_PEOPLE = frozenset({"ASSAULT", "PROTEST", "THREATEN"})
_COURTS = frozenset({"court", "tribunal"})
_ABSTRACT = ("ion", "ment", "ness", "ity", "ance", "ence", "ism", "ing", "ure")


class Participants:
    """Finds the parties to the tellings of one article."""

    def __init__(self, syntax: Syntax, teller: Teller, namer: Namer) -> None:
        self.syntax, self.tokens, self.words = syntax, syntax.tokens, syntax.words
        self.teller, self.namer = teller, namer

    def who(self, telling: Telling) -> list[Party]:
        """Who acts: the first of its nouns that names somebody; of a weapon or blow, whose it is."""
        for head in telling.actors:
            if self.is_means(head):
                owner = self.namer.owner(head)
                if owner is not None or (between := self._between(head)):
                    return [owner] if owner is not None else between
                continue
            parties = self.namer.parties(head) or self._between(head)
            if parties:
                return parties
            if telling.type in _DONE_BY_PEOPLE and self._may_be_people(head):
                return [self.namer.named_as_written(head)]
            if (sender := self._sender(head)) is not None:
                return [sender]
        if not telling.actors and self.tokens.pos[telling.trigger] == "NOUN":
            owner = self.namer.owner(telling.trigger)
            return [owner] if owner is not None else []
        if not telling.actors and telling.type == "MOBILIZE" and self.syntax.is_passive(telling.trigger):
            owners = [self.namer.owner(noun) for noun in self.syntax.objects(telling.trigger)]
            return [owner for owner in owners if owner is not None and owner.is_side][:1]
        if not telling.actors and (self.syntax.is_passive(telling.trigger) or telling.type == "ASSAULT"):
            return self._in_attack(telling.trigger)
        return []

    def _sender(self, head: int) -> Party | None:
        """ "Chadian bulldozers", "warships from Chad": whose they are, if not a mere idea of theirs."""
        lemma = self.tokens.lemma[head]
        if self.tokens.pos[head] != "NOUN" or lemma in self.words.things or lemma.endswith(_ABSTRACT):
            return None
        owner = self.namer.owner(head)
        return owner if owner is not None and owner.is_side else None

    def _may_be_people(self, head: int) -> bool:
        """Whether an unknown plural is likelier people than things: "skinheads", "squatters"."""
        tokens = self.tokens
        lemma = tokens.lemma[head]
        return tokens.tag[head] == "NNS" and lemma not in self.words.things and not lemma.endswith(_ABSTRACT)

    def _between(self, noun: int) -> list[Party]:
        """ "Clashes between Chad and Niger", "talks between them"."""
        heads = self.syntax.with_preposition(noun, "between")
        return [party for head in heads for party in self.namer.parties(head)]

    def _in_attack(self, verb: int) -> list[Party]:
        """ "Were killed in an Israeli strike": who struck."""
        for noun in self.syntax.obliques(verb):
            if (
                not self.syntax.cases(noun) & {"in", "by", "from", "under"}
                or len(self.namer.cast.names.premodifying(noun)) > 1
            ):
                continue
            if self.is_means(noun) and (owner := self.namer.owner(noun)) is not None:
                return [owner]
        return []

    def is_means(self, head: int) -> bool:
        """Whether a noun is what somebody acts with: "missiles", "an offensive"."""
        return self.tokens.lemma[head].replace("-", " ") in self.words.means and self.tokens.pos[head] != "PROPN"

    def whom(self, telling: Telling) -> list[Party]:
        """Who is acted upon: its nouns in turn, then whose its things are, then who stands beneath."""
        owners_first = OWNER in telling.recipients
        actors = set(telling.actors)
        own = {party.name for party in self.who(telling)}
        if owners_first:
            for head in telling.owned:
                owner = None if self._is_party(head) else self.namer.owner(head)
                if owner is not None and owner.head not in actors and owner.name not in own:
                    return [owner]
        if telling.type in _JUDGING and (doer := self._doer(telling)) is not None and doer.name not in own:
            return [doer]
        for head in telling.recipients:
            if head < 0 or head in actors:
                continue
            if self._is_date(head):
                continue
            if telling.type == "ACCUSE" and self.syntax.kinds(head) & _COURTS:
                continue  # where it is brought, not against whom
            parties = self.namer.parties(head)
            if parties and not {party.name for party in parties} <= own:
                return parties
            if parties and telling.type in _ON_ONES_OWN and self._is_one_of_them(head):
                return [self.namer.named_as_written(head)]
            if self.tokens.pos[head] == "PRON":
                return []
        for head in (*(head for head in telling.recipients if head >= 0), *telling.owned):
            owner = self.namer.owner(head)
            if owner is not None and owner.head not in actors and owner.name not in own:
                return [owner]
        beneath = [] if telling.type == "SUPPORT" else self._beneath(telling, own)
        found = self._in_purpose(telling) or beneath or self._in_condition(telling) or self._struck(telling)
        return found or [party for party in self._at_scene(telling) if party.name not in own]

    def _is_faced(self, noun: int) -> bool:
        """ "With growers", "against squatters": people that one deals with, named or not."""
        is_people = self.syntax.is_agentive(noun) or self.tokens.lemma[noun] in self.words.classes["people"]
        return is_people and bool(self.syntax.cases(noun) & {"with", "against"})

    def _is_under(self, token: int, head: int) -> bool:
        for _ in range(_DEPTH):
            token = self.tokens.head[token]
            if token == head:
                return True
        return False

    def _struck(self, telling: Telling) -> list[Party]:
        """A place or thing that is attacked and is nobody's, as the article names it: "shelled a power plant"."""
        is_riot = telling.type == "PROTEST" and telling.mode in {"riot", "obstruct"}
        if not (is_riot or telling.type == "ASSAULT") or telling.rule.startswith("verb:violate"):
            return []
        struck = self.words.classes["places"] | self.words.classes["property_destroyed"]
        struck -= self.words.classes["weapons"] | self.words.means
        for head in (*telling.recipients, *telling.owned):
            if head < 0 or head in telling.actors or self.tokens.pos[head] not in {"NOUN", "PROPN"}:
                continue
            if {self.tokens.lemma[head], self.tokens.lower[head]} & struck or "#places" in self.syntax.kinds(head):
                return [self.namer.named_as_written(head)]
        return []

    def _at_scene(self, telling: Telling) -> list[Party]:
        """Before whose doors, or in whose country, a protest is held: "rallied outside the Chadian embassy"."""
        if telling.type != "PROTEST":
            return []
        for head in sorted(telling.used | {telling.trigger}):
            near = [*self.syntax.obliques(head), *range(head + 1, min(head + _NEAR, len(self.tokens)))]
            for noun in near:
                places = _SCENE if self.tokens.head[noun] == head else _DOORS
                if noun <= head or not self.syntax.cases(noun) & places or not self._is_under(noun, head):
                    continue
                party = self.namer.owner(noun) or self.namer.party(noun)
                if party is not None and party.is_side:
                    return [party]
        return []

    def _is_party(self, head: int) -> bool:
        """Whether a noun phrase is somebody rather than somebody's: "rebel fighters", not "rebel demands"."""
        return self.namer.is_somebody(head) and self.namer.party(head) is not None

    def _is_one_of_them(self, head: int) -> bool:
        """Whether a noun phrase is people of a side rather than the side: "Chadian police detained Chadian herders"."""
        tokens = self.tokens
        label = self.syntax.cast.names.bodies.get(head)
        if label is not None and label.kind == "people":
            return True
        return tokens.pos[head] == "NOUN" and tokens.lemma[head] in self.words.classes["people"]

    def _doer(self, telling: Telling) -> Party | None:
        """Who did what is praised or condemned: "deplored the killing of a herder by soldiers"."""
        for head in (*telling.owned, *telling.recipients):
            if head >= 0 and self.tokens.pos[head] == "NOUN" and not self.namer.is_somebody(head):
                for agent in self.syntax.with_preposition(head, "by"):
                    if (found := self.namer.party(agent)) is not None:
                        return found
                for inner in self.syntax.with_preposition(head, "of"):
                    for agent in self.syntax.with_preposition(inner, "by"):
                        if (found := self.namer.party(agent)) is not None:
                            return found
        return None

    def _is_date(self, head: int) -> bool:
        return head in self.syntax.dated

    def _in_purpose(self, telling: Telling) -> list[Party]:
        """Whom a clause of purpose names: "marched to demand that Chad…", "opened fire to disperse the crowd"."""
        if telling.type not in _PURPOSEFUL:
            return []
        for child in self.tokens.children[telling.trigger]:
            if self.tokens.base[child] not in {"advcl", "xcomp"}:
                continue
            if self.tokens.lemma[child] in self.words.clause_only:  # "to press the government for"
                pressed = [party for noun in self.syntax.objects(child) for party in self.namer.parties(noun)]
                if pressed:
                    return pressed
            if (found := self.teller.tell(child)) is not None:
                recipients = [party for head in found.recipients if head >= 0 for party in self.namer.parties(head)]
                recipients = recipients or [
                    owner for head in found.owned if (owner := self.namer.owner(head)) is not None
                ]
                if recipients:
                    return recipients
        return []

    def _in_condition(self, telling: Telling) -> list[Party]:
        """Whom a threat's or promise's condition names: "threatened an offensive unless Chad withdrew"."""
        if telling.type not in {"THREATEN", "AGREE"}:
            return []
        for verb in sorted(telling.used | {telling.trigger}):
            for child in self.tokens.children[verb]:
                marks = {
                    self.tokens.lower[one] for one in self.tokens.children[child] if self.tokens.base[one] == "mark"
                }
                subject = self.tokens.subject_of(child)
                if marks & {"if", "unless", "until"} and subject is not None:
                    parties = self.namer.parties(subject) or [owner for owner in [self.namer.owner(subject)] if owner]
                    if parties and self.tokens.pos[subject] != "PRON":
                        return parties
        return []

    def _beneath(self, telling: Telling, own: set[str]) -> list[Party]:
        """The nearest side named beneath the deed and its objects, where no phrase of its own names one.

        "Threatened to institute a curfew in Algiers", "an offensive in its war with Iraq".
        """
        tokens = self.tokens
        frontier = [token for token in (telling.trigger, *sorted(telling.used), *telling.owned) if token >= 0]
        seen = {*frontier}
        opening = min(frontier)
        towards = (
            _TOWARDS
            | (_AT if telling.type in _IN_PLACES else frozenset())
            | (frozenset() if telling.type in _TOWARDS_ALONE else _FROM)
        )
        if telling.type == "REQUEST":
            towards -= _IN_FAVOUR
        if telling.type == "MOBILIZE":
            towards |= _BESIDE
        for _ in range(_DEPTH):
            below = [
                child for token in frontier for child in tokens.children[token] if child > opening and child not in seen
            ]
            frontier = [
                child
                for child in below
                if tokens.base[child] in {"obl", "nmod", "obj", "xcomp", "advcl", "acl", "iobj"}
                and (tokens.dep[child] != "acl:relcl" or tokens.head[child] in telling.owned)
                and not self._is_date(child)
            ]
            seen.update(frontier)
            for child in frontier:
                if tokens.base[child] not in {"obl", "nmod", "obj", "iobj"} or not self.syntax.cases(child) <= towards:
                    continue
                party = (
                    self.namer.party(child)
                    if self.syntax.kinds(child) & ({"#party", "#places"} | _POWERS) or self._is_faced(child)
                    else self.namer.owner(child)
                )
                if party is None or party.head in telling.actors or party.name in own:
                    continue
                is_power = telling.type == "PROTEST" and self.tokens.lemma[party.head] in _POWERS
                if (
                    party.is_side
                    or is_power
                    or self._is_faced(child)
                    or self.syntax.kinds(party.head) & {"#party", "#places"}
                ):
                    return [party]
        return []
