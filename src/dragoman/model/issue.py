"""What a stage could not decide or could not read, said beside the results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing left undecided, and why.

    ``start`` and ``end`` are the words it concerns (code points of ``article.text``), both ``None`` for a whole
    article.
    """

    stage: str
    message: str
    start: int | None = None
    end: int | None = None
