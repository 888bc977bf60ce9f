"""What the graph is made of: nodes, where a chat can be, and the edges by which it goes from one to another."""

from enum import StrEnum
from typing import Final

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import spoken


class EdgeKind(StrEnum):
    """Why a chat goes from one node to another."""

    __hash__ = str.__hash__  # that of an enum runs Python code, and an estate has tens of thousands of edges

    ROUTE = "route"
    """From an inbound routing, with the first message."""
    START = "start"
    """Into a decision tree, to its first decision."""
    IMMEDIATE = "immediate"
    """By the immediate target of a decision."""
    TARGET = "target"
    """By a `target` among the actions of a decision that always runs."""
    MAYBE = "maybe"
    """By a `target` inside a condition or a loop: data decide whether it runs."""
    MATCHES = "matches"
    """Out of a time condition while its time group holds."""
    DOES_NOT_MATCH = "does-not-match"
    """Out of a time condition while its time group does not hold."""
    FALLBACK = "fallback"
    """Away from a chatbot that cannot be reached: at once, or at any later message."""
    TRANSFER = "transfer"
    """From a chatbot to one of the queues it may hand over to."""
    ANSWER = "answer"
    """By an answer of the customer."""
    DEFAULT = "default"
    """By the default: no other answer fits."""
    SET = "set"
    """To the answers that a target set adds."""
    UNTAKEN = "untaken"
    """Written down, but behind something that always leaves before: no chat goes there."""


AT_ONCE: Final = frozenset(
    {
        EdgeKind.ROUTE,
        EdgeKind.START,
        EdgeKind.IMMEDIATE,
        EdgeKind.TARGET,
        EdgeKind.MAYBE,
        EdgeKind.MATCHES,
        EdgeKind.DOES_NOT_MATCH,
        EdgeKind.FALLBACK,
    }
)
"""Edges that a chat follows without a message of the customer, at the same instant."""

LATER: Final = frozenset({EdgeKind.ANSWER, EdgeKind.DEFAULT, EdgeKind.SET, EdgeKind.FALLBACK, EdgeKind.TRANSFER})
"""Edges that a chat may follow later than it came to the node; a fallback may be either."""

ANSWERED: Final = frozenset({EdgeKind.ANSWER, EdgeKind.DEFAULT, EdgeKind.SET})
"""Edges that a chat follows after a message of the customer."""

TAKEN: Final = frozenset(EdgeKind) - {EdgeKind.UNTAKEN}
"""Every edge that some chat follows."""


class Edge(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An edge to the node with the number `to`.

    `path` leads to the destination inside the object or, for a decision, inside the decision. `language` is set on a
    language variant: customers of that language follow it instead of the edge without a language beside it.
    """

    to: int
    kind: EdgeKind
    path: Path
    language: str | None = None

    @property
    def target(self) -> Path | None:
        """What a target and its language variants have in common; None for an edge that has no variants."""
        return self.path[:2] if self.path[0] == "targets" else None


class Node(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a chat can be: an object, a decision, or elsewhere.

    `kind` is a kind of object; or `decisions`, with the name of the `tree`; or `also`, the target sets that the tree of
    this name adds to its decisions, where no chat stops; or `elsewhere`, which stands for every name that does not
    exist.
    """

    kind: str
    name: str
    tree: str = ""

    @property
    def within(self) -> str:
        """The name of the decision tree that it is a part of; empty for an object."""
        return self.name if self.kind == "also" else self.tree

    @property
    def path(self) -> Path:
        """Its path in the configuration, which starts at the kinds."""
        if self.kind == "decisions":
            return ("decision_trees", self.tree, "decisions", self.name)
        return ("decision_trees", self.name, "also") if self.kind == "also" else (self.kind, self.name)

    def __str__(self) -> str:
        if self.kind == "decisions":
            return f"decision '{self.name}'"
        if self.kind == "elsewhere":
            return "somewhere unknown"
        if self.kind == "also":
            return f"the target sets of {spoken('decision_trees', self.name)}"
        return spoken(self.kind, self.name)

    @property
    def full_name(self) -> str:
        """As messages name it where its tree is not clear."""
        return f"{self} of {spoken('decision_trees', self.tree)}" if self.kind == "decisions" else str(self)
