import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger.coding import KIND_CODES, decode, encode
from dragoman.model.values import KINDS, Agreement, Figure, When

st.register_type_strategy(float, st.floats(-180, 180))  # degrees


@pytest.mark.parametrize("type_", KINDS)
def test_any_value_comes_back_as_it_was(type_: type) -> None:
    @given(st.from_type(type_))
    @settings(max_examples=40)
    def check(value: object) -> None:
        assert decode(KIND_CODES[KINDS[type_]], encode(value)) == value

    check()


def test_defaults_are_left_out() -> None:
    assert encode(Figure(3, None, "held", "people")) == '{"low":3,"high":null,"outcome":"held","people":"people"}'
    assert encode(Agreement(("ceasefire",), (), "agreed", start=When("2031"))) == (
        '{"type":["ceasefire"],"parties":[],"status":"agreed","start":{"earliest":"2031"}}'
    )


def test_kinds_keep_their_numbers() -> None:
    kinds = ["date", "place", "actor", "quotation", "figure", "talks", "position", "agreement", "event"]
    assert list(KIND_CODES) == kinds  # ledgers hold these numbers: a new kind goes to the end
