"""Which edges the customers of one language follow: of a target and its variants, one."""

from collections.abc import Iterable

from routecfg.diagnostics import Path
from routecfg.graph.nodes import Edge
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


def in_every_language(edges: list[Edge]) -> list[Edge]:
    """The edges out of a node that customers follow whatever their language is."""
    varied = {edge.target for edge in edges if edge.language is not None}
    return [edge for edge in edges if edge.target not in varied] if varied else edges


def same_edges(languages: Iterable[str], variants: frozenset[str]) -> dict[str | None, list[str]]:
    """Languages by whose customers follow the same edges, where only these languages have variants.

    The key is a language to ask `followed` for.
    """
    alike: dict[str | None, list[str]] = {}
    for language in languages:
        named = variant_for(language, {variant: variant for variant in variants})
        alike.setdefault(named, []).append(language)
    return alike
