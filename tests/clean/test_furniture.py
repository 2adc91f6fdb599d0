"""Each kind of furniture is cut with its reason; the nearest sentence of an article stays."""

import pytest

from dragoman.clean.blocks import Block
from dragoman.clean.furniture import cut_furniture, find_reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Read also: River crossing reopens", "link to another article"),
        ("LEIA TAMBÉM: Rio reabre", "link to another article"),
        ("Read more on the river crossing", "link to another article"),
        ("Most read in World", "link to another article"),
        ("Lea también | Reabren el paso", "link to another article"),
        ("À lire aussi : Le passage rouvre", "link to another article"),
        ("What do the two sides want?Read more", "link to another article"),
        ("Advertisement", "advertisement mark"),
        ("La suite après cette publicité", "advertisement mark"),
        ("Share Facebook Twitter / X", "share line"),
        ("Sign up for our evening briefing", "newsletter line"),
        ("We use cookies to improve your visit.", "cookie line"),
        ("12 Comments", "comment form"),
        ("A A A", "font-size switch"),
        ("https://example.org/talks?page=2", "bare address"),
        ("* * *", "stray mark"),
    ],
)
def test_a_line_of_furniture(line: str, reason: str):
    assert find_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "“Thank you,” he said.",
        "Related deaths rose to 40, the ministry said.",
        "Readers will remember the first truce.",
        "More stories of flight were heard at the crossing on Sunday.",
        "Watching from the hill, the monitors counted nine shells.",
        "Share of the vote: the ruling party won 40 percent.",
        "Comments by the minister angered the mediators.",
        "The ministry shared the list on Facebook and Twitter.",
        "Publicidad y guerra son lo mismo, dijo el ministro.",
        "A ceasefire is near.",
    ],
)
def test_a_sentence_that_looks_like_it(line: str):
    assert find_reason(line) is None
    assert cut_furniture([Block(line)]) == ((Block(line),), ())


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("A A new round is near.", "A new round is near."),
        ("A A A Ministers met.", "Ministers met."),
        ("A- A+ The talks ended.", "The talks ended."),
        ("The talks ended. .", "The talks ended."),
        ("Advertisement The talks ended.", "The talks ended."),
        ("Envoys in the lobby. A. Sol/Example hide caption", "Envoys in the lobby. A. Sol/Example"),
    ],
)
def test_what_hangs_on_a_line_goes_and_the_line_stays(line: str, kept: str):
    blocks, furniture = cut_furniture([Block(line)])
    assert [block.text for block in blocks] == [kept]
    assert len(furniture) == 1


def test_the_article_ends_at_the_comment_form_but_not_before_its_middle():
    body = Block("The envoys met twice on Monday, and will meet again, their spokesman said.")
    reply = Block("I do not believe it.")
    assert cut_furniture([body, Block("Leave a Reply"), reply])[0] == (body,)
    assert cut_furniture([Block("Comments"), body, reply])[0] == (body, reply)
