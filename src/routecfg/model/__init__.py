"""The estate and the settings: frozen typed objects, one type a kind, linked by name.

Values come in (what YAML said, after the schema let it through), objects go out. The model holds no positions, so
two models compare with `==`, and the same rules run on an estate that was read and on one out of a bundle.
What has an order is a tuple; dicts compare without order.
"""

from routecfg.model.build import Assembly, FileObjects, Name, assemble, build_file, build_project
from routecfg.model.estate import ALL_KINDS, KIND_WORDS, Estate, Kind, Object, spoken
from routecfg.model.kinds import (
    GROUP_PARTS,
    Chatbot,
    CustomField,
    Entry,
    GroupPart,
    Holidays,
    InboundRouting,
    Queue,
    TargetSet,
    Template,
    Terminate,
    TicketCategory,
    TimeCondition,
    TimeGroup,
)
from routecfg.model.languages import base_language, languages_of, variant_for
from routecfg.model.parts import DESTINATION_KINDS, Destination, Label, Part, SecretReference, Value
from routecfg.model.references import NAMING_FIELDS, Reference, names_in, references, with_names
from routecfg.model.settings import Settings
from routecfg.model.trees import (
    Action,
    Answer,
    Condition,
    CreateTicket,
    Decision,
    DecisionTree,
    Loop,
    Request,
    SendMessage,
    Target,
    each_action,
)
from routecfg.model.walk import parts_of

__all__ = [
    "ALL_KINDS",
    "DESTINATION_KINDS",
    "GROUP_PARTS",
    "KIND_WORDS",
    "NAMING_FIELDS",
    "Action",
    "Answer",
    "Assembly",
    "Chatbot",
    "Condition",
    "CreateTicket",
    "CustomField",
    "Decision",
    "DecisionTree",
    "Destination",
    "Entry",
    "Estate",
    "FileObjects",
    "GroupPart",
    "Holidays",
    "InboundRouting",
    "Kind",
    "Label",
    "Loop",
    "Name",
    "Object",
    "Part",
    "Queue",
    "Reference",
    "Request",
    "SecretReference",
    "SendMessage",
    "Settings",
    "Target",
    "TargetSet",
    "Template",
    "Terminate",
    "TicketCategory",
    "TimeCondition",
    "TimeGroup",
    "Value",
    "assemble",
    "base_language",
    "build_file",
    "build_project",
    "each_action",
    "languages_of",
    "names_in",
    "parts_of",
    "references",
    "spoken",
    "variant_for",
    "with_names",
]
