"""What the actions of a decision do to the way of a chat: where they leave, and whether it can go on behind them."""

from typing import NamedTuple

from routecfg.model import Action, Destination, Path, each_action


class Exit(NamedTuple):
    """A `target` among actions. `sure`: no condition or loop stands around it."""

    where: Path
    to: Destination
    sure: bool


class Stretch(NamedTuple):
    """Actions that never run: `number` of them, the first at `where`."""

    where: Path
    number: int


class Leaving(NamedTuple):
    """How a list of actions is left.

    `exits`: targets that some chat takes. `untaken`: targets that none takes, since they stand behind others.
    `unreached`: the actions that never run, one stretch a list. `goes_on`: whether a chat can come out at the end.
    """

    exits: list[Exit]
    untaken: list[Exit]
    unreached: list[Stretch]
    goes_on: bool


_STRAIGHT = Leaving([], [], [], goes_on=True)


def leaving(actions: tuple[Action, ...], path: Path = ("actions",)) -> Leaving:
    """How these actions are left; `path` leads to them.

    A condition may go either way and a loop may run any number of times, none included. So a condition leaves for
    sure when both of its branches do, and a loop never.
    """
    for action in actions:
        if action.target is not None or action.condition is not None or action.loop is not None:
            found = Leaving([], [], [], goes_on=True)
            return found._replace(goes_on=_goes_on(actions, path, found, sure=True))
    return _STRAIGHT


def _goes_on(actions: tuple[Action, ...], path: Path, found: Leaving, *, sure: bool) -> bool:
    for index, action in enumerate(actions):
        here = (*path, index)
        if action.target is not None:
            found.exits.append(Exit((*here, "target"), action.target, sure))
            left = True
        elif action.condition is not None:
            then = _goes_on(action.condition.then, (*here, "condition", "then"), found, sure=False)
            otherwise = _goes_on(action.condition.else_, (*here, "condition", "else"), found, sure=False)
            left = not (then or otherwise)
        else:
            left = False
            if action.loop is not None:
                _goes_on(action.loop.do, (*here, "loop", "do"), found, sure=False)
        if left:
            _leave_out(actions, path, index + 1, found)
            return False
    return True


def _leave_out(actions: tuple[Action, ...], path: Path, first: int, found: Leaving) -> None:
    if first == len(actions):
        return
    found.unreached.append(Stretch((*path, first), len(actions) - first))
    for index in range(first, len(actions)):
        for where, action in each_action(actions[index : index + 1], ()):
            if action.target is not None:
                found.untaken.append(Exit((*path, index, *where[1:], "target"), action.target, sure=False))
