"""Why the record has a line: the sentences that a claim rests on, with their article, and who stands between.

``explain(ledger, "5c11d6bc75d1d29c")`` gives the words in their sentences, the outlet, the date and how it is known,
the chain from the first who knew to the page, what names stand for, and what people ruled.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.dossier.timeline import source_of
from dragoman.model import Article, Claim, Entry, Evidence, Source, UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\n")
_LONGEST = 600
"""Characters of a sentence that are shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and the sentence that they stand in: ``before`` and ``after`` are the rest of it."""

    evidence: Evidence
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reason:
    """All that stands behind one claim. ``chain`` runs from the first who knew to the page where it was read.

    ``within`` is the quotation that the claim stands in, ``related`` the claims that its value refers to by id.
    """

    entry: Entry
    article: Article
    passages: tuple[Passage, ...]
    chain: tuple[str, ...]
    within: Entry | None
    related: tuple[Entry, ...]


def explain(ledger: Ledger, claim: str, *, as_of: str | datetime.date | None = None) -> Reason:
    """What a claim rests on.

    Raises:
        UsageError: if the ledger has no claim of this id.
    """
    if not re.fullmatch(r"[0-9a-f]{16}", claim):
        raise UsageError(f"{claim!r} is no claim's id; expected 16 hexadecimal digits")
    entry = _entry(ledger, claim, as_of)
    if entry is None:
        raise UsageError(f"no claim {claim} in this ledger")
    article = ledger.article(entry.article.id, as_of=as_of)
    referred = [each for each in _referred(entry.claim) if each != claim]
    return Reason(
        entry,
        article,
        tuple(_passage(article.text, piece) for piece in entry.claim.evidence),
        _chain(entry, article),
        _entry(ledger, entry.claim.within, as_of) if entry.claim.within else None,
        tuple(found for each in referred if (found := _entry(ledger, each, as_of))),
    )


def _entry(ledger: Ledger, claim: str, as_of: str | datetime.date | None) -> Entry | None:
    return next(iter(ledger.entries(claims=[claim], as_of=as_of, include_rejected=True)), None)


def _referred(claim: Claim) -> tuple[str, ...]:
    """The ids of claims that a value names: a figure's whole, an agreement's terms."""
    part_of = getattr(claim.value, "part_of", None)
    return (*((part_of,) if part_of else ()), *getattr(claim.value, "terms", ()))


def _passage(text: str, evidence: Evidence) -> Passage:
    """The sentence around some words, as far as full stops and paragraphs tell."""
    start = max((end.end() for end in _END.finditer(text, 0, evidence.start)), default=0)
    following = _END.search(text, evidence.end)
    ends_here = evidence.words.rstrip()[-1:] in ".!?…"
    end = evidence.end if ends_here else following.end() if following else len(text)
    start, end = max(start, evidence.start - _LONGEST), min(end, evidence.end + _LONGEST)
    return Passage(evidence, text[start : evidence.start], text[evidence.end : end].rstrip())


def _chain(entry: Entry, article: Article) -> tuple[str, ...]:
    """What the source rests on, the source, whom it told, the agency, the pages it was taken from, the outlet."""
    source: Source | None = source_of(entry.claim.value)
    told = [*reversed(source.based_on), source.name, *([source.told_to] if source.told_to else [])] if source else []
    upstream = [each.name or each.url or "" for each in reversed(article.upstream)]
    page = article.outlet or article.url or article.origin or article.id
    return tuple(dict.fromkeys(name for name in (*told, article.agency, *upstream, page) if name))
