"""Values that a schema allows, and values that are nearly so.

The schemas hold no alternatives and few keywords, so a small reading of them makes every kind of valid file.
"""

import copy
import random
from collections.abc import Iterator, Mapping
from typing import Any

import hypothesis.strategies as st

from routecfg.shape.schemas import FilePath, Node, SchemaName, allowed_types, resolved, schema, takes_one

NAMES: tuple[SchemaName, ...] = ("routing", "routecfg")
_DEEPEST = 9
_MOST_ITEMS = 3


def files(name: SchemaName) -> st.SearchStrategy[Any]:
    """Whole files that the schema allows."""
    return _values(schema(name), schema(name), 0)


def _values(of: Node, node: Node, depth: int) -> st.SearchStrategy[Any]:
    node, _ = resolved(of, node)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "const" in node:
        return st.just(node["const"])
    return st.one_of([_of_type(of, node, kind, depth) for kind in allowed_types(node)])


def _of_type(of: Node, node: Node, kind: str, depth: int) -> st.SearchStrategy[Any]:
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans() if "type" in node else st.just(True)
        case "integer":
            whole = st.integers(node["minimum"], node["maximum"])
            return whole | whole.filter(lambda item: abs(item) < 2**50).map(float)
        case "number":
            ends = {"min_value": node["minimum"], "max_value": node["maximum"]}
            return st.integers(**ends) | st.floats(**ends)
        case "string":
            return _texts(node)
        case "array":
            least = node.get("minItems", 0)
            most = max(least, 0 if depth > _DEEPEST else _MOST_ITEMS)
            unique: Any = repr if node.get("uniqueItems") else None
            items = st.deferred(lambda: _values(of, node["items"], depth + 1))
            return st.lists(items, min_size=least, max_size=most, unique_by=unique)
    return st.deferred(lambda: _mappings(of, node, depth + 1))


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])


def _texts(node: Node) -> st.SearchStrategy[str]:
    least, most = node.get("minLength", 0), node.get("maxLength", 40)
    if "pattern" not in node:
        return st.text(_LETTERS, min_size=least, max_size=min(most, 12))
    pattern = node["pattern"].replace("$", r"\Z")
    return st.from_regex(pattern, alphabet=_LETTERS).filter(lambda text: least <= len(text) <= most)


def _mappings(of: Node, node: Node, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    if "properties" not in node:
        names, _ = resolved(of, node["propertyNames"])
        least = node.get("minProperties", 0)
        most = max(least, 0 if depth > _DEEPEST else 2)
        values = _values(of, node["additionalProperties"], depth)
        return st.dictionaries(_texts(names), values, min_size=least, max_size=most)

    def field(child: Node) -> st.SearchStrategy[Any]:
        return st.deferred(lambda: _values(of, child, depth))

    fields = {key: field(child) for key, child in node["properties"].items()}
    if takes_one(node):
        leaves = [key for key in fields if depth <= _DEEPEST or key not in ("condition", "loop")]
        return st.sampled_from(leaves).flatmap(lambda key: st.fixed_dictionaries({key: fields[key]}))
    ways = [item["required"] for item in node.get("anyOf", ()) if "required" in item] or [[*node.get("required", ())]]
    if not ways[0] and node.get("minProperties"):
        ways = [[key] for key in fields]

    def with_these(needed: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        others = {} if depth > _DEEPEST else {key: field for key, field in fields.items() if key not in needed}
        return st.fixed_dictionaries({key: fields[key] for key in needed}, optional=others)

    return st.sampled_from(ways).flatmap(with_these)


def places(values: Any, path: FilePath = ()) -> Iterator[FilePath]:
    """Every place of a file."""
    yield path
    items = values.items() if isinstance(values, dict) else enumerate(values) if isinstance(values, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def mutated(values: Any, chance: random.Random) -> Any:
    """The values with one place changed, as people change them: another type, a key more, less or misspelt."""
    values = copy.deepcopy(values)
    path = chance.choice(list(places(values)))
    owner: Any = None
    here = values
    for key in path:
        owner, here = here, here[key]
    if isinstance(here, dict) and chance.random() < 0.6:
        _change_keys(here, chance)
        return values
    other = chance.choice(_ODDITIES)
    if isinstance(here, str) and chance.random() < 0.5:
        other = chance.choice([here + "\n", here + " ", here.upper(), (here * 40)[:5000], ""])
    elif isinstance(here, list) and here and chance.random() < 0.5:
        other = chance.choice([[*here, here[0]], (here * 50)[:60], here[0]])
    if owner is None:
        return other
    owner[path[-1]] = copy.deepcopy(other)
    return values


def _change_keys(here: dict[str, Any], chance: random.Random) -> None:
    keys = list(here)
    if keys and chance.random() < 0.7:
        key = chance.choice(keys)
        value = here.pop(key)
        if chance.random() < 0.7:
            here[chance.choice([key[1:], key.upper(), key + "s", key + "\n", key.replace("_", "-")])] = value
    else:
        here[chance.choice(["title", "text", "decision", "queue", "if", "x", "E Shop", ""])] = chance.choice(_ODDITIES)


_ODDITIES: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.0, 2.5, 1e300, 2**60),
    *("", " ", "x", "X y", "yes", "closed", "a\n", "8-18", "/x/", "é" * 700),
    *([], ["a"], [None], {}, {"title": "x"}, {"text": "x"}, {"queue": "x"}, {"queue": "x", "terminate": "y"}),
]


def nodes(name: SchemaName) -> Iterator[tuple[str, Node]]:
    """Every node of a schema, by where it stands there."""
    yield from _below("", schema(name))
    for shared, node in schema(name)["$defs"].items():
        yield from _below(f"$defs/{shared}", node)


def _below(at: str, node: Node) -> Iterator[tuple[str, Node]]:
    yield at, node
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(word), Mapping):
            yield from _below(f"{at}/{word}", node[word])
    for key, child in node.get("properties", {}).items():
        yield from _below(f"{at}/{key}", child)


def fields(name: SchemaName) -> Iterator[tuple[str, Node]]:
    """Every field that a schema describes, by where it stands there."""
    for at, node in nodes(name):
        for key, child in node.get("properties", {}).items():
            yield f"{at}/{key}", child
