"""Reports to put into ledgers, made by hand."""

from collections.abc import Sequence

from dragoman.model import Article, Claim, Issue, Reader, Report, Span, Value, make_claim
from dragoman.model.article import article_id
from dragoman.model.values import Actor, Figure, Quotation, Source, Talks, When

TEXT = (
    "Envoys of the army and of the Front met in Bamako on 9 May, with Algeria between them.\n\n"
    "The army said 31 soldiers had been killed since Monday. « Nous n’irons pas », dit un délégué 🕊."
)
READERS = (Reader("actors", 1), Reader("quotations", 1), Reader("figures", 1), Reader("talks", 1))


def article(text: str = TEXT, *, published: str | None = "2031-05-12", **given: object) -> Article:
    """An article whose id derives from its content."""
    return Article(article_id(text, None, published), text, published=published, **given)  # type: ignore[arg-type]


def say(article: Article, value: Value, *words: str, role: str = "content", within: Claim | None = None) -> Claim:
    """A claim that rests on words of the article, each at its first place there."""
    spans = []
    for word in words:
        start = article.text.index(word)
        spans.append((role, Span(start, start + len(word))))
    return make_claim(article, value, spans, rule="by hand", within=within.id if within else None)


def report(
    text: str = TEXT,
    *,
    count: int = 31,
    readers: Sequence[Reader] = READERS,
    published: str | None = "2031-05-12",
    **given: object,
) -> Report:
    """A report of ``TEXT``, or of another text that contains its words."""
    told = article(text, published=published, **given)
    army = Source("The army", "institution")
    quotation = say(told, Quotation(army, "said", "indirect"), "31 soldiers had been killed since Monday")
    when = When("2031-05-05", "2031-05-12", resolved=True, granularity="day")
    figure = Figure(count, count, "killed", "soldiers", side="army", when=when, cumulative=True, source=army)
    talks = Talks(
        ("army", "Front"), "held", ("Algeria",), venue="Bamako", when=When("2031-05-09", "2031-05-09", resolved=True)
    )
    return Report(
        told,
        (
            say(told, talks, "met in Bamako", "Algeria", role="talks"),
            say(told, Actor("Algeria", "state", "DZ", identity="state/dz"), "Algeria", role="actor"),
            quotation,
            say(told, figure, "31 soldiers", role="figure", within=quotation),
        ),
        (Issue("talks", "who leads the talks is not told", 0, 6),),
        tuple(readers),
    )
