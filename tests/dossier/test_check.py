from collections.abc import Sequence
from dataclasses import replace

import pytest

from dragoman.dossier.check import WRONG, Known, Review, check, check_against
from dragoman.dossier.check.page import page
from dragoman.dossier.check.tokens import quoted_stretches, sentences_of
from dragoman.dossier.entries import entries_of
from dragoman.model import Actor, Article, Figure, Quotation, Report, Source, Span, Value, make_claim

AIDE = Source("Aminu Bello", "named")
MINISTRY = Source("the Health Ministry", "institution")
RECORD = (
    "At least 34 people were killed in the market of Zaria on Monday, the Health Ministry said.\n"
    "“We will not sign anything before the prisoners come home,” said Aminu Bello.\n"
)


Claim = tuple[Value, Sequence[tuple[str, str]]]


def report(text: str, *claims: Claim, published: str | None = "2025-03-04", id: str = "draft") -> Report:
    article = Article(id, text, published=published, published_from="given", outlet="The Courier", language="en")
    made = []
    for value, evidence in claims:
        places = [(role, text.rindex(words), len(words)) for role, words in evidence]
        spans = [(role, Span(start, start + length)) for role, start, length in places]
        made.append(make_claim(article, value, spans, rule="test"))
    return Report(article, tuple(made))


def original(id: str = "a", dead: int = 34) -> Report:
    toll = Figure(dead, None, "killed", "people", "at least", place="Zaria", source=MINISTRY)
    killed = f"At least {dead} people were killed in the market of Zaria on Monday"
    text = RECORD.replace("34", str(dead))
    return report(
        text,
        (toll, [("figure", f"At least {dead} people")]),
        (
            Quotation(MINISTRY, "said", "indirect"),
            [("content", killed), ("speaker", "the Health Ministry"), ("cue", "said.")],
        ),
        (
            Quotation(AIDE, "said", "direct"),
            [
                ("content", "“We will not sign anything before the prisoners come home,”"),
                ("cue", "said"),
                ("speaker", "Aminu Bello"),
            ],
        ),
        (Actor("Aminu Bello", "person"), [("actor", "Aminu Bello")]),
        id=id,
    )


def review(draft: Report, *record: Report) -> Review:
    reports = record or (original(),)
    entries = [entry for one in reports for entry in entries_of(one)]
    return check(draft, entries, {one.article.id: one.article for one in reports})


def verdicts(reviewed: Review) -> list[tuple[str, str]]:
    return [(remark.about, remark.verdict) for remark in reviewed.remarks]


def wrong(text: str, *claims: Claim, published: str | None = "2025-03-04") -> list[tuple[str, str, str]]:
    reviewed = review(report(text, *claims, published=published))
    return [(remark.about, remark.verdict, remark.words) for remark in reviewed.wrong]


def test_the_original_itself_has_nothing_wrong() -> None:
    assert verdicts(review(replace(original(), article=replace(original().article, id="draft")))) == [
        ("figure", "agrees"),
        ("quotation", "verbatim"),
    ]


def test_a_number_that_the_record_has_otherwise() -> None:
    text = RECORD.replace("34", "43")
    assert wrong(text) == [("figure", "contradicts", "43")]


def test_a_number_in_words() -> None:
    record = "Three of the seven judges left the hall before the vote was taken."
    draft = report(record.replace("Three", "Five"))
    (remark,) = review(draft, report(record, id="a")).wrong
    assert (remark.about, remark.words) == ("figure", "Five")
    assert "Three" in remark.message


def test_numbers_of_days_far_apart_differ_because_the_news_went_on() -> None:
    assert wrong(RECORD.replace("34", "43"), published="2025-03-09") == []


def test_another_weekday() -> None:
    assert wrong(RECORD.replace("Monday", "Friday")) == [("date", "misfit", "Friday")]


def test_another_weekday_as_a_possessive() -> None:
    record = report("The council met in haste after Monday's attack on the ferry.", id="a")
    (remark,) = review(report(record.article.text.replace("Monday's", "Friday’s")), record).wrong
    assert (remark.about, remark.words) == ("date", "Friday")


def test_another_month_but_not_its_abbreviation() -> None:
    record = report("The envoys had met once before, in October, at the port of Lamu.", id="a")
    assert [one.words for one in review(report(record.article.text.replace("October", "August")), record).wrong] == [
        "August"
    ]
    assert review(report(record.article.text.replace("October", "Oct.")), record).wrong == ()


def test_a_dropped_attribution() -> None:
    text = "At least 34 people were killed in the market of Zaria on Monday."
    assert wrong(text) == [("attribution", "dropped", text)]


def test_an_attribution_in_other_words_is_not_dropped() -> None:
    text = "According to health officials, at least 34 people were killed in the market of Zaria on Monday."
    officials = Quotation(Source("health officials", "unnamed"), "According to", "indirect")
    content = "at least 34 people were killed in the market of Zaria on Monday"
    assert wrong(text, (officials, [("content", content), ("speaker", "health officials")])) == []


def test_another_speaker_in_the_same_sentence() -> None:
    text = "At least 34 people were killed in the market of Zaria on Monday, Aminu Bello said."
    assert wrong(text) == [("attribution", "changed", "Aminu Bello")]


def test_a_pronoun_in_place_of_the_speaker_changes_nothing() -> None:
    assert wrong("At least 34 people were killed in the market of Zaria on Monday, it said.") == []


@pytest.mark.parametrize(
    "words",
    [
        "We will sign anything before the prisoners come home",
        "We will not sign anything after the prisoners come home",
        "They will not sign anything before the prisoners come home",
        "We will not sign anything before the prisoners come back",
    ],
)
def test_an_altered_quotation(words: str) -> None:
    text = f"The mood was bad. “{words},” he told reporters after the session."
    assert wrong(text) == [("quotation", "altered", words)]


def test_words_of_somebody_else() -> None:
    words = "“We will not sign anything before the prisoners come home,”"
    text = f"{words} said Musa Danjuma, who leads the other delegation."
    claim = Quotation(Source("Musa Danjuma", "named"), "said", "direct")
    found = wrong(text, (claim, [("content", words), ("speaker", "Musa Danjuma")]))
    assert ("quotation", "other speaker", words[1:-2]) in found


def test_part_of_a_quotation_is_verbatim() -> None:
    reviewed = review(report("He would not sign “anything before the prisoners come home”, he made clear."))
    assert verdicts(reviewed) == [("quotation", "verbatim")]


def test_words_that_only_a_translation_has() -> None:
    translated = original()
    translated = replace(translated, article=replace(translated.article, translated_from="ha"))
    draft = report("“We will not sign anything before the prisoners come home,” was all that he said.")
    assert verdicts(review(draft, translated)) == [("quotation", "translation")]


def test_words_that_the_record_does_not_have() -> None:
    assert verdicts(review(report("“Nobody asked the farmers what they think,” he added."))) == [
        ("quotation", "unknown")
    ]


def test_short_words_in_marks_are_anybodys() -> None:
    assert verdicts(review(report("He spoke of “war crimes” and left."))) == []


def figure(low: int, **fields: object) -> Claim:
    given = {"place": "Zaria", "source": MINISTRY, "cumulative": True} | fields
    return Figure(low, low, "killed", "people", **given), [("figure", f"{low:,} dead")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "fields", "expected"),
    [
        (1405, {}, "agrees"),
        (1350, {}, "older"),
        (1505, {}, "contradicts"),
        (1505, {"source": None}, "missing"),
        (1505, {"place": "Kano"}, "unknown"),
        (1505, {"source": Source("the army", "institution")}, "unknown"),
    ],
)
def test_a_figure_beside_the_record(low: int, fields: dict[str, object], expected: str) -> None:
    record = [
        report("The ministry counts 1,405 dead.", figure(1405), id="a"),
        report("The ministry counts 1,350 dead.", figure(1350), id="b", published="2025-03-01"),
    ]
    draft = report(f"There are {low:,} dead by the last count.", figure(low, **fields))
    assert verdicts(review(draft, *record)) == [("figure", expected)]


@pytest.mark.parametrize(
    ("written", "known", "remarked"),
    [
        ("Aminu Belo", "Aminu Bello", False),
        ("Amina Kwankwaso", "Amina Kwankwaso", False),
        ("Amina Kwankwazo", "Amina Kwankwaso", True),
        ("Rashid Kwankwaso", "Amina Kwankwaso", False),
        ("Vladmir Putin", "Vladimir Putin", True),
    ],
)
def test_names(written: str, known: str, remarked: bool) -> None:
    record = [report(f"{known} spoke.", (Actor(known, "person"), [("actor", known)]), id=id) for id in "ab"]
    draft = report(f"{written} spoke.", (Actor(written, "person"), [("actor", written)]))
    assert [one.verdict for one in review(draft, *record).remarks] == (["misspelt"] if remarked else [])


@pytest.mark.parametrize(
    ("text", "misfit"),
    [
        ("They met on Tuesday, 4 March.", False),
        ("They met on Monday, 4 March.", True),
        ("They met on Tuesday, March 4, 2025.", False),
        ("They met on Friday, March 4, 2022.", False),
        ("They met on Sunday the 4th of March 2022.", True),
        ("They met on Monday, and 4 March was a Tuesday.", False),
        ("They met on Monday, 31 February.", False),
    ],
)
def test_weekdays_beside_dates(text: str, misfit: bool) -> None:
    assert [one.verdict for one in review(report(text)).remarks] == (["misfit"] if misfit else [])


def test_what_does_not_add_up_inside_the_draft() -> None:
    text = "Of the 29 dead, 92 were officers."
    article = report(text).article
    whole = make_claim(article, Figure(29, 29, "killed", "people"), [("figure", Span(7, 9))], rule="test")
    part = Figure(92, 92, "killed", "officers", part_of=whole.id)
    claims = (whole, make_claim(article, part, [("figure", Span(16, 18))], rule="test"))
    assert ("arithmetic", "misfit") in verdicts(review(Report(article, claims)))


def test_a_record_without_texts_still_has_its_figures() -> None:
    record = report("The ministry counts 1,405 dead.", figure(1405), id="a")
    draft = report("There are 1,405 dead by the last count.", figure(1405))
    assert verdicts(check(draft, entries_of(record))) == [("figure", "agrees")]


def test_a_record_without_the_draft_itself() -> None:
    one, other = original("a"), original("b", dead=43)
    entries = tuple(entry for each in (one, other) for entry in entries_of(each))
    known = Known(entries, {each.article.id: each.article for each in (one, other)})
    assert check_against(one, known).wrong == ()
    assert [remark.words for remark in check_against(one, known.without(["a"])).wrong] == ["34"]


def test_sentences_do_not_end_at_titles_and_initials() -> None:
    text = "Gen. Musa met J. Bello. “It is done.” They left.\nNobody spoke"
    assert [text[one.start : one.end] for one in sentences_of(text)] == [
        "Gen. Musa met J. Bello.",
        "“It is done.”",
        "They left.",
        "Nobody spoke",
    ]


def test_a_mark_that_nothing_closes_opens_no_quotation() -> None:
    text = 'He said "yes" and “no.\nShe said «perhaps».'
    assert [text[start:end] for start, end in quoted_stretches(text)] == ["yes", "perhaps"]


def test_the_page_escapes_and_numbers() -> None:
    text = "<script>alert(1)</script> At least 43 people were killed in the market of Zaria on Monday, it said."
    record = report(text.replace("43", "34"), id="a")
    html = page(review(report(text), record))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert '<mark class="bad">43</mark><sup class="bad"><a href="#r1">1</a></sup>' in html
    assert "http" not in html


def test_every_verdict_that_is_wrong_is_told_apart() -> None:
    assert "agrees" not in WRONG
    assert "older" not in WRONG
    assert "unknown" not in WRONG
