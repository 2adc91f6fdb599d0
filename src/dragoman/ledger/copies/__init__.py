"""Copies: which articles are one text, who took it from whom, and what was changed on the way.

Pure functions over articles; ``entering`` keeps what they find in the ledger, ``standing`` asks it for stories.
"""

from dragoman.ledger.copies.chain import Kin, Member, Relation, Story, Taken, Undecided, group, tell_story
from dragoman.ledger.copies.changes import Change, find_changes
from dragoman.ledger.copies.crossing import Counterpart, find_counterpart, find_crossing_bands
from dragoman.ledger.copies.kinship import Kinship, Likeness, Text, find_kinship, find_likeness, judge_likeness
from dragoman.ledger.copies.signatures import find_bands

__all__ = [
    "Change",
    "Counterpart",
    "Kin",
    "Kinship",
    "Likeness",
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
    "find_likeness",
    "group",
    "judge_likeness",
    "tell_story",
]
