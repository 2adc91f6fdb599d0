"""Who is at war with whom, as the article says it: "the war between Ethiopia and Tigray", "the invasion of Ukraine"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from dragoman.extract.sides.mentions import Names, Sides, unique

FIGHTING = 3
"""What words of war count for, beside two sides merely named together."""

MARGIN = 1.3
"""How many times as often as any other pair the leading one must be told of, to be the article's war."""

LEAST = 3
"""In how many sentences about violence two sides must be named, where no words say that they fight each other."""

LEAD = 3
"""The sentences that a report begins with, its headline and place among them."""

SMALLEST = 0.1
"""How often a side must be named, beside the one that is named most, for the article to be about its war."""


def find_wars(names: Names) -> tuple[Sides, tuple[Sides, ...]]:
    """The two sides of the article's war, and all pairs at war in it, the one that it tells most of first.

    There are no two sides if it tells of no war, or of several alike. Words that say who fights whom count most, then
    the sentences about violence that name both: two states that only these join may be allies. A pair counts for more
    the oftener the article names both of its sides.
    """
    ranked = _rank(names)
    wars: tuple[Sides, ...] = tuple(tuple(sorted(pair)) for pair, _ in ranked)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < MARGIN * ranked[1][1]):
        return (), wars
    return wars[0], wars


def _rank(names: Names) -> list[tuple[frozenset[str], int]]:
    """The pairs at war with what each counts for, the most told of first."""
    named = names.prominence()
    told: Counter[frozenset[str]] = Counter()
    at_war = set()
    for pair, weight in _pairs(names, frozenset(named)):
        told[pair] += weight
        if weight == FIGHTING:
            at_war.add(pair)
    lead = frozenset(_named_in_lead(names))
    for pair in frozenset(names.known_wars()):
        told[pair] += 2 * FIGHTING if pair <= lead else FIGHTING
        at_war.add(pair)
    beside = Counter(_beside_violence(names, frozenset(named)))
    groups = names.armed_groups()
    at_war.update(pair for pair, count in beside.items() if count >= LEAST and (told[pair] or pair & groups))
    fewest = SMALLEST * max(named.values(), default=0)
    counts: Counter[frozenset[str]] = Counter()
    for pair in at_war:
        if all(named[side] >= fewest or side in names.own_parties for side in pair):
            counts[pair] = (told[pair] + beside[pair]) * min(named[side] for side in pair)
    return sorted(counts.items(), key=lambda row: (-row[1], sorted(row[0])))


def _named_in_lead(names: Names) -> Iterator[str]:
    """The sides that the first sentences name: a report begins with its own war."""
    sentences = names.tokens.sentences[:LEAD]
    yield from (side for first, last in sentences for place in range(first, last) if (side := names.named_at(place)))


def _beside_violence(names: Names, armed: frozenset[str]) -> Iterator[frozenset[str]]:
    """The pairs of sides that a sentence about violence names, if it names no more than two."""
    tokens, words = names.tokens, names.words
    for first, last in tokens.sentences:
        if not words.violence & set(tokens.lemma[first:last]):
            continue
        sides = {side for place in range(first, last) if (side := names.named_at(place)) in armed and side}
        if len(sides) == 2:
            yield frozenset(sides)


def _pairs(names: Names, fighting: frozenset[str]) -> Iterator[tuple[frozenset[str], int]]:
    """Pairs of sides said to fight each other, and those only named in one breath, with what each counts for."""
    tokens, words = names.tokens, names.words
    for head, lemma in enumerate(tokens.lemma):
        weight = FIGHTING
        if lemma in words.war_nouns or lemma in words.attacks:
            found = _fighting(names, head)
        elif lemma in words.war_verbs and tokens.pos[head] == "VERB":
            found = _attacking(names, head)
        elif lemma in words.governments and (civil := _civil_war(names, head)):
            found = civil
        elif lemma in words.both_nouns and "warring" in tokens.lower[max(0, head - 2) : head]:
            found = _at_home(names, head)
        else:
            found, weight = _joined(names, head), FIGHTING if _is_between(names, head) else 1
        armed = [side for side in found if side in fighting]
        for pair in combinations(armed[:2], 2):
            yield frozenset(pair), FIGHTING if _is_at_home(names, pair) else weight


def _is_at_home(names: Names, pair: tuple[str, ...]) -> bool:
    """Whether two sides named in one breath are a state and an armed group of its own: "the army and the Front"."""
    entries = [names.index.registry.find(side) for side in pair]
    types = {entry.type for entry in entries if entry is not None}
    countries = {entry.country for entry in entries if entry is not None}
    return types == {"state", "armed_group"} and len(countries) == 1 and None not in countries


def _is_between(names: Names, head: int) -> bool:
    """ "Talks between A and B", "A-B talks": sides that bargain with each other."""
    return names.tokens.case_of(head) == "between" or names.tokens.lower[head] in names.words.talks


def _joined(names: Names, head: int) -> Sides:
    """Two sides named in one breath: "Ukraine and Russia", "neither Israel nor Hamas"."""
    tokens = names.tokens
    if tokens.lemma[head] in names.words.delegates or tokens.lower[head] in names.words.talks:
        before = names.premodifying(head)
        return before if len(before) == 2 else ()
    mediate = names.words.mediate
    acts = head in names.bodies or tokens.lemma[head] in names.words.governments
    if not acts or tokens.lemma[tokens.role(head)[1]] in mediate:
        return ()
    joined = names.conjuncts(head)
    return unique(side for one in joined for side in names.of_phrase(one)) if len(joined) == 2 else ()


def _fighting(names: Names, head: int) -> Sides:
    """The sides that a noun of war or attack joins, before it and after it."""
    tokens = names.tokens
    found = list(names.premodifying(head))
    for child in tokens.children[head]:
        if tokens.base[child] in {"nmod", "obl"} and child > head:
            case = tokens.case_of(child)
            if case == "between" or case in names.words.against:
                found.extend(side for conjunct in names.conjuncts(child) for side in _struck(names, conjunct))
    return unique(found)


def _struck(names: Names, head: int) -> Sides:
    """Whose what is struck is: Ukraine's in "strikes on Ukrainian cities"."""
    return names.of_phrase(head) or names.premodifying(head)


def _attacking(names: Names, verb: int) -> Sides:
    tokens = names.tokens
    found: list[str] = []
    for child in tokens.children[verb]:
        if tokens.base[child] in {"nsubj", "obj"} or tokens.dep[child] == "obl:agent":
            found.extend(names.of_phrase(child))
    return unique(found)


def _at_home(names: Names, head: int) -> Sides:
    """ "Chad's warring parties": the state, and the armed group of its own that the article names."""
    owners = [child for child in names.tokens.children[head] if names.tokens.dep[child] == "nmod:poss"]
    own = unique(side for owner in owners for side in names.of_phrase(owner)) or names.premodifying(head)
    groups = names.armed_groups()
    found = [other for other in sorted(groups) if len(own) == 1 and _is_at_home(names, (own[0], other))]
    return (own[0], found[0]) if len(found) == 1 else ()


def _civil_war(names: Names, head: int) -> Sides:
    """ "The Syrian regime", where the article also tells of a Syrian opposition."""
    own = names.premodifying(head)
    if len(own) != 1:
        return ()
    others = [party for party in names.own_parties if names.state_of(party) == own[0]]
    return (own[0], others[0]) if others else ()
