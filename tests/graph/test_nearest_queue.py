"""How far customers are from a person, against a definition that relaxes every edge until nothing changes."""

from random import Random

from graph.random_estates import drawn
from routecfg.graph import AT_ONCE, TAKEN, Graph, build, distances


def slow(graph: Graph) -> tuple[int, int, int, dict[str, int]]:
    """Reachable decisions, those that lead to no queue, the most messages from any other, ways to an end by kind."""
    reached = set(graph.inbound_routings)
    while more := {
        edge.to for node in reached for edge in graph.edges[node] if edge.kind in TAKEN and edge.to not in reached
    }:
        reached |= more
    far = {node: 0 for node in reached if graph.nodes[node].kind == "queues"}
    ends = dict.fromkeys(("queues", "chatbots", "terminates"), 0)
    changed = True
    while changed:
        changed = False
        for node in reached:
            for edge in graph.edges[node]:
                if edge.kind in TAKEN and edge.to in far:
                    cost = far[edge.to] + (edge.kind not in AT_ONCE)
                    if cost < far.get(node, cost + 1):
                        far[node] = cost
                        changed = True
    for node in reached:
        for edge in graph.edges[node]:
            if edge.kind in TAKEN and graph.nodes[edge.to].kind in ends:
                ends[graph.nodes[edge.to].kind] += 1
    decisions = [node for node in reached if graph.nodes[node].kind == "decisions"]
    near = [far[node] for node in decisions if node in far]
    return len(decisions), len(decisions) - len(near), max(near, default=0), ends


def test_random_estates_agree_with_the_definition() -> None:
    random = Random(20261129)
    leading = 0
    for _ in range(400):
        graph = build(drawn(random.getrandbits(32))[0])
        found = distances(graph)
        assert (found.reachable, found.stranded, found.messages, found.ends) == slow(graph)
        if found.farthest:
            leading += 1
            assert found.farthest[0].kind == "decisions"
            assert found.farthest[-1].kind == "queues"
    assert leading > 50, "too few estates lead anywhere"
