"""What a page's markup says of its article: title, date, authors, outlet, language, address, upstream.

In: the page's tree and its JSON-LD (schema.org). Each fact is taken from the place that is made for it, schema.org
first, then Open Graph and its like, then the page's own elements; ``<meta name="date" content="2024-02-08">`` is a date
of publication. A modification date, or one in the address, is only inferred.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from dragoman.clean.blocks import tidy
from dragoman.clean.days import parse_day
from dragoman.clean.linked_data import read_things, texts_of, types_of
from dragoman.model import Upstream

_ARTICLE_TYPES = re.compile(r"Article|Report|Posting|LiveBlog|Review", re.I)
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0?[1-9]|[12]\d|3[01])(?=[/_.-]|\b)")
_SITE_IN_TITLE = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{2,40}$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the markup says; ``None`` or empty where it says nothing.

    ``title`` is what the page calls itself to others (Open Graph), ``headline`` what it shows its readers; many outlets
    shorten one of them.
    """

    title: str | None = None
    headline: str | None = None
    description: str | None = None
    published: str | None = None
    inferred: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    url: str | None = None
    translated_from: str | None = None
    upstream: tuple[Upstream, ...] = ()
    free: bool = True


def read_metadata(root: html.HtmlElement, scripts: tuple[str, ...], url: str | None) -> Metadata:
    """The metadata of the page that was found at ``url``."""
    things = read_things(scripts)
    article = next((t for t in things if _ARTICLE_TYPES.search(types_of(t)) and t.get("headline")), None)
    article = article or next((t for t in things if t.get("datePublished")), {})
    meta = _meta(root)
    address = _address(root, meta, article, url)
    published = _first_day(texts_of(article.get("datePublished"))) or _first_day(
        meta.get(name) for name in _names("published")
    )
    published = published or _first_day(_time_elements(root))
    modified = _first_day(texts_of(article.get("dateModified"))) or _first_day(
        meta.get(name) for name in _names("modified")
    )
    title, headline = _titles(root, meta, article)
    return Metadata(
        title=title,
        headline=headline,
        description=_first(*texts_of(article.get("description")), meta.get("og:description"), meta.get("description")),
        published=published,
        inferred=_day_in_address(address) or modified,
        authors=tuple(dict.fromkeys(_authors(article, meta, root))),
        outlet=_outlet(article, meta, things),
        language=_language(root, article, meta),
        url=address,
        translated_from=_translated_from(article),
        upstream=tuple(_upstream(article, meta, address)),
        free=str(article.get("isAccessibleForFree", True)).lower() != "false",
    )


def _first(*words: str | None) -> str | None:
    return next(filter(None, (tidy(w) for w in words if w)), None)


def _first_day(values: Iterable[str | None]) -> str | None:
    return next(filter(None, (parse_day(value) for value in values if value)), None)


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """The page's ``meta`` elements by their lower-case name; the first of a name holds."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _time_elements(root: html.HtmlElement) -> Iterator[str]:
    """What the page's own elements call the time of publication."""
    for element in root.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        yield element.get("datetime") or element.get("content") or element.text_content()
    times = [t for t in root.iter("time") if t.get("datetime") and not _is_elsewhere(t)]
    for element in times:
        around = " ".join(
            f"{e.get('class', '')} {e.get('id', '')} {e.get('itemprop', '')}" for e in (element, element.getparent())
        ).lower()
        if re.search(r"publi|post|entry-date|created|issued|fecha|data\b", around):
            yield element.get("datetime", "")
    heading = next(iter(root.xpath("//h1")), None)
    if heading is not None and times:
        order = {element: place for place, element in enumerate(root.iter("h1", "time"))}
        yield min(times, key=lambda t: abs(order[t] - order[heading])).get("datetime", "")


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether the element belongs to a list of other articles, to comments or to the page's frame."""
    return any(
        ancestor.tag in ("aside", "nav", "footer", "li")
        or re.search(r"related|recommend|comment|sidebar|most-read", ancestor.get("class") or "")
        for ancestor in element.iterancestors()
    )


def _titles(root: html.HtmlElement, meta: dict[str, str], article: dict[str, Any]) -> tuple[str | None, str | None]:
    """The page's title, and the headline that it shows: the heading that agrees with one of its titles."""
    site = meta.get("og:site_name")
    social = [_without_site(tidy(meta[name]), site) for name in ("og:title", "twitter:title") if name in meta]
    recorded = [_without_site(tidy(title), site) for title in texts_of(article.get("headline"))][:1]
    page_title = [_SITE_IN_TITLE.sub("", tidy(t.text_content())) for t in root.iter("title")][:1]
    titles = [title for title in (*social[:1], *recorded, *page_title, *social[1:], meta.get("title")) if title]
    headings = [words for h in root.iter("h1") if (words := tidy(h.text_content()))]
    headline = next((h for h in headings if any(_agree(h, title) for title in titles)), None)
    if not titles:
        title = headings[0] if len(headings) == 1 else None
        return title, title
    title, others = titles[0], [*titles[1:], *filter(None, [headline])]
    if len(others) > 2 and all(_key(other) == _key(others[0]) for other in others):
        title = others[0]  # Open Graph's stands alone against all else that the page calls itself
    elif recorded and _is_outvoted(title, recorded[0], headline, page_title):
        title = recorded[0]
    if headline and _key(title).startswith(_key(headline)):
        title = headline
    return title, headline or title


def _is_outvoted(shared: str, recorded: str, headline: str | None, page_title: list[str]) -> bool:
    """Whether Open Graph's title is one for sharing alone: in other words than schema.org's, not only fewer of them.

    The shown heading speaks for Open Graph's, or for schema.org's, and so does the page's ``title`` for schema.org's;
    Twitter's is a copy of Open Graph's on most pages and speaks for nothing.
    """
    if headline and _key(headline) == _key(shared):
        return False
    beside = {_key(title) for title in (headline, *page_title) if title}
    return _key(recorded) in beside and not _is_shortened(shared, recorded)


def _is_shortened(short: str, title: str) -> bool:
    """Whether all words of ``short`` stand in ``title``, in their order."""
    words = iter(re.findall(r"\w+", title.lower()))
    return all(word in words for word in re.findall(r"\w+", short.lower()))


def _without_site(title: str, site: str | None) -> str:
    """The title without the outlet's name behind it: "Talks resume | The Example" → "Talks resume"."""
    end = _SITE_IN_TITLE.search(title)
    if end and (end[0].lstrip()[0] == "|" or (site and site.lower() in end[0].lower())):
        return title[: end.start()]
    return title


def _key(words: str) -> str:
    return re.sub(r"\W+", "", words.lower())


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.lower()))


def _agree(heading: str, title: str) -> bool:
    one, other = _words(heading), _words(title)
    return len(one & other) >= 0.6 * max(1, min(len(one), len(other))) and len(one) > 1


def _authors(article: dict[str, Any], meta: dict[str, str], root: html.HtmlElement) -> Iterator[str]:
    stated = [tidy(name) for name in texts_of(article.get("author"))]
    if not stated:
        stated = [
            tidy(meta[name])
            for name in ("author", "article:author", "parsely-author", "dc.creator", "byl")
            if name in meta
        ]
    if not stated:
        stated = [tidy(e.text_content()) for e in root.xpath("//*[@rel='author' or @itemprop='author']")][:5]
    for name in stated:
        name = re.sub(r"^(?:by|por|par|de)\s+", "", name, flags=re.I)
        if name and not name.startswith(("http", "@", "{")) and len(name) < 80:
            yield name


def _outlet(article: dict[str, Any], meta: dict[str, str], things: tuple[dict[str, Any], ...]) -> str | None:
    publishers = [
        *texts_of(article.get("publisher")),
        meta.get("og:site_name"),
        meta.get("application-name"),
        meta.get("publisher"),
    ]
    organisations = (n for t in things if "Organization" in types_of(t) for n in texts_of(t.get("name")))
    return _first(*publishers, *organisations)


def _language(root: html.HtmlElement, article: dict[str, Any], meta: dict[str, str]) -> str | None:
    for stated in (
        *texts_of(article.get("inLanguage")),
        root.get("lang"),
        meta.get("og:locale"),
        meta.get("content-language"),
    ):
        if stated and (code := re.match(r"[a-z]{2}(?![a-z])", stated.strip().lower())):
            return code[0]
    return None


def _address(root: html.HtmlElement, meta: dict[str, str], article: dict[str, Any], url: str | None) -> str | None:
    """The canonical address; the one that it was found at where the page names none, or only its site."""
    canonical = root.xpath("//link[@rel='canonical']/@href")
    main = article.get("mainEntityOfPage")
    main_id = main.get("@id") if isinstance(main, dict) else main
    for stated in (*canonical, meta.get("og:url"), article.get("url"), main_id, url):
        if not isinstance(stated, str):
            continue
        try:
            address = urljoin(url or "", stated.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and parts.path.strip("/"):
            return address
    return url


def _day_in_address(address: str | None) -> str | None:
    found = _ADDRESS_DAY.search(urlsplit(address).path) if address else None
    return parse_day("-".join(found.groups())) if found else None


def _translated_from(article: dict[str, Any]) -> str | None:
    original = article.get("translationOfWork")
    if original is None:
        return None
    stated = next(texts_of(original.get("inLanguage")), "") if isinstance(original, dict) else ""
    return stated[:2].lower() or "unknown"


def _upstream(article: dict[str, Any], meta: dict[str, str], address: str | None) -> Iterator[Upstream]:
    """The works that the page says it is based on, or whose copy it says it is."""
    for key in ("isBasedOn", "isBasedOnUrl"):
        works = article.get(key)
        for work in works if isinstance(works, list) else [works]:
            if isinstance(work, str):
                yield Upstream(url=work) if work.startswith("http") else Upstream(name=work)
            elif isinstance(work, dict):
                stated = work.get("url") or work.get("@id")
                yield Upstream(stated if isinstance(stated, str) else None, next(texts_of(work), None))
    for name in ("original-source", "syndication-source"):
        if (source := meta.get(name)) and source != address:
            yield Upstream(url=source)


@cache
def _names(fact: str) -> tuple[str, ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("pages.toml").read_text(encoding="utf-8"))
    return tuple(table["meta"][fact])
