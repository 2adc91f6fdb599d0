import datetime
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman import pipeline
from dragoman.model import (
    BadPage,
    Claim,
    Date,
    Issue,
    Place,
    Reading,
    Report,
    Span,
    Unread,
    UsageError,
    When,
    make_claim,
)

TEXT = "Envoys of both sides met in Bamako on Friday.\n\nA second round is planned for Sunday, the mediator said."


def days(reading: Reading) -> Iterator[Claim | Issue]:
    """Every day of the week is a date; of Sundays it has its doubts."""
    for found in re.finditer(r"Friday|Sunday", reading.article.text):
        yield make_claim(reading.article, Date(When(reason="a test")), [("date", Span(*found.span()))], rule="day")
        if found[0] == "Sunday":
            yield Issue("days", "which Sunday?", *found.span())


def towns(reading: Reading) -> Iterator[Claim | Issue]:
    """Bamako, if a date was found before."""
    start = reading.article.text.find("Bamako")
    if start >= 0 and reading.of_kind("date"):
        yield make_claim(reading.article, Place("Bamako", "ML"), [("place", Span(start, start + 6))], rule="town")


@pytest.fixture(autouse=True)
def _extractors(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "stand_in" in request.fixturenames:
        extractors = (
            SimpleNamespace(name="days", version=1, extract=days),
            SimpleNamespace(name="towns", version=1, extract=towns),
        )
        monkeypatch.setattr(pipeline, "EXTRACTORS", extractors)


@pytest.mark.usefixtures("stand_in")
class TestOne:
    def test_a_report_has_its_claims_in_the_order_of_the_text_and_its_doubts(self) -> None:
        report = dragoman.read(TEXT, published="2024-05-17", outlet="The Courier")
        assert [(claim.kind, claim.evidence[0].words) for claim in report.claims] == [
            ("place", "Bamako"),
            ("date", "Friday"),
            ("date", "Sunday"),
        ]
        assert [issue.message for issue in report.issues if issue.stage == "days"] == ["which Sunday?"]
        assert (report.article.published, report.article.published_from) == ("2024-05-17", "given")
        assert report.article.outlet == "The Courier"

    @pytest.mark.parametrize("kind", ["path", "bytes", "text"])
    def test_a_path_bytes_and_a_text_are_the_same_article(self, kind: str, tmp_path: Path) -> None:
        path = tmp_path / "report.txt"
        path.write_text(TEXT)
        source = {"path": path, "bytes": TEXT.encode(), "text": TEXT}[kind]
        assert dragoman.read(source).article.text == TEXT

    def test_a_bad_page_is_told_with_its_name_and_the_reason(self, tmp_path: Path) -> None:
        path = tmp_path / "annex.html"
        path.write_bytes(b"%PDF-1.7")
        with pytest.raises(BadPage, match=r"annex\.html: is a PDF, not a page or text"):
            dragoman.read(path)

    def test_a_folder_of_many_is_the_callers_mistake(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text(TEXT)
        with pytest.raises(UsageError, match="holds 2 files; read_many reads them"):
            dragoman.read(tmp_path)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
    @given(st.text(max_size=200), st.binary(max_size=20))
    def test_any_bytes_give_a_report_or_a_reason(self, text: str, noise: bytes) -> None:
        page = text.encode("utf-8", "surrogatepass") + noise
        (outcome,) = dragoman.read_many([page])
        if isinstance(outcome, Report):
            assert not set(outcome.article.text) & {"\0", *map(chr, range(0xD800, 0xE000))}
        else:
            assert outcome.issue.message


@pytest.mark.usefixtures("stand_in")
class TestMany:
    def test_a_bad_page_stands_where_its_source_stood(self, tmp_path: Path) -> None:
        gone = tmp_path / "gone.txt"
        gone.write_bytes(b"")
        sources = [b"", TEXT, gone, b"\x1f\x8b", TEXT.replace("Friday", "Monday"), b"%PDF-"]
        outcomes = list(dragoman.read_many(sources))
        assert [type(outcome) for outcome in outcomes] == [Unread, Report, Unread, Unread, Report, Unread]
        assert outcomes[2] == Unread(str(gone), Issue("capture", "is empty"))

    def test_sources_are_read_as_they_are_asked_for(self) -> None:
        endless = (f"{TEXT}\n\nThis was round {number}." for number in itertools.count())
        first, second = itertools.islice(dragoman.read_many(endless), 2)
        assert first.article.text.endswith("round 0.")
        assert second.article.text.endswith("round 1.")

    def test_what_is_too_long_for_a_report_is_unread(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pipeline, "LONGEST", len(TEXT))
        outcomes = list(dragoman.read_many([TEXT, f"{TEXT}\n\nThere was more."]))
        assert [type(outcome) for outcome in outcomes] == [Report, Unread]
        assert "longer than" in outcomes[1].issue.message

    def test_nothing_to_read_is_nothing_read(self) -> None:
        assert list(dragoman.read_many([])) == []

    def test_at_least_one_worker_is_needed(self) -> None:
        with pytest.raises(UsageError, match="workers: 0"):
            dragoman.read_many([TEXT], workers=0)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (None, None),
        ("2024-02-08", "2024-02-08"),
        (" 2024-02-08 ", "2024-02-08"),
        ("2024-02", "2024-02"),
        ("2024-02-08T23:30:00Z", "2024-02-08"),
        (datetime.date(2024, 2, 8), "2024-02-08"),
        (datetime.datetime(2024, 2, 8, 23, 30), "2024-02-08"),
    ],
)
def test_a_publication_date_stays_as_precise_as_given(given: str | datetime.date | None, published: str | None) -> None:
    assert pipeline.parse_published(given) == published


@pytest.mark.parametrize("given", ["", "soon", "2024", "2024-13", "2024-02-30", "8 February 2024", "2024-02-08x"])
def test_what_is_no_date_is_the_callers_mistake(given: str) -> None:
    with pytest.raises(UsageError, match="is no date; expected one like 2024-02-08"):
        pipeline.parse_published(given)


def test_a_model_that_is_not_installed_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match="xx_no_such_model"):
        dragoman.read(TEXT, model="xx_no_such_model")


def test_workers_read_what_one_process_reads_in_the_same_order() -> None:
    sources = [TEXT, b"", *(f"{TEXT}\n\nThis was round {number}." for number in range(20))]
    alone = list(dragoman.read_many(sources))
    assert list(dragoman.read_many(sources, workers=2)) == alone
    assert [type(outcome) for outcome in alone[:3]] == [Report, Unread, Report]
    assert {claim.evidence[0].words for claim in alone[0].claims} >= {"Bamako", "Friday", "Sunday"}


class TestLanguages:
    def test_what_knows_english_alone_abstains_from_other_languages_and_says_so(self) -> None:
        report = dragoman.read(
            "El portavoz dijo el lunes que las conversaciones entre las dos partes se reanudan esta semana.\n\n"
            "Murieron 12 soldados en los combates, según el ministerio de Defensa del país."
        )
        assert report.article.language == "es"
        assert not {"quotation", "figure", "actor"} & {claim.kind for claim in report.claims}
        assert any(issue.stage == "extract" and "figures" in issue.message for issue in report.issues)
