"""The schema and the typed model say the same: fields, which are needed, types, choices, defaults."""

from typing import Any, Final

import msgspec
import msgspec.inspect as types

from routecfg.model import Estate, Settings
from routecfg.shape.schemas import Node, SchemaName, allowed_types, resolved, schema
from schema_values import NAMES

NARROWER: Final = {"destination": {"decision"}, "setTarget": {"default"}, "specialEntry": {"group"}}
"""Fields of the type that the language does not have at this place."""

ALSO_NEEDED: Final = {"setTarget": {"when"}, "condition": {"then"}, "loop": {"do"}}
"""Fields that must be written although the type could do without."""

ROOTS: Final[dict[SchemaName, type]] = {"routing": Estate, "routecfg": Settings}


class Drift:
    """One walk over a schema and a type."""

    def __init__(self, name: SchemaName) -> None:
        self.of = schema(name)
        self.name = name
        self.seen: set[tuple[str, type]] = set()
        self.shared: set[str] = set()

    def compare(self, at: str, node: Node, kind: types.Type) -> None:
        inner, shared = resolved(self.of, node)
        if shared is not None:
            self.shared.add(shared)
        if "propertyNames" in inner and "$ref" in inner["propertyNames"]:
            self.shared.add(inner["propertyNames"]["$ref"].rpartition("/")[2])
        members = kind.types if isinstance(kind, types.UnionType) else (kind,)
        assert set(allowed_types(inner)) == {self.json_type(member) for member in members} - self.implied(members), at
        for member in members:
            self.compare_inside(at, inner, shared, member)

    def implied(self, members: tuple[types.Type, ...]) -> set[str]:
        return {"integer"} if any(isinstance(member, types.FloatType) for member in members) else set()

    def json_type(self, kind: types.Type) -> str:
        match kind:
            case types.StrType():
                return "string"
            case types.BoolType():
                return "boolean"
            case types.IntType():
                return "integer"
            case types.FloatType():
                return "number"
            case types.NoneType():
                return "null"
            case types.VarTupleType():
                return "array"
            case types.LiteralType(values=values):
                return "string" if isinstance(values[0], str) else "integer"
        assert isinstance(kind, types.StructType | types.DictType)
        return "object"

    def compare_inside(self, at: str, node: Node, shared: str | None, kind: types.Type) -> None:
        match kind:
            case types.LiteralType(values=values):
                assert node.get("enum", [node.get("const")]) == list(values) or set(node["enum"]) == set(values), at
            case types.VarTupleType(item_type=item):
                self.compare(f"{at}/*", node["items"], item)
            case types.DictType(key_type=key, value_type=value):
                assert isinstance(key, types.StrType), at
                self.compare(f"{at}/*", node["additionalProperties"], value)
            case types.StructType(cls=cls):
                place = (shared or at, cls)
                if place not in self.seen:
                    self.seen.add(place)
                    self.compare_struct(at, node, shared or "", kind)
            case _:
                assert "enum" not in node, at

    def compare_struct(self, at: str, node: Node, shared: str, kind: types.StructType) -> None:
        expected = {field.encode_name: field for field in kind.fields}
        for gone in NARROWER.get(shared, ()):
            del expected[gone]
        if shared == "decision":
            assert isinstance(expected.pop("name").type, types.StrType)
        assert node["properties"].keys() == expected.keys(), at
        needed = {name for name, item in expected.items() if item.required} | ALSO_NEEDED.get(shared, set())
        assert set(node.get("required", ())) == needed, at
        assert node["additionalProperties"] is False, at
        for name, item in expected.items():
            here = f"{at}/{name}"
            if isinstance(item.default, str | int | bool) and item.default != "":
                assert node["properties"][name].get("default") == item.default, here
            else:
                assert "default" not in node["properties"][name], here
            if here.endswith("/decisions"):
                self.compare_decisions(here, node["properties"][name], item.type)
            elif self.name == "routing" and at == "":
                self.compare_kind(here, node["properties"][name], item.type)
            else:
                self.compare(here, node["properties"][name], _without_none(item))

    def compare_decisions(self, at: str, node: Node, kind: types.Type) -> None:
        """Written by name, kept in order."""
        assert isinstance(kind, types.VarTupleType)
        assert node["type"] == "object"
        self.compare(f"{at}/*", node["additionalProperties"], kind.item_type)

    def compare_kind(self, at: str, node: Node, kind: types.Type) -> None:
        """A kind of which there is nothing may be left empty."""
        assert isinstance(kind, types.DictType)
        assert node["type"] == ["object", "null"], at
        self.compare(at, {**node, "type": "object"}, kind)


def _without_none(field: types.Field) -> types.Type:
    """None stands for a field that was left out; nobody writes it."""
    kind: Any = field.type
    if field.default is not None or not isinstance(kind, types.UnionType):
        return field.type
    rest = tuple(item for item in kind.types if not isinstance(item, types.NoneType))
    return rest[0] if len(rest) == 1 else types.UnionType(rest)


def test_the_schemas_and_the_model_are_one_language() -> None:
    for name in NAMES:
        walk = Drift(name)
        root = types.type_info(ROOTS[name])
        assert isinstance(root, types.StructType)
        walk.compare_struct("", walk.of, "", root)
        assert walk.shared == walk.of["$defs"].keys(), "every definition was compared"


def test_a_drift_would_be_noticed() -> None:
    walk = Drift("routing")
    queue = dict(walk.of["$defs"]["queue"])
    kind = types.type_info(msgspec.defstruct("Queue", [("title", str), ("number", int | None, None)]))
    assert isinstance(kind, types.StructType)
    try:
        walk.compare_struct("", queue, "queue", kind)
    except AssertionError:
        return
    raise AssertionError("a field of another name passed")
