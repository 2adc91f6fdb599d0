"""Names → identities: which actor or place of one article is which of another.

``find_nodes`` takes the claims of one article and gives a node for each name that names somebody or some place;
``identify`` takes nodes of many articles and a person's judgements, and joins what is surely one. It reads the registry
and no ledger.
"""

from dragoman.resolve.groups import Identities, Joined, Judgement, Opinion, Unsure, identify
from dragoman.resolve.mentions import PLACES, Named, find_nodes, names_in
from dragoman.resolve.nodes import Node, node_called, node_of_actor, node_of_place

__all__ = [
    "PLACES",
    "Identities",
    "Joined",
    "Judgement",
    "Named",
    "Node",
    "Opinion",
    "Unsure",
    "find_nodes",
    "identify",
    "names_in",
    "node_called",
    "node_of_actor",
    "node_of_place",
]
