"""The small parts that several kinds share."""

from collections.abc import Mapping
from typing import Final, TypeAlias

import msgspec

DESTINATION_KINDS: Final = {
    "terminate": "terminates",
    "queue": "queues",
    "time_condition": "time_conditions",
    "decision_tree": "decision_trees",
    "chatbot": "chatbots",
}
"""The key of a destination, and the kind of object that its value names. `decision` stays inside its tree."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The base of all parts of the model: frozen, compared by value, encoded without defaults."""


Value: TypeAlias = "bool | int | float | str | tuple[Value, ...] | Mapping[str, Value] | Part | None"
"""Whatever an object of the model consists of."""


class Destination(Part, frozen=True):
    """Where a chat goes next: exactly one field is set. `decision` only inside a decision tree."""

    terminate: str | None = None
    queue: str | None = None
    time_condition: str | None = None
    decision_tree: str | None = None
    chatbot: str | None = None
    decision: str | None = None

    @property
    def field(self) -> str:
        """Which field is set: `queue`."""
        if self.decision is not None:  # most destinations are decisions, and an estate has tens of thousands
            return "decision"
        if self.queue is not None:
            return "queue"
        if self.terminate is not None:
            return "terminate"
        if self.decision_tree is not None:
            return "decision_tree"
        return "time_condition" if self.time_condition is not None else "chatbot"

    @property
    def kind(self) -> str:
        """The kind of object that the chat goes to; `decision`: a decision of the same tree."""
        return DESTINATION_KINDS.get(self.field, "decision")

    @property
    def name(self) -> str:
        """The object's name: `support`."""
        return str(getattr(self, self.field))


class SecretReference(Part, frozen=True):
    """Where a secret is found when it is needed: an environment variable or a file. Never the secret."""

    env: str | None = None
    file: str | None = None


class Label(Part, frozen=True):
    """A short text on a button, with its language variants."""

    title: str
    languages: dict[str, str] = {}
