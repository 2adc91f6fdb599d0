"""Where the talks stand: the tracks of negotiation, their rounds, and the agreements with what became of them."""

from dragoman.dossier.negotiations.accords import Accord, Station, accords
from dragoman.dossier.negotiations.agreed import ENDS, VAGUE, Span
from dragoman.dossier.negotiations.rounds import Round, Said
from dragoman.dossier.negotiations.terms import Count
from dragoman.dossier.negotiations.tracks import Track, tracks

__all__ = ["ENDS", "VAGUE", "Accord", "Count", "Round", "Said", "Span", "Station", "Track", "accords", "tracks"]
