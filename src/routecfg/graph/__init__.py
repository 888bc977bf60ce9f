"""Destinations as a graph over the whole estate: what leads where, at which instants, and what goes round for ever.

`build` makes the graph, `Times` lets chats flow through it, `loops` and `closed_regions` find where they are held.
Everything is linear in the estate, or nearly so, and nothing is recursive: a ring of a hundred thousand decisions is
a ring like any other.
"""

from routecfg.graph.build import build
from routecfg.graph.graph import ELSEWHERE, ENDS, Arrival, Graph
from routecfg.graph.instants import GroupInstants, Times
from routecfg.graph.leaving import Exit, Leaving, Stretch, leaving
from routecfg.graph.links import Links, beyond, heads, links, reach, shortest_way
from routecfg.graph.loops import Loop, loops
from routecfg.graph.nodes import ANSWERED, AT_ONCE, LATER, TAKEN, Node, Step, Way, abridged, in_words
from routecfg.graph.regions import closed_regions, menu_loops
from routecfg.graph.timetable import Line, conditions_on_the_way, timetable

__all__ = [
    "ANSWERED",
    "AT_ONCE",
    "ELSEWHERE",
    "ENDS",
    "LATER",
    "TAKEN",
    "Arrival",
    "Exit",
    "Graph",
    "GroupInstants",
    "Leaving",
    "Line",
    "Links",
    "Loop",
    "Node",
    "Step",
    "Stretch",
    "Times",
    "Way",
    "abridged",
    "beyond",
    "build",
    "closed_regions",
    "conditions_on_the_way",
    "heads",
    "in_words",
    "leaving",
    "links",
    "loops",
    "menu_loops",
    "reach",
    "shortest_way",
    "timetable",
]
