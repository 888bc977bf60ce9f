"""A value of the wrong type: RC103, and RC204 where a secret stands in place of a reference to one."""

import re
from typing import Final

from routecfg.diagnostics import Finding
from routecfg.shape.labels import actual_type, allowed_types, needed_type, noun, place_label, quoted, with_article
from routecfg.shape.quoting import private, quotable
from routecfg.shape.rules import LITERAL_SECRET, WRONG_TYPE
from routecfg.shape.schemas import Step, Trail
from routecfg.shape.snippets import as_yaml, example

_TRUE_OR_FALSE: Final = {
    **dict.fromkeys(("yes", "y", "on", "1", "true"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "false"), "false"),
}
_SHORT: Final = 60


def type_finding(trail: Trail) -> Finding:
    """What stands there, what should, and how to write it."""
    step = trail.here
    if step.definition == "secret" and isinstance(step.value, str | int | float) and not isinstance(step.value, bool):
        return literal_secret(trail)
    if len(trail.steps) == 1:
        return _whole_file(trail)
    if step.named and step.key in step.node.get("properties", {}):
        return _without_name(trail)
    if step.value is None:
        need = step.key in trail.parent.node.get("required", ()) or isinstance(step.key, int) or step.named
        write = "write" if need else "fill it in or take it out:"
        sample = example(step)
        help_ = f"{write} {sample}" if sample else "fill it in or take it out"
        return WRONG_TYPE.at(trail.path, f"{place_label(trail)} is left empty", help=help_)
    message = f"{place_label(trail)} needs {needed_type(step.node)}, not {actual_type(step.value)}"
    return WRONG_TYPE.at(trail.path, message, help=_advice(trail))


def literal_secret(trail: Trail) -> Finding:
    """The secret itself stands where a reference belongs. What it is must never be said."""
    owner = next(index for index, step in enumerate(trail.steps) if step.definition == "secret")
    key = trail.steps[owner].key
    what = "the API token" if key == "api_token" else f"the secret '{key}'"
    message = f"{what} itself stands here, where everybody who can read the file sees it"
    if owner < len(trail.steps) - 1:
        message = f"this looks like {what} itself, not like the place where it is kept"
    name = "AMIO_TOKEN" if key == "api_token" else str(key).upper()
    help_ = (
        f"keep it in an environment variable and write {key}: {{env: {name}}};"
        " then ask whoever gave it to you for a new one, since this one has been seen"
    )
    return LITERAL_SECRET.at(trail.path, message, help=help_)


def _whole_file(trail: Trail) -> Finding:
    step = trail.here
    required = step.node.get("required", ())
    message = f"the file must hold fields, not {actual_type(step.value)}"
    if step.value is None:
        message = "the file is empty"
    if required:
        start = ", ".join(f"{key}: {as_yaml(step.node['properties'][key]['examples'][0])}" for key in required)
        return WRONG_TYPE.at((), message, help=f"it needs at least {start}")
    return WRONG_TYPE.at((), message, help="begin with a kind of object at the start of a line, such as `queues:`")


def _without_name(trail: Trail) -> Finding:
    """`queues: {title: Support}`: the fields of one object, whose name was forgotten."""
    step, kind = trail.here, trail.parent
    message = f"{with_article(noun(step.node))} has no name here: its fields stand where its name belongs"
    help_ = f"put its name above its fields, such as {example(kind) or kind.key}"
    return WRONG_TYPE.at(trail.above().path, message, on_key=True, help=help_)


def _advice(trail: Trail) -> str | None:
    step = trail.here
    may_be, value = allowed_types(step.node), step.value
    if "enum" in step.node:
        return f"allowed are {quoted(step.node['enum'], 'and')}"
    if "string" in may_be and isinstance(value, bool):
        if "pattern" in step.node and example(step):
            return _for_example(step)
        return "write it in quotes if it is meant as a text"
    if "string" in may_be and isinstance(value, int | float):
        return "write it in quotes: as a number it loses a + or a 0 in front, and its last digits if it is long"
    truth = _TRUE_OR_FALSE.get(str(value).strip().lower())
    if "boolean" in may_be and (truth or "object" not in may_be) and not isinstance(value, list | dict):
        why = f"; '{value}' is a text here" if truth is not None and isinstance(value, str) else ""
        return f"write {truth or 'true or false'}{why}"
    if "integer" in may_be and isinstance(value, str) and re.fullmatch("[0-9]{1,15}", value):
        return f"write it without quotes: {step.key}: {value}"
    if "array" in may_be and isinstance(value, str) and quotable(trail, value):
        parts = [part.strip() for part in value.split(",")]
        items = parts if all(part and " " not in part for part in parts) else [value]
        return f"write it as a list: {step.key}: {as_yaml(items)}"
    if "array" in may_be and isinstance(value, dict):
        known = trail.resolved(step.node["items"])[0].get("properties", {})
        first = next((f": `- {key}: ...`" for key in value if key in known), "")
        return f"begin each item of the list with a dash and a space{first}"
    if "string" in may_be and isinstance(value, dict) and _has_variants(trail):
        return "write the text itself here, and its variants beside it under 'languages', by language code"
    if "string" in may_be and isinstance(value, list) and len(value) == 1:
        return "write it without the brackets or the dash"
    if may_be == ("string",) and isinstance(value, list) and not private(trail):
        return "write one text, without brackets or dashes"
    if isinstance(value, str) and "object" in may_be:
        return _as_field(trail, value)
    return _for_example(step)


def _for_example(step: Step) -> str | None:
    sample = example(step)
    if sample is not None:
        return f"for example {sample}"
    if "properties" in step.node:
        needed = step.node.get("required")
        return f"it needs {quoted(needed, 'and')}" if needed else f"it takes {quoted(step.node['properties'])}"
    if "additionalProperties" in step.node and "object" in allowed_types(step.node):
        return "write each name on a line of its own, with a colon, and its fields below it"
    return None


def _has_variants(trail: Trail) -> bool:
    """Whether a text has its variants beside it here."""
    beside, _ = trail.resolved(trail.parent.node.get("properties", {}).get("languages", {}))
    return "object" in allowed_types(beside)


def _as_field(trail: Trail, value: str) -> str | None:
    """`send_message: Hi` means its one text: `{text: Hi}`."""
    step = trail.here
    required = step.node.get("required", ())
    if len(required) == 1 and len(value) <= _SHORT and not private(trail):
        field, _ = trail.resolved(step.node["properties"][required[0]])
        if allowed_types(field) == ("string",) and quotable(trail, value):
            return f"write {step.key}: {as_yaml({required[0]: value})}"
    if "queue" in step.node.get("properties", {}) and quotable(trail, value):
        return f"say what kind of thing that is, for example {step.key}: {as_yaml({'queue': value})}"
    return _for_example(step)
