"""HTML pages: headline, standfirst, captions, furniture, metadata; broken and hostile ones."""

import pytest

from dragoman.clean import clean
from dragoman.model import Article, BadPage, Capture

P = [
    "The envoys met twice on Monday in the old palace of the port, and will meet again, their spokesman said.",
    "He did not say what had been agreed, nor whether the army would stop its advance on the northern road.",
    "A second round is planned for next week, two diplomats said, if both sides keep to the pause in the shelling.",
]
LINKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Envoys meet twice",'
    ' "datePublished": "2023-03-06T10:00:00Z", "dateModified": "2023-03-09", "author": [{"name": "Ana Sol"}],'
    ' "publisher": {"name": "The Example"}, "isBasedOn": "https://example.org/original"}</script>'
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Envoys meet twice | The Example</title>
<meta property="og:title" content="Envoys meet twice"><meta name="description" content="No word on a truce">
<link rel="canonical" href="https://example.com/2023/03/06/envoys"> {LINKED}</head><body>
<nav><a href="/">Home</a></nav>
<header><h1>Envoys meet twice in port city</h1><h2>No word on a truce</h2></header>
<article><figure><img src="a.jpg"><figcaption>Envoys at the palace on Monday.</figcaption></figure>
<p>{P[0]}</p><p>{P[1]}</p>
<div class="newsletter-box"><p>Get our best in your inbox</p></div>
<div class="related-stories"><a href="/b">River crossing reopens after months</a></div>
<p>Read also: <a href="/c">Army detains two</a></p><p>{P[2]}</p></article>
<section class="comments"><p>Nonsense, says a reader who has read nothing of this at all.</p></section></body></html>"""


def _article(page: str, url: str | None = None) -> Article:
    return clean(Capture(page.encode(), "page.html", url=url)).article


def test_a_page_becomes_its_article():
    article = _article(PAGE)
    parts = {part.part: article.text[part.start : part.end] for part in article.parts}
    assert parts == {
        "headline": "Envoys meet twice in port city",
        "standfirst": "No word on a truce",
        "caption": "Envoys at the palace on Monday.",
    }
    assert article.text.endswith("\n\n".join(P))


def test_metadata():
    article = _article(PAGE)
    assert (article.title, article.published, article.published_from) == ("Envoys meet twice", "2023-03-06", "metadata")
    assert (article.outlet, article.authors, article.language) == ("The Example", ("Ana Sol",), "en")
    assert article.url == "https://example.com/2023/03/06/envoys"
    assert [upstream.url for upstream in article.upstream] == ["https://example.org/original"]


SHARED, RECORDED = "Two envoys, one table", "Envoys of both armies meet in the port for a second day"
SHORTENED, HEADING = "Envoys meet in the port for a second day", "Both armies' envoys meet for a second day"


@pytest.mark.parametrize(
    ("shared", "heading", "page_title", "title"),
    [
        (SHARED, RECORDED, "Port talks", RECORDED),  # what readers see is what schema.org says
        (SHARED, HEADING, RECORDED, RECORDED),
        (SHARED, SHARED, RECORDED, SHARED),
        (SHARED, HEADING, "Port talks", SHARED),  # schema.org's has nothing beside it
        (SHORTENED, RECORDED, "Port talks", SHORTENED),
    ],
)
def test_of_two_titles_the_one_that_another_place_bears_out(shared: str, heading: str, page_title: str, title: str):
    page = f"""<!doctype html><html lang="en"><head><title>{page_title} | The Example</title>
        <meta property="og:title" content="{shared}"><meta name="twitter:title" content="{shared}">
        {LINKED.replace("Envoys meet twice", RECORDED)}</head>
        <body><article><h1>{heading}</h1><p>{"</p><p>".join(P)}</p></article></body></html>"""
    article = _article(page)
    assert article.title == title
    assert article.text.startswith(heading)


def test_a_given_date_goes_first_and_the_other_is_told():
    cleaned = clean(Capture(PAGE.encode(), "page.html"), published="2023-03-07")
    assert cleaned.article.published_from == "given"
    assert any("2023-03-06" in issue.message for issue in cleaned.issues)


def test_a_date_in_the_address_is_inferred():
    article = _article(PAGE.replace(LINKED, ""))
    assert (article.published, article.published_from) == ("2023-03-06", "inferred")


def test_without_a_date_it_is_unknown_and_said_so():
    cleaned = clean(Capture(f"<html><body><p>{'</p><p>'.join(P)}</p></body></html>".encode(), "page.html"))
    assert (cleaned.article.published, cleaned.article.published_from) == (None, "unknown")
    assert any("date" in issue.message for issue in cleaned.issues)


def test_a_lead_paragraph_that_is_also_the_description_stays_a_paragraph():
    page = PAGE.replace('content="No word on a truce"', f'content="{P[0]}"')
    assert "standfirst" not in {part.part for part in _article(page).parts}


def test_the_same_page_gives_the_same_article():
    assert _article(PAGE) == _article(PAGE)


def test_a_login_wall_is_told():
    page = "<html><body><h1>Envoys meet</h1><p>Subscribe now to continue reading.</p></body></html>"
    with pytest.raises(BadPage, match="login"):
        _article(page)


@pytest.mark.parametrize(
    "page",
    [
        "<html>",
        "<html><body><div><div></div></div></body></html>",
        "<html><body>" + "<div>" * 5000,
        "<html><head><script type='application/ld+json'>" + "[" * 20000 + "</script></head><body></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str):
    with pytest.raises(BadPage):
        _article(page)


@pytest.mark.parametrize(
    "extra",
    [
        "<div><span>" * 3000,
        "<table><tr><td>" * 400,
        "<ul><li>word " * 500,
        "<a href=x>link " * 500,
        "<" * 5000,
        "<!-- " * 5000,
        "<script>" * 5000,
        "&#xD800;&#0;",
        "<p hidden id=\x00>",
    ],
)
def test_broken_pages_are_read(extra: str):
    article = _article(f"<html><body><p>{'</p><p>'.join(P)}</p>{extra}</body></html>")
    assert P[0] in article.text
    article.text.encode()


def test_lone_surrogates_and_nul_never_reach_the_text():
    page = PAGE.replace('"Envoys meet twice",', '"Envoys \\ud83d meet \\u0000 twice",')
    article = _article(page)
    assert "\x00" not in f"{article.title}{article.text}"
    f"{article.title}{article.text}".encode()
