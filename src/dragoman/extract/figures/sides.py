"""Whose people they are, and who did it to them: *killed 12 Sudanese soldiers* → Sudan, *in an Israeli airstrike* →
by Israel.

What the words do not say is concluded from the place, or from who fights whom; each is a side of the article, never a
guess about the world beyond it.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.counts import Count
from dragoman.extract.figures.governors import Fate
from dragoman.extract.figures.lexicon import read_lexicon
from dragoman.extract.sides import Cast
from dragoman.registry import load_registry

_AWAY = frozenset({"held", "abducted", "freed", "detained", "deployed", "other"})
"""Outcomes whose people are not where their side is: where hostages are held says nothing of whose they are."""
_JOINED = frozenset(
    {
        "backed",
        "led",
        "linked",
        "aligned",
        "funded",
        "run",
        "held",
        "occupied",
        "controlled",
        "born",
        "allied",
        "supported",
    }
)


@dataclass(frozen=True, slots=True)
class Wars:
    """Who fights whom and what peoples are called, from ``context.toml``."""

    enemies: Mapping[str, tuple[str, ...]]
    peoples: Mapping[str, str]
    fighters: frozenset[str]
    captives: frozenset[str]
    countries: Mapping[str, str]
    mourning: frozenset[str]


@cache
def read_wars() -> Wars:
    """The wars of ``context.toml`` and the registry's states by their country codes."""
    table = tomllib.loads(files("dragoman.extract.figures").joinpath("context.toml").read_text("utf-8"))
    enemies: defaultdict[str, list[str]] = defaultdict(list)
    for war in table["adversaries"]:
        first, second = war["sides"]
        enemies[first].append(second)
        for party in (second, *war["parties"]):
            enemies[party].append(first)
    states = {
        entry.country: entry.name
        for entry in load_registry().entries.values()
        if entry.type == "state" and entry.country
    }
    peoples = table["peoples"]
    return Wars(
        enemies={side: tuple(others) for side, others in enemies.items()},
        peoples=peoples,
        fighters=frozenset(table["fighters"]["words"]),
        captives=frozenset(table["captives"]["words"]),
        mourning=frozenset(table["mourning"]["lemmas"]),
        countries={code: peoples.get(name, name) for code, name in {**states, "PS": "Palestinians"}.items()},
    )


class Owners:
    """Decides sides over one article."""

    def __init__(self, cast: Cast, wars: Wars) -> None:
        self.cast = cast
        self.tokens: Tokens = cast.tokens
        self.wars = wars
        self._groups = Counter(
            side
            for label in set(cast.names.bodies.values())
            if (side := self._armed(cast, label.entry.id if label.entry else None))
        )
        self._named_by_fate = frozenset(read_lexicon().inherent)
        self._no_deeds = wars.mourning | read_lexicon().counting | read_lexicon().setting
        """What those do to a killing who have not done it: mourn it, count it, put its toll at a number."""
        self._by_noun = self._owned_nouns()

    @staticmethod
    def _armed(cast: Cast, entry_id: str | None) -> str | None:
        entry = load_registry().entries.get(entry_id) if entry_id else None
        return cast.names.name_of(entry) if entry is not None and entry.type == "armed_group" else None

    def _owned_nouns(self) -> Mapping[str, str]:
        """The side that the article most often gives to a noun: *Israeli hostages* anywhere makes hostages Israel's."""
        seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for token, label in self.cast.names.bodies.items():
            following = token + 1
            if (
                label.kind == "adjective"
                and following < len(self.tokens)
                and self.tokens.pos[following] in {"NOUN", "ADJ"}
            ):
                side = self.cast.names.side_of(label)
                while following + 1 < len(self.tokens) and self.tokens.pos[following] == "ADJ":
                    following += 1
                if side and self.tokens.lemma[following] in self._named_by_fate:
                    seen[self.tokens.lemma[following]][side] += 1
        return {noun: sides.most_common(1)[0][0] for noun, sides in seen.items()}

    def by_of(self, count: Count, fate: Fate) -> str | None:
        """Who did it: the subject of the verb, its agent, or whose attack it was."""
        tokens, cue = self.tokens, fate.cue
        if fate.outcome in {"affected", "displaced", "missing", "deployed"} and tokens.pos[cue] != "VERB":
            return None
        for doer in self._doers(count, cue):
            sides = self._acting(doer)
            if sides:
                return " and ".join(sides)
        return None

    def _doers(self, count: Count, cue: int) -> Iterator[int]:
        tokens = self.tokens
        verb = cue
        for _ in range(4):
            passive = any(tokens.dep[child] in {"aux:pass", "nsubj:pass"} for child in tokens.children[verb])
            for child in tokens.children[verb]:
                if count.start <= child < count.end:
                    continue
                is_doer = tokens.base[child] == "nsubj" and not passive and child != count.theme
                if is_doer or (tokens.base[child] in {"obl", "nmod"} and self._is_means(child)):
                    yield child
            if tokens.dep[verb] == "acl:relcl" or (tokens.dep[verb] == "acl" and tokens.lower[verb].endswith("ing")):
                yield tokens.head[verb]
                return
            if tokens.base[verb] not in {"conj", "xcomp", "advcl", "obj", "obl"} or tokens.head[verb] == verb:
                return
            if tokens.base[verb] in {"obj", "obl"} and tokens.lemma[tokens.head[verb]] in self._no_deeds:
                return
            verb = tokens.head[verb]

    def _sides_of(self, head: int) -> tuple[str, ...]:
        """The sides of a noun phrase; in somebody's words, a pronoun is first of all the speaker's side."""
        voice = self.cast.voice_at(head)
        if voice is not None and not voice.direct and self.tokens.lower[head] in {"it", "they", "its", "their"}:
            return (voice.side,) if voice.side else ()
        return tuple(self.cast.sides_of(head))

    def _is_means(self, noun: int) -> bool:
        """Whether an oblique says who or what did it: *by the army*, *in an airstrike*, *during the raid*."""
        case = self.tokens.case_of(noun)
        return case == "by" or (case in {"in", "during", "from", "to", "of"} and self._is_attack(noun))

    def _is_attack(self, token: int) -> bool:
        words = self.cast.names.words
        return self.tokens.lemma[token] in words.attacks or self.tokens.lemma[token] in {
            "airstrike",
            "rampage",
            "bombing",
            "fire",
            "blast",
            "massacre",
            "captivity",
        }

    def _acting(self, head: int) -> tuple[str, ...]:
        sides = self._sides_of(head)
        if sides or not self._is_attack(head):
            if not sides and self.tokens.lemma[head] in self.wars.fighters:
                return tuple(group for group, _ in self._groups.most_common(1))
            return tuple(sides)
        own = self.cast.names.premodifying(head)
        if own:
            return tuple(own[-1:])
        for child in self.tokens.children[head]:
            if self.tokens.case_of(child) == "by":
                return self._sides_of(child)
        return ()

    def side_of(
        self, count: Count, fate: Fate, noun: str | None, by: str | None, country: str | None, speaker: str | None
    ) -> str | None:
        """Whose the people are; ``noun`` is the lemma that names them, also where it is left out here."""
        named = self._named(count, fate)
        if named is None and count.whole is not None:
            named = self._in_phrase(count.whole, count.whole + 1)
        if named is not None:
            return self.wars.peoples.get(named, named) if not self._is_fighter(count) else named
        enemy = self._enemy(by)
        if noun in read_lexicon().bargained:
            return None
        if self._is_fighter(count):
            leading = self._leading_group()
            return (
                self._group_against(by or speaker) or enemy or (leading if leading in self.cast.belligerents else None)
            )
        if noun in self.wars.captives or fate.outcome in {"held", "abducted"}:
            return self._by_noun.get(noun or "") or self._enemy(self._leading_group()) or enemy
        if fate.outcome == "deployed":
            return self._by_noun.get(noun or "") or by
        if fate.outcome in _AWAY:
            return self._by_noun.get(noun or "") or (self._of_country(country) if fate.outcome == "other" else enemy)
        there = self._of_country(country)
        if enemy is not None and there == self.wars.peoples.get(by or "", by):
            return enemy  # "Hamas, which rules Gaza, killed 1,200 people": not its own
        return there or enemy

    def _of_country(self, country: str | None) -> str | None:
        return None if country is None else self.wars.countries.get(country)

    def own_people(self, side: str | None) -> str | None:
        """A belligerent's own people: those it tells of where it does not say otherwise."""
        return (
            None
            if side is None or side not in {*self.cast.belligerents, *self.wars.enemies}
            else self.wars.peoples.get(side, side)
        )

    def _named(self, count: Count, fate: Fate) -> str | None:
        tokens = self.tokens
        found = self._in_phrase(count.start, count.end)
        if found is None and fate.rule == "toll":
            found = next((side for token in self._under(fate.cue) if (side := self._in_phrase(token, token + 1))), None)
        if found is not None:
            return found
        for child in tokens.children[count.theme]:
            if tokens.dep[child] in {"nmod:poss", "poss"}:
                sides = self._sides_of(child)
            elif tokens.base[child] == "nmod" and child > count.theme and tokens.case_of(child) in {"of", "from", "on"}:
                sides = self._sides_of(child) or self.cast.names.premodifying(child)
            else:
                continue
            if sides:
                return str(sides[0])
        return None

    def _under(self, token: int, depth: int = 3) -> Iterator[int]:
        for child in self.tokens.children[token]:
            if self.tokens.pos[child] == "VERB" or self._is_attack(child):
                continue
            yield child
            if depth:
                yield from self._under(child, depth - 1)

    def _in_phrase(self, start: int, end: int) -> str | None:
        """The last side named between two tokens, "Iran-backed" and its like left out."""
        names = self.cast.names
        for token in range(end - 1, start - 1, -1):
            label = names.bodies.get(token)
            if label is None or self._is_joined(label.end):
                continue
            side = names.side_of(label)
            if side:
                return str(side)
        return None

    def _is_joined(self, end: int) -> bool:
        tokens = self.tokens
        return end + 1 < len(tokens) and tokens.text[end] in {"-", "‑", "–"} and tokens.lower[end + 1] in _JOINED

    def _is_fighter(self, count: Count) -> bool:
        return count.head is not None and self.tokens.lemma[count.head] in self.wars.fighters

    def _enemy(self, side: str | None) -> str | None:
        """The one side that another fights; of the article's two belligerents, the other one."""
        if side is None:
            return None
        others = self.wars.enemies.get(side, ())
        if len(others) == 1:
            return others[0]
        pair = tuple(self.wars.peoples.get(name, name) for name in self.cast.belligerents)
        mine = self.wars.peoples.get(side, side)
        if mine in pair:
            return next((other for other in pair if other != mine), None)
        return None

    def _leading_group(self) -> str | None:
        return next((group for group, _ in self._groups.most_common(1)), None)

    def is_state(self, side: str | None) -> bool:
        """Whether a side is a state."""
        return side in self.wars.countries.values()

    def _group_against(self, side: str | None) -> str | None:
        """The armed group that an article most often names on the side against another."""
        return next(
            (group for group, _ in self._groups.most_common() if side in self.wars.enemies.get(group, ())), None
        )
