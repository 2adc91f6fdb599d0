"""Article → Doc: the language analysis.

Takes articles, gives spaCy ``Doc`` objects with ``doc.text == article.text``. ``load()`` gives our own pipeline,
``load("xx_name")`` any other that is installed; a pipeline needs a parser (or the like) and an entity recogniser to
be of use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.model import Article, UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 10_000_000
"""Characters; spaCy's own bound of a tenth of this guards parsers that need memory by the square of a text's length.
"""

ARTICLES_AT_ONCE = 64
"""Articles that are held to share batches; spaCy's own bound is a thousand, and the first result waits for the last."""


def load(model: str | None = None) -> Language:
    """The pipeline to read with.

    Args:
        model: the name of an installed spaCy pipeline, or the path of one; ``None`` for Dragoman's own.

    Raises:
        UsageError: if there is no such pipeline here, or it has nothing that parses.
    """
    import spacy

    if model is None:
        return _own()
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise UsageError(f"no spaCy pipeline {model!r} is installed here") from error
    parsing = {"parser", "dragoman_reader"} & set(nlp.pipe_names)
    if not parsing:
        raise UsageError(
            f"the spaCy pipeline {model!r} has no parser (it has: {', '.join(nlp.pipe_names) or 'nothing'})"
        )
    nlp.max_length = LONGEST
    return nlp


def _own() -> Language:
    import spacy

    import dragoman.analyse.reader  # noqa: F401 - registers the component where the package's entry points are not installed
    from dragoman.analyse.tokenizer import make_tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp.vocab)
    nlp.add_pipe("dragoman_reader")
    nlp.max_length = LONGEST
    return nlp


def analyse(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    """Analyse articles as a stream, in order. Those that come together share the network's batches."""
    stream = ((article.text, article) for article in articles)
    pairs = nlp.pipe(stream, as_tuples=True, batch_size=ARTICLES_AT_ONCE)
    return ((article, doc) for doc, article in pairs)
