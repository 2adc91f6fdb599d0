"""Offices beside names: "Qatari foreign ministry spokesman Majed al-Ansari", "Badr Hassan, Egypt's foreign minister,".

Read off the words in their order, not off the tree: titles are where parsers disagree most.
"""

from __future__ import annotations

from dragoman.extract.actors.lexicon import Lexicon
from dragoman.extract.actors.mentions import Label, Office
from dragoman.extract.actors.phrases import Labels, owner_after, owner_before, phrase_at, start_of
from dragoman.extract.actors.tokens import Tokens

INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "X"})
OWNERS = frozenset({"of", "from", "at", "with", "in"})
FOR = OWNERS | {"for"}
FARTHEST = 9
"""Tokens between a name and the office in its apposition."""


class OfficeReader:
    """Finds the office that belongs to a name."""

    def __init__(self, tokens: Tokens, labels: Labels, people: list[tuple[int, int]], lexicon: Lexicon) -> None:
        self.tokens, self.labels, self.lexicon = tokens, labels, lexicon
        self.names = {token for start, end in people for token in range(start, end)}
        self.starts = {start for start, _ in people}

    def office_of(self, start: int, end: int) -> Office | None:
        """The office of the person named in tokens ``[start, end)``: before the name, after it, or before a comma."""
        office = self._before(start)
        if office is not None and office.affiliation is not None:
            return office
        beside = self._after(end) or self._before_comma(office.start if office is not None else start)
        return beside if beside is not None and (office is None or beside.affiliation is not None) else office

    def _before(self, start: int) -> Office | None:
        """ "Mossad chief" NAME, "Secretary of State" NAME, "head of the SNC delegation" NAME."""
        first = self._sentence_start(start)
        if start - 1 > first and self.tokens.text[start - 1] == "." and self._is_rank(start - 2):
            start -= 1
        if start - 1 > first and self._is_title(start - 1):
            start -= 1  # "engineer Dr NAME"
        if start <= first:
            return None
        office = self._read(first, start)
        if office is not None:
            return office
        # "leader of Hamas in Gaza NAME": an office, its complement, then the name
        for end in range(start - 1, max(first, start - 6), -1):
            if self.tokens.pos[end] not in {"ADP", "DET", *INSIDE} or end in self.names:
                break
            if self.tokens.lower[end] in FOR and end > first and self._are_inside(end + 1, start):
                office = self._read(first, end)
                if office is not None:
                    return office
        return None

    def _after(self, end: int) -> Office | None:
        """NAME ", the Egyptian foreign minister,": an apposition up to its own end."""
        tokens = self.tokens
        if end + 1 >= len(tokens) or tokens.text[end] not in {",", "(", "–", "—"}:
            return None
        last = self._sentence_end(end)
        for place in range(end + 1, min(last, end + 2 + FARTHEST)):
            if place in self.names:
                return None
            owned = (
                tokens.lower[place] in {"'s", "’s"} or tokens.pos[place] in {"DET", "PRON"} or tokens.is_silent(place)
            )
            if tokens.pos[place] not in INSIDE and not owned:
                return None
            office = self._read(end + 1, place + 1)
            if office is not None and self._ends_phrase(place + 1, last):
                return office
        return None

    def _before_comma(self, start: int) -> Office | None:
        """ "The Israeli prime minister, NAME," — not the end of another's apposition."""
        tokens = self.tokens
        first = self._sentence_start(start)
        if start - 1 <= first or tokens.text[start - 1] != ",":
            return None
        office = self._read(first, start - 1)
        if office is None or tokens.tag[office.head] in {"NNS", "NNPS"}:
            return None  # "to Israeli leaders, President NAME said"
        before = office.start - 1
        if before >= first and tokens.text[before] in {",", "and"} and before - 1 in self.names:
            return None
        opens = tokens.pos[office.start] == "DET" or office.start in self.labels or tokens.pos[office.start] == "PRON"
        return office if opens else None

    def _ends_phrase(self, place: int, last: int) -> bool:
        """Whether an apposition may end at ``place``: no noun goes on, and no other name follows as its bearer."""
        tokens = self.tokens
        if place in self.starts:
            return False
        return place >= last or (
            tokens.pos[place] not in {"NOUN", "PROPN", "ADJ"} and tokens.lower[place] not in {"'s", "’s", "-"}
        )

    def _read(self, first: int, end: int) -> Office | None:
        """The office whose head noun is the token before ``end``, with its modifiers back to ``first`` at most."""
        tokens, lexicon = self.tokens, self.lexicon
        last = end - 1
        if tokens.pos[last] not in {"NOUN", "PROPN", "ADJ", "X"} or last in self.names:
            return None
        phrase = phrase_at(tokens, end, lexicon.offices, first)
        word = tokens.lower[last].rstrip(".")
        if phrase is None and word in lexicon.abbreviated_offices:
            phrase = (lexicon.abbreviated_offices[word],)
            head = last
        elif phrase is None:
            return None
        else:
            head = start_of(tokens, end, phrase)
        start = self._left(head, first)
        owner = owner_before(tokens, start, head, self.labels, lexicon)
        if owner is None and " ".join(phrase) not in lexicon.no_body_of and phrase[-1] not in lexicon.no_body_of:
            prepositions = FOR if phrase[-1] in lexicon.speaks_for else OWNERS
            owner = owner_after(tokens, last, self.labels, lexicon, prepositions)
        return Office(
            start,
            end,
            last,
            self._title(start, end, phrase, owner),
            name_of(owner),
            owner.entry if owner else None,
            owner,
        )

    def _title(self, start: int, end: int, phrase: tuple[str, ...], owner: Label | None) -> str:
        """The office without article and owner: "foreign ministry spokesman"."""
        tokens = self.tokens
        words = []
        for token in range(start, end):
            is_owner = owner is not None and owner.start <= token < owner.end
            if (
                is_owner
                or token in self.labels
                or tokens.pos[token] in {"DET", "PRON"}
                or tokens.lower[token] in {"'s", "’s", "'"}
            ):
                continue
            words.append(token)
        while words and tokens.is_silent(words[0]):
            words.pop(0)
        if not words or words[-1] != end - 1:
            return " ".join(phrase)
        return tokens.words(words[0], end) if words == list(range(words[0], end)) else " ".join(phrase)

    def _left(self, head: int, first: int) -> int:
        """The first token of an office's modifiers, in the order of the words."""
        tokens = self.tokens
        left = head
        while left > first:
            before = left - 1
            if before in self.names and tokens.lower[left] not in {"'s", "’s", "'"}:
                break
            is_of = tokens.lower[before] in {"'s", "’s", "'"} or (tokens.is_silent(before) and left < head)
            if tokens.pos[before] == "DET" or (tokens.dep[before] == "nmod:poss" and tokens.pos[before] == "PRON"):
                return before
            is_compound_verb = tokens.pos[before] == "VERB" and before > first and tokens.text[before - 1] == "-"
            if tokens.pos[before] not in INSIDE and before not in self.labels and not is_of and not is_compound_verb:
                break
            left = before
        return left

    def _is_rank(self, token: int) -> bool:
        """Whether a token is an abbreviated rank whose full stop stands apart."""
        return self.tokens.lower[token].rstrip(".") in self.lexicon.abbreviated_offices

    def _is_title(self, token: int) -> bool:
        """Whether a token is a title that is no office of its own."""
        word = self.tokens.lower[token].rstrip(".")
        is_office = word in self.lexicon.abbreviated_offices or (word,) in self.lexicon.offices.get(word, ())
        return word in self.lexicon.titles and not is_office

    def _are_inside(self, start: int, end: int) -> bool:
        return all(self.tokens.pos[token] in {"DET", "ADP", *INSIDE} for token in range(start, end))

    def _sentence_start(self, token: int) -> int:
        return self.tokens.sentences[self.tokens.sentence[token]][0]

    def _sentence_end(self, token: int) -> int:
        return self.tokens.sentences[self.tokens.sentence[token]][1]


def name_of(label: Label | None) -> str | None:
    """What a body is called as an affiliation: a state or people by its name ("Qatari" → "Qatar"), else as written."""
    if label is None:
        return None
    entry = label.entry
    if label.kind == "capital":
        return label.name
    return entry.name if entry is not None and (label.kind != "name" or entry.type == "state") else label.name
