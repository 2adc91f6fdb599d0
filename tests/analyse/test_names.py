"""What is tagged → names: titles stay outside, addresses are none."""

from __future__ import annotations

import pytest

from dragoman.analyse.names import settle

LABELS = ["PER", "ORG"]


def settled(text: str, span: tuple[int, int, int]) -> list[str]:
    words = text.split()
    found = settle([span], words, LABELS, [".example" in word for word in words])
    return [" ".join(words[start:end]) for start, end, _ in found]


@pytest.mark.parametrize(
    ("text", "span", "names"),
    [
        ("Dr. Amina Yusuf arrived", (0, 3, 0), ["Amina Yusuf"]),
        ("Lt. Gen. Pavlo Horbenko arrived", (0, 4, 0), ["Pavlo Horbenko"]),
        ("Amina Yusuf arrived", (0, 2, 0), ["Amina Yusuf"]),
        ("Doctor", (0, 1, 0), ["Doctor"]),
        ("Dr. Oetker expands", (0, 2, 1), ["Dr. Oetker"]),
        ("write to amina@clinic.example", (2, 3, 0), []),
        ("see clinic.example today", (1, 2, 1), []),
    ],
)
def test_settled(text: str, span: tuple[int, int, int], names: list[str]) -> None:
    assert settled(text, span) == names
