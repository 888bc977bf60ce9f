"""The schemas, and the steps through one that a path of a file takes."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from routecfg import diagnostics

Node: TypeAlias = Mapping[str, Any]
"""One place of a schema, its references resolved."""

FilePath: TypeAlias = diagnostics.Path
"""A place of a file's values: keys and list positions."""

SchemaName: TypeAlias = Literal["routing", "routecfg", "scenarios"]

_HERE = Path(__file__).parent
_INSTALLED = Path(__file__).parents[1] / "schema"
_CHECKOUT = Path(__file__).parents[3] / "schema"


def schema_text(name: str) -> str:
    """A schema as it is handed to editors: `routing`, `routecfg`, ...

    A wheel carries the schemas inside the package, a checkout has them at its top. Raises FileNotFoundError for a
    name that no schema has.
    """
    return (schema_folder() / f"{name}.schema.json").read_text(encoding="utf-8")


def schema_folder() -> Path:
    """Where the schemas are, and the conformance kit."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


@cache
def schema(name: SchemaName) -> Node:
    """A schema as values, read once, with one node for each place: what editors get is made from it."""
    read: Node = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    return read


class Step(NamedTuple):
    """One step into a file: the key or position (None at the top), the value there, and the schema node for it.

    `definition` is the shared definition that the schema names here. `named` is true where the key is the name of an
    object, which its writer chose.
    """

    key: str | int | None
    value: Any
    node: Node
    definition: str | None
    named: bool = False


class Trail(NamedTuple):
    """The steps from the top of a file to a place in it, and the whole schema, to which references point."""

    root: Node
    steps: tuple[Step, ...]

    @property
    def here(self) -> Step:
        """The place itself."""
        return self.steps[-1]

    @property
    def parent(self) -> Step:
        """What holds the place."""
        return self.steps[-2]

    @property
    def path(self) -> FilePath:
        """The keys and positions of all steps."""
        return tuple(step.key for step in self.steps[1:] if step.key is not None)

    def above(self) -> "Trail":
        """The way to what holds the place."""
        return Trail(self.root, self.steps[:-1])

    def resolved(self, node: Node) -> tuple[Node, str | None]:
        """As the function of this name."""
        return resolved(self.root, node)

    def down(self, key: str | int) -> "Trail":
        """The way to the value under a key or at a position of a list."""
        parent = self.here
        node, definition = self.resolved(_child(parent.node, key))
        named = parent.node.get("propertyNames") == {"$ref": "#/$defs/objectName"}
        return Trail(self.root, (*self.steps, Step(key, parent.value[key], node, definition, named)))


def trail(root: Node, values: object, path: FilePath) -> Trail:
    """The way to a path that exists in the values and in the schema."""
    way = Trail(root, (Step(None, values, *resolved(root, root)),))
    for key in path:
        way = way.down(key)
    return way


def resolved(root: Node, node: Node) -> tuple[Node, str | None]:
    """A node with the definition that it refers to (what it says itself wins), and that definition's name."""
    if "$ref" not in node:
        return node, None
    definition = node["$ref"].rpartition("/")[2]
    inner, _ = resolved(root, root["$defs"][definition])
    return {**inner, **{word: value for word, value in node.items() if word != "$ref"}}, definition


def takes_one(node: Node) -> bool:
    """Whether exactly one of the fields may be there, as in a destination."""
    return node.get("maxProperties") == 1 and "properties" in node


def allowed_types(node: Node) -> tuple[str, ...]:
    """The types of values that a node takes. Where only one of two truths is allowed, they stand in an `anyOf`."""
    allowed = node.get("type")
    if allowed is None:
        ways = (way.get("type", "boolean") for way in node.get("anyOf", ()) if "required" not in way)
        return tuple(ways)
    return (allowed,) if isinstance(allowed, str) else tuple(allowed)


def samples(node: Node) -> Sequence[Any]:
    """Examples of a node's values.

    Editors insert `examples` wherever the cursor is, so only what is right on any line, in braces too, stands there.
    All others are `x-examples`.
    """
    if "default" in node:
        return [node["default"]]
    found: Sequence[Any] = node.get("x-examples") or node.get("examples", ())
    return found


def _child(node: Node, key: str | int) -> Node:
    if isinstance(key, int):
        child: Node = node["items"]
        return child
    properties: Mapping[str, Node] = node.get("properties", {})
    others: Node = node.get("additionalProperties", {})
    return properties.get(key, others)
