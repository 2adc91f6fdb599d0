"""Series and findings for programs: JSON objects, and rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from dragoman.dossier.citing import references
from dragoman.dossier.figures.bounds import number
from dragoman.dossier.figures.findings import Finding
from dragoman.dossier.figures.series import Point, Series

COLUMNS = (
    "claimant",
    "outcome",
    "people",
    "side",
    "place",
    "total",
    "apart",
    "as_of",
    "reported",
    "number",
    "low",
    "high",
    "reports",
    "origins",
    "marks",
    "parts",
    "claims",
)
"""The columns of ``rows``."""


def series_object(series: Series) -> dict[str, object]:
    """A series as JSON, each point with its reports."""
    return {
        "claimant": series.claimant,
        "outcome": series.subject.outcome,
        "people": series.people,
        "side": series.side,
        "place": series.place,
        "total": series.subject.total,
        "apart": series.apart,
        "points": [_point(point) for point in series.points],
    }


def _point(point: Point) -> dict[str, object]:
    figure = point.told[0].figure
    return {
        "as_of": point.as_of.isoformat() if point.as_of else None,
        "reported": point.reported.isoformat() if point.reported else None,
        "number": point.number,
        "low": figure.low,
        "high": figure.high,
        "reports": point.reports,
        "origins": point.origins,
        "marks": list(point.marks),
        "parts": [
            {"number": number(part.figure), "outcome": part.subject.outcome, "from": references([part.entry])}
            for part in point.parts
        ],
        "from": references(point.entries),
    }


def finding_object(finding: Finding) -> dict[str, object]:
    """A finding as JSON, with the sentences that do not fit together."""
    told = {name: value for name, value in asdict(finding).items() if name != "entries"}
    return told | {"from": references(finding.entries)}


def rows(series: Series) -> Iterator[dict[str, object]]:
    """A row for each point; ``claims`` are the ids of the claims that it rests on."""
    head = {name: value for name, value in series_object(series).items() if name != "points"}
    for point in series.points:
        told = _point(point)
        del told["from"]
        told["parts"] = [f"{number(part.figure)} {part.subject.outcome}" for part in point.parts]
        yield head | told | {"claims": [entry.claim.id for entry in point.entries]}
