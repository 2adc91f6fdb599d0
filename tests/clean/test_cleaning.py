"""What a capture becomes: whole articles in, text and provenance out."""

import pytest

from dragoman.clean import clean
from dragoman.model import BadPage, Capture, UsageError


def _clean(text: str | bytes, **given: str):
    content = text.encode() if isinstance(text, str) else text
    return clean(Capture(content, "test.txt"), **given)


PLAIN = """A A second meeting between the two delegations is planned for Monday in Muscat, a mediator said. .

The first one ended without a deal.

Read also: River crossing reopens

Source: https://news.example.org/talks/17

Leave a Reply

Anonymous: I do not believe it.
"""


def test_plain_text_loses_its_furniture_and_no_sentence():
    article = _clean(PLAIN, published="2023-05-01").article
    assert article.text == (
        "A second meeting between the two delegations is planned for Monday in Muscat, a mediator said.\n\n"
        "The first one ended without a deal."
    )
    assert [upstream.url for upstream in article.upstream] == ["https://news.example.org/talks/17"]
    assert {f.reason for f in article.furniture} >= {"font-size switch", "link to another article", "comment form"}
    assert (article.published, article.published_from, article.language) == ("2023-05-01", "given", "en")


def test_a_date_that_is_none_is_the_callers_mistake():
    with pytest.raises(UsageError, match="Feburary"):
        _clean(PLAIN, published="8 Feburary")


@pytest.mark.parametrize(
    "content", [b"", b" \n\t ", b"\x00\x00", b"%PDF-1.7 ...", b"\x89PNG\r\n", bytes(range(256)) * 8]
)
def test_what_is_no_text_is_refused(content: bytes):
    with pytest.raises(BadPage):
        _clean(content)
