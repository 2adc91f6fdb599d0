"""Entries of short made-up reports, without a language model."""

from collections.abc import Callable, Sequence

import pytest

from dragoman.model import Article, Citation, Entry, Figure, Source, Span, Value, When, make_claim

Told = Callable[..., Entry]


@pytest.fixture
def told() -> Told:
    """Makes an entry: ``told(value, published="2025-03-02", outlet="The Courier", words="34 civilians")``."""

    def make(
        value: Value,
        published: str | None = "2025-03-02",
        outlet: str = "The Courier",
        words: str = "34 civilians",
        text: str | None = None,
        origin: str | None = None,
        role: str | None = None,
    ) -> Entry:
        article = Article(f"{outlet}:{published}", text or words, published=published, outlet=outlet)
        start = article.text.index(words)
        span = Span(start, start + len(words))
        claim = make_claim(article, value, [(role or "figure", span)], rule="test")
        citation = Citation(article.id, outlet=outlet, published=published, published_from="given")
        return Entry(claim, citation, published or "", article.id, origin or article.id)

    return make


@pytest.fixture
def count() -> Callable[..., Figure]:
    """Makes a figure of people killed in Zaria: ``count(34, source="Health Ministry", cumulative=True)``."""

    def make(low: int | None, high: int | str | None = "low", **fields: object) -> Figure:
        source = fields.pop("source", None)
        days = fields.pop("days", None)
        if isinstance(source, str):
            source = Source(source, "institution")
        if isinstance(days, Sequence):
            fields["when"] = When(days[0], days[-1], resolved=True, granularity="day")
        given = {"outcome": "killed", "people": "people", "place": "Zaria", "source": source} | fields
        return Figure(low, low if high == "low" else high, **given)  # type: ignore[arg-type]

    return make
