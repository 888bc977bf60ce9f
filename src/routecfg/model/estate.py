"""The estate: every object of every kind, by name."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, get_args

from routecfg.diagnostics import Path, pointer
from routecfg.disclosure import harmless, masked_key, without_tokens
from routecfg.model.kinds import (
    Chatbot,
    CustomField,
    InboundRouting,
    Queue,
    TargetSet,
    Template,
    Terminate,
    TicketCategory,
    TimeCondition,
    TimeGroup,
)
from routecfg.model.parts import Destination, Part
from routecfg.model.trees import DecisionTree

Kind: TypeAlias = Literal[
    "inbound_routings",
    "time_groups",
    "time_conditions",
    "target_sets",
    "decision_trees",
    "chatbots",
    "terminates",
    "queues",
    "templates",
    "ticket_categories",
    "custom_fields",
]

ALL_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Object: TypeAlias = (
    InboundRouting
    | TimeGroup
    | TimeCondition
    | TargetSet
    | DecisionTree
    | Chatbot
    | Terminate
    | Queue
    | Template
    | TicketCategory
    | CustomField
)

_LONGEST_NAME: Final = 63

KIND_WORDS: Final[dict[str, str]] = {
    "inbound_routings": "inbound routing",
    "time_groups": "time group",
    "time_conditions": "time condition",
    "target_sets": "target set",
    "decision_trees": "decision tree",
    "chatbots": "chatbot",
    "terminates": "terminate",
    "queues": "queue",
    "templates": "template",
    "ticket_categories": "ticket category",
    "custom_fields": "custom field",
}
"""What one object of a kind is called in a message."""


class Estate(Part, frozen=True):
    """Every object that an operator wrote, by kind and name. Names are unique within a kind."""

    inbound_routings: dict[str, InboundRouting] = {}
    time_groups: dict[str, TimeGroup] = {}
    time_conditions: dict[str, TimeCondition] = {}
    target_sets: dict[str, TargetSet] = {}
    decision_trees: dict[str, DecisionTree] = {}
    chatbots: dict[str, Chatbot] = {}
    terminates: dict[str, Terminate] = {}
    queues: dict[str, Queue] = {}
    templates: dict[str, Template] = {}
    ticket_categories: dict[str, TicketCategory] = {}
    custom_fields: dict[str, CustomField] = {}

    def of(self, kind: str) -> dict[str, Object]:
        """The objects of one kind, by name."""
        objects: dict[str, Object] = getattr(self, kind)
        return objects

    def __iter__(self) -> Iterator[tuple[Kind, str, Object]]:
        """Every object with its kind and name, kinds in their order, names as they were read."""
        for kind in ALL_KINDS:
            for name, item in self.of(kind).items():
                yield kind, name, item


def spoken(kind: str, name: str) -> str:
    """An object as messages name it: `time condition 'hours'`."""
    return f"{KIND_WORDS[kind]} '{masked_key((kind, name), _LONGEST_NAME)}'"


def shown_pointer(path: Path) -> str:
    """The pointer of an object, a decision or a place in one, as it may be shown: what may be a token is masked."""
    return pointer(*(part if isinstance(part, int) else harmless(without_tokens(part)) for part in path))


def destination_words(to: Destination) -> str:
    """A destination as messages name it: `queue 'support'`."""
    return f"decision '{to.decision}'" if to.decision is not None else spoken(to.kind, to.name)
