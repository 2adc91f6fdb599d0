"""Copies: which articles are one text, who took it from whom, and what was changed on the way.

Pure functions over articles; ``storage`` keeps what they find in the ledger.
"""

from dragoman.ledger.copies.chain import Kin, Member, Relation, Story, Taken, Undecided, group, tell_story
from dragoman.ledger.copies.changes import Change, find_changes
from dragoman.ledger.copies.crossing import Counterpart, find_counterpart, find_crossing_bands
from dragoman.ledger.copies.kinship import Kinship, Text, find_kinship
from dragoman.ledger.copies.signatures import find_bands

__all__ = [
    "Change",
    "Counterpart",
    "Kin",
    "Kinship",
    "Member",
    "Relation",
    "Story",
    "Taken",
    "Text",
    "Undecided",
    "find_bands",
    "find_changes",
    "find_counterpart",
    "find_crossing_bands",
    "find_kinship",
    "group",
    "tell_story",
]
