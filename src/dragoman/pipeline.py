"""The whole run on one screen: source → capture → article → doc → claims.

``read("https://example.org/talks-resume")`` gives a ``Report``. Only this module knows every stage; a stage knows none
of the others.
"""

from __future__ import annotations

import datetime
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.analyse import analyse, load
from dragoman.capture import Given, Source, capture, find_sources, origin_of
from dragoman.clean import clean
from dragoman.extract import ENGLISH_ALONE, EXTRACTORS, Extractor
from dragoman.model import Article, BadPage, Capture, Claim, Cleaned, Issue, Reader, Reading, Report, Unread, UsageError
from dragoman.processes import map_in_processes

CHUNK = 16
"""Sources that a worker process takes at a time: enough to fill the language model's batches."""


LONGEST = 1_000_000
"""Characters of an article: a book's worth, and as much as spaCy bears; the whole run then takes some 0.7 GiB."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may say about every source of a run; see ``read``."""

    published: str | None = None
    outlet: str | None = None
    model: str | None = None
    allow_private: bool = False


def read(
    source: Given,
    *,
    published: str | datetime.date | None = None,
    outlet: str | None = None,
    model: str | None = None,
    allow_private: bool = False,
) -> Report:
    """Read one report.

    ``source`` is a path, an ``http(s)`` address, a page's ``bytes`` or the text itself (``find_sources`` says which).
    ``published`` (a date, or ``"2024-02-08"``, ``"2024-02"``) and ``outlet`` say what the source does not. ``model``
    is the name or path of an installed spaCy pipeline to use in place of ours. ``allow_private`` lets an address lead
    to this machine or a private network.

    Raises:
        UsageError: if the source does not exist, holds several, or an option has no such value.
        BadPage: if no article can be read from it.
    """
    sources = list(find_sources([source]))
    if len(sources) > 1:
        raise UsageError(f"{source!s}: holds {len(sources)} files; read_many reads them")
    options = Options(parse_published(published), outlet, model, allow_private)
    (outcome,) = read_sources(sources, options)
    if isinstance(outcome, Unread):
        raise BadPage(f"{outcome.origin}: {outcome.issue.message}")
    return outcome


def read_many(
    sources: Iterable[Given],
    *,
    published: str | datetime.date | None = None,
    outlet: str | None = None,
    model: str | None = None,
    workers: int = 1,
    allow_private: bool = False,
) -> Iterator[Report | Unread]:
    """Read many reports, one after the other, in the order of ``sources``: folders too, as many as there are.

    A source that no article can be read from comes as ``Unread``, with the reason, and the others are still read. With
    several ``workers``, each is a process with a language model of its own; a script that uses them needs the
    ``if __name__ == "__main__"`` that Python asks of all such scripts. The other options are those of ``read``.

    Raises:
        UsageError: if a source does not exist, or an option has no such value.
        DragomanError: if a worker process dies.
    """
    if workers < 1:
        raise UsageError(f"workers: {workers} is too few; expected 1 or more")
    options = Options(parse_published(published), outlet, model, allow_private)
    found = find_sources(sources)
    if workers == 1:
        return read_sources(found, options)
    chunks = ((chunk, options) for chunk in iter(lambda: list(islice(found, CHUNK)), []))
    return chain.from_iterable(map_in_processes(_read_chunk, chunks, workers))


def read_sources(sources: Iterable[Source | Unread], options: Options) -> Iterator[Report | Unread]:
    """Every stage over ``sources``, in order; what the language model's batch has taken in waits here for it."""
    waiting: deque[Cleaned | Unread] = deque()

    def articles() -> Iterator[Article]:
        for source in sources:
            cleaned = _capture_and_clean(source, options)
            waiting.append(cleaned)
            if isinstance(cleaned, Cleaned):
                yield cleaned.article

    for _, doc in analyse(_language(options.model), articles()):
        while isinstance(outcome := waiting.popleft(), Unread):
            yield outcome
        yield extract(outcome, doc)
    for outcome in waiting:
        assert isinstance(outcome, Unread)
        yield outcome


def _capture_and_clean(source: Source | Unread, options: Options) -> Cleaned | Unread:
    found = capture_one(source, allow_private=options.allow_private)
    if isinstance(found, Unread):
        return found
    try:
        cleaned = clean(found, published=options.published, outlet=options.outlet)
        if len(cleaned.article.text) > LONGEST:
            raise BadPage(f"longer than {LONGEST:,} characters, which no report is")
        return cleaned
    except BadPage as error:
        return Unread(found.origin, Issue("clean", str(error)))


def capture_one(source: Source | Unread, *, allow_private: bool) -> Capture | Unread:
    """The bytes of one source among many, or why there are none."""
    if isinstance(source, Unread):
        return source
    try:
        return capture(source, allow_private=allow_private)
    except BadPage as error:
        return Unread(origin_of(source), Issue("capture", str(error)))


def extract(cleaned: Cleaned, doc: Doc) -> Report:
    """Run every extractor that knows the article's language over it, each with the claims of those before it."""
    claims: list[Claim] = []
    issues: list[Issue] = list(cleaned.issues)
    language = cleaned.article.language
    fit = extractors_for(language)
    for extractor in fit:
        for found in extractor.extract(Reading(cleaned.article, doc, tuple(claims))):
            if isinstance(found, Issue):
                issues.append(found)
            else:
                claims.append(found)
    if passed_over := [extractor.name for extractor in EXTRACTORS if extractor not in fit]:
        reason = f"not looked for, since their grammar is English and the article's language is {language}"
        issues.append(Issue("extract", f"{', '.join(passed_over)}: {reason}"))
    claims.sort(key=lambda claim: claim.evidence[0].start)
    return Report(cleaned.article, tuple(claims), tuple(issues), readers_for(language))


def extractors_for(language: str | None) -> tuple[Extractor, ...]:
    """The extractors that know a language, in their order; an unknown one (``None``) is taken for English."""
    return tuple(
        extractor for extractor in EXTRACTORS if language in (None, "en") or extractor.name not in ENGLISH_ALONE
    )


def readers_for(language: str | None) -> tuple[Reader, ...]:
    """The same, as a report names them."""
    return tuple(Reader(extractor.name, extractor.version) for extractor in extractors_for(language))


def parse_published(given: str | datetime.date | None) -> str | None:
    """A publication date as a caller gives it → ISO, no more precise than given: ``"2024-02"`` stays a month.

    Raises:
        UsageError: if it is no date.
    """
    if given is None:
        return None
    text = given.isoformat() if isinstance(given, datetime.date) else given.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return datetime.date.fromisoformat(f"{text}-01").isoformat()[:7]
        return datetime.datetime.fromisoformat(text).date().isoformat()
    except ValueError as error:
        raise UsageError(f"published: {given!r} is no date; expected one like 2024-02-08 or 2024-02") from error


@cache
def _language(model: str | None) -> Language:
    """The language model, loaded once in each process."""
    return load(model)


def _read_chunk(work: tuple[list[Source | Unread], Options]) -> list[Report | Unread]:
    """A worker's piece of a run."""
    return list(read_sources(*work))
