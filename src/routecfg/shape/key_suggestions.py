"""What the writer of an unknown key most likely meant."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from routecfg.diagnostics import nearest
from routecfg.shape.labels import noun, quoted
from routecfg.shape.schemas import Node, Trail

_LONGEST_LIST: Final = 12
_LENGTH_TO_AN_OBJECT: Final = 3
"""Of a trail: the file, the kind, the object."""

_KNOWN_MISTAKES: Final = {
    ("destination", "decision"): "a decision is only reached from within its tree; elsewhere name the decision_tree",
    ("destination", "time_group"): "a chat cannot be sent to a time group: name the time condition that uses it",
    ("treeDestination", "time_group"): "a chat cannot be sent to a time group: name the time condition that uses it",
    ("destination", "template"): "a chat cannot be sent to a template: name the terminate that sends it",
    ("treeDestination", "template"): "a chat cannot be sent to a template: name the terminate that sends it",
    ("setTarget", "default"): "a set has no default, since it is tried before the default of each decision",
    ("specialEntry", "group"): "special names its own dates; other groups belong under include or exclude",
    ("target", "if"): "targets depend on the answer only; put an 'if' into a condition among the actions",
    ("action", "if"): "begin with 'condition', and put 'if', 'then' and 'else' under it",
}


class KeySuggestion(NamedTuple):
    """The field of the same mapping that is meant, or under which the key belongs, if either; and what to do."""

    field: str | None
    help: str


def key_suggestion(trail: Trail, key: str) -> KeySuggestion:
    """A known mistake, a field that belongs elsewhere, the nearest field here, or the list of those there are."""
    step = trail.here
    fields: Node = step.node["properties"]
    if (step.definition or "", key) in _KNOWN_MISTAKES:
        return KeySuggestion(None, _KNOWN_MISTAKES[step.definition or "", key])
    field, colon, _ = key.partition(":")
    if colon and field in fields:
        return KeySuggestion(field, f"put a space after the colon of '{field}:'")
    below = (list(_below(trail, key)) or list(_in_items(trail, key))) if len(trail.steps) > 1 else []
    present = [field for field in below if field in step.value]
    if len(present) == 1 or len(below) == 1:
        field = (present or below)[0]
        return KeySuggestion(field, f"'{key}' belongs under '{field}'")
    above = _above(trail, key)
    if above is not None:
        return KeySuggestion(None, above)
    if (stranger := _of_another_kind(trail, key)) is not None:
        return KeySuggestion(None, stranger)
    near = nearest(key, [field for field in fields if field not in step.value])
    if near is not None:
        return KeySuggestion(near, f"did you mean '{near}'?")
    if len(fields) > _LONGEST_LIST:
        return KeySuggestion(None, "take it out, or look for a misspelling")
    return KeySuggestion(None, f"allowed here: {quoted(fields)}")


def _of_another_kind(trail: Trail, key: str) -> str | None:
    """Advice for a field of an object that only objects of one other kind have."""
    step = trail.here
    if not step.named or len(trail.steps) != _LENGTH_TO_AN_OBJECT:
        return None
    kinds = [
        kind
        for kind, node in trail.steps[0].node["properties"].items()
        if key in trail.resolved(trail.resolved(node)[0]["additionalProperties"])[0]["properties"]
    ]
    return (
        f"only '{kinds[0]}' have such a field: take it out here, or move '{step.key}' there"
        if len(kinds) == 1
        else None
    )


def _below(trail: Trail, key: str) -> Iterator[str]:
    """The fields here under which the key is one."""
    for field, child in trail.here.node["properties"].items():
        if key in trail.resolved(child)[0].get("properties", {}):
            yield field


def _in_items(trail: Trail, key: str) -> Iterator[str]:
    """The fields here whose items have such a field."""
    for field, child in trail.here.node["properties"].items():
        inner, _ = trail.resolved(child)
        items = inner.get("items") or inner.get("additionalProperties")
        if items and key in trail.resolved(items)[0].get("properties", {}):
            yield field


def _above(trail: Trail, key: str) -> str | None:
    """Advice for a key that is a field of the mapping around this one."""
    for index in range(len(trail.steps) - 2, -1, -1):
        fields = trail.steps[index].node.get("properties")
        if fields is None:
            continue
        if key not in fields:
            return None
        beside = trail.steps[index + 1].key
        if index == 0:
            return f"'{key}' belongs at the start of a line, beside '{beside}'"
        return f"'{key}' belongs to the {noun(trail.steps[index].node)}, one level up, beside '{beside}'"
    return None
