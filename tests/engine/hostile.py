"""What nobody should hand in: bundles and states with changed values, inputs of any shape that the schema allows."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any, Final

from engine.talking import SCHEMA

ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    0,
    3,
    10**12,
    2**63 - 1,
    1.5,
    "",
    "x",
    "{{ text }}",
    "{{ {{ }}",
    "/(/",
    "/(a*)*$/",
    "not a language",
    "\x00",
    [],
    {},
    [[]],
    {"a": {"b": [1, None]}},
)
AT: Final = ("2026-07-01T10:00:00+02:00", "2026-07-03T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00")
MOST_ITEMS: Final = 3


def by_schema(random: Random, schema: dict[str, Any]) -> Any:
    """A JSON value that a part of `chat.schema.json` describes."""
    if "$ref" in schema:
        return by_schema(random, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return by_schema(random, random.choice(schema[choice]))
    if "const" in schema or "enum" in schema:
        return random.choice(schema.get("enum", [schema.get("const")]))
    kinds = schema.get("type", "anything")
    match random.choice(kinds) if isinstance(kinds, list) else kinds:
        case "object":
            needed, others = schema.get("required", ()), schema.get("additionalProperties")
            made = {
                name: by_schema(random, each)
                for name, each in schema.get("properties", {}).items()
                if name in needed or random.random() < 0.5
            }
            if isinstance(others, dict):
                made |= {f"a{number}": by_schema(random, others) for number in range(random.randrange(MOST_ITEMS))}
            return made
        case "array":
            return [by_schema(random, schema["items"]) for _ in range(random.randrange(MOST_ITEMS))]
        case "string":
            return random.choice(AT if schema.get("format") == "date-time" else [x for x in ODD if isinstance(x, str)])
        case "integer" | "number":
            return random.choice([-1, 0, 1, 2, 3, 2**63 - 1])
        case "boolean":
            return random.random() < 0.5
        case "null":
            return None
    return random.choice(ODD)


def changed(random: Random, value: Any) -> Any:
    """The same with something left out, repeated, or replaced by what stands elsewhere in it or by something odd."""
    found = deepcopy(value)
    places = list(_places(found))
    for _ in range(random.choice([1, 1, 2, 4])):
        holder, key = random.choice(places)
        if key not in (holder if isinstance(holder, dict) else range(len(holder))):
            continue  # an earlier change has taken it away
        match random.choice(["other", "other", "odd", "odd", "out", "twice"]):
            case "other":
                elsewhere, there = random.choice(places)
                if there in (elsewhere if isinstance(elsewhere, dict) else range(len(elsewhere))):
                    holder[key] = deepcopy(elsewhere[there])
            case "odd":
                same = [each for each in ODD if type(each) is type(holder[key])]
                holder[key] = random.choice(same if same and random.random() < 0.8 else ODD)
            case "out":
                del holder[key]
            case "twice" if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
    return json.loads(json.dumps(found))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict | list):
        for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from _places(item)
