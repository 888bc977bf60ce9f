"""The schemas, and the way through one that a path of a file takes."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

Node: TypeAlias = Mapping[str, Any]
"""One place of a schema, its references resolved."""

FilePath: TypeAlias = tuple[str | int, ...]
"""A place of a file's values: keys and list positions."""

SchemaName: TypeAlias = Literal["routing", "routecfg"]

_INSTALLED = Path(__file__).parents[1] / "schema"
_CHECKOUT = Path(__file__).parents[3] / "schema"


def schema_text(name: str) -> str:
    """A schema as it is handed to editors: `routing`, `routecfg`, ...

    A wheel carries the schemas inside the package, a checkout has them at its top. Raises FileNotFoundError for a
    name that no schema has.
    """
    file = f"{name}.schema.json"
    folder = _INSTALLED if (_INSTALLED / file).is_file() else _CHECKOUT
    return (folder / file).read_text(encoding="utf-8")


@cache
def schema(name: SchemaName) -> Node:
    """A schema as values, read once."""
    loaded: Node = json.loads(schema_text(name))
    return loaded


class Step(NamedTuple):
    """One step into a file: the key or position taken (None at the top), what stands there, and what should.

    `shared` is the shared definition that the schema names here. `named` is true where the key is the name of an
    object, which its writer chose.
    """

    key: str | int | None
    value: Any
    node: Node
    shared: str | None
    named: bool = False


Trail: TypeAlias = Sequence[Step]
"""The steps from the top of a file to a place in it."""


def trail(of: Node, values: object, path: FilePath) -> list[Step]:
    """The steps to a path at which the validator found something, so that it exists in values and schema alike."""
    steps = [Step(None, values, *resolved(of, of))]
    for key in path:
        parent = steps[-1]
        node, shared = resolved(of, _child(parent.node, key))
        named = parent.node.get("propertyNames") == {"$ref": "#/$defs/name"}
        steps.append(Step(key, parent.value[key], node, shared, named))
    return steps


def resolved(of: Node, node: Node) -> tuple[Node, str | None]:
    """A node with the definition that it refers to (what it says itself wins), and that definition's name."""
    if "$ref" not in node:
        return node, None
    shared = node["$ref"].rpartition("/")[2]
    inner, _ = resolved(of, of["$defs"][shared])
    return {**inner, **{word: value for word, value in node.items() if word != "$ref"}}, shared


def _child(node: Node, key: str | int) -> Node:
    if isinstance(key, int):
        child: Node = node["items"]
        return child
    properties: Mapping[str, Node] = node.get("properties", {})
    others: Node = node.get("additionalProperties", {})
    return properties.get(key, others)
