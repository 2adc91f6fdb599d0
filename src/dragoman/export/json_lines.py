"""An outcome of reading → the object of the codebook's JSON section; a line each makes JSON Lines.

``{"dragoman": "0.1.0", "article": {…}, "claims": […], "issues": […]}``. A source that could not be read has an object
too: its ``article`` is ``null``, ``origin`` says which source it was, and its one issue says why.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dragoman import __version__
from dragoman.model import Report, Unread


def json_object(outcome: Report | Unread) -> dict[str, Any]:
    """The outcome as plain objects, ready for ``json.dumps``. Offsets count code points of ``article.text``."""
    if isinstance(outcome, Unread):
        return {
            "dragoman": __version__,
            "article": None,
            "origin": outcome.origin,
            "claims": [],
            "issues": [asdict(outcome.issue)],
        }
    return {
        "dragoman": __version__,
        "article": asdict(outcome.article),
        "claims": [asdict(claim) for claim in outcome.claims],
        "issues": [asdict(issue) for issue in outcome.issues],
    }
