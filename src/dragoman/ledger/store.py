"""The ledger as callers see it: ``open_ledger("gaza.db")``, then add, ask, judge.

with open_ledger("sudan.db") as ledger:
    ledger.add(dragoman.read("report.html"))
    for entry in ledger.entries(kind="figure", actor="Rapid Support Forces"): ...
"""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from dragoman.ledger import adding, articles, dating, identities, judging, merging, opening, querying
from dragoman.ledger.adding import Added
from dragoman.ledger.copies import Change, Story, Text, find_changes
from dragoman.ledger.copies.standing import all_stories, find_stories, keys_of_story
from dragoman.ledger.identities import Identity
from dragoman.ledger.ids import now, parse_as_of
from dragoman.ledger.indexing import Subject, fold_name
from dragoman.ledger.judging import Judgement, Likeness
from dragoman.ledger.merging import Merged
from dragoman.ledger.querying import Wanted
from dragoman.ledger.search.finding import Hit, find_hits
from dragoman.ledger.search.terms import parse_query
from dragoman.ledger.undated import Offer
from dragoman.model import Article, Capture, Entry, Issue, Reader, Report, Ruling, Unread, Verdict
from dragoman.model.values import Outcome, Value
from dragoman.resolve import Unsure

Day = str | datetime.date
Period = tuple[Day | None, Day | None]


def open_ledger(where: str | Path | None = None, *, create: bool = True) -> Ledger:
    """Open a ledger: a file, or the address of a PostgreSQL database (``postgresql+psycopg://…``).

    Without ``where`` it is the one that ``DRAGOMAN_LEDGER`` names, else ``dragoman.db`` in this folder. A ledger that
    is not there is made, unless ``create`` is false.

    Raises:
        UsageError: if there is something else, or a ledger of a newer Dragoman, or none and ``create`` is false.
        DragomanError: if the database does not work.
    """
    url = opening.locate(where)
    return Ledger(opening.connect(url, create=create), opening.name_of(url))


class Ledger:
    """A record of what has been read, which only ever grows. Made by ``open_ledger``; closed by ``with`` or ``close``.

    Every method raises ``DragomanError`` if the database does not work (locked, full, gone): what was added before
    is safe, and what was being added is not there.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, outcome: Report | Unread, capture: Capture | None = None, *given: str | None) -> Added:
        """Add what was read of one source, all of it or nothing; when this returns, it is on the disk.

        ``capture`` is what the report was read from and ``given`` what the caller said of it (publication date,
        outlet, model); ``find_read`` recognises both. Adding twice is adding once.
        """
        with opening.told(self.name), opening.write(self._engine) as connection:
            if isinstance(outcome, Unread):
                return adding.add_unread(connection, outcome, now())
            digest = None if capture is None else adding.capture_digest(capture, *given)
            return adding.add_report(connection, outcome, digest, capture, now())

    def find_read(self, capture: Capture, *given: str | None) -> Article | None:
        """The article that was read from such a capture, if one was; see ``add``."""
        with opening.told(self.name), self._engine.connect() as connection:
            return articles.find_captured(connection, adding.capture_digest(capture, *given))

    def add_capture(self, article: str, capture: Capture, *given: str | None) -> None:
        """Note that a capture holds an article that is known, unless that is noted; see ``add``.

        Raises:
            UsageError: if there is no such article.
        """
        digest = adding.capture_digest(capture, *given)
        with opening.told(self.name):
            with self._engine.connect() as connection:
                if articles.is_captured(connection, digest, capture.origin):
                    return
            with opening.write(self._engine) as connection:
                key = articles.find_key(connection, article)
                adding.add_capture(connection, key, digest, capture, now())

    def has_readings(self, article: str, readers: Iterable[Reader]) -> bool:
        """Whether all of ``readers``, in their order, have read an article."""
        with opening.told(self.name), self._engine.connect() as connection:
            return articles.has_readings(connection, article, readers)

    def article(self, article: str, *, as_of: Day | None = None) -> Article:
        """An article by its id, as known at ``as_of``.

        Raises:
            UsageError: if there is none.
        """
        with opening.told(self.name), self._engine.connect() as connection:
            return articles.find_article(connection, article, parse_as_of(as_of))

    def articles(self, *, as_of: Day | None = None) -> Iterator[Article]:
        """All articles in the order of their ids, as known at ``as_of``, also those that claim nothing."""
        with opening.told(self.name), self._engine.connect() as connection:
            yield from articles.find_articles(connection, parse_as_of(as_of))

    def count(self) -> int:
        """How many articles there are."""
        with opening.told(self.name), self._engine.connect() as connection:
            return len(merging.article_keys(connection))

    def issues(self, article: str, *, as_of: Day | None = None) -> list[Issue]:
        """What the readings that count left undecided about an article, in the order of the text."""
        with opening.told(self.name), self._engine.connect() as connection:
            return articles.find_issues(connection, article, parse_as_of(as_of))

    def unread(self, *, as_of: Day | None = None) -> list[Unread]:
        """The sources from which no article could be read, and why, as they came."""
        with opening.told(self.name), self._engine.connect() as connection:
            return articles.find_unread(connection, parse_as_of(as_of))

    def entries(
        self,
        *,
        kind: str | None = None,
        article: str | None = None,
        claims: Collection[str] | None = None,
        actor: str | None = None,
        place: str | None = None,
        outcome: Outcome | None = None,
        outlet: str | None = None,
        language: str | None = None,
        story: str | None = None,
        holds: Period | None = None,
        reported: Period | None = None,
        as_of: Day | None = None,
        include_rejected: bool = False,
    ) -> Iterator[Entry]:
        """Claims with all that is known of them, in order of publication; all conditions must be met.

        Args:
            kind: such as ``"figure"``.
            article: an article's id.
            claims: ids of claims.
            actor: a name or identity of somebody whom the claim is about.
            place: a place's name.
            outcome: a figure's.
            outlet: an outlet's name.
            language: an ISO 639-1 code.
            story: the id of a story, or of any article of it: all its copies and versions.
            holds: from and to, either may be open: when the claim is said to hold.
            reported: from and to: the publication date.
            as_of: what the ledger knew then: a date (to its end, UTC) or a moment.
            include_rejected: also claims that a person rejected.

        Raises:
            UsageError: if a condition has no such value.
        """
        known = parse_as_of(as_of)
        with opening.told(self.name), self._engine.connect() as connection:
            wanted = Wanted(
                kind=kind,
                article=article,
                claims=claims,
                among=None if story is None else keys_of_story(connection, story, known),
                subjects=_subjects(connection, known, actor=actor, place=place, outcome=outcome),
                outlet=outlet,
                language=language,
                holds=_iso(holds),
                reported=_iso(reported),
                as_of=known,
                include_rejected=include_rejected,
            )
            yield from querying.find_entries(connection, wanted)

    def search(
        self,
        asked: str,
        *,
        kind: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
        reported: Period | None = None,
        as_of: Day | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """The articles that have some words, the best first; the conditions are those of ``entries``.

        ``asked`` is words that must all be there, ``"a phrase"``, ``-without``, ``either OR other``, ``begin*``. Where
        a kind, actor or place is asked for, an article counts if one of the words stands in those of such a claim.

        Raises:
            UsageError: if there is no word to look for, or a condition has no such value.
        """
        query = parse_query(asked)
        known = parse_as_of(as_of)
        with opening.told(self.name), self._engine.connect() as connection:
            wanted = Wanted(
                kind=kind,
                subjects=_subjects(connection, known, actor=actor, place=place),
                outlet=outlet,
                language=language,
                reported=_iso(reported),
                as_of=known,
            )
            return find_hits(connection, query, wanted, limit)

    def stories(self, *, article: str | None = None, as_of: Day | None = None) -> list[Story]:
        """Texts that several articles have, with the chain of who took them from whom; one article's, if it is given.

        Raises:
            UsageError: if there is no such article.
        """
        known = parse_as_of(as_of)
        with opening.told(self.name), self._engine.connect() as connection:
            if article is None:
                return all_stories(connection, known)
            key = articles.find_key(connection, article)
            found = find_stories(connection, [key], known)
            return [found[key]] if key in found else []

    def changes(self, original: str, copy: str) -> tuple[Change, ...]:
        """What the article ``copy`` says otherwise than ``original``, by their ids: numbers, hedges, verbs of saying.

        Raises:
            UsageError: if there is no such article.
        """
        return find_changes(Text(self.article(original)), Text(self.article(copy)))

    def undated(self, *, as_of: Day | None = None) -> list[Offer]:
        """The reports that do not say their date and can be offered one, each with the reason; see ``take_offer``."""
        with opening.told(self.name), self._engine.connect() as connection:
            return dating.find_offers(connection, parse_as_of(as_of))

    def take_offer(self, article: str, *, on: Day | None = None) -> Offer:
        """Give an undated report the date that is offered to it; it counts as ``inferred`` from then on.

        The date is the day or month of the offer, or the day ``on`` of it.

        Raises:
            UsageError: if there is no such article, no offer for it, ``on`` is none of its days, or the offer is
                neither a day nor within a month.
        """
        day = on.isoformat() if isinstance(on, datetime.date) else on
        with opening.told(self.name), opening.write(self._engine) as connection:
            return dating.take_offer(connection, article, day, now())

    def identities(self, *, as_of: Day | None = None) -> tuple[list[Identity], tuple[Unsure, ...]]:
        """Everybody whom the articles name, those of most articles first; and pairs that may be one, left apart."""
        with opening.told(self.name), self._engine.connect() as connection:
            return identities.find_identities(connection, parse_as_of(as_of))

    def name_of(self, identity: str) -> str:
        """What a person calls an identity."""
        return identities.name_of(identity)

    def merge(self, other: Ledger) -> Iterator[Merged]:
        """Take over all that another ledger holds, an article at a time, and tell what each brought.

        In whatever order ledgers are merged, the result is the same; what was taken over is on the disk.
        """
        with opening.told(other.name), other._engine.connect() as theirs:
            keys = merging.article_keys(theirs)
            for key in keys:
                with opening.told(self.name), opening.write(self._engine) as connection:
                    merged = merging.merge_article(connection, theirs, key)
                yield merged
            with opening.told(self.name), opening.write(self._engine) as connection:
                merged = merging.merge_said(connection, theirs)
            yield merged

    def judge(self, verdict: Likeness, first: str, second: str, *, why: str, author: str | None = None) -> Judgement:
        """Say that two identities are the same, different, or that you are unsure; a later judgement undoes it.

        Raises:
            UsageError: if there is no reason, no such verdict, or the two are one.
        """
        pair = identities.pair_called(first, second)
        with opening.told(self.name), opening.write(self._engine) as connection:
            return judging.add_judgement(connection, verdict, pair, author=author or user(), why=why, at=now())

    def judgements(self, *, as_of: Day | None = None) -> list[Judgement]:
        """The judgement that counts of every pair, oldest first."""
        with opening.told(self.name), self._engine.connect() as connection:
            return judging.latest_judgements(connection, parse_as_of(as_of))

    def rule(
        self, verdict: Verdict, claim: str, *, why: str, author: str | None = None, correction: Value | None = None
    ) -> Ruling:
        """Accept, reject or correct a claim; a later ruling undoes it.

        Raises:
            UsageError: if there is no reason, no such verdict or claim, or the correction does not fit.
        """
        with opening.told(self.name), opening.write(self._engine) as connection:
            return judging.add_ruling(
                connection, verdict, claim, author=author or user(), why=why, at=now(), correction=correction
            )


def user() -> str:
    """The name of who runs this, for judgements and rulings without another author."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user here, as in some containers
        return "unknown"


def _iso(period: Period | None) -> tuple[str | None, str | None] | None:
    if period is None:
        return None
    first, last = (day.isoformat() if isinstance(day, datetime.date) else day for day in period)
    return first, last


def _subjects(
    connection: Connection,
    as_of: int | None,
    *,
    actor: str | None = None,
    place: str | None = None,
    outcome: Outcome | None = None,
) -> list[set[Subject]]:
    """What claims are to be looked up by: of each sort that is given, the alternatives."""
    sorts: list[set[Subject]] = []
    if actor is not None:
        resolver = identities.Resolver(connection, as_of)
        sorts.append({("actor", name) for name in identities.identities_called(actor, resolver)})
    if place is not None:
        sorts.append({("place", fold_name(place))})
    if outcome is not None:
        sorts.append({("outcome", outcome)})
    return sorts
