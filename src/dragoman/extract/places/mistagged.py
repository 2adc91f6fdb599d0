"""Names of places that the analysis took for people or organisations → mentions.

Foreign towns look like surnames to a tagger trained on other news. A name is a place after all where a preposition says
so ("in Tabqa"), beside another place in a list, where the conflict head of the analysis has a location, or when the
article has it as a place elsewhere; never when it is part of a person's longer name in the same article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import LOCATION_LABELS, Mention
from dragoman.extract.places.syntax import is_located, word_before
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Gazetteer

PERSON_LABELS = frozenset({"PER", "PERSON"})
_SHORTEST_NAME = 4
"""Letters of a name that is trusted against the tagger; shorter ones are acronyms."""
_LIST_LINKS = frozenset({",", "and", "or", "y", "e"})


def find_mistagged(doc: Doc, found: Sequence[Mention], gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Mention]:
    """The further mentions of ``doc``, beside those that were found by their label."""
    text = doc.text
    taken = {token for mention in found for token in range(mention.span.start, mention.span.end)}
    others = [ent for ent in doc.ents if ent.label_ not in LOCATION_LABELS and ent.start not in taken]
    persons = {
        word for ent in others if ent.label_ in PERSON_LABELS and len(ent) > 1 for word in plain(ent.text).split()
    }
    open_ = [ent for ent in others if _could_be_place(ent, persons)]
    listed = [ent for ent in open_ if gazetteer.find(ent.text)]
    places = {plain(mention.name) for mention in found if gazetteer.find(mention.name)}
    located = {
        token for span in _conflict_spans(doc) if span.label_ == "Location" for token in range(span.start, span.end)
    }
    places |= {plain(ent.text) for ent in listed if ent.start in located or _is_place_here(ent, gazetteer, lexicon)}
    places |= _beside_places(listed, places, found)
    yield from (Mention(ent, text, tagged=False) for ent in listed if plain(ent.text) in places)
    unlisted = (ent for ent in open_ if plain(ent.text) not in places and not gazetteer.find(ent.text))
    yield from (Mention(ent, text, tagged=True) for ent in unlisted if word_before(ent, lexicon) in lexicon.near_in)


def _could_be_place(ent: Span, persons: set[str]) -> bool:
    key = plain(ent.text)
    if not ent.text[0].isupper() or len(key) < _SHORTEST_NAME:
        return False
    return key not in persons or len(ent) > 1


def _is_place_here(ent: Span, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    return plain(ent.text) in gazetteer.sure_names or is_located(ent, lexicon) or _is_base(ent)


def _conflict_spans(doc: Doc) -> Sequence[Span]:
    return list(doc.spans["conflict"]) if "conflict" in doc.spans else []


def _is_base(ent: Span) -> bool:
    """Whether somebody is "based" there: "the Goma-based group"."""
    after = [token.lower_ for token in ent.doc[ent.end : ent.end + 2]]
    return after in (["-", "based"], ["-", "area"])


def _beside_places(listed: Sequence[Span], places: set[str], found: Sequence[Mention]) -> set[str]:
    """The names that stand in a list with a place, on either side of it."""
    known = [mention.span for mention in found] + [ent for ent in listed if plain(ent.text) in places]
    starts, ends = {span.start for span in known}, {span.end for span in known}
    beside: set[str] = set()
    for ent in listed:
        if _end_before(ent) in ends:
            beside.add(plain(ent.text))
            ends.add(ent.end)
    for ent in reversed(listed):
        if _start_after(ent) in starts or plain(ent.text) in beside:
            beside.add(plain(ent.text))
            starts.add(ent.start)
    return beside


def _end_before(ent: Span) -> int | None:
    """Where the member before ``ent`` in its list would end."""
    at = ent.start
    while at > 0 and ent.doc[at - 1].lower_ in _LIST_LINKS:
        at -= 1
    return at if at < ent.start else None


def _start_after(ent: Span) -> int | None:
    """Where the member after ``ent`` in its list would begin."""
    at = ent.end
    while at < len(ent.doc) and ent.doc[at].lower_ in _LIST_LINKS:
        at += 1
    return at if at > ent.end else None
