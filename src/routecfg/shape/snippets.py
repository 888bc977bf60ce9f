"""Values as YAML on one line, for help that shows how something is written."""

import json
import re
from typing import Any, Final

from routecfg.shape.schemas import Step

_PLAIN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
_LONGEST_EXAMPLE: Final = 100


def example(step: Step) -> str | None:
    """The first example of a field that is short enough, as it would be written; None if there is none.

    Where the schema has no example, the fields that must be there are one.
    """
    required = step.node.get("required", ())
    least = {key: step.node["properties"][key]["examples"][0] for key in required}
    for value in (*step.node.get("examples", ()), *([least] if least else ())):
        written = as_yaml(value)
        if len(written) <= _LONGEST_EXAMPLE:
            return f"{step.key}: {written}" if isinstance(step.key, str) else written
    return None


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
