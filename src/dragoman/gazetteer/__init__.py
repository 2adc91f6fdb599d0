"""The names of places and the places that bear them, without a choice among namesakes; see ``places``."""

from dragoman.gazetteer.places import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer"]
