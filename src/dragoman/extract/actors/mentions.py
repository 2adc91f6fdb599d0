"""The words of an article that stand for an actor, before it is known which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model import ActorType
from dragoman.registry import Entry, NameKind

Form = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a body found in the text, as a mention of it or as a modifier: "Qatari", "Hamas", "Channel 12"."""

    start: int
    end: int
    name: str
    kind: NameKind
    type: ActorType | None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is: the tokens that say so, the office in lower case, and whom it is held for."""

    start: int
    end: int
    head: int
    title: str
    affiliation: str | None
    entry: Entry | None
    label: Label | None


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``[start, end)`` that stand for an actor.

    ``head`` is the token that the grammar hangs on. ``noun`` is the head word or phrase of a nominal mention in lower
    case, ``plural`` whether it means several; ``entry`` the registry's answer for a body's name.
    """

    start: int
    end: int
    head: int
    form: Form
    name: str
    type: ActorType | None
    entry: Entry | None = None
    noun: str = ""
    plural: bool = False
    definite: bool = False
    office: Office | None = None
    affiliation: str | None = None
    affiliation_entry: Entry | None = None
    kind: NameKind = "name"
