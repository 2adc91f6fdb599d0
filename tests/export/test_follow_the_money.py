import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.ledger.reports import TEXT, article, report, say

from dragoman import Ledger, open_ledger
from dragoman.export.follow_the_money import (
    STATEMENT_COLUMNS,
    TYPES,
    Entity,
    find_entities,
    write_entities,
    write_statements,
)
from dragoman.model import Report
from dragoman.model.values import Actor, Agreement, Event, Place, Position, Source, When

DAY = When("2031-05-09", "2031-05-09", resolved=True, granularity="day")
MAY = When("2031-05-01", "2031-05-31", resolved=True, granularity="month")


@pytest.fixture
def ledger(tmp_path: Path):
    """Two reports, the second with claims of all kinds, and one that claims nothing."""
    told = article(
        "The Front is no more.\n\n" + TEXT, outlet="=Wire", language="fr", title="-1", url="https://wire.example/1"
    )
    envoy = Actor("Amina Keita", "person", "ML", office="envoy")
    claims = (
        say(told, Actor("Algeria", "state", "DZ", identity="state/dz"), "Algeria", role="actor"),
        say(told, envoy, "un délégué", role="actor"),
        say(told, Actor("the delegates", "other"), "Envoys", role="actor"),
        say(
            told, Event("ASSAULT", "army", "Algeria", mode="aerial", when=DAY, where="Bamako", realis="denied"), "army"
        ),
        say(told, Agreement(("ceasefire",), ("army", "Front"), "agreed", ("Algeria",), declared=MAY), "the Front met"),
        say(told, Position("Algeria", Source("Algeria", "institution"), "ceasefire", "demands"), "Algeria"),
        say(told, Place("Bamako", "ML"), "Bamako"),
    )
    with open_ledger(tmp_path / "x.db") as opened:
        opened.add(report())
        opened.add(Report(told, claims))
        opened.add(Report(article("Nothing was said.", published=None), ()))
        yield opened


def entities(ledger: Ledger) -> list[Entity]:
    return list(find_entities(ledger))


def named(found: list[Entity], schema: str, name: str) -> Entity:
    return next(one for one in found if one.schema == schema and name in one.properties["name"])


def event(found: list[Entity], keyword: str) -> Entity:
    return next(one for one in found if one.schema == "Event" and keyword in one.properties["keywords"])


def test_everything_has_its_schema(ledger: Ledger) -> None:
    found = Counter(one.schema for one in entities(ledger))
    assert found == {"Article": 3, "PublicBody": 1, "Person": 1, "Mention": 4, "Event": 3, "Note": 3}


def test_every_entity_comes_once_and_after_what_it_refers_to(ledger: Ledger) -> None:
    came: set[str] = set()
    for one in entities(ledger):
        assert one.id not in came
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", one.id)
        for prop, values in one.properties.items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert TYPES[prop] != "entity" or came.issuperset(values)
        came.add(one.id)


def test_an_identity_is_one_entity_whatever_articles_call_it(ledger: Ledger) -> None:
    found = entities(ledger)
    state = named(found, "PublicBody", "Algeria")
    assert state.properties["country"] == ("dz",)
    assert state.properties["notes"] == ("identity in Dragoman: state/dz",)
    mentions = [one for one in found if one.schema == "Mention" and one.properties["name"] == ("Algeria",)]
    assert [one.properties["resolved"] for one in mentions] == [(state.id,)] * 2
    assert named(found, "Mention", "Amina Keita").properties["detectedSchema"] == ("Person",)
    assert "resolved" not in named(found, "Mention", "the delegates").properties


def test_an_event_says_what_one_report_says(ledger: Ledger) -> None:
    found = entities(ledger)
    assault = event(found, "ASSAULT")
    assert "denied" in assault.properties["name"][0]
    assert "denied" in assault.properties["keywords"]
    assert assault.properties["date"] == ("2031-05-09",)
    assert assault.properties["location"] == ("Bamako",)
    assert assault.properties["description"] == ("army",)
    assert assault.properties["involved"] == (named(found, "PublicBody", "Algeria").id,)
    assert assault.properties["namesMentioned"] == ("army", "Algeria")
    assert assault.rule == "by hand"
    truce = event(found, "agreement")
    assert (truce.properties["startDate"], truce.properties["endDate"]) == (("2031-05-01",), ("2031-05-31",))


def test_an_article_keeps_its_text_and_where_it_stood(ledger: Ledger) -> None:
    told = next(one for one in entities(ledger) if one.properties.get("title") == ("-1",))
    assert told.properties["language"] == ("fra",)
    assert told.properties["publisher"] == ("=Wire",)
    assert told.properties["publishedAt"] == ("2031-05-12",)
    assert told.properties["sourceUrl"] == ("https://wire.example/1",)
    assert told.properties["bodyText"][0].endswith(TEXT)


def test_names_that_a_person_made_one_are_one_entity(ledger: Ledger) -> None:
    ledger.judge("same", "the army", "armed forces", why="a test", author="ana")
    found = entities(ledger)
    army = next(one for one in found if one.schema == "LegalEntity")
    assert {"armed forces", "army"} == {*army.properties["name"], *army.properties["alias"]}
    assert army.id in event(found, "ASSAULT").properties["involved"]


def test_what_a_person_rejected_is_left_out(ledger: Ledger) -> None:
    before = entities(ledger)
    note = next(one for one in before if one.schema == "Note")
    ledger.rule("reject", note.id.removeprefix("note-"), why="misread", author="ana")
    assert [one.id for one in entities(ledger)] == [one.id for one in before if one.id != note.id]


def test_statements_hold_every_value_and_run_nothing(ledger: Ledger) -> None:
    out = io.StringIO()
    write_statements(out, entities(ledger))
    reader = csv.DictReader(io.StringIO(out.getvalue()))
    rows = list(reader)
    assert tuple(reader.fieldnames or ()) == STATEMENT_COLUMNS
    assert len(rows) == sum(1 + sum(map(len, one.properties.values())) for one in entities(ledger))
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["value"] for row in rows if row["prop"] == "title"] == ["'-1"]
    assert not [row for row in rows if row["value"].startswith(("=", "+", "-", "@"))]
    seen = {row["first_seen"] for row in rows if row["schema"] == "Event"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", one) for one in seen)


def test_followthemoney_finds_nothing_wrong(ledger: Ledger) -> None:
    pytest.importorskip("followthemoney")
    from followthemoney import model
    from followthemoney.statement import Statement
    from followthemoney.statement.serialize import CSV_COLUMNS, read_csv_statements

    out = io.StringIO()
    write_entities(out, entities(ledger))
    for line in out.getvalue().splitlines():
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        schema.validate(entity)
        assert set(entity["properties"]) >= set(schema.required)
        for name, values in entity["properties"].items():
            assert schema.get(name).type.name == TYPES[name]
            assert all(schema.get(name).type.validate(value) for value in values), (name, values)
            if name in ("involved", "resolved", "document", "proof", "entity"):
                assert values
        assert model.get_proxy(entity).to_dict()["properties"].keys() == entity["properties"].keys()
    out = io.StringIO()
    write_statements(out, entities(ledger))
    assert list(STATEMENT_COLUMNS) == CSV_COLUMNS
    for read in read_csv_statements(io.BytesIO(out.getvalue().encode())):
        assert read.prop_type == TYPES[read.prop]
        if not read.value.startswith("'"):
            assert read.id == Statement.make_key(read.dataset, read.entity_id, read.prop, read.value, False)
