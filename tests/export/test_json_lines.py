import json

from dragoman import __version__
from dragoman.export import json_object
from dragoman.model import Article, Date, Issue, Part, Report, Span, Unread, Upstream, When, make_claim

TEXT = "Talks resume\n\nEnvoys met 😀 on Friday."


def report() -> Report:
    article = Article(
        id="1f",
        text=TEXT,
        title="Talks resume",
        published="2024-05-17",
        published_from="given",
        upstream=(Upstream(url="https://wire.example/1"),),
        parts=(Part("headline", 0, 12),),
    )
    friday = TEXT.index("Friday")
    when = When("2024-05-17", "2024-05-17", resolved=True, granularity="day", anchor="published")
    claim = make_claim(article, Date(when), [("date", Span(friday, friday + 6))], rule="weekday")
    return Report(article, (claim,), (Issue("dates", "which Friday?", friday, friday + 6),))


def test_an_object_has_the_shape_of_the_codebook() -> None:
    written = json.loads(json.dumps(json_object(report())))
    assert list(written) == ["dragoman", "article", "claims", "issues"]
    assert written["dragoman"] == __version__
    article = written["article"]
    assert article["published_from"] == "given"
    assert article["outlet"] is None
    assert article["upstream"] == [{"url": "https://wire.example/1", "name": None}]
    assert article["parts"] == [{"part": "headline", "start": 0, "end": 12}]
    (claim,) = written["claims"]
    assert sorted(claim) == ["evidence", "id", "kind", "rule", "value", "within"]
    assert (claim["kind"], claim["within"], claim["rule"]) == ("date", None, "weekday")
    assert claim["value"]["when"] == {
        "earliest": "2024-05-17",
        "latest": "2024-05-17",
        "resolved": True,
        "granularity": "day",
        "anchor": "published",
        "reason": None,
    }
    assert written["issues"] == [{"stage": "dates", "message": "which Friday?", "start": 30, "end": 36}]


def test_offsets_count_code_points() -> None:
    written = json.loads(json.dumps(json_object(report())))
    (evidence,) = written["claims"][0]["evidence"]
    assert evidence == {"role": "date", "start": 30, "end": 36, "words": "Friday"}
    assert written["article"]["text"][evidence["start"] : evidence["end"]] == "Friday"


def test_a_source_that_could_not_be_read_says_which_it_was_and_why() -> None:
    assert json_object(Unread("pages/annex.pdf", Issue("capture", "is a PDF, not a page or text"))) == {
        "dragoman": __version__,
        "article": None,
        "origin": "pages/annex.pdf",
        "claims": [],
        "issues": [{"stage": "capture", "message": "is a PDF, not a page or text", "start": None, "end": None}],
    }
