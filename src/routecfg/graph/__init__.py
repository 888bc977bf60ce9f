"""Destinations as a graph over the whole estate: what leads where, at which instants, and where chats are caught.

`build` makes the graph, `Times` says when chats can be where, `DataFlow` which data they bring there, `cycles` and
`traps` find where they are caught.
Everything is linear in the estate, or nearly so, and nothing is recursive: a ring of a hundred thousand decisions is
a ring like any other.
"""

from routecfg.graph.build import build
from routecfg.graph.cycles import Cycle, cycles
from routecfg.graph.data_flow import DataFlow, Hop
from routecfg.graph.data_states import NOBODY, Reading, Steps, Tested
from routecfg.graph.exits import ActionTarget, Exits, SkippedActions, exits_of
from routecfg.graph.first_destinations import FirstDestination, conditions_asked, first_destinations, open_destinations
from routecfg.graph.graph import ELSEWHERE, ENDS, Arrival, Graph
from routecfg.graph.languages import followed, same_edges, variants_can_trap
from routecfg.graph.line_hours import Hours, Stay, hours_of_line, stays, zone_of
from routecfg.graph.links import Links, beyond, heads, links, reach
from routecfg.graph.menu_cycles import MenuCycle, menu_cycles
from routecfg.graph.nearest_queue import Distances, distances
from routecfg.graph.nodes import ANSWERED, AT_ONCE, LATER, TAKEN, Edge, EdgeKind, Node
from routecfg.graph.paths import Stop, in_words
from routecfg.graph.times import GroupInstants, Times
from routecfg.graph.traps import traps, ways_out

__all__ = [
    "ANSWERED",
    "AT_ONCE",
    "ELSEWHERE",
    "ENDS",
    "LATER",
    "NOBODY",
    "TAKEN",
    "ActionTarget",
    "Arrival",
    "Cycle",
    "DataFlow",
    "Distances",
    "Edge",
    "EdgeKind",
    "Exits",
    "FirstDestination",
    "Graph",
    "GroupInstants",
    "Hop",
    "Hours",
    "Links",
    "MenuCycle",
    "Node",
    "Reading",
    "SkippedActions",
    "Stay",
    "Steps",
    "Stop",
    "Tested",
    "Times",
    "beyond",
    "build",
    "conditions_asked",
    "cycles",
    "distances",
    "exits_of",
    "first_destinations",
    "followed",
    "heads",
    "hours_of_line",
    "in_words",
    "links",
    "menu_cycles",
    "open_destinations",
    "reach",
    "same_edges",
    "stays",
    "traps",
    "variants_can_trap",
    "ways_out",
    "zone_of",
]
