"""Where a file breaks its schema: the bare facts.

`jsonschema-rs` says in no time that a file is right, and most files are. What is wrong with the others is found here.
Its own list of errors is no good for that: keys of digits become positions in it (`01` becomes 1), empty keys are
left out, and since every error carries a copy of what it speaks of, a thousand bad names take seconds and a gigabyte.
The schemas use few keywords and hold no alternatives, so little is needed; where jsonschema-rs has no build this
suffices too. The tests hold it to both jsonschema-rs and jsonschema.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from routecfg.shape.schemas import FilePath, Node, SchemaName, resolved, schema


class Fact(NamedTuple):
    """A place of the values, and the keyword of its schema node that it breaks.

    What exactly is wrong (which key, which length) follows from the two and from the values. Names that are no
    names are a fact of the mapping that holds them.
    """

    path: FilePath
    keyword: str


class _Validator(Protocol):
    def is_valid(self, instance: Any) -> bool: ...


def facts(name: SchemaName, values: object) -> list[Fact]:
    """What is wrong with a file's values, place by place as they were written; each fact once."""
    validator = _validator(name)
    if validator is not None and validator.is_valid(values):
        return []
    return list(_facts(name, schema(name), values, ()))


_LOOKED_OVER = frozenset(
    {"inboundRouting", "timeGroup", "timeCondition", "targetSet", "decisionTree", "decision", "target"}
)
"""Definitions whose values are looked over as a whole first: most of a wrong file is right. None of them can stand
within itself, so nothing is looked over more often than there are names here."""


@cache
def _validator(name: SchemaName, shared: str | None = None) -> _Validator | None:
    """Of a schema, or of one of its shared definitions; compiled once. None where jsonschema-rs has no build."""
    try:
        import jsonschema_rs
    except ImportError:
        return None
    of = dict(schema(name))
    if shared is not None:
        of = {"$schema": of["$schema"], "$defs": of["$defs"], "$ref": f"#/$defs/{shared}"}
    validator: _Validator = jsonschema_rs.validator_for(of, pattern_options=jsonschema_rs.RegexOptions())
    return validator


def _facts(name: SchemaName, node: Node, value: object, path: FilePath) -> Iterator[Fact]:
    of = schema(name)
    node, shared = resolved(of, node)
    if shared in _LOOKED_OVER:
        validator = _validator(name, shared)
        if validator is not None and validator.is_valid(value):
            return
    yield from (Fact(path, keyword) for keyword in _of_any(node, value))
    if isinstance(value, dict):
        yield from (Fact(path, keyword) for keyword in _of_mapping(of, node, value))
        fields, others = node.get("properties", {}), node.get("additionalProperties")
        for key, one in value.items():
            child = fields.get(key, others)
            if isinstance(child, Mapping):
                yield from _facts(name, child, one, (*path, key))
    elif isinstance(value, list):
        yield from (Fact(path, keyword) for keyword in _of_list(node, value))
        if "items" in node:
            for index, one in enumerate(value):
                yield from _facts(name, node["items"], one, (*path, index))


def _of_any(node: Node, value: object) -> Iterator[str]:
    allowed = node.get("type")
    if allowed is not None and not any(_is(value, one) for one in ([allowed] if isinstance(allowed, str) else allowed)):
        yield "type"
    if "enum" in node and not any(_same(value, one) for one in node["enum"]):
        yield "enum"
    if "const" in node and not _same(value, node["const"]):
        yield "const"
    if "not" in node and _same(value, node["not"]["const"]):
        yield "not"
    if isinstance(value, str):
        yield from text_faults(node, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if value < node.get("minimum", value):
            yield "minimum"
        if value > node.get("maximum", value):
            yield "maximum"


def text_faults(node: Node, text: str) -> Iterator[str]:
    """The keywords that a text breaks; of a name too."""
    if len(text) < node.get("minLength", 0):
        yield "minLength"
    if len(text) > node.get("maxLength", len(text)):
        yield "maxLength"
    if "pattern" in node and not fits(node["pattern"], text):
        yield "pattern"


def _of_mapping(of: Node, node: Node, value: dict[str, Any]) -> Iterator[str]:
    if not all(key in value for key in node.get("required", ())):
        yield "required"
    if len(value) < node.get("minProperties", 0):
        yield "minProperties"
    if len(value) > node.get("maxProperties", len(value)):
        yield "maxProperties"
    if "anyOf" in node and not any(all(key in value for key in one["required"]) for one in node["anyOf"]):
        yield "anyOf"
    if node.get("additionalProperties") is False and not value.keys() <= node["properties"].keys():
        yield "additionalProperties"
    if "propertyNames" in node:
        names, _ = resolved(of, node["propertyNames"])
        if any(True for key in value for _ in text_faults(names, key)):
            yield "propertyNames"


def _of_list(node: Node, value: list[Any]) -> Iterator[str]:
    if len(value) < node.get("minItems", 0):
        yield "minItems"
    if len(value) > node.get("maxItems", len(value)):
        yield "maxItems"
    if node.get("uniqueItems"):
        texts = [one for one in value if isinstance(one, str)]  # lists of other things are wrong in their items
        if len(set(texts)) < len(texts):
            yield "uniqueItems"


def _is(value: object, kind: str) -> bool:
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and not isinstance(value, bool)


def _same(one: object, other: object) -> bool:
    """To Python True is 1; to JSON it is not."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern of a schema finds something in a text, as JSON Schema means it.

    Python alone lets `$` match before a final line break. The schemas use `$` for nothing but the end.
    """
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("$", r"\Z"))
