from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dragoman import DragomanError, UsageError, open_ledger
from dragoman.ledger import Ledger
from dragoman.ledger.tables import TRUTH
from dragoman.model import Capture, Issue, Reader, Report, Unread
from dragoman.model.values import KINDS

from .reports import READERS, TEXT, report


def test_what_is_added_comes_back_as_it_was(ledger: Ledger) -> None:
    told = report(outlet="Le Fleuve", authors=("A. Keïta",), language="en")
    added = ledger.add(told)
    assert (added.status, added.article, added.claims) == ("new", told.article.id, 4)
    assert ledger.article(told.article.id) == told.article
    entries = list(ledger.entries())
    assert [entry.claim for entry in entries] == sorted(told.claims, key=lambda claim: claim.evidence[0].start)
    assert {entry.article.outlet for entry in entries} == {"Le Fleuve"}
    assert entries[-1].claim.within == told.claims[2].id
    talks = entries[0]
    assert (talks.identity("Algeria"), talks.identity("Front")) == ("state/dz", "Front")


def test_adding_twice_is_adding_once(ledger: Ledger) -> None:
    ledger.add(report())
    before = list(ledger.entries())
    assert ledger.add(report()).status == "known"
    assert list(ledger.entries()) == before


def test_what_was_added_is_there_for_who_opens_it_later(place: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add(report())
    with open_ledger(place, create=False) as ledger:
        assert len(list(ledger.entries())) == 4


def test_a_reading_that_found_nothing_is_a_reading(ledger: Ledger) -> None:
    empty = Report(report().article, readers=READERS)
    assert ledger.add(empty).status == "new"
    assert ledger.has_readings(empty.article.id, READERS)
    assert not ledger.has_readings(empty.article.id, (*READERS, Reader("events", 1)))
    assert list(ledger.entries()) == []


def test_a_newer_extractor_adds_a_reading_and_the_newest_counts(ledger: Ledger) -> None:
    ledger.add(report())
    newer = tuple(Reader("figures", 2) if reader.name == "figures" else reader for reader in READERS)
    again = report(readers=newer)
    figure = replace(again.claims[3].value, high=None)
    changed = [replace(again.claims[3], value=figure, id="00000000000000aa")]
    again = replace(again, claims=(*again.claims[:3], *changed))
    assert ledger.add(again).status == "newer reading"
    assert [entry.claim.value for entry in ledger.entries(kind="figure")] == [figure]
    assert len(list(ledger.entries())) == 4
    assert ledger.add(report()).status == "known"  # an older version read it again: nothing new
    assert [entry.claim.value for entry in ledger.entries(kind="figure")] == [figure]


def test_issues_are_kept(ledger: Ledger) -> None:
    ledger.add(report())
    assert ledger.issues(report().article.id) == [Issue("talks", "who leads the talks is not told", 0, 6)]


def test_a_source_that_could_not_be_read_is_noted_once(ledger: Ledger) -> None:
    unread = Unread("a.pdf", Issue("capture", "is a PDF, not a page or text"))
    assert ledger.add(unread).reason == "is a PDF, not a page or text"
    ledger.add(unread)
    assert [(found.origin, found.issue) for found in ledger.unread()] == [(unread.origin, unread.issue)]


def test_a_capture_is_known_again_by_its_content(ledger: Ledger) -> None:
    capture = Capture(TEXT.encode(), "a.txt")
    ledger.add(report(), capture, "2031-05-12", None, None)
    elsewhere = replace(capture, origin="b.txt")
    found = ledger.find_read(elsewhere, "2031-05-12", None, None)
    assert found is not None
    assert found.id == report().article.id
    assert ledger.find_read(elsewhere, "2031-05-13", None, None) is None
    assert ledger.find_read(replace(capture, content=b"else"), "2031-05-12", None, None) is None


def test_an_article_keeps_all_that_was_known_of_it_and_shows_the_newest(ledger: Ledger) -> None:
    ledger.add(report(outlet="Le Fleuve"))
    ledger.add(report(outlet="The Delta"))
    assert ledger.article(report().article.id).outlet == "The Delta"
    assert {entry.article.outlet for entry in ledger.entries()} == {"The Delta"}
    assert len(list(ledger.entries())) == 4


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"kind": "figure"}, {"figure"}),
        ({"actor": "the army"}, {"talks", "quotation", "figure"}),
        ({"actor": "Algeria"}, {"talks", "actor"}),
        ({"actor": "state/dz"}, {"talks", "actor"}),
        ({"actor": "Algeria", "kind": "talks"}, {"talks"}),
        ({"actor": "army", "place": "Bamako"}, {"talks"}),
        ({"outcome": "killed"}, {"figure"}),
        ({"outcome": "freed"}, set()),
        ({"outcome": "killed", "kind": "talks"}, set()),
        ({"place": "Bamako", "actor": "Algeria", "holds": ("2031-05", "2031-05")}, {"talks"}),
        ({"holds": ("2031-05-10", "2031-05-10")}, {"figure"}),
        ({"holds": ("2031-05", None)}, {"talks", "figure"}),
        ({"holds": (None, "2031-05-08")}, {"figure"}),
        ({"reported": ("2031-05-12", "2031-05-12"), "holds": ("2031-05-09", "2031-05-09")}, {"talks", "figure"}),
        ({"reported": (None, "2031-05-11")}, set()),
        ({"reported": ("2031-05", "2031-05")}, {"talks", "actor", "quotation", "figure"}),
        ({"outlet": "le fleuve", "language": "en", "kind": "talks"}, {"talks"}),
        ({"language": "fr"}, set()),
    ],
)
def test_entries_are_found_by_what_is_asked(ledger: Ledger, wanted: dict, kinds: set[str]) -> None:
    ledger.add(report(outlet="Le Fleuve", language="en"))
    assert {entry.claim.kind for entry in ledger.entries(**wanted)} == kinds


def test_claims_and_articles_are_found_by_id(ledger: Ledger) -> None:
    told, other = report(), report("Also: " + TEXT)
    ledger.add(told)
    ledger.add(other)
    assert [entry.claim for entry in ledger.entries(claims=[told.claims[3].id])] == [told.claims[3]]
    assert {entry.article.id for entry in ledger.entries(article=other.article.id)} == {other.article.id}


def test_entries_come_in_order_of_publication_the_undated_last(ledger: Ledger) -> None:
    for published in (None, "2031-05-13", "2030-12-31", "2031-05"):
        ledger.add(report(published=published))
    days = list(dict.fromkeys(entry.article.published for entry in ledger.entries()))
    assert days == ["2030-12-31", "2031-05", "2031-05-13", None]


@pytest.mark.parametrize(
    "wanted", [{"kind": "rumour"}, {"article": "12"}, {"claims": ["x"]}, {"holds": ("May", None)}, {"as_of": "soon"}]
)
def test_a_condition_without_such_a_value_is_the_callers_mistake(ledger: Ledger, wanted: dict) -> None:
    with pytest.raises(UsageError):
        list(ledger.entries(**wanted))


def test_an_unknown_article_is_the_callers_mistake(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no such article"):
        ledger.article("0" * 16)


def test_the_ledger_knows_every_kind_of_claim(ledger: Ledger) -> None:
    for kind in KINDS.values():
        assert list(ledger.entries(kind=kind)) == []


@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_database_refuses_changes(ledger: Ledger, change: str) -> None:
    ledger.add(report(), Capture(TEXT.encode(), "a.txt"))
    ledger.add(Unread("a.pdf", Issue("capture", "is a PDF, not a page or text")))
    ledger.judge("same", "army", "state/ml", why="the text says so", author="ana")
    ledger.rule("accept", report().claims[0].id, why="checked", author="ana")
    with ledger._engine.begin() as connection:  # an arrival comes from merging alone
        connection.execute(text("INSERT INTO arrivals SELECT key, 0 FROM readings"))
    for table in TRUTH:
        with pytest.raises(DBAPIError, match="append-only"), ledger._engine.begin() as connection:
            connection.execute(text(change.format(table.name, next(iter(table.c)).name)))


def test_the_database_gives_the_words_of_evidence(ledger: Ledger) -> None:
    told = report()
    ledger.add(told)
    with ledger._engine.connect() as connection:
        found = connection.execute(text('SELECT role, start, "end", words FROM evidence')).all()
    said = [(one.role, one.start, one.end, one.words) for claim in told.claims for one in claim.evidence]
    assert sorted(found) == sorted(said)


@pytest.mark.parametrize(
    "pieces",
    [
        "",
        "a",
        "\x02\x01",
        "\x02\x01\x01",
        "\x02\x01\x02\x02",
        "\x7e\x01\x02",
        f"\x02{chr(len(TEXT) - 2)}\x05",
        "\x02\x01\x02" * 5000,
    ],
    ids=["none", "one", "two", "empty", "four", "unknown role", "past the end", "too many"],
)
def test_the_database_refuses_evidence_that_is_not_the_articles_words(ledger: Ledger, pieces: str) -> None:
    ledger.add(report())
    insert = (
        "INSERT INTO claims (key, uid, pieces) SELECT key - ordinal + 99, 1, :pieces"
        " FROM (SELECT key, key & 1048575 AS ordinal FROM claims LIMIT 1) AS one"
    )
    with pytest.raises(DBAPIError, match="must be words of the article"), ledger._engine.begin() as connection:
        connection.execute(text(insert), {"pieces": pieces})
    with ledger._engine.begin() as connection:
        connection.execute(text(insert), {"pieces": f"\x02{chr(len(TEXT) - 2)}\x04"})
        words = connection.execute(text("SELECT words FROM evidence WHERE ordinal = 99")).scalar_one()
    assert words == TEXT[-3:]


def test_the_database_refuses_claims_of_no_reading(ledger: Ledger) -> None:
    ledger.add(report())
    insert = text("INSERT INTO claims (key, uid, pieces) VALUES (:key, 1, :pieces)")
    with pytest.raises(DBAPIError, match="must be words of the article"), ledger._engine.begin() as connection:
        connection.execute(insert, {"key": 999 << 20, "pieces": "\x02\x01\x02"})


def test_a_claim_whose_words_are_not_the_articles_is_not_added(ledger: Ledger) -> None:
    told = report()
    wrong = replace(told.claims[0], evidence=(replace(told.claims[0].evidence[0], words="met in Dakar"),))
    with pytest.raises(ValueError, match="met in Dakar"):
        ledger.add(replace(told, claims=(wrong,)))
    assert list(ledger.entries()) == []
    assert ledger.add(told).status == "new"  # nothing half was left


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not a database at all, and longer than a header would be" * 99, "not an SQLite database")],
)
def test_a_file_that_is_no_ledger_is_told_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(DragomanError, match=message):
        open_ledger(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_bytes() == content
