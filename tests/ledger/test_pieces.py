import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.pieces import first_start, pack, unpack
from dragoman.model import Article, Span, make_claim
from dragoman.model.values import Place

TEXT = "x" * 1_000_000
ROLES = {"place": 1, "content": 40}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.integers(0, 999_999), st.integers(1, 1_000_000)), min_size=1)
)
def test_evidence_comes_back_as_it_was(pieces: list[tuple[str, int, int]]) -> None:
    spans = [(role, Span(start, min(start + length, len(TEXT)))) for role, start, length in pieces]
    claim = make_claim(Article("0" * 16, TEXT), Place("Bamako"), spans, rule="by hand")
    packed = pack(claim, TEXT, ROLES)
    assert tuple(unpack(packed, TEXT, {number: role for role, number in ROLES.items()})) == claim.evidence
    assert first_start(packed) == claim.evidence[0].start
    assert "\0" not in packed
    packed.encode()  # no surrogates


def test_other_words_than_the_texts_are_refused() -> None:
    claim = make_claim(Article("0" * 16, "In Bamako"), Place("Bamako"), [("place", Span(3, 9))], rule="by hand")
    with pytest.raises(ValueError, match="Bamako"):
        pack(claim, "In Niamey", ROLES)
