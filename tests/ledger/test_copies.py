"""Copies are found by their words, however they were changed; forms and reports of the same event are none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.copies import Text, find_bands, find_kinship
from dragoman.ledger.copies.comparison import compare
from dragoman.model import Article, Part

DISPATCH = """\
Negotiators for Armenia and Azerbaijan met in Tbilisi on Monday for a fourth round of talks on the border near Tegh, \
officials of both sides said.

The two delegations spent six hours on maps of eleven villages, according to a Georgian diplomat, and agreed to meet \
again within three weeks. At least 14 soldiers have been killed along that stretch since January.

"We have a line on paper where last month we had none," Armenia's deputy foreign minister, Vahan Kostanyan, told \
reporters. Baku said only that the meeting had been useful and that its demands on the road to Nakhchivan stood.

Observers from the European Union watched from a checkpoint two kilometres away. Shepherds in Tegh said the night had \
been quiet for the first time since the new year, though few of them had gone back to their pastures.

The next round is to settle who patrols the dirt track above the village, where two trucks burned in March."""

OTHER = """\
Armenian and Azerbaijani officials held another day of border talks in the Georgian capital, and left without a \
signature.

People close to the delegations described long arguments over Soviet maps. The villages around Tegh, where soldiers of \
both armies have died this year, remained cut off by trenches on Monday evening.

Azerbaijan wants the road through Syunik first; Armenia wants its pastures back first. Neither would say what had been \
offered in the closed sessions, and the Georgian hosts, who had laid out a dinner for forty, ate it by themselves."""

ROUNDUP = """\
Elsewhere in the region, farmers blocked a road near Gyumri over the price of water, and a court in Baku postponed a \
hearing against two students. The weather service expects snow above 2,000 metres by the end of the week, and told \
drivers to carry chains."""

READOUT = """\
The President spoke today with Prime Minister {name} of {country}. The two leaders discussed the truce on the river \
and their efforts to bring aid to the towns that have been cut off since the spring. They underscored that the release \
of the prisoners would open the way to a lasting peace, and agreed that both would speak again before the week is out \
through their teams. The President thanked the Prime Minister for the work of his envoys and for the planes that \
carried medicine across the lake."""

LETTER = """\
Dear Madam Speaker: Section 12 of the Emergency Act provides that an emergency ends unless, within 60 days prior to \
its anniversary, a notice is sent to the Assembly. I have sent such a notice for the emergency declared in Order 7714 \
of June 3, 2009, which is to continue beyond June 3, {year}. The militias on the border continue to threaten the peace \
of the region, the fields that feed it and the road to the port. I have therefore determined that the emergency must \
continue. Sincerely, the President."""


def article(text: str, name: str = "one", **fields: object) -> Article:
    return replace(Article(name, text, language="en"), **fields)  # type: ignore[arg-type]


def kinship(one: Article, other: Article) -> str | None:
    found = find_kinship(Text(one), Text(other))
    return found.relation if found else None


def met(one: Article, other: Article) -> bool:
    return bool(find_bands(Text(one)) & find_bands(Text(other)))


COPIES = {
    "the same text": DISPATCH,
    "other marks": DISPATCH.replace('"', "''").replace("'", "’").replace(" - ", " — "),
    "cut after three paragraphs": "\n\n".join(DISPATCH.split("\n\n")[:3]),
    "paragraphs added": f"{DISPATCH}\n\n{ROUNDUP}",
    "another lead": ROUNDUP + "\n\n" + "\n\n".join(DISPATCH.split("\n\n")[1:]),
    "a number changed": DISPATCH.replace("14 soldiers", "40 soldiers").replace("At least ", ""),
    "in capitals": DISPATCH.upper(),
    "with links": DISPATCH.replace("Tegh,", "Tegh (https://news.example/places/tegh?from=18),"),
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES.keys())
def test_copies_of_another_outlet_are_met_and_known(text: str) -> None:
    original, copy = article(DISPATCH, outlet="Agency"), article(text, "two", outlet="Courier")
    assert met(original, copy)
    assert kinship(original, copy) == "copy"


def test_a_copy_inside_a_long_page_is_met_and_known() -> None:
    page = "\n\n".join([*(f"{n} {line}" for n in range(9) for line in ROUNDUP.split(". ")), DISPATCH])
    assert met(article(DISPATCH), article(page, "two"))
    assert kinship(article(DISPATCH), article(page, "two")) == "copy"


def test_a_headline_is_not_compared() -> None:
    head = "A headline of its own that says quite another thing about the talks and is long enough to matter"
    titled = article(f"{head}\n\n{DISPATCH}", "two", parts=(Part("headline", 0, len(head)),))
    assert compare(Text(article(DISPATCH)), Text(titled)).containment == 1
    assert len(Text(titled).words) == len(Text(article(DISPATCH)).words)


NO_COPIES = {
    "another report of the event": (article(DISPATCH), article(OTHER, "two")),
    "a quotation in common": (article(DISPATCH), article(f"{OTHER}\n\n{DISPATCH.split(chr(10) * 2)[2]}", "two")),
    "a form about somebody else": (
        article(READOUT.format(name="Jan Nowak", country="Poland"), outlet="Palace"),
        article(READOUT.format(name="Sofia Lindqvist", country="Sweden"), "two", outlet="Palace"),
    ),
    "last year's letter": (
        article(LETTER.format(year=2021), outlet="Palace", published="2021-05-20"),
        article(LETTER.format(year=2022), "two", outlet="Palace", published="2022-05-19"),
    ),
    "letters of unknown days": (article(LETTER.format(year=2021)), article(LETTER.format(year=2022), "two")),
    "furniture in common": (
        article(f"{OTHER}\n\nJoin the debate and write to us. Letters may be cut for length and clearness.", "one"),
        article(f"{ROUNDUP}\n\nJoin the debate and write to us. Letters may be cut for length and clearness.", "two"),
    ),
    "no text": (article(""), article("", "two")),
    "too short to tell": (article("Talks are under way."), article("Talks are under way.", "two")),
}


@pytest.mark.parametrize(("one", "other"), NO_COPIES.values(), ids=NO_COPIES.keys())
def test_no_copies(one: Article, other: Article) -> None:
    assert kinship(one, other) is None
    assert kinship(other, one) is None


def test_the_same_letter_a_day_later_with_a_year_changed_is_a_copy() -> None:
    one = article(LETTER.format(year=2021), published="2021-05-20")
    other = article(LETTER.format(year=2012), "two", published="2021-05-21")
    assert kinship(one, other) == "copy"


def test_an_outlet_s_next_version_is_an_update() -> None:
    first, rest = DISPATCH.split("\n\n")[:2], DISPATCH.split("\n\n")[2:]
    later = "\n\n".join([*first, ROUNDUP, OTHER.split("\n\n")[1]])
    one = article("\n\n".join([*first, *rest[:1]]), outlet="Courier", published="2024-04-02")
    assert kinship(one, article(later, "two", outlet="Courier", published="2024-04-03")) == "update"
    assert kinship(one, article(later, "two", outlet="Courier", published="2024-05-03")) is None


def test_bands_stay_what_they_are() -> None:
    """A ledger holds bands for years: a rensa that hashes otherwise, or a change here, must not pass unseen."""
    assert sorted(find_bands(Text(article(DISPATCH)))) == BANDS


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_compared_without_an_error_and_both_ways_alike(one: str, other: str) -> None:
    texts = Text(article(one)), Text(article(other, "two"))
    for text in texts:
        find_bands(text)
    forth, back = compare(*texts), compare(*reversed(texts))
    assert (forth.containment, forth.shared) == (back.containment, back.shared)
    assert 0 <= forth.containment <= 1
    assert find_kinship(*texts) == find_kinship(*reversed(texts))


BANDS = [
    117679253346866,
    133726107578101,
    145328872641793,
    152203909039307,
    200892326496825,
    203839389131348,
]
