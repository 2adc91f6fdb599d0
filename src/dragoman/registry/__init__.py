"""Who is who: states, governments, armed groups, organisations, outlets and people, as data, with the names they have.

A leaf beside ``model``: extractors read it to know a demonym from a group, ``resolve`` reads it for identities, and
neither imports the other.
"""

from dragoman.registry.entries import Entry, Post
from dragoman.registry.load import ENVIRONMENT, load_registry
from dragoman.registry.names import fold, person_key, words_of
from dragoman.registry.registry import Name, NameKind, Registry

__all__ = [
    "ENVIRONMENT",
    "Entry",
    "Name",
    "NameKind",
    "Post",
    "Registry",
    "fold",
    "load_registry",
    "person_key",
    "words_of",
]
