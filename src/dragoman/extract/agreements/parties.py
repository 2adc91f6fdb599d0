"""Who made an agreement: the sides after "between" and "with", those about its verb, and who gives a paper to whom."""

from __future__ import annotations

from dragoman.extract.agreements.lexicon import Lexicon
from dragoman.extract.sides import Cast, Sides, Tokens, unique


class PartyReader:
    """Reads the parties of the agreements of one article."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast, self.tokens, self.words = cast, cast.tokens, words

    def of(self, head: int) -> Sides:
        """The sides that the words on an agreement name as those who made it; nothing where they name none."""
        tokens, cast = self.tokens, self.cast
        if tokens.pos[head] == "VERB":
            subject = tokens.subject_of(head)
            if subject is None or tokens.lemma[head] not in self.words.agreeing | {"exchange", "swap"}:
                return ()
            named = [child for child in tokens.children[subject] if tokens.base[child] == "appos"]
            sides = unique(side for place in (subject, *named) for side in cast.sides_of(place))
            return sides or self._group_in(subject)
        found: list[str] = []
        for child in tokens.children[head]:
            if tokens.base[child] in {"nmod", "obl"} and tokens.case_of(child) in {"between", "with"}:
                found.extend(cast.sides_of(child))
        if not found and tokens.lower[head + 1 : head + 2] in (["with"], ["between"]):
            after = (place for place in range(head + 2, min(head + 8, len(tokens))) if tokens.pos[place] == "PROPN")
            found.extend(cast.sides_of(next(after, head)))
        if found:
            owners = (child for child in tokens.children[head] if tokens.dep[child] == "nmod:poss")
            found.extend(side for owner in owners for side in cast.sides_of(owner))
            sides = unique((*found, *cast.names.premodifying(head)))
            return sides if len(sides) > 1 else unique((*self._doing(head), *sides))
        if made := self._makers(head):
            return made
        if tokens.lemma[head] not in self.words.papers:
            return ()
        return self._giver(head) or self._concerned(head)

    def _doing(self, head: int) -> Sides:
        """The one side that does something to a deal with another: "Chad abandoned a draft treaty with Sudan"."""
        verb = self.tokens.head[head]
        subject = self.tokens.subject_of(verb) if self.tokens.pos[verb] == "VERB" else None
        dealt = frozenset().union(*self.words.statuses.values())
        if subject is None or subject == head or self.tokens.lemma[verb] not in dealt:
            return ()
        sides = self.cast.sides_of(subject)
        return sides if len(sides) == 1 else ()

    def _makers(self, head: int) -> Sides:
        """Who made it by its verb: "both countries signed an accord", "a deal reached by Chad and Sudan"; the one side
        that declares a truce of its own.
        """
        tokens = self.tokens
        clauses = [child for child in tokens.children[head] if tokens.base[child] == "acl"]
        verb = tokens.head[head]
        heads: list[int] = []
        for doing in (*clauses, *([verb] if tokens.pos[verb] == "VERB" else [])):
            if tokens.lemma[doing] not in self.words.making:
                continue
            subject = tokens.subject_of(doing)
            heads.extend([subject] if subject is not None and subject != head else [])
            heads.extend(child for child in tokens.children[doing] if tokens.case_of(child) == "by")
        sides = unique(side for one in heads for side in self.cast.sides_of(one))
        is_own = tokens.lemma[verb] in self.words.declaring or any(
            tokens.lower[child] in {"unilateral", "one-sided"} for child in tokens.children[head]
        )
        if is_own and not sides and tokens.pos[verb] == "VERB":
            subject, voice = tokens.subject_of(verb), self.cast.voice_at(head)
            found = self.cast.sides_of(subject) if subject is not None and subject != head else ()
            return found or ((voice.side,) if voice is not None and voice.side else ())
        return sides if len(sides) > 1 else ()

    def _group_in(self, subject: int) -> Sides:
        """The one armed group that a long subject names: "one faction of the alliance, the X Brigade, announced"."""
        bodies = self.cast.names.bodies
        labels = {bodies[place] for place in below(self.tokens, subject) if place in bodies}
        return unique(
            side for label in labels if label.type == "armed_group" and (side := self.cast.names.side_of(label))
        )[:1]

    def _concerned(self, head: int) -> Sides:
        """The sides that a paper names about what wars are settled by: "a text on Chad's guarantees for Sudan"."""
        inside = below(self.tokens, head)
        if not {self.tokens.lemma[place] for place in inside} & self.words.matters:
            return ()
        sides = unique(side for place in inside if (side := self.cast.names.named_at(place)))
        return sides if len(sides) == 2 else ()

    def _giver(self, head: int) -> Sides:
        """ "Chad presented Sudan with a proposal": who gives a paper, and to whom."""
        verb = self.tokens.head[head]
        if self.tokens.lemma[verb] not in self.words.giving:
            return ()
        subject = self.tokens.subject_of(verb)
        objects = [child for child in self.tokens.children[verb] if self.tokens.base[child] in {"obj", "iobj"}]
        heads = [*([subject] if subject is not None else []), *(child for child in objects if child != head)]
        sides = unique(side for place in heads for side in self.cast.sides_of(place))
        return sides if len(sides) > 1 else ()


def below(tokens: Tokens, head: int) -> list[int]:
    """The tokens of a head's phrase, in its sentence."""
    first, last = tokens.sentences[tokens.sentence[head]]
    inside, frontier = {head}, [head]
    while frontier:
        for child in tokens.children[frontier.pop()]:
            if first <= child < last and child not in inside and tokens.base[child] not in {"punct", "parataxis"}:
                inside.add(child)
                frontier.append(child)
    return [place for place in sorted(inside) if tokens.text[place].strip()]
