"""Names of saved data that are only called otherwise: production as it would be with the names of the sandbox.

What data are called is seen by nobody. So a name that only production has becomes the one that stands in its place in
the sandbox, everywhere, if production does not know that one: its chats go on as they did.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import msgspec

from routecfg.bundle import ClosedEstate
from routecfg.diff.matching import same
from routecfg.disclosure import templates_in
from routecfg.impact.data_samples import paths_read
from routecfg.model import Action, Condition, Decision, Estate, Loop, Part, Request, each_action
from routecfg.templates import BUILT_IN, FILTERS, parse_text

_WORDS: Final = frozenset({"and", "or", "not", "in", "true", "false", "null", *FILTERS, *BUILT_IN})
"""What means something else than a name."""
_PATH: Final = re.compile(r"\"[^\"]*\"|'[^']*'|(?P<root>[A-Za-z_]\w*)(?:\.[\w-]+)*")
_Value = TypeVar("_Value")


def with_data_names_of(after: Estate, before: ClosedEstate) -> tuple[ClosedEstate, Mapping[str, str]]:
    """Production with the names of the data of the sandbox, and the new names by the old ones."""
    pairs = dict(_in_one_place(before, after))
    if not pairs:
        return before, {}
    known, later = _names_in(before), _saved_in(after)
    names = {
        was: name for was, name in pairs.items() if name not in known and was not in later and not {was, name} & _WORDS
    }
    if not names or len(set(names.values())) < len(names):
        return before, {}
    trees, templates = (_renamed(each, names) for each in (before.decision_trees, before.templates))
    return msgspec.structs.replace(before, decision_trees=trees, templates=templates), names


def _in_one_place(before: Estate, after: Estate) -> Iterator[tuple[str, str]]:
    """Names that the same action of a decision saves, or its loop gives to items, on one side each."""
    for tree, new in after.decision_trees.items():
        old = before.decision_trees.get(tree)
        if old is None or same(old, new):
            continue
        decisions = {each.name: each for each in old.decisions}
        for decision in new.decisions:
            was = decisions.get(decision.name)
            if was is not None and not same(was, decision):
                mine, others = _names_by_place(was), _names_by_place(decision)
                yield from ((mine[place], name) for place, name in others.items() if mine.get(place, name) != name)


def _names_by_place(decision: Decision) -> dict[tuple[object, ...], str]:
    found: dict[tuple[object, ...], str] = {}
    for path, action in each_action(decision.actions, ()):
        for number, name in enumerate(_saved_by(action)):
            found[*path, action.field, number] = name
    return found


def _saved_by(action: Action) -> Iterator[str]:
    if action.request is not None:
        yield action.request.save_as
    if action.loop is not None:
        yield action.loop.as_
    yield from action.save_data or {}


def _saved_in(estate: Estate) -> frozenset[str]:
    return frozenset(name for decision in _decisions(estate) for name in _names_by_place(decision).values())


def _names_in(estate: Estate) -> frozenset[str]:
    """Every name of data that an estate saves or reads."""
    found = set(_saved_in(estate))
    for decision in _decisions(estate):
        found |= {path[0] for path in paths_read(decision)}
    for template in estate.templates.values():
        texts = (template.text, *template.languages.values())
        found |= {reading.name.parts[0] for text in texts for reading in parse_text(text).readings}
    return frozenset(found)


def _decisions(estate: Estate) -> Iterator[Decision]:
    return (decision for tree in estate.decision_trees.values() for decision in tree.decisions)


def _renamed(value: _Value, names: Mapping[str, str]) -> _Value:
    """The same with other names wherever data are saved or read in it."""
    found: Any = value
    match value:
        case str():
            found = _in_text(value, names)
        case tuple():
            found = tuple(_renamed(each, names) for each in value)
        case dict():
            found = {key: _renamed(each, names) for key, each in value.items()}
        case Part():
            fields = {field: _renamed(getattr(value, field), names) for field in value.__struct_fields__}
            found = msgspec.structs.replace(value, **(fields | _fields_of_names(value, names)))
    return found  # type: ignore[no-any-return]  # it has the type of the value


def _fields_of_names(part: Part, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields that hold names or expressions without braces around them."""
    match part:
        case Condition():
            return {"if_": _in_expression(part.if_, names)}
        case Loop():
            return {"each": _in_expression(part.each, names), "as_": names.get(part.as_, part.as_)}
        case Request():
            return {"save_as": names.get(part.save_as, part.save_as)}
        case Action(save_data=dict() as data):
            return {"save_data": {names.get(name, name): _renamed(value, names) for name, value in data.items()}}
    return {}


def _in_text(text: str, names: Mapping[str, str]) -> str:
    if "{{" not in text:
        return text
    parts, at = list[str](), 0
    for start, end in templates_in(text):
        parts += [text[at:start], _in_expression(text[start:end], names)]
        at = end
    return "".join([*parts, text[at:]])


def _in_expression(text: str, names: Mapping[str, str]) -> str:
    def renamed(path: re.Match[str]) -> str:
        root = path["root"]
        return path[0] if root not in names else names[root] + path[0][len(root) :]

    return _PATH.sub(renamed, text)
