"""What the actions of a decision do to data, and nothing else of them: names read and saved, branches that data choose.

Two lists of actions with equal steps do the same to data, whatever their texts say: what is worked out from steps may
be kept by them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

import msgspec

from routecfg.diagnostics import Path
from routecfg.model import Action, Request
from routecfg.templates.places import Place, Use, texts_of_action
from routecfg.templates.scope import is_own_value
from routecfg.templates.texts import parse_text

Constant: TypeAlias = bool | int | float | str | None

ReadName: TypeAlias = tuple[str, bool]
"""A path to data, and whether a `default` stands behind it."""


class Reads(msgspec.Struct, frozen=True, tag="reads", array_like=True):
    """A text reads names, those that a chat has by itself left out. `Chooses` and `Repeats` hold what they read.

    `mentioned` are the words between its braces if not all of them can be understood: it may be meant to read them.
    """

    path: Path
    use: Use
    names: tuple[ReadName, ...]
    mentioned: tuple[str, ...] = ()


class Saves(msgspec.Struct, frozen=True, tag="saves", array_like=True):
    """Names are saved at once: with values that are written down, or with others. `request`: it is a web service's."""

    path: Path
    constants: dict[str, Constant]
    others: tuple[str, ...] = ()
    request: bool = False


class Chooses(msgspec.Struct, frozen=True, tag="chooses", array_like=True):
    """A condition runs one of two lists of steps; `path` leads to its expression.

    `has_then` and `has_else` say whether there are actions in them: most actions are not steps.
    """

    path: Path
    expression: str
    then: "tuple[Step, ...]"
    otherwise: "tuple[Step, ...]"
    has_then: bool = True
    has_else: bool = False


class Repeats(msgspec.Struct, frozen=True, tag="repeats", array_like=True):
    """A loop runs steps for each item of a list, which has a name inside; `path` leads to the list's expression."""

    path: Path
    expression: str
    name: str
    steps: "tuple[Step, ...]"


class Leaves(msgspec.Struct, frozen=True, tag="leaves", array_like=True):
    """A `target` at this path leaves the decision."""

    path: Path


Step: TypeAlias = Reads | Saves | Chooses | Repeats | Leaves

_INSIDE_BRACES: Final = re.compile(r"\{([^{}]*)")
_WORD: Final = re.compile(r"\w+")
_NOTHING: Final[tuple[Step, ...]] = ()


def steps_of(actions: tuple[Action, ...], path: Path = ("actions",)) -> tuple[Step, ...]:
    """The steps of actions; `path` leads to them. None if they neither read nor save, and data choose nothing."""
    steps = _steps(actions, path)
    return _NOTHING if all(type(step) is Leaves for step in steps) else tuple(steps)


def reads_of(place: Place) -> Reads | None:
    """What a text reads; None if that is nothing."""
    names, mentioned = _names_read(place.text)
    return Reads(place.path, place.use, names, mentioned) if names or mentioned else None


@lru_cache(maxsize=1024)
def _names_read(text: str) -> tuple[tuple[ReadName, ...], tuple[str, ...]]:
    parsed = parse_text(text)
    names = tuple((str(each.name), each.filled) for each in parsed.readings if not is_own_value(each.name.parts))
    inside = " ".join(_INSIDE_BRACES.findall(text)) if parsed.mistakes else ""
    return names, tuple(_WORD.findall(inside))


def _may_read(_use: Use, text: str) -> bool:
    return "{" in text


def _steps(actions: tuple[Action, ...], path: Path) -> list[Step]:
    found: list[Step] = []
    for index, action in enumerate(actions):
        if (message := action.send_message) is not None:
            if "{" in message.text or "{" in "".join(message.languages.values()):
                found += _read(action, (*path, index))
            continue
        here = (*path, index)
        if action.condition is not None:
            condition = action.condition
            then, otherwise = (
                _inside(condition.then, (*here, "condition", "then")),
                _inside(condition.else_, (*here, "condition", "else")),
            )
            has = bool(condition.then), bool(condition.else_)
            found.append(Chooses((*here, "condition", "if"), condition.if_, then, otherwise, *has))
        elif action.loop is not None:
            loop = action.loop
            found.append(Repeats((*here, "loop", "each"), loop.each, loop.as_, _inside(loop.do, (*here, "loop", "do"))))
        elif action.target is not None:
            found.append(Leaves((*here, "target")))
        else:
            found += _read(action, here)
            if action.save_data is not None:
                found.append(_saved(action.save_data, (*here, "save_data")))
            elif action.request is not None:
                found.append(_asked(action.request, (*here, "request", "save_as")))
    return found


def _read(action: Action, path: Path) -> Iterator[Reads]:
    for place in texts_of_action(action, path, _may_read):
        reads = reads_of(place)
        if reads is not None:
            yield reads


def _inside(actions: tuple[Action, ...], path: Path) -> tuple[Step, ...]:
    return tuple(_steps(actions, path)) if actions else _NOTHING


def _saved(values: dict[str, Constant], path: Path) -> Saves:
    filled = tuple(name for name, value in values.items() if isinstance(value, str) and "{" in value)
    if not filled:
        return Saves(path, values)
    return Saves(path, {name: value for name, value in values.items() if name not in filled}, filled)


def _asked(request: Request, path: Path) -> Saves:
    return Saves(path, {}, (request.save_as,), request=True)
