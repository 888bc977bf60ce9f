"""Which edges the customers of one language follow: of a target and its variants, one."""

from collections.abc import Collection, Iterable, Iterator

from routecfg.diagnostics import Path
from routecfg.graph.graph import Graph
from routecfg.graph.nodes import Edge, EdgeKind
from routecfg.model import variant_for


def followed(edges: list[Edge], language: str | None) -> list[Edge]:
    """The edges out of a node that a customer of a language follows.

    Without a language, those of a customer whose language no variant names. `de-AT` follows the variant of `de` where
    it has none of its own.
    """
    if all(edge.language is None for edge in edges):
        return edges
    targets: dict[Path, tuple[list[Edge], dict[str, Edge]]] = {}
    for edge in edges:
        if edge.target is not None:
            plain, variants = targets.setdefault(edge.target, ([], {}))
            if edge.language is None:
                plain.append(edge)
            else:
                variants[edge.language] = edge
    chosen = {
        target: (variant_for(language, variants) if language else None) or plain[0]
        for target, (plain, variants) in targets.items()
    }
    return [edge for edge in edges if edge.target is None or edge is chosen[edge.target]]


def variants_can_trap(graph: Graph, ways_out: Collection[int]) -> bool:
    """Whether customers of some language may be caught where those of another get on to one of these nodes.

    They are not if from each node with variants all customers get out: where one of these nodes is on somebody's way
    out, everybody else has a way from there.
    """
    out = set(ways_out)
    unsure = [node for node, edges in enumerate(graph.edges) if any(edge.language is not None for edge in edges)]
    while unsure:
        left = [node for node in unsure if not _all_get_out(graph, node, out)]
        if len(left) == len(unsure):
            return True
        unsure = left
    return False


def _all_get_out(graph: Graph, start: int, out: set[int]) -> bool:
    """Whether customers of every language get from a node to where they are out; it is added to these if they do."""
    seen = {start}
    queue = [start]
    for node in queue:
        for to in _onward(graph.edges[node]):
            if to <= out:
                out.add(start)
                return True
            if len(to) == 1 and not to <= seen:
                seen |= to
                queue += to
    return False


def _onward(edges: list[Edge]) -> Iterator[set[int]]:
    """For each way on from a node, where it leads: to one node, or by language to several."""
    by_target: dict[Path, set[int]] = {}
    for edge in edges:
        if edge.kind is EdgeKind.UNTAKEN:
            continue
        if edge.target is None:
            yield {edge.to}
        else:
            by_target.setdefault(edge.target, set()).add(edge.to)
    yield from by_target.values()


def same_edges(languages: Iterable[str], variants: frozenset[str]) -> dict[str | None, list[str]]:
    """The languages in groups whose customers follow the same edges; only these variants exist.

    Each key is the language to pass to `followed`.
    """
    alike: dict[str | None, list[str]] = {}
    for language in languages:
        named = variant_for(language, {variant: variant for variant in variants})
        alike.setdefault(named, []).append(language)
    return alike
