"""What of a chat can be chosen to make an expression come out: what a request brings, what the customer does."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from routecfg.engine import Asked, Saved
from routecfg.impact.chats import Turn
from routecfg.impact.data_samples import DataPath, in_full, loop_items
from routecfg.impact.sides import Side
from routecfg.model import each_action
from routecfg.templates import parse_text

_MOST_COPIES: Final = 4
"""How often what was saved is followed to what it was saved from."""


class Variable(NamedTuple):
    """Something that can be chosen: a part of what a request brings (`root`, `path`), or a `step` of the customer.

    With the root `contact` it is the name or the number of the customer. Of a step it is the words, or with the root
    `attachments` the file.
    """

    root: str
    path: DataPath
    step: int = -1


def variable_at(
    side: Side, turns: Sequence[Turn], turn: int, path: DataPath, copies: int = _MOST_COPIES
) -> Variable | None:
    """What to choose for a path to have another value in a turn; None if nothing is known."""
    root = path[0]
    if root == "text":
        return Variable("", (), turn)
    if root == "attachments":
        return Variable(root, path[1:], turn)
    if root == "contact" and path[1:] in (("name",), ("number",)):
        return Variable(root, path[1:])
    for number in range(turn, -1, -1):
        for event in reversed(turns[number].events):
            if isinstance(event, Asked) and event.save_as == root:
                return Variable(root, path[1:])
            if isinstance(event, Saved) and event.name == root and "save_data" in event.place:
                return _copied(side, turns, number, event.place, copies)
    return None


def _copied(side: Side, turns: Sequence[Turn], turn: int, place: str, copies: int) -> Variable | None:
    """What to choose for something else to be saved at a place; None for constants."""
    _, tree, _, name, *path = place.strip("/").split("/")
    decision = side.decision(("decisions", name, tree))
    value = next(_values(decision.actions, path), None) if decision is not None else None
    if decision is None or not isinstance(value, str) or not copies:
        return None
    items = loop_items(decision.actions)
    found = (
        variable_at(side, turns, turn, in_full(tuple(reading.name.parts), items), copies - 1)
        for reading in parse_text(value).readings
    )
    return next((each for each in found if each is not None), None)


def _values(actions: Any, path: Sequence[str]) -> Iterator[Any]:
    *way, _, name = path
    for here, action in each_action(actions, ("actions",)):
        if [str(each) for each in here] == way and action.save_data is not None and name in action.save_data:
            yield action.save_data[name]
