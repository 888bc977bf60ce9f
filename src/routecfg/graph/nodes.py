"""What the graph is made of: nodes, where a chat can be, and the steps that lead from one to another."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from routecfg.model import Path, spoken


class Way(StrEnum):
    """How a chat takes a step."""

    __hash__ = str.__hash__  # that of an enum is a call of Python code, and an estate has tens of thousands of steps

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
    """By an answer that fits nothing else."""
    SET = "set"
    """To answers that a target set adds."""
    UNTAKEN = "untaken"
    """Written down, but behind something that always leaves before: no chat goes this way."""


AT_ONCE: Final = frozenset(
    {Way.ROUTE, Way.START, Way.IMMEDIATE, Way.TARGET, Way.MAYBE, Way.MATCHES, Way.DOES_NOT_MATCH, Way.FALLBACK}
)
"""Ways taken without a message of the customer, at the same instant."""

LATER: Final = frozenset({Way.ANSWER, Way.DEFAULT, Way.SET, Way.FALLBACK, Way.TRANSFER})
"""Ways that may be taken at a later instant than the one at which the chat came; a fallback may be either."""

ANSWERED: Final = frozenset({Way.ANSWER, Way.DEFAULT, Way.SET})
"""Ways that a message of the customer takes."""

TAKEN: Final = frozenset(Way) - {Way.UNTAKEN}
"""Every way that a chat can go."""

_CHOICES: Final = {
    Way.MATCHES: " (time matches)",
    Way.DOES_NOT_MATCH: " (time does not match)",
    Way.FALLBACK: " (cannot be reached)",
}


class Step(NamedTuple):
    """A step to the node with this number.

    `where` is the path of the destination inside the object or, for a decision, inside the decision. `language`
    is set on a variant, which customers of that language take instead of the step without one beside it.
    """

    to: int
    way: Way
    where: Path
    language: str | None = None


class Node(NamedTuple):
    """Where a chat can be: an object, a decision, or elsewhere.

    `kind` is a kind of object; `decisions`, with the `tree`; `also`, the sets that the tree of this name adds to its
    decisions, where no chat stands; or `elsewhere`, what names that nobody defines lead to.
    """

    kind: str
    name: str
    tree: str = ""

    @property
    def within(self) -> str:
        """The name of the decision tree that it is a part of; empty if it is an object itself."""
        return self.name if self.kind == "also" else self.tree

    @property
    def path(self) -> Path:
        """The path to it from the kinds."""
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


def in_words(way: Iterable[tuple[Node, Way | None]]) -> tuple[str, ...]:
    """A way through the estate as a witness tells it: every node, and how it was left where that is a choice.

    A decision is told with its tree unless the node before already names it.
    """
    words: list[str] = []
    tree = ""
    for node, left in way:
        if node.kind == "also":
            continue
        told = str(node) if node.tree == tree else node.full_name
        tree = node.name if node.kind == "decision_trees" else node.tree
        words.append(told + (_CHOICES.get(left, "") if left else ""))
    return tuple(words)


def abridged(words: tuple[str, ...], longest: int = 60) -> tuple[str, ...]:
    """A long way with its middle left out."""
    if len(words) <= longest:
        return words
    half = longest // 2
    return (*words[:half], f"... {len(words) - 2 * half:,} more ...", *words[-half:])
