"""What part a place plays, and whether it is a place at all or stands for those who rule from it.

"Washington said" is an actor and no place; "in Washington" is one. Decided from the dependency tree alone: where a
document has none, every mention is a place.
"""

from __future__ import annotations

import re

from dragoman.extract.places.lexicon import Lexicon
from dragoman.extract.places.mentions import Mention
from dragoman.extract.places.syntax import Frame, clause_lemmas, frame_of, is_located
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Candidate
from dragoman.model.values import PlaceRole

_DATELINE = re.compile(
    r"[^\n!?:;]{0,60}?(?:\((?:[A-Z][A-Za-z. /]{1,30})\)\s*)?\s?(?:—|–|--|-)\s|\s*\((?:[A-Z]{2,6}|Reuters)\)"
)
"""What follows a dateline's place: up to a date and an agency, then a dash."""
_LETTERS_BEFORE_DATELINE = 40
_NAMED_DATES_AND_AGENCIES = re.compile(r"^(?:[\s,.()/0-9—–-]|[A-Z][\w.’']*)*$")


def can_act(name: str, place: Candidate | None, lexicon: Lexicon) -> bool:
    """Whether a place of this name can stand for a government: a state, a capital, a seat of power."""
    if plain(name) in lexicon.seats:
        return True
    return place is not None and (place.precision == "country" or place.is_capital)


def is_actor(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention of a state, capital or seat is of those who rule there, by what it does in its sentence."""
    if not mention.span.doc.has_annotation("DEP") or is_located(mention.span, lexicon):
        return False
    frame = frame_of(mention.span)
    if frame.governor is None:
        return False
    lemma = frame.governor.lemma_.lower() or frame.governor.lower_
    match frame.relation:
        case "subject":
            return frame.governor.pos_ in {"VERB", "AUX"} and lemma in lexicon.acting_verbs
        case "passive_subject" | "object":
            return lemma in lexicon.addressed_verbs
        case "possessive" | "compound":
            return lemma in lexicon.agency_nouns
        case "oblique":
            return _is_party(frame, lemma, lexicon)
        case _:
            return False


def _is_party(frame: Frame, lemma: str, lexicon: Lexicon) -> bool:
    """Whether it is a side ("talks with Tehran"), an agent ("by Moscow") or a target ("pressure on Kyiv")."""
    match frame.preposition:
        case "by" | "according":
            return True
        case "of" if lemma in lexicon.office_nouns:
            return True
        case "on" | "upon" if lemma == "call":
            return True
        case preposition if (
            preposition in lexicon.party_prepositions and lemma in lexicon.party_nouns | lexicon.acting_verbs
        ):
            return True
        case preposition:
            return preposition in lexicon.aimed_prepositions and lemma in lexicon.aimed_nouns


def role_of(mention: Mention, lexicon: Lexicon) -> PlaceRole:
    """The role of a place, by where it stands and what governs it."""
    if is_dateline(mention):
        return "dateline"
    if not mention.span.doc.has_annotation("DEP"):
        return "mentioned"
    frame = frame_of(mention.span)
    lemmas = frozenset(clause_lemmas(mention.span))
    if lemmas & lexicon.venue_words and (
        frame.preposition in lexicon.venue_prepositions or frame.relation in {"compound", "possessive"}
    ):
        return "venue"
    if lemmas & lexicon.event_words and (
        frame.preposition is not None or frame.relation in {"object", "passive_subject"}
    ):
        return "event"
    return "mentioned"


def is_dateline(mention: Mention) -> bool:
    """Whether a paragraph opens with the place and a dash: "DOHA, March 3 (AFP) — …", "Juba, South Sudan –"."""
    text = mention.text
    start, end = mention.span.start_char, mention.span.end_char
    opening = text.rfind("\n", 0, start) + 1
    if start - opening > _LETTERS_BEFORE_DATELINE:
        return False
    found = _DATELINE.match(text, end)
    return found is not None and bool(_NAMED_DATES_AND_AGENCIES.match(text[opening : found.end()]))
