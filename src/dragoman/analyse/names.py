"""What the tagger takes for a name and is none, or not all of one: general rules after the network.

In ``Dr. Amina Yusuf <amina@clinic.example>`` the name is ``Amina Yusuf``: as in CoNLL-2003, forms of address and ranks
stand before a name and not in it, and an address on the net names nobody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

PERSON = "PER"


@cache
def _titles() -> frozenset[str]:
    text = files("dragoman.analyse").joinpath("tokenizer.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["titles"])


def settle(
    spans: Iterable[tuple[int, int, int]],
    words: Sequence[str],
    labels: Sequence[str],
    addresses: Sequence[bool],
) -> Iterator[tuple[int, int, int]]:
    """The names among what was tagged, as ``(start, end, label)``.

    Args:
        spans: what was tagged, in words ``[start, end)`` with the number of its label.
        words: all the words of the text.
        labels: the names of the labels.
        addresses: for each word whether it is an e-mail or web address.
    """
    titles = _titles()
    for start, end, label in spans:
        if any(addresses[start:end]):
            continue
        if labels[label] == PERSON:
            while start < end - 1 and words[start] in titles:
                start += 1
        yield start, end, label
