import json
from pathlib import Path

import pytest

from dragoman import open_ledger
from dragoman.model.values import Figure

from .ledger.reports import report


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(report())
    return tmp_path / "x.db"


FIGURE = report().claims[3].id


def test_a_judgement_joins_names_until_a_later_one_undoes_it(dragoman, place: Path) -> None:
    code, out, _ = dragoman(
        "judge", "same", "the army", "Algeria", "--why", "a test", "--author", "ana", "--ledger", place
    )
    assert code == 0
    assert out.startswith("army and state/dz: same (ana, ")
    with open_ledger(place) as ledger:
        found = list(ledger.entries(actor="Algeria", kind="figure"))
        assert [entry.identity("army") for entry in found] == ["state/dz"]
    dragoman("judge", "different", "Algeria", "army", "--why", "it is not", "--ledger", place)
    with open_ledger(place) as ledger:
        assert list(ledger.entries(actor="Algeria", kind="figure")) == []
        assert [(one.verdict, one.why) for one in ledger.judgements()] == [("different", "it is not")]


def test_a_rejected_claim_is_left_out_until_it_is_accepted(dragoman, place: Path) -> None:
    assert dragoman("rule", "reject", FIGURE, "--why", "misread", "--author", "ana", "--ledger", place)[0] == 0
    with open_ledger(place) as ledger:
        assert list(ledger.entries(kind="figure")) == []
        (entry,) = ledger.entries(kind="figure", include_rejected=True)
        assert entry.ruling is not None
        assert (entry.ruling.verdict, entry.ruling.author, entry.ruling.why) == ("reject", "ana", "misread")
    dragoman("rule", "accept", FIGURE, "--why", "it is right after all", "--ledger", place)
    with open_ledger(place) as ledger:
        assert [entry.claim.id for entry in ledger.entries(kind="figure")] == [FIGURE]


def test_a_correction_stands_beside_the_claim(dragoman, place: Path) -> None:
    code, _, _ = dragoman(
        "rule", "correct", FIGURE, "--set", "low=13", "--set", "people=men", "--why", "misread", "--ledger", place
    )
    assert code == 0
    with open_ledger(place) as ledger:
        (entry,) = ledger.entries(kind="figure")
    assert isinstance(entry.claim.value, Figure)
    assert entry.claim.value.low == 31
    assert entry.ruling is not None
    assert isinstance(entry.ruling.correction, Figure)
    assert (entry.ruling.correction.low, entry.ruling.correction.people) == (13, "men")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["rule", "reject", "0" * 16, "--why", "x"], "no such claim"),
        (["rule", "reject", FIGURE, "--why", " "], "needs its reason"),
        (["rule", "correct", FIGURE, "--why", "x"], "a correction goes with correct"),
        (["rule", "correct", FIGURE, "--set", "colour=red", "--why", "x"], "no field of a figure"),
        (["rule", "correct", FIGURE, "--set", "low=many", "--why", "x"], "low: 'many'"),
        (["rule", "burn", FIGURE, "--why", "x"], "Invalid value"),
        (["judge", "same", "Algeria", "Algeria", "--why", "x"], "the same as itself"),
        (["merge", "missing.db"], "missing.db: no such ledger"),
    ],
)
def test_a_callers_mistake_is_one_line(dragoman, place: Path, args: list[str], message: str) -> None:
    code, _, err = dragoman(*args, "--ledger", place)
    assert (code, err.count("\n")) == (2, 1)
    assert message in err


def test_ledgers_merge(dragoman, place: Path, tmp_path: Path) -> None:
    code, out, _ = dragoman("merge", place, "--ledger", tmp_path / "y.db")
    assert (code, out) == (0, f"{place}: 1 articles, 4 readings, 0 judgements and rulings were new\n")
    with open_ledger(place) as ours, open_ledger(tmp_path / "y.db") as theirs:
        assert list(ours.entries()) == list(theirs.entries())


def test_talks_are_exported_under_the_names_of_mend(dragoman, place: Path) -> None:
    code, out, _ = dragoman("export", "--columns", "mend", "--ledger", place)
    assert code == 0
    assert out.splitlines()[0].startswith("med_event_ID,med_location - MULTISELECT,Day,Month,Year,third_party")
    code, _, err = dragoman("export", "--columns", "mend", "--kind", "event", "--ledger", place)
    assert (code, err) == (2, "dragoman: --columns mend is for --kind talks, not event\n")
    code, _, err = dragoman("export", "--ledger", place)
    assert (code, err) == (2, "dragoman: --kind is needed: which claims to export\n")


def test_the_whole_ledger_is_exported_to_followthemoney(dragoman, place: Path, tmp_path: Path) -> None:
    code, out, _ = dragoman("export", "--format", "ftm", "--ledger", place)
    assert code == 0
    assert {json.loads(line)["schema"] for line in out.splitlines()} >= {"Article", "Event", "Mention", "Note"}
    assert dragoman("export", "--format", "ftm-statements", "--out", tmp_path / "s.csv", "--ledger", place)[0] == 0
    assert (tmp_path / "s.csv").read_text("utf-8").startswith("canonical_id,entity_id,prop,prop_type,schema,value,")
    code, _, err = dragoman("export", "--format", "ftm", "--kind", "talks", "--ledger", place)
    assert (code, err) == (2, "dragoman: --format ftm is of the whole ledger: it takes no --kind and no --columns\n")
