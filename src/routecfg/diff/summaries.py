"""What an object does for customers, in one short line: it is shown of objects that come or go."""

from typing import Final

from routecfg.diagnostics import plural
from routecfg.diff import labels
from routecfg.diff.time_entries import entry_words, in_week_order
from routecfg.disclosure import first_few, shortened
from routecfg.model import (
    GROUP_PARTS,
    Chatbot,
    DecisionTree,
    GroupPart,
    InboundRouting,
    Object,
    Queue,
    Template,
    Terminate,
    TimeCondition,
    TimeGroup,
)

_ENTRIES: Final = 3
"""How many entries of each list of a time group are shown."""

_LISTS: Final[dict[GroupPart, str]] = {"include": "", "exclude": "not ", "special": "special "}


def summary(item: Object) -> str:
    """The line for an object of a closed estate; empty for what only has a name and a title."""
    match item:
        case InboundRouting():
            return f"leads to {labels.destination(item.next_destination)}"
        case TimeGroup():
            return shortened(_hours(item, _ENTRIES), labels.LONG)
        case TimeCondition():
            return (
                f"while time group '{item.time_group}' holds: {labels.destination(item.if_time_matches)}; "
                f"else: {labels.destination(item.if_time_does_not_match)}"
            )
        case DecisionTree():
            return f"{plural(len(item.decisions), 'decision')}, the first is '{item.first}' ({_start(item)})"
        case Chatbot():
            queues = [f"queue '{name}'" for name in item.transfers]
            hands = f"; may hand over to {first_few(queues, _ENTRIES)}" if queues else ""
            return f"if it cannot be reached: {labels.destination(item.fallback)}{hands}"
        case Terminate():
            response = f"; customers get template '{item.auto_response}'" if item.auto_response is not None else ""
            queue = f"; queue '{item.queue}' is notified of a missed chat" if item.queue is not None else ""
            answered = "; counts as answered" if item.answered else ""
            return f"ends the chat, cause {item.disconnection_cause}{response}{queue}{answered}"
        case Queue(id=int(number)):
            return f"id {number}"
        case Template():
            return f"says {labels.quoted(item.text, 2 * labels.SHORT)}"
        case _:
            return ""


def _start(tree: DecisionTree) -> str:
    titles = (decision.title for decision in tree.decisions if decision.name == tree.first)
    return labels.quoted(next(titles), labels.SHORT)[1:-1]


def leaves_out_entries(group: TimeGroup) -> bool:
    """Whether the line for a time group does not show all of its entries."""
    return summary(group) != _hours(group, len(list(group.entries)))


def _hours(group: TimeGroup, most: int) -> str:
    """When a group holds; of each list of entries no more than `most`."""
    parts = []
    for part in GROUP_PARTS:
        words = [entry_words(entry, labels.SHORT) for entry in in_week_order(part, group)]
        if words:
            parts.append(f"{_LISTS[part]}{', '.join(words) if len(words) <= most else first_few(words, most)}")
    return f"holds {'; '.join(parts)}" if parts else "never holds"
