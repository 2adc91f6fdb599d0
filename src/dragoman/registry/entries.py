"""What the registry holds: an entry for each state, body, group, outlet and person.

Facts that are not sure are left out: an absent year is an unknown one.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import ActorType


@dataclass(frozen=True, slots=True)
class Post:
    """An office somebody held: in which state or body (an entry's id), from and to which year.

    A year is ``None`` where it is not known.
    """

    of: str
    office: str
    start: int | None = None
    end: int | None = None

    def held_in(self, year: int) -> bool:
        """Whether nothing known speaks against the post being held in ``year``."""
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the world.

    ``id`` is a stable slug (``state/il``, ``group/hamas``, ``person/antony-blinken``). ``aliases`` stand for it
    anywhere, ``local`` names only where the article also speaks of its country or gives its full name. ``adjectives``
    and ``people`` are how its own are called ("Israeli", "Israelis"), ``capitals`` the cities that stand for it when
    they speak.
    ``part_of`` is the state or body that it speaks for.
    """

    id: str
    name: str
    type: ActorType
    country: str | None = None
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    part_of: str | None = None
    posts: tuple[Post, ...] = ()

    def held(self, year: int | None) -> tuple[Post, ...]:
        """The posts held in ``year``; all of them when the year is not known."""
        return self.posts if year is None else tuple(post for post in self.posts if post.held_in(year))
