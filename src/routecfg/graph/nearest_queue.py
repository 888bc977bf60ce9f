"""How far customers are from a person: how many messages they write until they get to a queue."""

from typing import TYPE_CHECKING, NamedTuple, cast

from routecfg.graph.graph import Graph
from routecfg.graph.nodes import AT_ONCE, TAKEN, Node

if TYPE_CHECKING:
    pass


class Distances(NamedTuple):
    """What customers who come in can get to, counted in decisions and in ways that end a chat.

    `farthest` is the path from the decision from which a queue is the most messages away, itself first, by the nearest
    way; empty if no decision leads to a queue. `messages` is how many that are. `stranded` decisions lead to no queue.
    `ends` are the ways from reachable places to a queue, a chatbot or a terminate, by kind.
    """

    reachable: int
    stranded: int
    messages: int
    farthest: tuple[Node, ...]
    ends: dict[str, int]


def distances(graph: Graph) -> Distances:
    """Looks at what customers reach by any way that is written, whatever the hours and the data."""
    import networkx

    reached = graph.reached
    backwards: networkx.DiGraph[int] = networkx.DiGraph()
    ends = dict.fromkeys(("queues", "chatbots", "terminates"), 0)
    for node in sorted(reached):
        for edge in graph.edges[node]:
            if edge.kind not in TAKEN or edge.to not in reached:
                continue
            kind = graph.nodes[edge.to].kind
            if kind in ends:
                ends[kind] += 1
            weight = 0 if edge.kind in AT_ONCE else 1
            before = backwards.get_edge_data(edge.to, node, {"weight": weight})["weight"]
            backwards.add_edge(edge.to, node, weight=min(weight, before))
    queues = [node for node in sorted(reached) if graph.nodes[node].kind == "queues" and node in backwards]
    decisions = [node for node in sorted(reached) if graph.nodes[node].kind == "decisions"]
    if not queues:
        return Distances(len(decisions), len(decisions), 0, (), ends)
    found = networkx.multi_source_dijkstra(backwards, queues)
    messages, paths = cast("tuple[dict[int, int], dict[int, list[int]]]", found)  # the stubs allow for a target as well
    near = [node for node in decisions if node in messages]
    farthest = max(near, key=lambda node: (messages[node], -graph.arrival.rank[node]), default=None)
    way = () if farthest is None else tuple(graph.nodes[node] for node in reversed(paths[farthest]))
    most = 0 if farthest is None else messages[farthest]
    return Distances(len(decisions), len(decisions) - len(near), most, way, ends)
