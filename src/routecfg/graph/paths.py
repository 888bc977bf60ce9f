"""The path of a chat from node to node, as findings show it."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from routecfg.graph.nodes import EdgeKind, Node

Stop: TypeAlias = tuple[Node, EdgeKind | None]
"""A node on a path, and the kind of the edge by which the chat leaves it; None at the end of the path."""

_CHOICES: Final = {
    EdgeKind.MATCHES: " (time matches)",
    EdgeKind.DOES_NOT_MATCH: " (time does not match)",
    EdgeKind.FALLBACK: " (cannot be reached)",
}


def in_words(path: Iterable[Stop]) -> tuple[str, ...]:
    """The stops of a path: every node, and how the chat left it where there was a choice.

    A decision is named with its tree unless the stop before already names the tree.
    """
    words: list[str] = []
    tree = ""
    for node, left_by in path:
        if node.kind == "also":
            continue
        name = str(node) if node.tree == tree else node.full_name
        tree = node.name if node.kind == "decision_trees" else node.tree
        words.append(name + (_CHOICES.get(left_by, "") if left_by else ""))
    return tuple(words)
