"""Doc → the stretches of text that name a place.

What the analysis tags as a location, a site among its organisations ("Al-Nasr hospital"), and countries and places of
our table that it missed. Nothing is looked up further, and nothing is refused for what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dragoman.extract.places.lexicon import Lexicon
from dragoman.gazetteer.normal import plain
from dragoman.gazetteer.places import Candidate, Gazetteer

LOCATION_LABELS = frozenset({"LOC", "GPE", "FAC", "LOCATION"})
ORGANISATION_LABELS = frozenset({"ORG", "ORGANIZATION", "ORGANISATION"})
_OF = frozenset({"of", "de", "del", "do", "da", "dos", "das"})
_LONGEST_NAME = 5
"""Words in the longest name that is looked for beyond the tagger's; longer ones are found by their parts."""
_WIDENED_BY = 2
"""Words on either side that can belong to a name of our table: "Rafah border crossing"."""
_HYPHENS = frozenset({"-", "‑", "–"})
_PLACING = frozenset({"based", "area", "born", "bound"})
"""What makes an adjective with a place's name tell where: "the Goma-based group"."""
_ACRONYM, _LONGEST_ACRONYM = 3, 5
"""A key of at most three letters ("US", "UK") is a name only in capitals; in capitals, up to five may be an acronym."""
_KNOWN_TOWN = 50_000
"""People of a town that a word in capitals may be trusted to mean ("DOHA")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a place: ``span`` is the name, ``tagged`` whether the analysis said that it is one.

    ``text`` is the whole text that it stands in: a ``Doc`` puts its own together anew whenever it is asked.
    """

    span: Span
    text: str
    tagged: bool
    is_site: bool = False

    @property
    def name(self) -> str:
        """The name as written."""
        return str(self.span.text)


def find_mentions(doc: Doc, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Mention]:
    """The mentions of places in ``doc``, in the order of the text, none over another."""
    text = doc.text
    found = [mention for ent in doc.ents if (mention := _of_entity(ent, text, gazetteer, lexicon)) is not None]
    spans = (*doc.ents, *(mention.span for mention in found))
    taken = {token for span in spans for token in range(span.start, span.end)}
    found.extend(Mention(span, text, tagged=False) for span in _missed(doc, taken, gazetteer, lexicon))
    found.sort(key=lambda mention: mention.span.start)
    return found


def _of_entity(ent: Span, text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Mention | None:
    is_site = len(ent) > 1 and any(token.lower_ in lexicon.site_nouns for token in ent)
    if ent.label_ not in LOCATION_LABELS:
        return Mention(ent, text, tagged=True, is_site=True) if ent.label_ in ORGANISATION_LABELS and is_site else None
    bare = _trimmed(ent, gazetteer, lexicon)
    if bare is None or _qualifies(bare):
        return None
    named = _widened(bare, gazetteer)
    if _is_acronym(named.text) and not any(_is_known(place) for place in gazetteer.find(named.text)):
        return None  # "NATO", though there is a village called Nato
    if (site := _with_site_noun(named, gazetteer, lexicon)) is not None:
        return Mention(site, text, tagged=True, is_site=True)
    return Mention(named, text, tagged=True, is_site=is_site)


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and _ACRONYM <= len(name) <= _LONGEST_ACRONYM


def _is_known(place: Candidate) -> bool:
    return place.match == "table" or place.precision == "country" or place.people >= _KNOWN_TOWN


def _qualifies(span: Span) -> bool:
    """Whether the name is only half of an adjective that says whose something is: "the Juba-backed militia"."""
    after = span.doc[span.end : span.end + 2]
    if span[-1].whitespace_ or len(after) < 2 or after[0].whitespace_:
        return False
    return after[0].text in _HYPHENS and after[1].lower_ not in _PLACING and after[1].text.islower()


def _with_site_noun(span: Span, gazetteer: Gazetteer, lexicon: Lexicon) -> Span | None:
    """A name that no list has together with the noun behind it that makes it a site: "Mar Yohanna school"."""
    doc = span.doc
    is_site = span.end < len(doc) and doc[span.end].lower_ in lexicon.site_nouns
    return doc[span.start : span.end + 1] if is_site and not gazetteer.find(span.text) else None


def _trimmed(ent: Span, gazetteer: Gazetteer, lexicon: Lexicon) -> Span | None:
    """The entity without an article, direction or "the outskirts of" before and a possessive after, if any is left."""
    start, end = ent.start, ent.end
    links = [token.i for token in ent if token.lower_ in _OF and token.i + 1 < end]
    if links and not any(_is_capitalised(token) for token in ent.doc[start : links[-1]]):
        start = links[-1] + 1
    while start < end and _is_before_name(ent.doc[start], lexicon):
        start += 1
    while start < end and (ent.doc[end - 1].lower_ in {"'s", "’s"} or not _has_letters(ent.doc[end - 1])):
        end -= 1
    name = end
    while start < name and _is_common(ent.doc[name - 1], lexicon):
        name -= 1
    if start < name < end and gazetteer.find(ent.doc[start:name].text):
        end = name
    return ent.doc[start:end] if start < end else None


def _is_before_name(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word in front only leads to the name: an article, a direction in small letters, a mark."""
    if token.lower_ == "the" or not _has_letters(token):
        return True
    return not token.text[0].isupper() and token.lower_ in lexicon.directions


def _is_common(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word at the end is a noun beside the name ("the Afrin offensive") and tells no kind of place."""
    kinds = lexicon.site_nouns | lexicon.region_nouns | lexicon.city_nouns
    return token.is_alpha and token.text.islower() and token.lower_ not in kinds


def _has_letters(token: Token) -> bool:
    return any(letter.isalnum() for letter in token.text)


def _widened(span: Span, gazetteer: Gazetteer) -> Span:
    """``span`` with the words beside it that our table has in the name ("southern" Lebanon, Kherson "region")."""
    doc = span.doc
    first = max(span.start - _WIDENED_BY, 0)
    last = min(span.end + _WIDENED_BY, len(doc))
    widths = ((start, end) for start in range(first, span.start + 1) for end in range(last, span.end - 1, -1))
    is_word = {token.i: token.is_alpha for token in doc[first:last]}
    is_space = {token.i for token in doc[first:last] if token.is_space}
    for start, end in sorted(widths, key=lambda bounds: bounds[0] - bounds[1])[:-1]:
        if is_word[start] and is_word[end - 1] and is_space.isdisjoint(range(start, end)):
            wider = doc[start:end]
            if gazetteer.curated(wider.text) is not None:
                return wider
    return span


def _missed(doc: Doc, taken: set[int], gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Span]:
    """Countries and places of our table in capitals, outside every entity and every longer name."""
    at = 0
    while at < len(doc):
        span = None if at in taken or not doc[at].text[0].isupper() else _longest_sure_name(doc, at, taken, gazetteer)
        if span is None or _is_part_of_name(span, lexicon):
            at += 1
            continue
        yield span
        at = span.end


def _longest_sure_name(doc: Doc, start: int, taken: set[int], gazetteer: Gazetteer) -> Span | None:
    if plain(doc[start].text).partition(" ")[0] not in gazetteer.sure_beginnings:
        return None
    for end in range(min(start + _LONGEST_NAME, len(doc)), start, -1):
        span = doc[start:end]
        key = plain(span.text)
        if key in gazetteer.sure_names and not any(token.i in taken for token in span):
            return span if len(key) > _ACRONYM or span.text.isupper() else None
    return None


def _is_part_of_name(span: Span, lexicon: Lexicon) -> bool:
    """Whether the capitalised words around make this a piece of another name ("Jordan Smith", "Bank of Palestine")."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if doc.has_annotation("POS") and not any(token.pos_ == "PROPN" for token in span):
        return True
    if after is not None and _continues(after, lexicon):
        return True
    if before is None or (before.is_sent_start and before.lower_ != "the"):
        return False
    if (
        before.lower_ == "of"
        and before.i
        and _is_capitalised(doc[before.i - 1])
        and doc[before.i - 1].lower_ not in lexicon.directions
    ):
        return True
    return _continues(before, lexicon)


def _continues(token: Token, lexicon: Lexicon) -> bool:
    return _is_capitalised(token) and token.lower_ not in lexicon.directions and token.ent_type_ not in LOCATION_LABELS


def _is_capitalised(token: Token) -> bool:
    return bool(token.is_alpha and token.text[0].isupper())
