"""What has become of those counted, by the tree and the lexicon: *seized about 250 hostages* → abducted.

Asked in this order: a running toll, the verb or noun that governs the count, what is said of the people in their own
phrase, the words right beside the count (for where the tree is wrong), and last what the counted noun itself says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count, is_people
from dragoman.extract.figures.lexicon import Lexicon, Role, VerbRule
from dragoman.model import Outcome

_MOST_STEPS = 6
_REACH = 7
"""Tokens after a count in which the words beside it may still tell its fate."""
_PARTICLES = frozenset({"over", "out", "up", "back", "away"})
_HARMED = frozenset({"killed", "injured", "missing"})
_FILLERS = _PARTICLES | {"a", "an", "the", "another", "also", "further", "other"}
_POSTED = frozenset({"in", "on", "inside", "to", "along", "at", "across", "into", "around", "near", "from", "there"})
_DASHES = frozenset({",", "-", "–", "—", "--", "("})
_ASIDES = frozenset({"including", "mostly", "mainly", "many", "most", "some", "among", "largely", "half", "at"})


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of those counted, the word that says so, and the rule that found it."""

    outcome: Outcome
    cue: int
    rule: str


class Fates:
    """Reads fates off one article's trees."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._questions = (self._toll, self._governed, self._own, self._beside, self._listed, self._inherent)

    def of(self, count: Count) -> Fate | None:
        """The fate of a count; nothing where no word tells one."""
        is_known = self._is_only_source(count) or (count.head is not None and self.tokens.lemma[count.head] == "death")
        asked = (self._inherent,) if is_known else self._questions
        fate = next((fate for ask in asked if (fate := ask(count)) is not None), None)
        return None if fate is None else self._joined(count, self._kept(count, fate))

    def _is_only_source(self, count: Count) -> bool:
        """Whether what follows is told of some of them alone: *a few of the 58 captives to be let go*."""
        place = count.start - 1
        while place > 0 and self.tokens.pos[place] in {"DET", "ADJ", "VERB"} and place > count.start - 4:
            place -= 1
        return place > 0 and self.tokens.lower[place] == "of" and self.tokens.lower[place - 1] in self.lexicon.shares

    def _kept(self, count: Count, fate: Fate) -> Fate:
        """Hostages are held, prisoners detained, whichever verb says so; a state detains, a group holds."""
        if fate.outcome not in {"held", "detained"} or count.head is None:
            return fate
        outcome = self.lexicon.inherent.get(self.tokens.lemma[count.head])
        return Fate(outcome, fate.cue, fate.rule) if outcome in {"held", "detained"} else fate

    def _joined(self, count: Count, fate: Fate) -> Fate:
        """*dead or wounded*, *killed or injured* together are one count of neither."""
        if fate.outcome not in _HARMED:
            return fate
        tokens = self.tokens
        for cue, step in ((fate.cue, 1), (fate.cue, -1)):
            link, other = cue + step, cue + 2 * step
            if min(link, other) >= 0 and max(link, other) < len(tokens) and tokens.lower[link] in {"or", "and"}:
                between = other > cue and count.start <= other < count.end
                outcome = self._state_or_verb(other)
                if (
                    outcome in _HARMED
                    and outcome != fate.outcome
                    and not between
                    and not self._counts_apart(other, fate.cue)
                ):
                    return Fate("other", fate.cue, "dead_or_wounded")
        return fate

    def _counts_apart(self, other: int, cue: int) -> bool:
        """Whether the second verb has a number of its own: *killed 12 and wounded 30*."""
        return any(
            self.tokens.pos[child] == "NUM"
            or any(self.tokens.pos[grand] == "NUM" for grand in self.tokens.children[child])
            for verb in (other, cue)
            for child in self.tokens.children[verb]
            if self.tokens.base[child] == "obj" and verb == min(other, cue)
        )

    def _state_or_verb(self, token: int) -> Outcome | None:
        lemma = self.tokens.lemma[token]
        state = self.lexicon.states.get(self.tokens.lower[token])
        if state is not None:
            return state
        return next(
            (rule.outcome for rule in self.lexicon.verbs.get(lemma, ()) if not rule.counted and not rule.companions),
            None,
        )

    # A running toll.

    def _toll(self, count: Count) -> Fate | None:
        """*The death toll rose to 28,176*, *a toll of more than 300*, *the number of dead hostages to eight*."""
        tokens, theme = self.tokens, count.theme
        if count.head is not None and not is_people(tokens, count.head, self.lexicon):
            return None
        governor = tokens.head[theme]
        nouns = [governor] if tokens.pos[governor] in {"NOUN", "PROPN"} else []
        steps = 0
        verb = governor
        while tokens.pos[verb] not in {"VERB", "AUX"} and tokens.head[verb] != verb and steps < _MOST_STEPS:
            verb, steps = tokens.head[verb], steps + 1
        is_predicate = tokens.base[theme] == "root" or any(
            tokens.base[child] == "cop" for child in tokens.children[theme]
        )
        if tokens.lemma[verb] in self.lexicon.toll_verbs or is_predicate:
            holder = theme if is_predicate else verb
            nouns += [
                child for child in tokens.children[holder] if tokens.base[child] in {"nsubj", "obj"} and child != theme
            ]
        for noun in nouns:
            fate = self._toll_noun(noun, count)
            if fate is not None:
                return fate
        return self._toll_before(count) if count.head is None else None

    def _toll_before(self, count: Count) -> Fate | None:
        """A running count further left, where the tree does not join it: *the number of those killed ... was put at
        300*.
        """
        tokens = self.tokens
        first, _ = tokens.sentences[tokens.sentence[count.start]]
        reach = range(max(first, count.start - 4), min(count.start + 3, count.end))
        verb = next(
            (
                token
                for token in reach
                if tokens.lemma[token] in self.lexicon.toll_verbs and tokens.pos[token] == "VERB"
            ),
            None,
        )
        if verb is None:
            return None
        for noun in range(verb - 1, first - 1, -1):
            if tokens.lemma[noun] in self.lexicon.strict_tolls:
                return self._toll_noun(noun, count)
        return None

    def _toll_noun(self, noun: int, count: Count) -> Fate | None:
        tokens = self.tokens
        if tokens.lemma[noun] not in self.lexicon.toll_nouns or count.start <= noun < count.end:
            return None
        if tokens.lemma[noun] in {"death", "fatality", "casualty", "loss"} and tokens.base[count.theme] == "nmod":
            return None  # "the deaths of 12 people" is no running count
        own = self.lexicon.toll_outcomes.get(tokens.lemma[noun])
        if own is not None:
            return Fate(own, noun, "toll")
        words = [noun, *self._under(noun)]
        for token in sorted(words, key=lambda token: abs(token - noun)):
            if count.start <= token < count.end:
                continue
            outcome = self.lexicon.toll_outcomes.get(tokens.lower[token]) or self.lexicon.toll_outcomes.get(
                tokens.lemma[token]
            )
            if outcome is not None:
                killed = next((w for w in words if self.lexicon.toll_outcomes.get(tokens.lower[w]) == "killed"), None)
                return Fate("killed" if killed is not None else outcome, noun, "toll")
        return Fate("killed", noun, "toll") if tokens.lemma[noun] in self.lexicon.bare_tolls else None

    def _under(self, token: int, depth: int = 0) -> Iterator[int]:
        if depth < _MOST_STEPS:
            for child in self.tokens.children[token]:
                yield child
                yield from self._under(child, depth + 1)

    # What governs the count.

    def _governed(self, count: Count) -> Fate | None:
        return self._right_before(count) or self._by_governor(count, count.theme)

    def _right_before(self, count: Count) -> Fate | None:
        """A number right after an active verb is its object, wherever the tree hangs it: *and wounded 30*."""
        tokens, token = self.tokens, count.start - 1
        if token < 0 or tokens.pos[token] != "VERB" or self._is_passive(token):
            return None
        return self._by_verb(count, token, "object", "verb_object")

    def _listed(self, count: Count) -> Fate | None:
        """A member of a list has the fate of the list: *killed 36 soldiers, seven fighters and two medics*."""
        tokens, token = self.tokens, count.theme
        if count.whole is not None:
            return None
        for _ in range(_MOST_STEPS):
            if tokens.base[token] not in {"conj", "appos", "nummod", "flat", "dep"} or tokens.head[token] == token:
                return None
            token = self._like(tokens.head[token])
            if tokens.pos[token] in {"VERB", "AUX"}:
                return None
            fate = self._by_governor(count, token)
            if fate is not None:
                return fate
        return None

    def _like(self, token: int) -> int:
        """What a counted noun is joined to: in *105 hostages in Zaria and 240 fighters* the hostages, not the place."""
        tokens = self.tokens
        governor = tokens.head[token]
        counted = any(tokens.base[child] == "nummod" for child in tokens.children[governor])
        if tokens.base[token] != "nmod" or not counted:
            return token
        return token if any(tokens.base[child] == "nummod" for child in tokens.children[token]) else governor

    def _by_governor(self, count: Count, token: int) -> Fate | None:
        tokens = self.tokens
        dep, base, governor = tokens.dep[token], tokens.base[token], tokens.head[token]
        if governor == token:
            return None
        if base == "nsubj" or dep in {"nsubjpass", "csubj"}:
            return self._as_subject(count, governor, passive="pass" in dep)
        if base in {"obj", "iobj", "dobj"}:
            return self._as_object(count, governor)
        if base in {"nmod", "obl"} or dep == "pobj":
            return self._as_oblique(count, token, governor)
        return None

    def _as_object(self, count: Count, verb: int, depth: int = 0) -> Fate | None:
        fate = self._by_verb(count, verb, "object", "verb_object")
        if fate is not None or depth > 2:
            return fate
        for child in self.tokens.children[verb]:  # "left 12 people dead"
            if self.tokens.base[child] in {"xcomp", "advcl", "acl"} and child > count.root:
                fate = self._by_state(child, "object_state") or self._by_verb(count, child, "object", "object_verb")
                if fate is not None:
                    return fate
        return None

    def _as_subject(self, count: Count, verb: int, *, passive: bool, depth: int = 0) -> Fate | None:
        """*12 people were killed*, *12 died*, *12 are believed to have been killed*, *12 are missing*."""
        tokens = self.tokens
        passive = passive or self._is_passive(verb)
        role: Role = "object" if passive else "subject"
        fate = self._by_verb(count, verb, role, "passive_subject" if passive else "subject")
        fate = fate or self._by_state(verb, "subject_state") or self._by_condition(count, verb)
        if fate is not None or depth > 3:
            return fate
        for child in sorted(tokens.children[verb], key=lambda child: tokens.base[child] != "xcomp"):
            if tokens.base[child] == "xcomp" or (tokens.base[child] == "conj" and tokens.subject_of(child) is None):
                fate = self._as_subject(
                    count,
                    child,
                    passive=self._is_passive(child)
                    or (tokens.base[child] == "conj" and passive and not self._is_active(child)),
                    depth=depth + 1,
                )
                if fate is not None:
                    return fate
        return None

    def _is_active(self, verb: int) -> bool:
        return any(self.tokens.base[child] == "obj" for child in self.tokens.children[verb])

    def _is_passive(self, verb: int) -> bool:
        return any(
            self.tokens.dep[child] in {"aux:pass", "auxpass", "nsubj:pass", "nsubjpass"}
            for child in self.tokens.children[verb]
        )

    def _as_oblique(self, count: Count, token: int, governor: int) -> Fate | None:
        """*the deaths of 12 people*, *40 hostages for 400 prisoners*, *for the release of 12*."""
        tokens, lexicon = self.tokens, self.lexicon
        case = tokens.case_of(token)
        for outcome, prepositions in lexicon.nouns.get(tokens.lemma[governor], ()):
            if case in prepositions and (
                outcome != "freed" or count.head is None or is_people(tokens, count.head, lexicon)
            ):
                return Fate(outcome, governor, "noun_of")
        if case == "of" and tokens.lower[governor].endswith("ing"):
            return self._by_verb(count, governor, "object", "noun_of")
        if case == "for":
            return self._exchanged(token, governor)
        if case == "with" and tokens.pos[governor] == "VERB":
            return self._by_verb(count, governor, "subject", "companion")
        if case == "" and tokens.pos[governor] == "VERB" and governor < token:
            return self._as_object(count, governor)  # a bare number taken for a time: "wounding 30"
        return None

    def _exchanged(self, token: int, governor: int) -> Fate | None:
        """The other side of an exchange: *swapped 12 soldiers for 30 fighters*."""
        for _ in range(_MOST_STEPS):
            lemma = self.tokens.lemma[governor]
            freed = any(rule.outcome == "freed" for rule in self.lexicon.verbs.get(lemma, ()))
            freed = freed or any(
                outcome == "freed" and "for" in by for outcome, by in self.lexicon.nouns.get(lemma, ())
            )
            if freed and (
                self.lexicon.inherent.get(self.tokens.lemma[token]) or is_people(self.tokens, token, self.lexicon)
            ):
                return Fate("freed", governor, "exchange")
            if self.tokens.head[governor] == governor:
                return None
            governor = self.tokens.head[governor]
        return None

    def _by_verb(self, count: Count, verb: int, role: Role, rule: str) -> Fate | None:
        for entry in self.lexicon.verbs.get(self.tokens.lemma[verb], ()):
            if entry.role == role and self._fits(entry, count, verb):
                return Fate(entry.outcome, verb, f"{rule}:{self.tokens.lemma[verb]}")
        return None

    def _fits(self, entry: VerbRule, count: Count, verb: int) -> bool:
        tokens = self.tokens
        if entry.counted and (
            count.head is None or not {tokens.lemma[count.head], tokens.text[count.head]} & entry.counted
        ):
            return False
        if (
            entry.people
            and count.head is not None
            and count.head != count.root
            and not is_people(tokens, count.head, self.lexicon)
        ):
            return False
        if not entry.companions and not entry.unless:
            return True
        near = self._near(verb, count)
        if entry.unless & near:
            return False
        return not entry.companions or bool(entry.companions & near)

    def _near(self, verb: int, count: Count) -> frozenset[str]:
        """The words that depend on a verb, two steps deep, or follow it before the clause ends."""
        tokens = self.tokens
        found = {verb, *tokens.children[verb]}
        for child in tokens.children[verb]:
            found.update(tokens.children[child])
        for token in range(verb + 1, min(max(verb, count.end) + _REACH, len(tokens))):
            if tokens.text[token] in {",", ".", ";"}:
                break
            found.add(token)
        inside = set(range(count.start, count.end)) - {count.head}
        words = {word for token in found - inside for word in (tokens.lower[token], tokens.lemma[token])}
        return frozenset(words | ({"famine-like"} if {"famine", "like"} <= words else set()))

    def _by_state(self, token: int, rule: str) -> Fate | None:
        outcome = self.lexicon.states.get(self.tokens.lower[token])
        return None if outcome is None else Fate(outcome, token, rule)

    def _by_condition(self, count: Count, verb: int) -> Fate | None:
        """*are in need of food*, *without heat*: a prepositional phrase that says how they fare."""
        tokens = self.tokens
        stop = min(max(verb, count.end) + _REACH, len(tokens))
        following = " ".join(tokens.lower[min(verb, count.end) : stop])
        for phrase, outcome in self.lexicon.conditions.items():
            if f" {phrase} " in f" {following} ":
                return Fate(outcome, verb, "condition")
        return None

    # What the people's own phrase says.

    def _own(self, count: Count) -> Fate | None:
        """*hostages held in Gaza*, *wounded patients*, *soldiers who died*, *captives they are still holding*."""
        tokens, theme = self.tokens, count.theme
        heads = [theme] if count.head in {None, theme} or count.whole is not None else [theme, count.head]
        for child in (child for head in heads for child in tokens.children[head]):
            base, dep = tokens.base[child], tokens.dep[child]
            if base == "amod" and child < tokens.head[child]:
                fate = self._by_state(child, "attribute") or self._by_verb(count, child, "object", "attribute")
            elif base == "acl" or dep in {"relcl", "advcl"}:
                fate = self._relative(count, child)
            elif base == "amod":
                fate = self._by_state(child, "attribute")
            else:
                continue
            if fate is not None:
                return fate
        return None

    def _relative(self, count: Count, verb: int) -> Fate | None:
        tokens = self.tokens
        subject = tokens.subject_of(verb)
        is_relative = subject is not None and tokens.lower[subject] in {"who", "that", "which"}
        if tokens.dep[verb] == "acl" or subject is None:
            if not tokens.lower[verb].endswith("ing"):
                fate = self._by_verb(count, verb, "object", "participle") or self._as_subject(count, verb, passive=True)
            else:
                fate = self._by_verb(count, verb, "subject", "participle")
            return fate or self._by_state(verb, "participle") or self._by_condition(count, verb)
        if is_relative:
            return self._as_subject(count, verb, passive=self._is_passive(verb))
        if not any(
            tokens.base[child] == "obj" and tokens.lower[child] not in {"who", "whom", "that"}
            for child in tokens.children[verb]
        ):
            return self._by_verb(count, verb, "object", "relative_object")
        return None

    # The words right beside the count, whatever the tree says.

    def _beside(self, count: Count) -> Fate | None:
        return self._after(count) or self._before(count)

    def _after(self, count: Count) -> Fate | None:
        tokens, lexicon = self.tokens, self.lexicon
        seen_be = False
        start = self._past_parenthesis(count.end)
        for token in range(start, min(start + _REACH, len(tokens))):
            lemma, lower = tokens.lemma[token], tokens.lower[token]
            if lower in lexicon.states:
                return Fate(lexicon.states[lower], token, "beside")
            rules = lexicon.verbs.get(lemma, ())
            if rules and tokens.pos[token] in {"VERB", "ADJ", "NOUN"} and lemma not in lexicon.passing:
                role: Role = (
                    "object"
                    if lower.endswith(("ed", "en", "ld", "nt", "t")) and (seen_be or not self._takes_object(token))
                    else "subject"
                )
                return self._by_verb(count, token, role, "beside")
            if lemma not in lexicon.passing:
                return None
            seen_be = seen_be or lemma == "be" or (tokens.pos[token] == "VERB" and lower.endswith(("ed", "nd", "en")))
        return None

    def _past_parenthesis(self, token: int) -> int:
        """The token after ", including three children," or "- mostly women -"."""
        tokens = self.tokens
        if token + 1 >= len(tokens) or tokens.text[token] not in _DASHES or tokens.lower[token + 1] not in _ASIDES:
            return token
        closing = {tokens.text[token]} if tokens.text[token] != "(" else {")"}
        stop = min(token + 2 * _REACH, len(tokens))
        return next((place + 1 for place in range(token + 2, stop) if tokens.text[place] in closing), token)

    def _takes_object(self, verb: int) -> bool:
        if any(self.tokens.base[child] == "obj" and child > verb for child in self.tokens.children[verb]):
            return True
        following = self.tokens.pos[verb + 1] if verb + 1 < len(self.tokens) else ""
        return following in {"DET", "NUM", "PROPN", "PRON"} and self.tokens.lower[verb + 1] not in {
            "last",
            "this",
            "that",
            "early",
            "late",
        }

    def _before(self, count: Count) -> Fate | None:
        tokens = self.tokens
        token = count.start - 1
        while token >= 0 and tokens.lower[token] in _FILLERS:
            token -= 1
        if (
            token < 0
            or (tokens.pos[token] not in {"VERB", "ADJ"} and tokens.lower[count.start - 1] not in _PARTICLES)
            or tokens.sentence[token] != tokens.sentence[count.start]
        ):
            return None
        if self._is_passive(token):
            return None
        return self._by_verb(count, token, "object", "beside")

    # The noun itself.

    def _inherent(self, count: Count) -> Fate | None:
        tokens, lexicon = self.tokens, self.lexicon
        if count.head is None:
            return None
        head = count.head
        condition = self._by_condition(count, count.end - 1)
        outcome = lexicon.inherent.get(tokens.lower[head]) or lexicon.inherent.get(tokens.lemma[head])
        if condition is not None and (condition.outcome == "missing" or outcome is None):
            return condition if is_people(tokens, head, lexicon) else None
        if outcome is not None:
            return Fate(outcome, head, "noun")
        low = count.number.low if count.number.low is not None else count.number.high
        if (
            tokens.lemma[head] in lexicon.troops
            and low is not None
            and low >= lexicon.fewest_troops
            and self._is_posted(head)
        ):
            return Fate("deployed", head, "troops")
        return None

    def _is_posted(self, head: int) -> bool:
        """Whether troops are counted where they stand: *2,000 troops in Syria*, *a 30,000-strong border guard*."""
        tokens = self.tokens
        last = max([head, *(child for child in tokens.children[head] if tokens.base[child] == "conj")])
        following = tokens.lower[last + 1] if last + 1 < len(tokens) else ""
        return following in _POSTED or any(tokens.lower[token] == "strong" for token in range(max(0, head - 8), head))
