"""One article's figures: counts → fates → claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dragoman.extract.actors.tokens import Tokens
from dragoman.extract.figures.circumstances import is_cumulative, read_cues, realis_of
from dragoman.extract.figures.claimants import claimant_of
from dragoman.extract.figures.counters import counter_of
from dragoman.extract.figures.counts import Count, find_counts
from dragoman.extract.figures.fates import Fates
from dragoman.extract.figures.governors import Fate
from dragoman.extract.figures.lexicon import read_lexicon
from dragoman.extract.figures.numbers import find_numbers
from dragoman.extract.figures.parts import proportion_before, share_of, whole_of
from dragoman.extract.figures.settings import country_around, name_of, period_of, place_of
from dragoman.extract.figures.sides import Owners, read_wars
from dragoman.extract.sides import read_cast
from dragoman.model import Claim, Figure, Issue, Reading, Source, Span, make_claim

_RARE = 100
"""An exact count of so many people is not met twice in an article for two things."""


@dataclass(frozen=True, slots=True)
class Told:
    """A count with its fate and the word for its people."""

    count: Count
    fate: Fate
    people: str
    noun: str | None
    whole: Count | None


def read_figures(reading: Reading) -> Iterator[Claim | Issue]:
    """The figures of an article. Needs a dependency tree; without one there are none, and an issue says so."""
    if not reading.doc.has_annotation("DEP"):
        if len(reading.doc):
            yield Issue("figures", "the analysis has no dependency tree; figures need one")
        return
    cast = read_cast(reading)
    tokens, lexicon = cast.tokens, read_lexicon()
    counts = list(find_counts(tokens, find_numbers(reading.article.text), lexicon))
    told = list(_tell(counts, Fates(tokens, lexicon)))
    yield from Claims(reading, told, Owners(cast, read_wars())).make()


def _tell(counts: list[Count], fates: Fates) -> Iterator[Told]:
    """The counts that have a fate; one whose noun is left out takes the noun of the count before it."""
    tokens = fates.tokens
    known: list[Told] = []
    for count in counts:
        fate = fates.of(count)
        gap = tokens.sentence[count.start] - tokens.sentence[known[-1].count.start] if known else 2
        before = known[-1] if gap <= 1 else None
        part = whole_of(tokens, count, counts)
        if before is not None and part is None:  # "killed 40, including two children, and wounded 60": 60 of whom?
            before = next((other for other in known if other.count is before.whole), before)
        if fate is None and part is not None:
            whole = next((other for other in known if other.count is part), None)
            fate = None if whole is None else Fate(whole.fate.outcome, whole.fate.cue, "part")
        elif fate is None and count.head is None and before is not None:
            fate = _still(count, before, fates)
        if fate is not None:
            known.append(Told(count, fate, *_people_of(count, fate, before, tokens), part))
            yield known[-1]


def _people_of(count: Count, fate: Fate, before: Told | None, tokens: Tokens) -> tuple[str, str | None]:
    """The words for those counted and the lemma of their noun, taken from the count before where it is left out."""
    if count.head is not None:
        return tokens.words(_first_of_noun(tokens, count), count.head + 1), tokens.lemma[count.head]
    if count.group is not None:
        return tokens.text[count.group], None
    if fate.rule == "toll":
        return _toll_phrase(tokens, fate.cue), "person"
    if before is None:
        return (tokens.text[fate.cue], None) if tokens.pos[fate.cue] != "VERB" else ("people", "person")
    if before.fate.rule == "toll":
        return "people", "person"
    return before.people, before.noun


def _toll_phrase(tokens: Tokens, toll: int) -> str:
    """*death toll*, *number of dead hostages*: the noun of a running count with its near dependents."""
    near = [child for child in tokens.children[toll] if tokens.base[child] in {"compound", "amod", "nmod"}]
    near = [child for child in near if toll - 3 <= child <= toll + 5 and tokens.base[child] != "punct"]
    return tokens.words(min([toll, *near]), max([toll, *near]) + 1)


def _first_of_noun(tokens: Tokens, count: Count) -> int:
    """Where the noun phrase begins after its number: *Palestinian prisoners*, not "240 Palestinian prisoners"."""
    assert count.head is not None
    first = count.head
    while (
        first - 1 > count.root
        and tokens.pos[first - 1] in {"ADJ", "NOUN", "PROPN"}
        and tokens.head[first - 1] == count.head
    ):
        first -= 1
    return first + (tokens.lower[first] == "strong")


def _still(count: Count, before: Told, fates: Fates) -> Fate | None:
    """*132 remain in Gaza*: they are what those before them are by name; *up from 300* goes on from a toll."""
    tokens, lexicon = fates.tokens, fates.lexicon
    governor = tokens.head[count.root]
    if before.fate.rule == "toll" and tokens.lemma[governor] in lexicon.strict_tolls:
        return Fate(before.fate.outcome, governor, "toll")
    if tokens.base[count.root] != "nsubj" or tokens.lemma[governor] not in {"remain", "stay"} or before.noun is None:
        return None
    outcome = lexicon.inherent.get(before.noun)
    return None if outcome is None else Fate(outcome, governor, "remain")


class Claims:
    """Makes the claims of one article from what its counts tell."""

    def __init__(self, reading: Reading, told: list[Told], owners: Owners) -> None:
        self.reading = reading
        self.told = told
        self.owners = owners
        self.tokens = owners.tokens
        self.made: dict[int, Claim] = {}

    def make(self) -> Iterator[Claim]:
        """The claims, a whole before its parts."""
        for told in self.told:
            yield from self._claim(told)

    def _claim(self, told: Told) -> Iterator[Claim]:
        if told.count.start in self.made:
            return
        whole = told.whole
        for other in self.told:
            if other.count is whole and other.count.start not in self.made and other.whole is not told.count:
                yield from self._claim(other)
        claim = self._make(told, whole)
        definite = _is_definite(self.tokens, told.count)
        repeated = next((old for old in self.made.values() if _is_same(old, claim, definite=definite)), None)
        self.made[told.count.start] = repeated or claim
        if repeated is None:
            yield claim

    def _make(self, told: Told, whole: Count | None) -> Claim:
        reading, tokens, count, fate = self.reading, self.tokens, told.count, told.fate
        cues = read_cues()
        words = Span(tokens.start[count.start], tokens.end_of(count.end - 1))
        cumulative = is_cumulative(tokens, count, fate, cues)
        realis = realis_of(tokens, count, fate, cues)
        parent = self.made.get(whole.start) if whole is not None else None
        mentions = cues.mentions if realis == "happened" else frozenset()
        source, within = claimant_of(reading, tokens, count.theme, count.number.core, mentions)
        counter = None
        if within is None:
            counter = counter_of(self.owners.cast.names.index, count, fate, read_lexicon())
            source, within = (counter[0], None) if counter else self._continued(told, parent)
        places = reading.of_kind("place")
        place = place_of(self.owners.cast, places, count, fate)
        by = self.owners.by_of(count, fate)
        speaker = self.owners.cast.names.side_of_name(source.affiliation or source.name) if source else None
        side = self._of_the_whole(told, parent) or (
            self.owners.side_of(
                count, fate, told.noun, by, country_around(self.owners.cast, places, count, place), speaker
            )
            or self._inherited(told, parent, speaker)
        )
        outcome = fate.outcome
        if outcome == "held" and told.noun not in read_wars().captives and self.owners.is_state(by):
            outcome = "detained"
        share = share_of(reading.article.text, words, is_total=cumulative)
        low, high = _whole(count.number.low), _whole(count.number.high)
        proportion = proportion_before(reading.article.text, words.start)
        if proportion is not None and low is not None and high is not None:
            share = proportion.words
            low, high = proportion.of(low)
        value = Figure(
            low=low,
            high=high,
            outcome=outcome,
            people=told.people,
            qualifier=count.number.qualifier,
            side=side,
            place=name_of(place),
            by=by,
            when=period_of(reading, words, cumulative=cumulative),
            realis=realis,
            cumulative=cumulative,
            part_of=None if parent is None else parent.id,
            share=None if share is None else share.of(reading.article.text),
            source=source,
        )
        evidence = [("figure", words)]
        if not count.start <= fate.cue < count.end:
            evidence.append(("cue", Span(tokens.start[fate.cue], tokens.end_of(fate.cue))))
        if share is not None:
            evidence.append(("share", share))
        if counter is not None:
            evidence.append(("source", counter[1]))
        return make_claim(reading.article, value, evidence, rule=fate.rule, within=within)

    def _of_the_whole(self, told: Told, parent: Claim | None) -> str | None:
        """*1,300 of them*, which names nobody: the side of those they are of."""
        if parent is None or told.count.head is not None:
            return None
        assert isinstance(parent.value, Figure)
        return parent.value.side

    def _continued(self, told: Told, parent: Claim | None) -> tuple[Source | None, str | None]:
        """The source of the whole; for a running total, that of the figure before it in its sentence or the last."""
        before = parent or (self._before(told, sentences=1) if told.fate.rule == "toll" else None)
        if before is None:
            return None, None
        assert isinstance(before.value, Figure)
        return before.value.source, before.within

    def _inherited(self, told: Told, parent: Claim | None, speaker: str | None) -> str | None:
        """The side of the whole; else the speaker's own people; else the side of the figure before in the paragraph."""
        before = parent or self._before(told, sentences=2)
        if parent is None and (own := self.owners.own_people(speaker)):
            return own
        if before is None:
            return None
        assert isinstance(before.value, Figure)
        return before.value.side

    def _before(self, told: Told, *, sentences: int) -> Claim | None:
        """The claim of the figure before this one, at most so many sentences back in the same paragraph."""
        tokens, start = self.tokens, told.count.start
        earlier = [place for place in self.made if place < start]
        if not earlier or tokens.sentence[start] - tokens.sentence[max(earlier)] > sentences:
            return None
        if "\n" in tokens.article[tokens.start[max(earlier)] : tokens.start[start]]:
            return None
        return self.made[max(earlier)]


def _whole(bound: Decimal | None) -> int | None:
    return None if bound is None else int(bound)


def _is_definite(tokens: Tokens, count: Count) -> bool:
    """Whether the words take up people told of before: *the three sons*, *his three brothers*."""
    before = tokens.lower[count.start - 1] if count.start else ""
    return before in {"the", "these", "those", "his", "her", "their", "its", "all"} or (
        count.number.core.start != count.number.span.start and (tokens.lower[count.start] == "the")
    )


def _is_same(old: Claim, new: Claim, *, definite: bool) -> bool:
    """Whether two claims of an article are the same figure, told again."""
    first, second = old.value, new.value
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    if (first.outcome, first.low, first.high) != (second.outcome, second.low, second.high):
        return False
    if definite:
        return True
    if first.side != second.side or first.realis != second.realis:
        return False
    return first.place == second.place or (first.low == first.high and (first.low or 0) >= _RARE)
