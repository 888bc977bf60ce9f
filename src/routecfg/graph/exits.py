"""Where the actions of a decision send a chat away, and whether it can come out at their end."""

from typing import NamedTuple

from routecfg.diagnostics import Path
from routecfg.model import Action, Destination, each_action


class ActionTarget(NamedTuple):
    """A `target` among actions. `sure`: it stands inside no condition and no loop."""

    path: Path
    to: Destination
    sure: bool


class SkippedActions(NamedTuple):
    """Actions that never run: `number` of them, the first one at `path`."""

    path: Path
    number: int


class Exits(NamedTuple):
    """How a chat leaves a list of actions.

    `taken`: targets that some chat takes. `untaken`: targets that no chat takes, because they stand behind others.
    `skipped`: the actions that never run, one item for each list of actions. `goes_on`: whether a chat can come out at
    the end.
    """

    taken: list[ActionTarget]
    untaken: list[ActionTarget]
    skipped: list[SkippedActions]
    goes_on: bool


_NONE = Exits([], [], [], goes_on=True)


def exits_of(actions: tuple[Action, ...], path: Path = ("actions",)) -> Exits:
    """How a chat leaves these actions; `path` leads to them.

    A condition may go either way, and a loop may run any number of times or never. So a condition leaves for sure if
    both of its branches do, and a loop never does.
    """
    for action in actions:
        if action.target is not None or action.condition is not None or action.loop is not None:
            exits = Exits([], [], [], goes_on=True)
            return exits._replace(goes_on=_goes_on(actions, path, exits, sure=True))
    return _NONE


def _goes_on(actions: tuple[Action, ...], path: Path, exits: Exits, *, sure: bool) -> bool:
    for index, action in enumerate(actions):
        here = (*path, index)
        if action.target is not None:
            exits.taken.append(ActionTarget((*here, "target"), action.target, sure))
            leaves = True
        elif action.condition is not None:
            then = _goes_on(action.condition.then, (*here, "condition", "then"), exits, sure=False)
            otherwise = _goes_on(action.condition.else_, (*here, "condition", "else"), exits, sure=False)
            leaves = not (then or otherwise)
        else:
            leaves = False
            if action.loop is not None:
                _goes_on(action.loop.do, (*here, "loop", "do"), exits, sure=False)
        if leaves:
            _skip(actions, path, index + 1, exits)
            return False
    return True


def _skip(actions: tuple[Action, ...], path: Path, first: int, exits: Exits) -> None:
    if first == len(actions):
        return
    exits.skipped.append(SkippedActions((*path, first), len(actions) - first))
    for index in range(first, len(actions)):
        for where, action in each_action(actions[index : index + 1], ()):
            if action.target is not None:
                exits.untaken.append(ActionTarget((*path, index, *where[1:], "target"), action.target, sure=False))
