"""The whole of cleaning on one screen: bytes → blocks → article.

In: a capture. Out: the article with its provenance and furniture, and what could not be decided. Refuses what holds no
article with one line that says why.
"""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

from dragoman.clean.blocks import Draft, join_blocks
from dragoman.clean.credits import Credits, find_agency, take_credits
from dragoman.clean.decoding import decode, mend_mojibake
from dragoman.clean.furniture import cut_furniture
from dragoman.clean.languages import find_language
from dragoman.clean.plain import mark_parts, read_plain
from dragoman.model import Article, BadPage, Capture, Cleaned, Issue, UsageError
from dragoman.model.article import PublishedFrom, article_id

STAGE = "clean"

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"<(?:p|div|article|h1|span|section|table|br|a)(?:\s[^<>]*)?>", re.I)
_FEWEST_TAGS = 3
_LONGEST = 2_000_000  # characters of a plain text: a shelf of books, no article
_SAMPLE = 20_000


def clean(capture: Capture, *, published: str | None = None, outlet: str | None = None) -> Cleaned:
    """The article that ``capture`` holds.

    ``published`` (an ISO date, ``2024-02-08`` or ``2024-02``) and ``outlet`` are what the caller knows; they go before
    what the page says.

    Raises:
        BadPage: if there is no article: an empty or binary file, a login wall, a page of links.
        UsageError: if ``published`` is no date.
    """
    if published is not None:
        _check_date(published)
    decoded = decode(capture.content, capture.charset)
    text, mended = mend_mojibake(decoded.text)
    issues = [*decoded.issues, *mended]
    if is_html(text, capture.media_type):
        from dragoman.clean.pages import read_page  # half a second of imports that plain text has no need of

        draft, more = read_page(text, capture.url)
        issues.extend(more)
    else:
        if len(text) > _LONGEST:
            issues.append(
                Issue(STAGE, f"the text is too long: read its first {_LONGEST:,} of {len(text):,} characters")
            )
        draft = Draft(read_plain(text[:_LONGEST]))
    return _finish(draft, capture, published, outlet, issues)


def is_html(text: str, media_type: str | None = None) -> bool:
    """Whether ``text`` is a page of HTML, by what the server says, its beginning, or its tags."""
    if media_type is not None and media_type.split(";")[0].strip().lower() in _HTML_TYPES:
        return "<" in text
    sample = text[:_SAMPLE]
    return bool(_HTML_START.match(sample)) or len(_HTML_TAG.findall(sample)) >= _FEWEST_TAGS


def _finish(draft: Draft, capture: Capture, published: str | None, outlet: str | None, issues: list[Issue]) -> Cleaned:
    language = find_language(" ".join(block.text for block in draft.blocks), stated=draft.language)
    credits = take_credits(draft.blocks, language)
    blocks, furniture = cut_furniture(credits.blocks)
    blocks = mark_parts(blocks)
    if not any(block.part is None for block in blocks):
        raise BadPage("no article found in it")
    text, parts = join_blocks(blocks)
    day, known_by, doubts = _publication(draft, credits, published)
    url = draft.url or capture.url
    article = Article(
        id=article_id(text, url, day),
        text=text,
        title=draft.title or next((b.text for b in blocks if b.part == "headline"), None),
        published=day,
        published_from=known_by,
        outlet=outlet or draft.outlet or _host(url),
        agency=credits.agency or next(filter(None, map(find_agency, draft.authors)), None),
        authors=tuple(a for a in dict.fromkeys(draft.authors + credits.authors) if find_agency(a) is None),
        language=language,
        translated_from=draft.translated_from or credits.translated_from,
        url=url,
        origin=capture.origin,
        upstream=tuple(dict.fromkeys(draft.upstream + credits.upstream)),
        parts=parts,
        furniture=draft.furniture + credits.furniture + furniture,
    )
    issues.extend((*credits.issues, *doubts))
    return Cleaned(article, tuple(issues))


def _publication(
    draft: Draft, credits: Credits, given: str | None
) -> tuple[str | None, PublishedFrom, tuple[Issue, ...]]:
    """The day of publication, how it is known, and what speaks against it."""
    stated = draft.published or credits.published
    if given is not None:
        doubt = f"published {given} as given; the page itself says {stated}"
        return given, "given", () if stated in (None, given) else (Issue(STAGE, doubt),)
    if draft.published is not None:
        return draft.published, "metadata", ()
    if credits.published is not None:
        return credits.published, "dateline", ()
    inferred = draft.inferred or credits.updated
    if inferred is not None:
        return inferred, "inferred", ()
    return None, "unknown", (Issue(STAGE, "no publication date found"),)


def _check_date(published: str) -> None:
    try:
        datetime.date.fromisoformat(published if len(published) > 7 else f"{published}-01")
    except ValueError as error:
        raise UsageError(f"published: {published!r} is no date; expected one like 2024-02-08 or 2024-02") from error


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
