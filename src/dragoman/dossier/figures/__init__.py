"""Figures of a record: their series, and whether they add up."""

from dragoman.dossier.figures.bounds import Bounds, bounds_of, number
from dragoman.dossier.figures.findings import Finding
from dragoman.dossier.figures.reconcile import CHECKS, reconcile
from dragoman.dossier.figures.series import Point, Series, figure_series
from dragoman.dossier.figures.told import Subject, Told, figures_told

__all__ = [
    "CHECKS",
    "Bounds",
    "Finding",
    "Point",
    "Series",
    "Subject",
    "Told",
    "bounds_of",
    "figure_series",
    "figures_told",
    "number",
    "reconcile",
]
