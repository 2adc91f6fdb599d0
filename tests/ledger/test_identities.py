"""Who is who across the articles of a ledger."""

import pytest

from dragoman.ledger import Ledger
from dragoman.model import Report
from dragoman.model.values import Actor, Position, Source

from . import reports

TEXT = "The truce holds, said Amina Osei. Nobody else spoke."


def osei(text: str, name: str, affiliation: str | None = None) -> Report:
    article = reports.article(text.replace("Amina Osei", name))
    speaker = Source(name, "named", affiliation)
    return Report(
        article,
        (
            reports.say(article, Actor(name, "person", affiliation=affiliation), name, role="actor"),
            reports.say(article, Position("Ghana", speaker, "ceasefire", "accepts"), "The truce holds"),
        ),
    )


def test_spellings_of_one_name_are_one_person(ledger: Ledger) -> None:
    for text, name in ((TEXT, "Mohamed Daahir"), ("On Monday. " + TEXT, "Mohammed Dahir")):
        ledger.add(osei(text, name))
    listed, unsure = ledger.identities()
    (only,) = listed
    assert (only.id, set(only.names), only.articles) == (
        "person/mohammed-dahir",
        {"Mohamed Daahir", "Mohammed Dahir"},
        2,
    )
    assert unsure == ()
    found = list(ledger.entries(kind="position", actor="Mohamed Daahir"))
    assert [entry.identities[entry.claim.value.speaker.name] for entry in found] == ["person/mohammed-dahir"] * 2
    assert ledger.name_of("person/mohammed-dahir") == "mohammed dahir"


def test_one_name_on_two_sides_stays_apart_until_somebody_judges(ledger: Ledger) -> None:
    for number, affiliation in enumerate(("Ghana", "Chad")):
        ledger.add(osei(f"Day {number}. {TEXT}", "Amina Osei", affiliation))
    listed, unsure = ledger.identities()
    assert {each.id for each in listed} == {"person/amina-osey@state/gh", "person/amina-osey@state/td"}
    (pair,) = unsure
    assert "two sides" in pair.reason
    assert len(list(ledger.entries(kind="position", actor="Amina Osei"))) == 2
    assert len(list(ledger.entries(kind="position", actor="person/amina-osey@state/td"))) == 1
    ledger.judge("same", pair.one, pair.other, why="she changed sides", author="Kofi Mensah")
    (only,), unsure = ledger.identities()
    assert (only.articles, unsure) == (2, ())
    assert len(list(ledger.entries(kind="position", actor="person/amina-osey@state/td"))) == 2
    ledger.judge("different", pair.one, pair.other, why="she did not", author="Kofi Mensah")
    assert len(ledger.identities()[0]) == 2


def test_who_is_surely_one_is_one_in_every_question_and_the_reason_is_told(ledger: Ledger) -> None:
    ledger.add(osei(TEXT, "Amina Osei", "Ghana"))
    ledger.add(osei(f"Later. {TEXT}", "Amina Osei"))
    one, other = "person/amina-osey", "person/amina-osey@state/gh"
    found = list(ledger.entries(kind="position"))
    assert [entry.identity("Amina Osei") for entry in found] == [one, one]
    for asked in (one, other, "Amina Osei"):
        assert list(ledger.entries(kind="position", actor=asked)) == found
    (only,), _ = ledger.identities()
    assert (only.nodes, only.articles) == ((one, other), 2)
    assert [(pair.one, pair.other, pair.reason) for pair in only.joined] == [
        (one, other, "one name, of state/gh, the only side that it is given")
    ]
    ledger.judge("different", one, other, why="a namesake", author="Kofi Mensah")
    assert [entry.identity("Amina Osei") for entry in ledger.entries(kind="position")] in ([one, other], [other, one])
    assert len(list(ledger.entries(kind="position", actor=other))) == 1
    ledger.judge("same", one, other, why="it is her", author="Kofi Mensah")
    assert {entry.identity("Amina Osei") for entry in ledger.entries(kind="position")} == {one}


def test_a_namesake_on_another_side_leaves_all_apart_and_as_of_forgets_her(ledger: Ledger) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for at, affiliation in ((1, "Ghana"), (2, None), (3, "Chad")):
            patch.setattr("dragoman.ledger.store.now", lambda at=at: 1924992000000 + 1000 * at)
            ledger.add(osei(f"Day {at}. {TEXT}", "Amina Osei", affiliation))

    def known(as_of: str | None = None) -> set[str | None]:
        return {entry.identity("Amina Osei") for entry in ledger.entries(kind="position", as_of=as_of)}

    assert known() == {"person/amina-osey", "person/amina-osey@state/gh", "person/amina-osey@state/td"}
    assert known("2031-01-01T00:00:02Z") == {"person/amina-osey"}


def test_nobody_in_an_empty_ledger(ledger: Ledger) -> None:
    assert ledger.identities() == ([], ())
