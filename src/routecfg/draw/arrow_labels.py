"""The words on an arrow: why a chat goes this way."""

from collections.abc import Collection, Mapping
from typing import Final, TypeAlias

from routecfg.diagnostics import Path
from routecfg.disclosure import harmless, shown
from routecfg.graph import Edge, EdgeKind, Node
from routecfg.model import Answer, Decision, Destination, Estate, Label, Target

_WORDS = {
    EdgeKind.ROUTE: "",
    EdgeKind.START: "",
    EdgeKind.IMMEDIATE: "",
    EdgeKind.TARGET: "",
    EdgeKind.MATCHES: "open",
    EdgeKind.DOES_NOT_MATCH: "closed",
    EdgeKind.FALLBACK: "not reached",
    EdgeKind.TRANSFER: "hands over",
    EdgeKind.DEFAULT: "anything else",
    EdgeKind.SET: "also",
}
"""Kinds with fixed words. An answer is labelled with what the customer sends."""


_LONGEST: Final = 40
"""Characters of a label."""

Decisions: TypeAlias = Mapping[tuple[str, str], Decision]
"""Every decision of an estate by the names of its tree and of itself."""


def edge_label(estate: Estate, decisions: Decisions, node: Node, edge: Edge, folded: Collection[str]) -> str:
    """The words on an arrow; none where there is nothing to choose, or where the tree that it leaves is folded."""
    if node.within in folded:
        return ""
    word = (
        condition_words(decisions[node.tree, node.name], edge.path)
        if edge.kind is EdgeKind.MAYBE
        else _WORDS.get(edge.kind)
    )
    if word is None:
        target = _target(estate, decisions, node, edge)
        word = _answer(target, _generated(estate, decisions, node, target.to)) if target is not None else ""
        if target is not None and target.default:
            word += f", {_WORDS[EdgeKind.DEFAULT]}"
    return f"{word} ({edge.language})".strip() if edge.language is not None else word


def condition_words(decision: Decision, path: Path) -> str:
    """When an action runs, by its path in the decision: what the innermost condition or loop around it says."""
    word, actions = "", decision.actions
    for part in path:
        if isinstance(part, int):
            action = actions[part]
        elif part == "then" and action.condition is not None:
            word, actions = f"if {action.condition.if_}", action.condition.then
        elif part == "else" and action.condition is not None:
            word, actions = f"unless {action.condition.if_}", action.condition.else_
        elif part == "do" and action.loop is not None:
            word, actions = f"for each of {action.loop.each}", action.loop.do
    return harmless(shown(word, ("if",), _LONGEST))


def _answer(target: Target, generated: str) -> str:
    """What the customer sends: the button's title, the first words, or the pattern."""
    when = target.when or Answer()
    parts: list[str] = []
    if isinstance(when.button, Label):
        parts.append(f"[{when.button.title}]")
    elif when.button:
        parts.append(f"[{generated}]")
    parts += when.similar[:3]
    if len(when.similar) > 3:
        parts.append("…")
    if when.pattern is not None:
        parts.append(when.pattern)
    return harmless(shown(", ".join(parts), longest=_LONGEST))


def _generated(estate: Estate, decisions: Decisions, node: Node, to: Destination) -> str:
    """The label of a button that has none of its own: the title of its destination."""
    if to.decision is not None:
        decision = decisions.get((node.tree, to.decision))
        return decision.title if decision is not None else to.decision
    found = estate.of(to.kind).get(to.name)
    return found.title if found is not None else to.name


def _target(estate: Estate, decisions: Decisions, node: Node, edge: Edge) -> Target | None:
    """The target that an edge stands for: its path leads to `targets`, a position, and on to the destination."""
    if len(edge.path) < 2 or edge.path[0] != "targets":
        return None
    index = int(edge.path[1])
    if node.kind == "decisions":
        return decisions[node.tree, node.name].targets[index]
    return estate.target_sets[node.name].targets[index]
