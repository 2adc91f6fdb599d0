"""Dates that are offered to undated reports: by copies, totals and incidents; never silently."""

from __future__ import annotations

import pytest

from dragoman.ledger import Ledger
from dragoman.model import Claim, Figure, Report, Source, UsageError

from .reports import READERS, article, say
from .test_copies import DISPATCH, OTHER, ROUNDUP

MINISTRY = Source("the health ministry", "institution")


def toll(
    count: int, published: str | None, filling: str = ROUNDUP, *, outlet: str | None = None, **value: object
) -> Report:
    """A report of a ministry's running total of people killed."""
    told = article(
        f"{filling}\n\nIn all {count} people have been killed, the health ministry said.",
        published=published,
        outlet=outlet,
    )
    given = {"cumulative": True, "source": MINISTRY, **value}
    figure = Figure(count, count, "killed", "people", **given)  # type: ignore[arg-type]
    return Report(told, (say(told, figure, f"{count} people", role="figure"),), (), READERS)


def incidents(published: str | None, filling: str, *counts: int) -> Report:
    words = " ".join(f"Shells killed {count} people in Tawila." for count in counts)
    told = article(f"{filling}\n\n{words}", published=published)
    claims: list[Claim] = [
        say(told, Figure(count, count, "killed", "people", place="Tawila"), f"{count} people", role="figure")
        for count in counts
    ]
    return Report(told, tuple(claims), (), READERS)


def offered(ledger: Ledger, *reports: Report) -> list[tuple[str | None, str | None]]:
    for report in reports:
        ledger.add(report)
    return [(offer.earliest, offer.latest) for offer in ledger.undated()]


def test_a_total_that_others_give_on_a_day(ledger: Ledger) -> None:
    reports = toll(27_840, "2031-02-08"), toll(27_840, "2031-02-08", OTHER), toll(27_708, "2031-02-07", DISPATCH)
    undated = toll(27_840, None, "Something else entirely was told here.")
    assert offered(ledger, *reports, undated) == [("2031-02-08", "2031-02-09")]
    (offer,) = ledger.undated()
    assert offer.reasons == ("27,840 is the total that the health ministry gives on 2031-02-08 in 2 other reports",)
    assert len(offer.claims) == 3
    assert offer.claims[0] in {entry.claim.id for entry in ledger.entries(article=undated.article.id)}
    with pytest.raises(UsageError, match="from 2031-02-08 to 2031-02-09"):
        ledger.take_offer(undated.article.id, on="2031-02-10")
    assert ledger.take_offer(undated.article.id, on="2031-02-08").article.published == "2031-02-08"


def test_copies_of_one_report_are_one_report(ledger: Ledger) -> None:
    same = toll(27_840, "2031-02-08", DISPATCH, outlet="A"), toll(27_840, "2031-02-09", DISPATCH, outlet="B")
    undated = toll(27_840, None, "Something else entirely was told here.")
    assert offered(ledger, *same, toll(27_708, "2031-02-07", OTHER), undated) == [("2031-02-08", "2031-02-10")]
    assert ledger.undated()[0].reasons[0].endswith("on 2031-02-08 to 2031-02-09 in 1 other report")


def test_a_total_between_two(ledger: Ledger) -> None:
    reports = toll(27_708, "2031-02-07"), toll(27_947, "2031-02-09")
    assert offered(ledger, *reports, toll(27_840, None, OTHER)) == [("2031-02-07", "2031-02-09")]


NOTHING = {
    "a toll that does not grow": [toll(27_840, "2031-02-07"), toll(27_840, None, OTHER)],
    "a round total": [toll(27_800, "2031-02-08"), toll(27_708, "2031-02-07", DISPATCH), toll(27_800, None, OTHER)],
    "a part": [
        toll(27_840, "2031-02-08"),
        toll(27_708, "2031-02-07", DISPATCH),
        toll(27_840, None, OTHER, part_of="0123456789abcdef"),
    ],
    "no total on the other side": [toll(27_708, "2031-02-07"), toll(27_840, None, OTHER)],
    "totals far apart": [toll(27_708, "2031-02-07"), toll(29_000, "2031-03-07"), toll(27_840, None, OTHER)],
    "totals that fall": [toll(27_708, "2031-02-09"), toll(27_947, "2031-02-07"), toll(27_840, None, OTHER)],
    "a total of long ago too": [toll(27_840, "2031-02-07"), toll(27_840, "2031-03-07"), toll(27_840, None, OTHER)],
    "another claimant": [toll(27_840, "2031-02-07", source=Source("an army", "media")), toll(27_840, None, OTHER)],
    "another side": [toll(27_840, "2031-02-07", side="Israel"), toll(27_840, None, OTHER, side="Palestinians")],
    "a bound": [toll(27_840, "2031-02-07", qualifier="more than"), toll(27_840, None, OTHER)],
    "a small total": [toll(40, "2031-02-07"), toll(40, None, OTHER)],
    "no total": [toll(27_840, "2031-02-07", cumulative=False), toll(27_840, None, OTHER, cumulative=False)],
    "a month": [toll(27_840, "2031-02"), toll(27_840, None, OTHER)],
    "one incident": [incidents("2031-02-07", ROUNDUP, 35), incidents(None, OTHER, 35)],
    "incidents of other days": [
        incidents("2031-02-07", ROUNDUP, 35, 12),
        incidents("2031-03-07", DISPATCH, 35, 12),
        incidents(None, OTHER, 35, 12),
    ],
}  # fmt: skip


@pytest.mark.parametrize("reports", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_is_offered(ledger: Ledger, reports: list[Report]) -> None:
    assert offered(ledger, *reports) == []


def test_two_incidents(ledger: Ledger) -> None:
    reports = incidents("2031-02-07", ROUNDUP, 35, 12), incidents("2031-02-08", DISPATCH, 35)
    assert offered(ledger, *reports, incidents(None, OTHER, 35, 12)) == [("2031-02-06", "2031-02-09")]
    assert "35 killed in Tawila and 12 killed in Tawila" in ledger.undated()[0].reasons[0]


def test_a_copy_s_day_and_its_taking(ledger: Ledger) -> None:
    bare = toll(40, None, DISPATCH)
    assert offered(ledger, toll(40, "2031-02-07", DISPATCH, outlet="Courier"), bare) == [("2031-02-07", "2031-02-07")]
    assert ledger.undated()[0].reasons == ("the same text in Courier is dated 2031-02-07",)
    assert ledger.article(bare.article.id).published is None
    (entry,) = ledger.entries(article=bare.article.id)
    ledger.take_offer(bare.article.id)
    taken = ledger.article(bare.article.id)
    assert (taken.published, taken.published_from) == ("2031-02-07", "inferred")
    (then,) = ledger.entries(article=bare.article.id, as_of=entry.recorded)
    assert then.article.published is None
    (offer,) = ledger.undated()
    assert offer.article.published_from == "inferred"


def test_an_inferred_date_pins_no_other(ledger: Ledger) -> None:
    first, second = toll(40, None, DISPATCH), toll(27_840, None, f"{DISPATCH}\n\nMore.")
    offered(ledger, toll(40, "2031-02-07", DISPATCH, outlet="Courier"), first)
    ledger.take_offer(first.article.id)
    ledger.add(second)
    assert {reason for offer in ledger.undated() for reason in offer.reasons} == {
        "the same text in Courier is dated 2031-02-07"
    }


def test_signs_that_contradict_are_told_and_offer_nothing(ledger: Ledger) -> None:
    reports = (
        toll(27_840, "2031-02-20"),
        toll(27_708, "2031-02-19", OTHER),
        toll(40, "2031-02-07", DISPATCH, outlet="Courier"),
    )
    assert offered(ledger, *reports, toll(27_840, None, DISPATCH)) == [(None, None)]
    assert len(ledger.undated()[0].reasons) == 2


def test_an_offer_of_days_in_two_months_is_not_taken(ledger: Ledger) -> None:
    undated = toll(27_840, None, OTHER)
    assert offered(ledger, toll(27_708, "2031-01-30"), toll(27_947, "2031-02-02"), undated) == [
        ("2031-01-30", "2031-02-02")
    ]
    with pytest.raises(UsageError, match="no day and no month"):
        ledger.take_offer(undated.article.id)
    with pytest.raises(UsageError, match="no such article"):
        ledger.take_offer("0" * 16)
