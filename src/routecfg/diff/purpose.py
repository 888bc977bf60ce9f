"""What an object does for customers, in one short line: so that a new one and one that goes are more than a title."""

from collections.abc import Iterator
from typing import Any, Final

from routecfg.diagnostics import listed, plain, plural
from routecfg.diff import words
from routecfg.diff.entries import entry

_ENTRIES: Final = 3
"""How many lines of each list of a time group are told."""


def purpose(kind: str, one: dict[str, Any]) -> str:
    """The line for an object of a closed estate; empty for what only has a name and a title."""
    match kind:
        case "inbound_routings":
            return f"leads to {words.destination(one['next_destination'])}"
        case "time_groups":
            hours = "; ".join(_hours(one))
            return plain(f"holds {hours}" if hours else "never holds", words.LONG)
        case "time_conditions":
            matches, otherwise = one["if_time_matches"], one["if_time_does_not_match"]
            return (
                f"while time group '{one['time_group']}' holds: {words.destination(matches)}; "
                f"else: {words.destination(otherwise)}"
            )
        case "decision_trees":
            return f"{plural(len(one['decisions']), 'decision')}, the first is '{one['start']}' ({_start(one)})"
        case "chatbots":
            queues = [f"queue '{name}'" for name in one["transfers"]]
            hands = f"; may hand over to {listed(queues[:_ENTRIES], 'and')}{_more(queues)}" if queues else ""
            return f"if it cannot be reached: {words.destination(one['fallback'])}{hands}"
        case "terminates":
            response = one["auto_response"]
            told = f"; customers get template '{response}'" if response is not None else ""
            return f"ends the chat, cause {one['disconnection_cause']}{told}"
        case "templates":
            return f"says {words.quoted(one['text'], 2 * words.SHORT)}"
        case _:
            return ""


def _start(tree: dict[str, Any]) -> str:
    return next(
        words.quoted(one["title"], words.SHORT)[1:-1] for one in tree["decisions"] if one["name"] == tree["start"]
    )


def _hours(group: dict[str, Any]) -> Iterator[str]:
    for part, word in (("include", ""), ("exclude", "not "), ("special", "special ")):
        told = [entry(one, words.SHORT) for one in group[part]]
        if told:
            yield f"{word}{', '.join(told[:_ENTRIES])}{_more(told)}"


def _more(told: list[str]) -> str:
    return f" and {plural(len(told) - _ENTRIES, 'more', 'more')}" if len(told) > _ENTRIES else ""
