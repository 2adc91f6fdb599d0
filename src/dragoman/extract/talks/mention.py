"""What one telling of talks says by itself: `mentions` finds them, `records` gathers them, `casting` tells roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.extract.sides import Sides
from dragoman.model import Channel, Span, TalksStatus, Topic, When

Kind = Literal["track", "meeting", "mediation"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of talks. ``is_bare`` is "the talks" with nothing of its own, ``is_new`` "a new round".

    ``people`` are the named people that take part, each with his side; ``is_full`` where all sides are named together,
    ``is_many`` where there are more than two, ``war`` the pair at war that its own words point at, ``land`` the ISO
    code of the venue's country. ``goes_on`` where they are said to continue, ``is_of_truce`` where they are the ones
    over a truce or captives ("the hostage talks").
    """

    anchor: int
    sentence: int
    span: Span
    kind: Kind
    sides: Sides
    people: tuple[tuple[str, str], ...]
    is_full: bool
    mediators: Sides
    participants: tuple[str, ...]
    venue: str | None
    land: str | None
    when: When | None
    round: str | None
    channel: Channel
    aims: tuple[Topic, ...]
    status: TalksStatus | None
    is_new: bool
    is_indefinite: bool
    has_purpose: bool
    takes_up_both: bool
    is_many: bool
    goes_on: bool
    is_of_truce: bool
    war: Sides

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing that would tell one round from another."""
        return not (self.sides or self.mediators or self.venue or self.when or self.round)

    @property
    def is_real(self) -> bool:
        """Whether it tells of talks that there are, were or will be, not of talking in general."""
        told = self.detail or self.mediators or (self.status not in {None, "proposed"} and self.has_purpose)
        return bool(told or self.takes_up_both or self.is_of_truce)

    @property
    def detail(self) -> int:
        """How much it says that tells one round from another."""
        return sum(map(bool, (self.is_full, self.venue, self.when, self.round)))
