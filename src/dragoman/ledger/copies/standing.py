"""Articles → the stories that they are part of, as the ledger has them now or had them at some moment.

What is kept are likenesses of texts; whether two articles are kin, who took from whom and what is the origin is worked
out here when it is asked for, from what is known of the articles. So neither the order in which articles came nor a
merge of ledgers makes a difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.ledger.copies.chain import Kin, Member, Story, group, tell_story
from dragoman.ledger.copies.kinship import Likeness, judge_likeness
from dragoman.ledger.copies.loading import load_members, portions
from dragoman.ledger.copies.tables import likenesses
from dragoman.ledger.ids import number_of
from dragoman.ledger.tables import articles


def find_stories(connection: Connection, keys: Collection[int], as_of: int | None = None) -> dict[int, Story]:
    """The story of each of some articles, by their keys; an article without kin is in none.

    Its cost is that of the stories, not of the ledger: kin are followed from the articles on.
    """
    members: dict[int, Member | None] = {}
    kin: dict[tuple[int, int], Kin] = {}
    beyond = set(keys)
    reached: set[int] = set()
    while beyond:
        reached |= beyond
        rows = list(_likenesses_of(connection, beyond))
        unknown = {key for row in rows for key in (row.one, row.other)} - members.keys()
        members.update(dict.fromkeys(unknown))
        members.update(load_members(connection, unknown, as_of))
        beyond = set()
        for row in rows:
            pair = _kin(row, members[row.one], members[row.other])
            if pair is not None:
                kin[row.one, row.other] = pair
                beyond |= {row.one, row.other} - reached
    return _tell(members, kin.values())


def all_stories(connection: Connection, as_of: int | None = None) -> list[Story]:
    """Every story of more than one article, in order of their ids."""
    rows = connection.execute(select(likenesses.c.one, likenesses.c.other)).all()
    stories = find_stories(connection, {key for row in rows for key in row}, as_of)
    return sorted(set(stories.values()), key=lambda story: story.id)


def keys_of_story(connection: Connection, story: str, as_of: int | None = None) -> list[int]:
    """The keys of all articles of a story, given by its id or that of any of its articles; none if there is none."""
    key = connection.execute(select(articles.c.key).where(articles.c.uid == number_of(story))).scalar()
    if key is None:
        return []
    found = find_stories(connection, [key], as_of).get(key)
    uids = [story] if found is None else list(found.members)
    wanted = select(articles.c.key).where(articles.c.uid.in_([number_of(uid) for uid in uids]))
    return list(connection.execute(wanted).scalars())


def _likenesses_of(connection: Connection, keys: Collection[int]) -> Iterator[Any]:
    for portion in portions(keys):
        wanted = or_(likenesses.c.one.in_(portion), likenesses.c.other.in_(portion))
        yield from connection.execute(select(likenesses).where(wanted))


def _kin(row: Any, one: Member | None, other: Member | None) -> Kin | None:
    if one is None or other is None:
        return None
    first, second = sorted((one.id, other.id))
    share = row.likeness / 1000
    if row.translation:
        reason = f"{row.shared} names, numbers and days stand in one order in both"
        return Kin(first, second, "translation", share, reason)
    found = judge_likeness(Likeness(share, bool(row.several), bool(row.others)), one, other)
    return Kin(first, second, found.relation, share, found.reason) if found else None


def _tell(members: dict[int, Member | None], kin: Collection[Kin]) -> dict[int, Story]:
    known = {member.id: (key, member) for key, member in members.items() if member is not None}
    stories: dict[int, Story] = {}
    groups = group(kin)
    group_of = {name: number for number, names in enumerate(groups) for name in names}
    pairs: list[list[Kin]] = [[] for _ in groups]
    for pair in kin:
        pairs[group_of[pair.one]].append(pair)
    for names, among in zip(groups, pairs, strict=True):
        story = tell_story([known[name][1] for name in names], among)
        stories.update((known[name][0], story) for name in names)
    return stories
