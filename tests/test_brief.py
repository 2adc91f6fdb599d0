import io

import pytest
from rich.console import Console

from dragoman.brief import SECTIONS, write_brief
from dragoman.describe import describe
from dragoman.model import (
    Actor,
    Agreement,
    Article,
    Claim,
    Date,
    Event,
    Figure,
    Issue,
    Place,
    Position,
    Quotation,
    Report,
    Source,
    Span,
    Talks,
    Upstream,
    Value,
    When,
    make_claim,
)
from dragoman.model.values import KINDS

TEXT = "Talks resume\n\nEnvoys met in Bamako on Friday. They return to Bamako on Sunday."
FRIDAY = When("2024-05-17", "2024-05-17", resolved=True, granularity="day", anchor="published")
OFFICIAL = Source("a rebel official", "anonymous", "the rebels", "AFP", ("a field report",))


def printed(report: Report) -> list[str]:
    out = io.StringIO()
    write_brief(Console(file=out, width=100), report)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def claim_of(words: str, value: Value, role: str, after: int = 0) -> Claim:
    start = TEXT.index(words, after)
    return make_claim(Article(id="1f", text=TEXT), value, [(role, Span(start, start + len(words)))], rule="test")


def test_positions_are_a_table_of_party_by_issue() -> None:
    rebels = Position("the rebels", OFFICIAL, "talks", "accepts", None)
    army = Position("the army", Source("the army", "institution"), "ceasefire", "rejects", None)
    claims = (claim_of("Talks resume", rebels, "content"), claim_of("Envoys met", army, "content"))
    lines = printed(Report(Article(id="1f", text=TEXT), claims, ()))
    start = lines.index("Positions")
    assert lines[start + 2] == "ceasefire talks"
    assert lines[start + 4 : start + 6] == ["the rebels accepts", "the army rejects"]
    assert any("Talks resume" in line for line in lines[start + 6 :])


def test_the_head_says_what_the_article_is_and_how_that_is_known() -> None:
    article = Article(
        id="1f",
        text=TEXT,
        title="Talks resume",
        published="2024-05-17",
        published_from="dateline",
        outlet="The Courier",
        agency="AFP",
        authors=("A. Keita",),
        language="en",
        translated_from="fr",
        upstream=(Upstream("https://wire.example/1", "The Wire"),),
    )
    assert printed(Report(article))[:4] == [
        "Talks resume",
        "The Courier · AFP · 2024-05-17 (from the dateline) · English, translated from French",
        "by A. Keita",
        "taken from The Wire https://wire.example/1",
    ]


def test_an_article_of_which_nothing_is_known_is_called_by_its_origin() -> None:
    assert printed(Report(Article(id="1f", text=TEXT, origin="reports/a.txt")))[:2] == ["reports/a.txt", "date unknown"]


def test_findings_that_read_the_same_share_a_line_with_all_their_words() -> None:
    bamako = Place("Bamako", "ML", precision="city", role="venue")
    claims = (claim_of("Bamako", bamako, "place"), claim_of("Bamako", bamako, "place", 40))
    friday = claim_of("Friday", Date(FRIDAY), "date")
    lines = printed(Report(Article(id="1f", text=TEXT), (*claims, friday)))
    assert lines[lines.index("Places") + 1] == "Bamako Mali, city, venue “Bamako” ×2"
    assert lines[lines.index("Dates") + 1] == "2024-05-17 from the publication date “Friday”"


def test_mentions_of_one_name_share_a_line_with_what_each_adds() -> None:
    claims = (
        claim_of("Bamako", Place("BAMAKO", "ML", precision="city", role="dateline"), "place"),
        claim_of("Bamako", Place("Bamako", "ML", precision="city", role="venue"), "place", 40),
    )
    lines = printed(Report(Article(id="1f", text=TEXT), claims))
    assert lines[lines.index("Places") + 1] == "BAMAKO Mali, city, dateline, venue “Bamako” ×2"


def test_quotations_of_one_speaker_stay_apart() -> None:
    claims = (
        claim_of("Envoys met", Quotation(OFFICIAL, "said", "indirect"), "content"),
        claim_of("They return", Quotation(OFFICIAL, "said", "direct"), "content"),
    )
    lines = printed(Report(Article(id="1f", text=TEXT), claims))
    assert any("“Envoys met”" in line for line in lines)
    assert not any("“Envoys met”, “They return”" in line for line in lines)


def test_what_was_left_open_stands_last_with_its_words() -> None:
    start = TEXT.index("Sunday")
    issues = (Issue("dates", "which Sunday?", start, start + 6), Issue("clean", "no outlet found"))
    lines = printed(Report(Article(id="1f", text=TEXT), (), issues))
    assert lines[lines.index("Left open") + 1 :][:2] == ["dates which Sunday? “Sunday”", "clean no outlet found"]


def test_a_page_cannot_steer_the_terminal() -> None:
    title = "Talks \x1b[31mresume\x07 \u202etoday [bold]now[/bold]"
    assert printed(Report(Article(id="1f", text=TEXT, title=title)))[0] == "Talks [31mresume today [bold]now[/bold]"


def test_every_kind_of_claim_has_a_section() -> None:
    assert set(SECTIONS) == set(KINDS.values())


@pytest.mark.parametrize(
    ("value", "name", "facts"),
    [
        (
            Actor("Awa Diallo", "person", "ML", office="envoy", affiliation="Mali", aliases=("Diallo",)),
            "Awa Diallo",
            "envoy, Mali, person, also Diallo",
        ),
        (Actor("the Front", "armed_group"), "the Front", "armed group"),
        (Place("Mali", "ML", precision="country"), "Mali", ""),
        (Date(When("2023-11", "2023-12", resolved=True)), "2023-11 – 2023-12", ""),
        (Date(When(None, "2023-12", resolved=True)), "… – 2023-12", ""),
        (Date(When(reason="no publication date")), "undated", "no publication date"),
        (
            Quotation(OFFICIAL, "said", "indirect"),
            "a rebel official",
            "anonymous, of the rebels, to AFP, based on a field report, said, indirect",
        ),
        (Quotation(None, None, "direct"), "nobody named", "direct"),
        (
            Figure(31, None, "killed", "civilians", "more than", side="Mali", by="the army", cumulative=True),
            "31 or more killed",
            "civilians, Mali, by the army, in all",
        ),
        (Figure(30, 30, "other", "trucks", "around"), "around 30", "trucks"),
        (Figure(None, 40, "freed", "hostages", realis="planned"), "up to 40 freed", "hostages, planned"),
        (
            Figure(2000, 3000, "displaced", "families", source=OFFICIAL, when=FRIDAY),
            "2,000 to 3,000 displaced",
            "families, 2024-05-17, says a rebel official, anonymous, of the rebels, to AFP, based on a field report",
        ),
        (
            Talks(
                ("the rebels", "Mali"), "under_way", ("Algeria",), venue="Algiers", channel="indirect", aims=("aid",)
            ),
            "the rebels and Mali",
            "under way, indirect, through Algeria, Algiers, on aid",
        ),
        (
            Position("Mali", Source("Mali", "institution"), "talks", "rejects", FRIDAY),
            "Mali",
            "rejects: talks, 2024-05-17",
        ),
        (
            Agreement(("ceasefire",), ("the rebels", "Mali"), "in_force", start=FRIDAY, duration="P7D"),
            "ceasefire",
            "in force, the rebels and Mali, from 2024-05-17, P7D",
        ),
        (Event("CONSULT", "Mali", "Algeria", realis="planned"), "CONSULT", "Mali → Algeria, planned"),
    ],
)
def test_every_value_is_described_by_what_is_known_of_it(value: Value, name: str, facts: str) -> None:
    described, known = describe(value)
    assert (described, ", ".join(known)) == (name, facts)
