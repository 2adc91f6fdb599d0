"""A source's words → who it is, resolved inside the article, and how the words came: told to whom, resting on whom.

``"he"`` is the envoy named before; in ``the ministry told Reuters`` Reuters is told, in ``state media reported,
citing the army`` the report rests on the army.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.actors import ActorIndex
from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.lexicon import Lexicon
from dragoman.extract.quotations.subjects import noun_phrase
from dragoman.extract.quotations.tree import Range, Tree
from dragoman.model import Source

_PERSONS = frozenset({"named", "unnamed", "anonymous"})
_PRONOUNS = {
    "he": _PERSONS,
    "she": _PERSONS,
    "it": frozenset({"institution", "document", "media"}),
    "they": frozenset({"institution", "unnamed", "anonymous"}),
}
_JOINT = " and "
_BOTH = re.compile(r"(?:the two|both) \w+s", re.IGNORECASE)
"""``The two leaders``: who spoke jointly before, if two did."""
_NEAR = 6
"""How many tokens behind a source its ``citing`` may stand, and behind ``interview with`` the outlet."""


class Speakers:
    """Who speaks, quotation after quotation in the order of the text: what a pronoun means depends on those before."""

    def __init__(self, tree: Tree, index: ActorIndex, lexicon: Lexicon) -> None:
        self._tree, self._index, self._lexicon = tree, index, lexicon
        pairs = zip(tree.lower, tree.lower[1:], strict=False)
        self._interviews = [place for place, pair in enumerate(pairs) if pair in lexicon.interviews]
        self._last: Source | None = None
        self._last_joint: Source | None = None
        self._last_quoted: Source | None = None

    def resolve(self, found: Attribution, *, quoted: bool) -> Source | None:
        """Who says it; ``None`` where the words name nobody who can speak, or several could be meant.

        ``quoted``: in quotation marks; with no words for a source it is who was last quoted so.
        """
        if found.source is None:
            speaker = (self._last_quoted or self._last) if found.anchor is None else None
        else:
            speaker = self._named(found, found.source)
        if speaker is None:
            return None
        speaker = self._with_way(found, speaker)
        self._last = speaker
        if speaker.name.count(_JOINT) == 1:
            self._last_joint = speaker
        if quoted:
            self._last_quoted = speaker
        return speaker

    def _named(self, found: Attribution, span: Range) -> Source | None:
        people = self._people(found.speaker)
        if people is not None:
            return people
        reference = self._index.refer(*span)
        if reference is None:
            return self._same_as_last(found.speaker)
        is_known = reference.type is not None or reference.identification in ("document", "media")
        is_name = found.speaker is not None and self._tree.pos[found.speaker] == "PROPN"
        if not is_known and not is_name and (found.lemma in self._lexicon.things or found.rule == "learned"):
            return None
        source = self._index.source(*span)
        if self._last_joint is not None and source is not None and _BOTH.fullmatch(source.name):
            return self._last_joint
        return source

    def _people(self, head: int | None) -> Source | None:
        """``Turkish fears``: the state or people that an adjective stands for."""
        label = self._index.labels.get(head) if head is not None and self._tree.bases[head] == "amod" else None
        if label is None or label.entry is None or label.kind != "adjective":
            return None
        return Source(label.entry.name, "institution", None)

    def _same_as_last(self, head: int | None) -> Source | None:
        """A pronoun that the article's names do not settle: the speaker before, if he can be meant by it."""
        wanted = _PRONOUNS.get(self._tree.lower[head]) if head is not None else None
        last = self._last
        if wanted is None or last is None or last.identification not in wanted:
            return None
        return None if _JOINT in last.name and self._tree.lower[head or 0] != "they" else last

    def _with_way(self, found: Attribution, speaker: Source) -> Source:
        told_to = self._told_to(found)
        last = self._last
        if told_to is None and last is not None and last.name == speaker.name:
            told_to = last.told_to
        based_on = tuple(dict.fromkeys(self._based_on(found)))
        return replace(speaker, told_to=told_to, based_on=based_on)

    def _told_to(self, found: Attribution) -> str | None:
        """The outlet that the words were said to: the hearer of the cue, or whom the interview was with."""
        if found.anchor is None:
            return None
        tree, verb = self._tree, found.anchor
        hearers = tree.of(verb, "obj", "iobj") if tree.lemmas[verb] in self._lexicon.hearers else []
        if tree.lower[verb - 1] == "as" and tree.lemmas[tree.heads[verb]] in ("quote", "cite"):
            hearers += [child for child in tree.of(tree.heads[verb], "nsubj", "obl") if child != found.speaker]
        begin, finish = tree.sentence[verb]
        for place in self._interviews:
            if begin <= place < finish and not found.has_content(place):
                hearers += [
                    token for token in range(place + 2, min(finish, place + _NEAR)) if tree.pos[token] == "PROPN"
                ]
        for hearer in hearers:
            outlet = self._index.refer(*noun_phrase(tree, hearer))
            is_named = any(tree.pos[token] == "PROPN" for token in range(*noun_phrase(tree, hearer)))
            if is_named and outlet is not None and outlet.identification == "media" and hearer != found.speaker:
                return outlet.name
        return None

    def _based_on(self, found: Attribution) -> Iterator[str]:
        """What the source rests on: ``a count based on official figures``, ``…, citing the army``."""
        tree = self._tree
        ends = [part[1] for part in (found.source, found.cue) if part is not None]
        for end in ends:
            for place in range(end, min(end + _NEAR, len(tree) - 1)):
                if tree.lower[place] == "citing" and not found.has_content(place):
                    yield from self._phrase(place + 1)
        if found.source is not None:
            start, end = found.source
            end = min([end, *(first for first, _ in found.content if first > start)])
            for place in range(start, end - 2):
                if tree.lower[place : place + 2] == ["based", "on"]:
                    yield tree.text(place + 2, end)

    def _phrase(self, start: int) -> Iterator[str]:
        """The noun phrase that begins at a token, in its fullest form."""
        tree = self._tree
        head = start
        while tree.heads[head] > head and tree.pos[tree.heads[head]] in ("NOUN", "PROPN"):
            head = tree.heads[head]
        if tree.pos[head] in ("NOUN", "PROPN"):
            span = noun_phrase(tree, head)
            reference = self._index.refer(*span)
            yield reference.name if reference is not None and reference.type is not None else tree.text(*span)
