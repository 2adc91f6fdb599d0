"""The commands that ask a ledger: what they print, as text, JSON and CSV, and what they refuse."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman import cli
from dragoman.model import (
    Actor,
    Agreement,
    Article,
    Event,
    Figure,
    Position,
    Report,
    Source,
    Span,
    Talks,
    Value,
    When,
    make_claim,
)

COURIER = (
    "Envoys of Kenya and Chad met in Arusha on Saturday. Kenya rejects any truce, its minister told Radio Abéché. "
    "The army counted 34 dead. A truce of seven days was agreed. Chad withdrew <from> Adré."
)
GAZETTE = "Kenya accepts a truce, an official said.\x1b[31m"


def on(day: str) -> When:
    return When(day, day, resolved=True, granularity="day")


def report(text: str, outlet: str, published: str, told: list[tuple[str, Value, str]]) -> Report:
    article = Article(f"{hash(outlet) & 0xFFFFFFFFFFFFFFFF:016x}", text, outlet, published, "given", outlet)
    claims = []
    for role, value, words in told:
        start = text.index(words)
        claims.append(make_claim(article, value, [(role, Span(start, start + len(words)))], rule="test"))
    return Report(article, tuple(claims))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    kenya = Source("the minister", "unnamed", affiliation="Kenya", told_to="Radio Abéché")
    official = Source("an official", "unnamed", "Kenya")
    found = [
        report(
            COURIER,
            "The Courier",
            "2025-03-02",
            [
                ("talks", Talks(("Kenya", "Chad"), "held", venue="Arusha", when=on("2025-03-01")), "met in Arusha"),
                ("content", Position("Kenya", kenya, "ceasefire", "rejects"), "Kenya rejects any truce"),
                ("figure", Figure(34, 34, "killed", "people", source=Source("The army", "institution")), "34 dead"),
                ("agreement", Agreement(("ceasefire",), ("Kenya", "Chad"), "agreed", duration="P7D"), "A truce"),
                ("event", Event("RETREAT", "Chad", None, where="Adré", realis="planned"), "withdrew <from> Adré"),
            ],
        ),
        report(
            GAZETTE,
            "=Gazette()",
            "2025-03-09",
            [
                (
                    "content",
                    Position("Kenya", official, "ceasefire", "accepts"),
                    "accepts a truce",
                )
            ],
        ),
    ]
    where = tmp_path / "talks.db"
    with dragoman.open_ledger(where) as ledger:
        for each in found:
            ledger.add(each)
    return where


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    def call(*args: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def joined(out: str) -> str:
    return " ".join(out.split())


def test_talks_tell_how_they_stand_and_what_was_agreed(run, place: Path) -> None:
    code, out, err = run("talks", "--between", "Chad, Kenya", "--ledger", place)
    assert (code, err) == (0, "")
    assert "Chad and Kenya" in out
    assert "now: held (1 report, 1 origin · The Courier 2025-03-02" in joined(out)
    assert "2025-03-01 Arusha, held" in joined(out)
    assert "7 days: agreed (told 2025-03-02)" in joined(out)


def test_positions_tell_how_a_party_moved(run, place: Path) -> None:
    _, out, _ = run("positions", "--between", "Kenya,Chad", "--ledger", place)
    assert "2025-03-02 rejects (first said)" in joined(out)
    assert "2025-03-09 accepts (changed)" in joined(out)
    assert "\x1b" not in out
    assert json.loads(run("positions", "--json", "--ledger", place)[1])[0]["steps"][1]["move"] == "changed"


def test_until_tells_how_things_stood(run, place: Path) -> None:
    (line,) = json.loads(run("positions", "--until", "2025-03-05", "--json", "--ledger", place)[1])
    assert [step["stance"] for step in line["steps"]] == ["rejects"]
    for command in ("talks", "positions", "timeline", "sources"):
        assert json.loads(run(command, "--until", "2025-03-01", "--json", "--ledger", place)[1]) == []
    code, _, err = run("talks", "--until", "soon", "--ledger", place)
    assert (code, err.count("\n")) == (2, 1)


def test_a_timeline_marks_what_is_only_planned(run, place: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    _, out, _ = run("timeline", "--html", page, "--ledger", place)
    assert "[planned]" in out
    html = page.read_text("utf-8")
    assert "withdrew &lt;from&gt; Adré" in html
    assert '<span class="realis">planned</span>' in html
    _, out, _ = run("timeline", "--actor", "Chad", "--kind", "talks", "--json", "--ledger", place)
    assert [moment["kind"] for moment in json.loads(out)] == ["talks"]


def test_sources_tell_whom_the_record_rests_on(run, place: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("sources", "--csv", "--ledger", place)[1])))
    by_name = {row["name"]: row for row in rows}
    assert by_name["The Courier"]["claims"] == "3"
    assert by_name["The Courier"]["relayed"] == "1"
    assert "'=Gazette()" in by_name
    assert "The Courier" in run("sources", "--ledger", place)[1]


def test_why_leads_to_the_sentence(run, place: Path) -> None:
    track = json.loads(run("talks", "--json", "--ledger", place)[1])[0]
    claim = track["status_from"][0]["claim"]
    code, out, _ = run("why", claim, "--ledger", place)
    assert code == 0
    assert "Envoys of Kenya and Chad met in Arusha on Saturday." in joined(out)
    assert "chain: The Courier" in out
    assert json.loads(run("why", claim, "--json", "--ledger", place)[1])[0]["passages"][0]["after"] == " on Saturday."
    line = json.loads(run("positions", "--json", "--ledger", place)[1])[0]
    _, out, _ = run("why", line["steps"][0]["entries"][0]["claim"], "--ledger", place)
    assert "chain: the minister → Radio Abéché → The Courier" in joined(out)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("talks", "--between", "Chad,"), "between: 'Chad,' has an empty name"),
        (("talks", "--json", "--csv"), "--json and --csv: one of them at a time"),
        (("positions", "--issue", "peace"), "issue: 'peace' is none; expected one of ceasefire"),
        (("timeline", "--kind", "rumour"), "kind: 'rumour' is none"),
        (("timeline", "--html", "/nowhere/at/all.html"), "/nowhere/at/all.html: No such file or directory"),
        (("timeline", "--as-of", "soon"), "as of 'soon': expected a date"),
        (("why", "soon"), "'soon' is no claim's id"),
        (("why", "0123456789abcdef"), "no claim 0123456789abcdef in this ledger"),
    ],
)
def test_a_callers_mistake_is_one_line(run, place: Path, args: tuple[str, ...], told: str) -> None:
    code, out, err = run(*args, "--ledger", place)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize("command", ["talks", "positions", "timeline", "sources"])
def test_an_empty_ledger_says_so(run, tmp_path: Path, command: str) -> None:
    where = tmp_path / "empty.db"
    dragoman.open_ledger(where).close()
    code, out, err = run(command, "--ledger", where)
    assert (code, err) == (0, "")
    assert "in this ledger" in out
    assert run(command, "--json", "--ledger", where)[1] == "[]\n"
    assert run(command, "--csv", "--ledger", where)[1].strip() == ""
    assert run(command, "--ledger", tmp_path / "none.db")[0] == 2


def test_identities_are_listed(run, tmp_path: Path) -> None:
    where = tmp_path / "people.db"
    text = "Amina Osei spoke."
    with dragoman.open_ledger(where) as ledger:
        for affiliation in ("Ghana", "Chad"):
            actor = Actor("Amina Osei", "person", affiliation=affiliation)
            ledger.add(report(f"{affiliation}: {text}", affiliation, "2025-03-02", [("actor", actor, "Amina Osei")]))
    _, out, _ = run("identities", "--ledger", where)
    assert "person/amina-osey@state/gh Amina Osei 1 articles" in joined(out)
    (pair,) = json.loads(run("identities", "--unsure", "--json", "--ledger", where)[1])
    assert {pair["one"], pair["other"]} == {"person/amina-osey@state/gh", "person/amina-osey@state/td"}
    assert run("identities", "--csv", "--ledger", where)[1].startswith("identity,names,nodes,joined,articles\n")
