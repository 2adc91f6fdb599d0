"""The commands that ask a ledger: what they print, as text, JSON and CSV, and what they refuse."""

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman import open_ledger
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
    with open_ledger(where) as ledger:
        for each in found:
            ledger.add(each)
    return where


def joined(out: str) -> str:
    return " ".join(out.split())


def test_talks_tell_how_they_stand_and_what_was_agreed(dragoman, place: Path) -> None:
    code, out, err = dragoman("talks", "--between", "Chad, Kenya", "--ledger", place)
    assert (code, err) == (0, "")
    assert "Chad and Kenya" in out
    assert "now: held (1 report, 1 origin · The Courier 2025-03-02" in joined(out)
    assert "2025-03-01 Arusha, held" in joined(out)
    assert "7 days: agreed (told 2025-03-02)" in joined(out)


def test_positions_tell_how_a_party_moved(dragoman, place: Path) -> None:
    _, out, _ = dragoman("positions", "--between", "Kenya,Chad", "--ledger", place)
    assert "2025-03-02 rejects (first said)" in joined(out)
    assert "2025-03-09 accepts (changed)" in joined(out)
    assert "\x1b" not in out
    assert json.loads(dragoman("positions", "--json", "--ledger", place)[1])[0]["steps"][1]["move"] == "changed"


def test_until_tells_how_things_stood(dragoman, place: Path) -> None:
    (line,) = json.loads(dragoman("positions", "--until", "2025-03-05", "--json", "--ledger", place)[1])
    assert [step["stance"] for step in line["steps"]] == ["rejects"]
    for command in ("talks", "positions", "timeline", "sources"):
        assert json.loads(dragoman(command, "--until", "2025-03-01", "--json", "--ledger", place)[1]) == []
    code, _, err = dragoman("talks", "--until", "soon", "--ledger", place)
    assert (code, err.count("\n")) == (2, 1)


def test_a_timeline_marks_what_is_only_planned(dragoman, place: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    _, out, _ = dragoman("timeline", "--html", page, "--ledger", place)
    assert "[planned]" in out
    html = page.read_text("utf-8")
    assert "withdrew &lt;from&gt; Adré" in html
    assert '<span class="realis">planned</span>' in html
    _, out, _ = dragoman("timeline", "--actor", "Chad", "--kind", "talks", "--json", "--ledger", place)
    assert [moment["kind"] for moment in json.loads(out)] == ["talks"]


def test_sources_tell_whom_the_record_rests_on(dragoman, place: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dragoman("sources", "--csv", "--ledger", place)[1])))
    by_name = {row["name"]: row for row in rows}
    assert by_name["The Courier"]["claims"] == "3"
    assert by_name["The Courier"]["relayed"] == "1"
    assert "'=Gazette()" in by_name
    assert "The Courier" in dragoman("sources", "--ledger", place)[1]


def test_why_leads_to_the_sentence(dragoman, place: Path) -> None:
    track = json.loads(dragoman("talks", "--json", "--ledger", place)[1])[0]
    claim = track["status_from"][0]["claim"]
    code, out, _ = dragoman("why", claim, "--ledger", place)
    assert code == 0
    assert "Envoys of Kenya and Chad met in Arusha on Saturday." in joined(out)
    assert "chain: The Courier" in out
    assert (
        json.loads(dragoman("why", claim, "--json", "--ledger", place)[1])[0]["passages"][0]["after"] == " on Saturday."
    )
    line = json.loads(dragoman("positions", "--json", "--ledger", place)[1])[0]
    _, out, _ = dragoman("why", line["steps"][0]["entries"][0]["claim"], "--ledger", place)
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
def test_a_callers_mistake_is_one_line(dragoman, place: Path, args: tuple[str, ...], told: str) -> None:
    code, out, err = dragoman(*args, "--ledger", place)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize("command", ["talks", "positions", "timeline", "sources"])
def test_an_empty_ledger_says_so(dragoman, tmp_path: Path, command: str) -> None:
    where = tmp_path / "empty.db"
    open_ledger(where).close()
    code, out, err = dragoman(command, "--ledger", where)
    assert (code, err) == (0, "")
    assert "in this ledger" in out
    assert dragoman(command, "--json", "--ledger", where)[1] == "[]\n"
    assert dragoman(command, "--csv", "--ledger", where)[1].strip() == ""
    assert dragoman(command, "--ledger", tmp_path / "none.db")[0] == 2


def test_identities_are_listed(dragoman, tmp_path: Path) -> None:
    where = tmp_path / "people.db"
    text = "Amina Osei spoke."
    with open_ledger(where) as ledger:
        for affiliation in ("Ghana", "Chad"):
            actor = Actor("Amina Osei", "person", affiliation=affiliation)
            ledger.add(report(f"{affiliation}: {text}", affiliation, "2025-03-02", [("actor", actor, "Amina Osei")]))
    _, out, _ = dragoman("identities", "--ledger", where)
    assert "person/amina-osey@state/gh Amina Osei 1 articles" in joined(out)
    (pair,) = json.loads(dragoman("identities", "--unsure", "--json", "--ledger", where)[1])
    assert {pair["one"], pair["other"]} == {"person/amina-osey@state/gh", "person/amina-osey@state/td"}
    assert dragoman("identities", "--csv", "--ledger", where)[1].startswith("identity,names,nodes,joined,articles\n")
