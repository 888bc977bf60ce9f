"""Writes schema/*.schema.json, which editors use, from src/routecfg/shape/*.json, or checks that they are up to date.

python docs/build_schemas.py [--check]

The YAML language server writes a field of a `properties` over several lines, with dashes, which no line in braces can
hold, and offers nothing between empty braces. A snippet of text it inserts as it stands. So for editors each object
has a snippet for each of its fields: on one line, so that it is right below others and in braces, with an example where
one is right anywhere, and a stop where only the writer knows the name. Three places keep what is offered right:

- The snippets stand in a `then`, which is looked at inside an object and not where its value begins.
- The fields stand in a `then` for objects that are not empty: between empty braces they would hide the snippets.
- The items of a list stand in a `then`: elsewhere each item is offered with a dash, between brackets too.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

from routecfg.lsp.snippets import snippet
from routecfg.shape.schemas import Node, SchemaName, resolved, schema, takes_one

FOLDER: Final = Path(__file__).parents[1] / "schema"
NAMES: Final[tuple[SchemaName, ...]] = ("routing", "routecfg", "scenarios")
PROPERTY: Final = 10
"""How the protocol of language servers marks a completion as a field."""


def for_editors(name: SchemaName) -> dict[str, Any]:
    """The schema as editors use it: it allows the same."""
    root = schema(name)
    found: dict[str, Any] = _for_editors(root, root)
    found["$defs"] = {key: {**_for_editors(root, node), "doNotSuggest": True} for key, node in root["$defs"].items()}
    return found


def _for_editors(root: Node, node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    found = {key: _for_editors(root, value) for key, value in node.items() if key not in ("properties", "$defs")}
    if "items" in node:
        found["items"] = {"if": {}, "then": found["items"]}
    if "properties" not in node:
        return found
    del found["additionalProperties"]
    if takes_one(node):  # each by itself: else a second destination would be offered beside the first
        return {**found, "oneOf": [_fields(root, {key: child}) for key, child in node["properties"].items()]}
    return {**found, **_fields(root, node["properties"])}


def _fields(root: Node, fields: Node) -> dict[str, Any]:
    written = {"properties": {key: _field(root, child) for key, child in fields.items()}, "additionalProperties": False}
    snippets = [_snippet(root, key, child) for key, child in fields.items()]
    return {
        "if": {"type": "object"},
        "then": {"defaultSnippets": snippets, "if": {"minProperties": 1}, "then": written},
    }


def _field(root: Node, node: Node) -> Node:
    """Marked as known to the snippets. A reference is marked by what it refers to: beside it nothing may stand."""
    found: dict[str, Any] = _for_editors(root, node)
    return found if "$ref" in found else {**found, "doNotSuggest": True}


def _snippet(root: Node, key: str, node: Node) -> dict[str, Any]:
    inner, _ = resolved(root, node)
    body = f"^{snippet(root, key, node)}"
    return {"label": key, "description": inner["description"], "suggestionKind": PROPERTY, "body": body}


def main() -> int:
    """Writes the schemas; with --check only says whether it would."""
    for name in NAMES:
        file = FOLDER / f"{name}.schema.json"
        text = json.dumps(for_editors(name), indent=2) + "\n"
        if "--check" not in sys.argv[1:]:
            file.write_text(text, encoding="utf-8")
        elif file.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"schema/{file.name} is not up to date: run `make generate`\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
