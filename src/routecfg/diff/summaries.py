"""What an object does for customers, in one short line: so that a new one and one that goes are more than a title."""

from collections.abc import Iterator
from typing import Final

from routecfg.diagnostics import plural
from routecfg.diff import labels
from routecfg.diff.time_entries import entry_words
from routecfg.disclosure import first_few, shortened
from routecfg.model import (
    Chatbot,
    DecisionTree,
    InboundRouting,
    Object,
    Template,
    Terminate,
    TimeCondition,
    TimeGroup,
)

_ENTRIES: Final = 3
"""How many entries of each list of a time group are shown."""


def summary(one: Object) -> str:
    """The line for an object of a closed estate; empty for what only has a name and a title."""
    match one:
        case InboundRouting():
            return f"leads to {labels.destination(one.next_destination)}"
        case TimeGroup():
            hours = "; ".join(_hours(one))
            return shortened(f"holds {hours}" if hours else "never holds", labels.LONG)
        case TimeCondition():
            return (
                f"while time group '{one.time_group}' holds: {labels.destination(one.if_time_matches)}; "
                f"else: {labels.destination(one.if_time_does_not_match)}"
            )
        case DecisionTree():
            return f"{plural(len(one.decisions), 'decision')}, the first is '{one.first}' ({_start(one)})"
        case Chatbot():
            queues = [f"queue '{name}'" for name in one.transfers]
            hands = f"; may hand over to {first_few(queues, _ENTRIES)}" if queues else ""
            return f"if it cannot be reached: {labels.destination(one.fallback)}{hands}"
        case Terminate():
            response = f"; customers get template '{one.auto_response}'" if one.auto_response is not None else ""
            return f"ends the chat, cause {one.disconnection_cause}{response}"
        case Template():
            return f"says {labels.quoted(one.text, 2 * labels.SHORT)}"
        case _:
            return ""


def _start(tree: DecisionTree) -> str:
    titles = (decision.title for decision in tree.decisions if decision.name == tree.first)
    return labels.quoted(next(titles), labels.SHORT)[1:-1]


def _hours(group: TimeGroup) -> Iterator[str]:
    for entries, word in ((group.include, ""), (group.exclude, "not "), (group.special, "special ")):
        words = [entry_words(entry, labels.SHORT) for entry in entries]
        if words:
            yield f"{word}{', '.join(words) if len(words) <= _ENTRIES else first_few(words, _ENTRIES)}"
