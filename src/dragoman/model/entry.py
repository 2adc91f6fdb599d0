"""A claim as a ledger holds it: with the article that makes it, its independent origin, and what people ruled of it.

The ledger's queries yield entries, and every view of the dossier is a function of entries. An entry does not say that
something happened; it says that this report, with this chain behind it, says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.article import PublishedFrom
from dragoman.model.claim import Claim
from dragoman.model.values import Value

Verdict = Literal["accept", "reject", "correct"]


@dataclass(frozen=True, slots=True)
class Citation:
    """What one needs to cite an article; the fields are those of ``Article``, without its text."""

    id: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said of a claim, the latest word counting. ``correction`` is given with ``correct`` alone."""

    verdict: Verdict
    author: str
    made: str
    why: str
    correction: Value | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of one article in a ledger.

    ``recorded`` is when the ledger took it in (ISO 8601, UTC). ``story`` is shared by all copies and versions of one
    text; ``origin`` is the id of the article that the text of this one goes back to (its own, if it was taken from
    none), so counting origins counts independent reports. ``identities`` maps the names in the claim's value to the
    identities that they resolve to; a name that is missing there stayed unresolved.
    """

    claim: Claim
    article: Citation
    recorded: str
    story: str
    origin: str
    identities: Mapping[str, str] = field(default_factory=dict)
    ruling: Ruling | None = None

    def identity(self, name: str | None) -> str | None:
        """What a name of this entry stands for: its identity, or the name itself where it is unresolved."""
        return None if name is None else self.identities.get(name, name)
