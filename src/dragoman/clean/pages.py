"""HTML → a draft of the article: trafilatura's extraction, and what it leaves wrong mended by general rules.

In: the text of a page. Out: its blocks in page order with headline, standfirst and captions marked, its metadata, and
what was cut. Refuses a page that holds no article, or only the door to one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import trafilatura
from lxml import html
from trafilatura.settings import Document

from dragoman.clean.blocks import Block, Draft, tidy
from dragoman.clean.bodies import read_body
from dragoman.clean.metadata import read_metadata
from dragoman.clean.pictures import caption_places, place_captions
from dragoman.clean.sections import cut_sections
from dragoman.clean.trees import read_tree
from dragoman.model import BadPage, Issue

STAGE = "clean"

_FEWEST_LETTERS = 150  # of an article; a page with less is a form, a list or an error
_SHORTEST_PARAGRAPH = 60  # characters of a paragraph beside which another is a paragraph too
_LEAD = 4  # blocks at the head where the headline or standfirst may come again


def read_page(text: str, url: str | None) -> tuple[Draft, tuple[Issue, ...]]:
    """The draft of the article in ``text``, found at ``url``, and what was in doubt.

    Raises:
        BadPage: if there is no article.
    """
    tree = read_tree(text)
    metadata = read_metadata(tree.root, tree.json, url)
    words = tidy(" ".join(tree.root.itertext()))
    captions = caption_places(tree.root)
    standfirst = _find_standfirst(tree.root, metadata.description)
    sections = cut_sections(tree.root)
    for post in tree.root.find_class("twitter-tweet"):
        post.attrib.pop("class")  # an embedded post is a quotation of the article's; by its class it would be left out
    extracted = trafilatura.bare_extraction(tree.root, include_comments=False, include_links=True, fast=False)
    blocks, cut = read_body(extracted.body) if isinstance(extracted, Document) else ((), ())
    if sum(len(block.text) for block in blocks) < _FEWEST_LETTERS:
        behind = _login_wall().search(words) or not metadata.free
        raise BadPage("the article is behind a login" if behind else "no article found in it")
    issues = list(tree.issues)
    if not metadata.free and _login_wall().search(words):
        issues.append(Issue(STAGE, "the page is open to subscribers only: this may not be the whole article"))
    blocks = place_captions(_with_head(blocks, metadata.headline, standfirst), captions)
    draft = Draft(
        blocks,
        title=metadata.title,
        published=metadata.published,
        inferred=metadata.inferred,
        outlet=metadata.outlet,
        authors=metadata.authors,
        language=metadata.language,
        url=metadata.url,
        translated_from=metadata.translated_from,
        upstream=metadata.upstream,
        furniture=sections + cut,
    )
    return draft, tuple(issues)


def _find_standfirst(root: html.HtmlElement, description: str | None) -> str | None:
    """The page's description where the page also shows it, apart from the paragraphs.

    Many pages are described by their first paragraph: that one has other paragraphs beside it and stays one.
    """
    key = _key(description)
    for element in root.iter("h2", "h3", "h4", "p", "div", "span") if key else ():
        if _key(element.text if element.tag == "div" else element.text_content()) == key:
            beside = (p for p in element.itersiblings("p") if len(tidy(p.text_content())) > _SHORTEST_PARAGRAPH)
            if element.tag.startswith("h") or next(beside, None) is None:
                return tidy(element.text_content())
    return None


def _with_head(blocks: tuple[Block, ...], headline: str | None, standfirst: str | None) -> tuple[Block, ...]:
    """The blocks with headline and standfirst before them, each once."""
    shown = {_key(words) for words in (headline, standfirst) if words}
    body = [block for i, block in enumerate(blocks) if i >= _LEAD or _key(block.text) not in shown]
    head = ((headline, "headline"), (standfirst, "standfirst"))
    return (*(Block(words, part) for words, part in head if words), *body)


def _key(words: str | None) -> str:
    """Words without what differs between two writings of one line."""
    return re.sub(r"\W+", "", (words or "").lower())


@cache
def _login_wall() -> re.Pattern[str]:
    table = tomllib.loads(resources.files(__package__).joinpath("pages.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(table["login_wall"]["patterns"]), re.I)
