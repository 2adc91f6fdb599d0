"""Where the talks stand: the tracks of negotiation, their rounds, and the agreements with what became of them."""

from dragoman.dossier.negotiations.accords import Accord, Station, accords
from dragoman.dossier.negotiations.rounds import Round, Said
from dragoman.dossier.negotiations.tracks import Track, tracks

__all__ = ["Accord", "Round", "Said", "Station", "Track", "accords", "tracks"]
