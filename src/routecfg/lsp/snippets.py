"""How a field is written, on one line, with the places at which its writer goes on.

On one line a snippet is right below other fields and between braces. `schema/*.schema.json`, which other editors use,
have the same ones. The notation is that of the Language Server Protocol: `${1:text}`, `${2|error,warning|}`.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from routecfg.shape.schemas import Node, resolved, takes_one
from routecfg.source import read


def snippet(root: Node, key: str, node: Node) -> str:
    """A field with an example where one is right anywhere, and a stop where only the writer knows the name.

    `root` is the whole schema, `node` what it says of the field.
    """
    inner, _ = resolved(root, node)
    value = "$1" if "null" in inner.get("type", ()) else _value(root, inner, count(1))
    return f"{key}: {value}"


def _value(root: Node, node: Node, stops: Iterator[int], example: Any = None) -> str:
    """What is written as a value, with the places at which the writer goes on."""
    inner, _ = resolved(root, node)
    if "x-refersTo" in inner:
        return f"${next(stops)}"
    if example is None:
        example = next(iter(inner.get("x-examples") or inner.get("examples") or ()), None)
    if isinstance(example, dict) or (example is None and "required" in inner):
        return _mapping(root, inner, stops, example or dict.fromkeys(inner["required"]))
    if takes_one(inner):
        return f"{{${next(stops)}}}"
    if "items" in inner and not isinstance(example, str):
        names = "x-refersTo" in resolved(root, inner["items"])[0]
        items = [None] if names or example is None else example
        return f"[{', '.join(_value(root, inner['items'], stops, item) for item in items)}]"
    choices = [False, True] if inner.get("type") == "boolean" else inner.get("enum")
    if choices:
        choices = sorted(choices, key=lambda choice: choice != inner.get("default"))
        return f"${{{next(stops)}|{','.join(map(_written, choices))}|}}"
    return _written(inner.get("const", inner.get("default", example)), stops)


def _mapping(root: Node, inner: Node, stops: Iterator[int], example: Node) -> str:
    entries = []
    for key, value in example.items():
        child = inner.get("properties", {}).get(key)
        name = key if child is not None else f"${{{next(stops)}:{key}}}"
        entries.append(f"{name}: {_value(root, child or inner['additionalProperties'], stops, value)}")
    return f"{{{', '.join(entries)}}}"


def _written(value: Any, stops: Iterator[int] | None = None) -> str:
    """A single value as it stands on any line, in braces too; with `stops` it is selected, to be written over."""
    text = value if isinstance(value, str) else json.dumps(value)
    quoted = isinstance(value, str) and any(read(line.encode()).values != {"a": value} for line in _lines(text))
    text = json.dumps(value, ensure_ascii=False)[1:-1] if quoted else text
    if stops is not None:
        for special in ("\\", "$", "}"):
            text = text.replace(special, f"\\{special}")
        text = f"${{{next(stops)}:{text}}}"
    return f'"{text}"' if quoted else text


def _lines(text: str) -> Iterable[str]:
    return f"a: {text}", f"{{a: {text}}}"
