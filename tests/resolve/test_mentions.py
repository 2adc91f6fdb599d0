"""The names in claims → nodes, by way of the article's own actors and places."""

from dragoman.model import Actor, Article, Claim, Figure, Place, Source, Span, Talks, Value, make_claim
from dragoman.resolve import find_nodes, names_in

ARTICLE = Article("a", "The delegation of Chad met the Front in Abéché. The health ministry counted 40 dead.")


def claim(value: Value) -> Claim:
    return make_claim(ARTICLE, value, [("words", Span(0, 3))], rule="test")


def test_every_role_of_a_value_is_named() -> None:
    source = Source("Amina Osei", "named", affiliation="Front", told_to="Radio Abéché", based_on=("medics",))
    figure = Figure(40, 40, "killed", "people", side="Chad", place="Abéché", by="Front", source=source)
    assert set(names_in(figure)) == {
        ("side", "Chad"),
        ("place", "Abéché"),
        ("by", "Front"),
        ("source", "Amina Osei"),
        ("affiliation", "Front"),
        ("told_to", "Radio Abéché"),
        ("based_on", "medics"),
    }


def test_a_name_means_what_the_article_resolved() -> None:
    claims = [
        claim(Place("Abéché", "TD", 13.83, 20.83, "city")),
        claim(Actor("the Chadian health ministry", "government", affiliation="Chad", aliases=("The health ministry",))),
        claim(Talks(("Chad", "Front"), "held", venue="Abéché")),
        claim(Figure(40, 40, "killed", "people", source=Source("The health ministry", "institution"))),
    ]
    nodes = find_nodes(claims)
    assert nodes["venue", "Abéché"].id == nodes["place", "Abéché"].id == "place/TD/city/13.83,20.83"
    assert nodes["source", "The health ministry"].id == "body/health-ministry@state/td"
    assert nodes["party", "Chad"].id == "state/td"  # no actor claim has it; the registry knows it
    assert ("party", "Front") not in nodes
