"""What stands on an arrow: how a chat comes to go this way."""

from collections.abc import Collection
from typing import Any

from routecfg.diagnostics import plain
from routecfg.graph import Node, Step, Way
from routecfg.model import Answer, Estate, Label, Target

_WORDS = {
    Way.ROUTE: "",
    Way.START: "",
    Way.IMMEDIATE: "",
    Way.TARGET: "",
    Way.MAYBE: "if",
    Way.MATCHES: "open",
    Way.DOES_NOT_MATCH: "closed",
    Way.FALLBACK: "not reached",
    Way.TRANSFER: "hands over",
    Way.DEFAULT: "anything else",
    Way.SET: "also",
}
"""Ways that say enough by themselves; answers are told by what the customer sends."""


def step_label(estate: Estate, node: Node, step: Step, folded: Collection[str]) -> str:
    """The words on an arrow; none where there is nothing to choose, or where the tree that it leaves is folded."""
    if node.tree in folded or (node.kind == "also" and node.name in folded):
        return ""
    word = _WORDS.get(step.way)
    if word is None:
        target = _target(estate, node, step)
        word = _answer(target) if target is not None else ""
    elif step.way is Way.DEFAULT:
        target = _target(estate, node, step)
        if target is not None and target.when is not None:
            word = f"{_answer(target)}, {word}"
    return f"{word} [{step.language}]".strip() if step.language is not None else word


def _answer(target: Target) -> str:
    """What the customer sends: the button's title, the first words, or the pattern."""
    when = target.when or Answer()
    parts: list[str] = []
    if isinstance(when.button, Label):
        parts.append(f"[{when.button.title}]")
    elif when.button:
        parts.append("[button]")
    parts += when.similar[:3]
    if len(when.similar) > 3:
        parts.append("…")
    if when.pattern is not None:
        parts.append(when.pattern)
    return plain(", ".join(parts), 40)


def _target(estate: Estate, node: Node, step: Step) -> Target | None:
    """The target that a step follows: its path leads to `targets`, a position, and on to the destination."""
    part: Any = None
    if node.kind == "decisions":
        tree = estate.decision_trees[node.tree]
        part = next(decision for decision in tree.decisions if decision.name == node.name)
    elif node.kind == "target_sets":
        part = estate.target_sets[node.name]
    if part is None or len(step.where) < 2 or step.where[0] != "targets":
        return None
    target: Target = part.targets[int(step.where[1])]
    return target
