"""Values as YAML on one line, for help that shows how something is written."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from routecfg.shape.labels import choices, shown_key
from routecfg.shape.reference_places import destinations, names_objects
from routecfg.shape.schemas import Node, Trail, allowed_types, samples

_PLAIN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
_LONGEST_EXAMPLE: Final = 100


def example(trail: Trail) -> str | None:
    """An example of the field at a place, as it would be written; None if there is none."""
    written = example_of(trail, trail.here.node)
    return f"{shown_key(trail)}: {written}" if written is not None and isinstance(trail.here.key, str) else written


def example_of(trail: Trail, node: Node) -> str | None:
    """The first example of a field's node that is short enough and names no object, which might not exist.

    Where the schema has no example, the required fields with their examples make one.
    """
    for value in _examples(trail, node):
        written = as_yaml(value)
        if len(written) <= _LONGEST_EXAMPLE and not names_objects(trail, node, value):
            return written
    return None


def how_it_is_written(trail: Trail) -> str | None:
    """An example of the field at a place, or, if there is none, which fields it needs."""
    node = trail.here.node
    sample = example(trail)
    if sample is not None:
        return f"for example {sample}"
    if names := destinations(trail, node):
        fields = choices(names)
        return f"write in braces one of {fields}, a colon and a space, and the name of one that exists"
    if "array" in allowed_types(node) and "string" not in allowed_types(node):
        item, _ = trail.resolved(node["items"])
        return f"begin each item with a dash and a space{_fields_needed('; it ', item)}"
    if "properties" in node:
        return _fields_needed("it ", node)
    if "additionalProperties" in node and "object" in allowed_types(node):
        return "write each name on a line of its own, with a colon, and its fields below it"
    return None


def _fields_needed(start: str, node: Node) -> str:
    if "properties" not in node:
        return ""
    needed = node.get("required")
    return f"{start}needs {choices(needed, 'and')}" if needed else f"{start}takes {choices(node['properties'])}"


def _examples(trail: Trail, node: Node) -> Iterator[Any]:
    yield from samples(node)
    needed = {field: trail.resolved(node["properties"][field])[0] for field in node.get("required", ())}
    if needed and all(map(samples, needed.values())):
        yield {field: samples(child)[0] for field, child in needed.items()}


def as_yaml(value: Any) -> str:
    """A value as YAML on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {as_yaml(item)}" for key, item in value.items()) + "}"
        case list():
            return f"[{', '.join(map(as_yaml, value))}]"
        case str() if _PLAIN_TEXT.fullmatch(value) and value not in ("true", "false", "null"):
            return value
    return json.dumps(value, ensure_ascii=False)
