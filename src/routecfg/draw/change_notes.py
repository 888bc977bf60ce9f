"""What is said in the picture of a change beside the ways: of each node that changes, how, and what in it."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from routecfg.diagnostics import Path
from routecfg.diff import Detail, Difference, ObjectChange
from routecfg.disclosure import without_tokens
from routecfg.draw.diagram import Change, word_of
from routecfg.draw.users import USERS, Users
from routecfg.graph import Graph, Node
from routecfg.model import Estate

_WAYS: Final = frozenset(
    {"to", "next_destination", "if_time_matches", "if_time_does_not_match", "fallback", "transfers"}
)
"""Fields that are drawn as ways."""


class Noted(msgspec.Struct):
    """What becomes of a node: in a word, and in a line each what changes in it besides its ways."""

    change: Change
    title: str = ""
    notes: list[str] = []


def noted(difference: Difference, before: Graph, after: Graph, estates: tuple[Estate, Estate]) -> dict[Node, Noted]:
    """Every node that changes, in the order of the difference.

    Of what is not drawn, such as a time group, the nodes change that use it; what none uses is there for itself.
    """
    found: dict[Node, Noted] = {}

    def note(node: Node, *lines: str) -> None:
        known = found.setdefault(node, Noted("changed"))
        known.notes += [without_tokens(line) for line in lines if line and line not in known.notes]

    users = Users(*estates)
    for item in difference.objects:
        node = Node(item.kind, item.name)
        if (item.kind, item.name) not in after.numbers and (item.kind, item.name) not in before.numbers:
            of = users.of(item.kind, item.name) if item.kind in USERS else []
            for user in of:
                note(user, *(f"{word_of(item.kind)} {item.name}: {line}" for line in _lines(item)))
            if not of:
                lines = [without_tokens(line) for line in _lines(item, alone=True)]
                found[node] = Noted(_becomes(item), without_tokens(item.title) or "Settings of the project", lines)
            continue
        if item.change in ("added", "removed"):
            for each in _whole(node, after if item.change == "added" else before):
                found[each] = Noted(_becomes(item))
            continue
        if item.was is not None:
            note(node, f"called {item.was} before")
        for detail in item.details:
            place = _node_of(node, detail)
            if place is not node and len(detail.path) == 2 and detail.change in ("added", "removed"):
                found[place] = Noted("added" if detail.change == "added" else "removed")
            else:
                note(place, _words(detail, detail.labels[1:] if place is not node else detail.labels))
    if difference.derived:
        lines = [without_tokens(line) for line in difference.derived]
        found[Node("project", "holidays")] = Noted("changed", "Public holidays", lines)
    return found


def _becomes(item: ObjectChange) -> Change:
    return "added" if item.change == "added" else "removed" if item.change == "removed" else "changed"


def _whole(node: Node, graph: Graph) -> Iterator[Node]:
    """An object, and the decisions inside it."""
    yield node
    if node.kind == "decision_trees":
        yield from (Node("decisions", name, node.name) for name in graph.decisions[node.name])


def _node_of(node: Node, detail: Detail) -> Node:
    """The decision that a detail is about, else the object."""
    if node.kind == "decision_trees" and len(detail.path) > 1 and detail.path[0] == "decisions":
        return Node("decisions", str(detail.path[1]), node.name)
    return node


def _lines(item: ObjectChange, *, alone: bool = False) -> Iterator[str]:
    """What changes in something that is not drawn."""
    if item.change in ("added", "removed"):
        if not alone:
            yield "new" if item.change == "added" else "gone"
        return
    if item.was is not None:
        yield f"called {item.was} before"
    yield from (_words(detail, detail.labels) for detail in item.details)


def _words(detail: Detail, labels: Sequence[str]) -> str:
    """A change in one line; nothing for one that is drawn as ways."""
    if _is_way(detail.path) and detail.change != "moved":
        return ""
    what = ": ".join(labels)
    old = detail.before.words if detail.before is not None else ""
    new = detail.after.words if detail.after is not None else ""
    match detail.change:
        case "added":
            return f"+ {what}: {new}" if new else f"+ {what}"
        case "removed":
            return f"− {what}: {old}" if old else f"− {what}"
        case "moved":
            return f"{what} moved" if what else "another place in the order"
        case "renamed":
            return f"called {old} before"
        case "changed":
            return f"{what}: {new} (was {old})"


def _is_way(path: Path) -> bool:
    """Whether something at this path is a destination, or an answer as a whole."""
    keys = [key for key in path if isinstance(key, str)]
    if not keys or keys[-1] in _WAYS or keys[-1] == "targets" or "transfers" in keys:
        return True
    return len(path) > 3 and path[-2] == "languages" and path[-4] == "targets"
