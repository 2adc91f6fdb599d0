"""What has become of those counted, by the tree and the lexicon: *seized about 250 hostages* → abducted.

Asked in this order: a running toll, the verb or noun that governs the count, what is said of the people in their own
phrase, the words right beside the count (for where the tree is wrong), and last what the counted noun itself says.
"""

from __future__ import annotations

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.beside import Beside
from dragoman.extract.figures.counts import Count, is_people
from dragoman.extract.figures.governors import Fate, Governors
from dragoman.extract.figures.lexicon import Lexicon
from dragoman.extract.figures.tolls import Tolls
from dragoman.model import Outcome

_MOST_STEPS = 6
_HARMED = frozenset({"killed", "injured", "missing"})
_POSTED = frozenset({"in", "on", "inside", "to", "along", "at", "across", "into", "around", "near", "from", "there"})


class Fates:
    """Reads fates off one article's trees."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.governors = Governors(tokens, lexicon)
        beside = Beside(self.governors)
        self._questions = (
            Tolls(tokens, lexicon).of,
            beside.of_whom,
            self._governed,
            self._own,
            beside.of,
            self._listed,
            self._inherent,
        )

    def of(self, count: Count) -> Fate | None:
        """The fate of a count; nothing where no word tells one."""
        is_known = self._is_only_source(count) or (count.head is not None and self.tokens.lemma[count.head] == "death")
        asked = (self._own, self._inherent) if is_known else self._questions
        fate = next((fate for ask in asked if (fate := ask(count)) is not None), None)
        return None if fate is None else self._joined(count, self._remaining(count, self._kept(count, fate)))

    def _is_only_source(self, count: Count) -> bool:
        """Whether what follows is told of some of them alone: *a few of the 58 captives to be let go*."""
        place = count.start - 1
        while place > 0 and self.tokens.pos[place] in {"DET", "ADJ", "VERB"} and place > count.start - 4:
            place -= 1
        if place <= 0 or self.tokens.lower[place] != "of":
            return False
        return self.tokens.lower[place - 1] in self.lexicon.shares - self.lexicon.fractions

    def _kept(self, count: Count, fate: Fate) -> Fate:
        """Hostages are held, prisoners detained, whichever verb says so; a state detains, a group holds."""
        if fate.outcome not in {"held", "detained"} or count.head is None:
            return fate
        outcome = self.lexicon.inherent.get(self.tokens.lemma[count.head])
        return Fate(outcome, fate.cue, fate.rule) if outcome in {"held", "detained"} else fate

    def _remaining(self, count: Count, fate: Fate) -> Fate:
        """Who remains captive is held, whatever is wanted for them: *the return of the 60 hostages still held*."""
        tokens, head = self.tokens, count.head
        if fate.outcome != "freed" or head is None or count.whole is not None or self._is_done(fate.cue):
            return fate
        outcome = self.lexicon.inherent.get(tokens.lemma[head])
        if outcome != "held":
            return fate
        said = [child for child in tokens.children[head] if tokens.base[child] in {"amod", "acl"}]
        said += [child for child in tokens.children[count.root] if tokens.base[child] == "amod"]
        if tokens.lower[count.end : count.end + 1] == ["still"]:
            said.append(count.end + 1)
        if any(tokens.lemma[child] in self.lexicon.remaining for child in said):
            return Fate(outcome, head, "remaining")
        return fate

    def _is_done(self, verb: int) -> bool:
        """Whether a verb tells what was done: *were freed*, not *to free* and not *the release of*."""
        tokens = self.tokens
        modal = any(tokens.tag[child] in {"MD", "TO"} for child in tokens.children[verb])
        return tokens.tag[verb] in {"VBD", "VBN"} and not modal

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

    def _governed(self, count: Count) -> Fate | None:
        return self._right_before(count) or self.governors.of(count, count.theme)

    def _right_before(self, count: Count) -> Fate | None:
        """A number right after an active verb is its object, wherever the tree hangs it: *and wounded 30*."""
        tokens, token = self.tokens, count.start - 1
        if token < 0 or tokens.pos[token] != "VERB" or self.governors.is_passive(token):
            return None
        return self.governors.by_verb(count, token, "object", "verb_object")

    def _listed(self, count: Count) -> Fate | None:
        """A member of a list has the fate of the list: *killed 36 soldiers, seven fighters and two medics*."""
        tokens, token = self.tokens, count.theme
        if count.whole is not None and tokens.base[token] != "conj":
            return None
        for _ in range(_MOST_STEPS):
            if tokens.base[token] not in {"conj", "appos", "nummod", "flat", "dep"} or tokens.head[token] == token:
                return None
            token = self._like(tokens.head[token])
            if tokens.pos[token] in {"VERB", "AUX"}:
                return None
            fate = self.governors.of(count, token)
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

    def _own(self, count: Count) -> Fate | None:
        """*hostages held in Gaza*, *wounded patients*, *soldiers who died*, *captives they are still holding*."""
        tokens, theme = self.tokens, count.theme
        heads = [theme] if count.head in {None, theme} or count.whole is not None else [theme, count.head]
        for child in (child for head in heads for child in tokens.children[head]):
            base, dep = tokens.base[child], tokens.dep[child]
            if base == "amod" and child < tokens.head[child]:
                fate = self.governors.by_state(child, "attribute") or self.governors.by_verb(
                    count, child, "object", "attribute"
                )
            elif base == "acl" or dep in {"relcl", "advcl"}:
                fate = self.governors.relative(count, child)
            elif base == "amod":
                fate = self.governors.by_state(child, "attribute")
            else:
                continue
            if fate is not None:
                return fate
        return None

    def _inherent(self, count: Count) -> Fate | None:
        tokens, lexicon = self.tokens, self.lexicon
        if count.head is None:
            return self.governors.by_condition_next(count)
        head = count.head
        condition = self.governors.by_condition(count, count.end - 1)
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
