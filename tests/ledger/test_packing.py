"""Lines of readings come back as they were, whatever the text that helps to pack them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger.packing import Line, pack, read_line, unpack, write_line
from dragoman.model import Claim, Evidence, Issue
from dragoman.model.values import KINDS, Actor

st.register_type_strategy(float, st.floats(-180, 180))  # degrees

PLACE = (Evidence("content", 0, 1, "A"),)


@pytest.mark.parametrize("type_", KINDS)
def test_what_a_reading_yielded_comes_back(type_: type) -> None:
    @given(st.lists(st.from_type(type_), max_size=4), st.text(), st.sampled_from([None, "00000000000000ff"]))
    @settings(max_examples=20)
    def check(values: list, text: str, within: str | None) -> None:
        claims = [Claim("0" * 16, KINDS[type_], value, PLACE, within, f"rule {n}") for n, value in enumerate(values)]
        line = write_line(claims, [Issue("figures", text, 3, None)])
        (again,) = unpack(pack([line], text), text)
        read = read_line(KINDS[type_], again)
        assert list(read.values) == values
        assert list(read.rules) == [claim.rule for claim in claims]
        assert read.within == (dict.fromkeys(range(len(values)), within) if within else {})
        assert list(read.issues) == [(text, 3, None)]

    check()


def test_a_reading_that_found_nothing_is_a_line_too() -> None:
    lines = [write_line([], []), write_line([Claim("0" * 16, "actor", Actor("A", "person"), PLACE, None, "r")], [])]
    assert unpack(pack(lines, "A text."), "A text.") == lines
    assert read_line("talks", lines[0]) == Line()


def test_a_stage_without_claims_has_issues() -> None:
    line = write_line([], [Issue("clean", "no date")])
    assert read_line(None, line).issues == [("no date", None, None)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_helps(words: list[str], text: str) -> None:
    lines = [write_line([], [Issue("clean", word)]) for word in words] or ["[]"]
    assert unpack(pack(lines, text * 99), text * 99) == lines
