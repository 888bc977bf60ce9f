"""A value of the wrong type: RC103, and RC204 where a secret stands in place of a reference to one."""

import re
from collections.abc import Set
from typing import Any, Final

from routecfg.diagnostics import Finding, Fix, MendedValue, with_article
from routecfg.disclosure import cut_off, secrets_in
from routecfg.shape.labels import (
    actual_type,
    choices,
    needed_type,
    noun,
    place_label,
    quoted_key,
    shown_key,
)
from routecfg.shape.odd_characters import code_point, is_odd_space
from routecfg.shape.reference_places import decision_called, destinations, kind_named, missing_name, unknown_name
from routecfg.shape.rules import LITERAL_SECRET, WRONG_TYPE
from routecfg.shape.schemas import Node, Trail, allowed_types
from routecfg.shape.snippets import as_yaml, example, example_of, how_it_is_written
from routecfg.shape.violations import fits

_TRUE_OR_FALSE: Final = {
    **dict.fromkeys(("yes", "y", "on", "1", "true"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "false"), "false"),
}
_ANYTHING_ELSE: Final = frozenset(("default", "else", "other", "otherwise", "anything", "anything else", "fallback"))
_VARIABLE: Final = re.compile(r"[A-Z]+(?:_[A-Z0-9]+)+")
_IN_BRACES: Final = re.compile(r"\{[^{}\n]*\}")
_IN_BRACKETS: Final = re.compile(r"\[[^\[\]\n]*\]")
_LONGEST_SUGGESTION: Final = 60
_QUOTES_NEEDED: Final = (
    "write it in quotes: as a number it loses a + or a 0 in front, and its last digits if it is long"
)


def type_finding(trail: Trail) -> Finding:
    """What is there, what should be there, and how to write it."""
    step = trail.here
    if step.definition == "secret" and isinstance(step.value, str | int | float) and not isinstance(step.value, bool):
        return literal_secret(trail)
    if len(trail.steps) == 1:
        return _whole_file(trail)
    if step.named and step.key in step.node.get("properties", {}):
        return _without_name(trail)
    kind = kind_named(step.node)
    if kind is not None and isinstance(step.value, dict) and isinstance(step.key, int):
        names = [name for name in step.value.values() if isinstance(name, str)]
        named = len(step.value) == 1 and len(names) == 1 and not secrets_in(trail.path, names[0])
        return WRONG_TYPE.at(
            trail.path,
            f"{place_label(trail)} needs a name, not {actual_type(step.value)}",
            help=f"write only its name here{f': {as_yaml(names[0])}' if named else ''}",
        )
    if kind is not None and isinstance(step.value, dict) and isinstance(step.key, str):
        return WRONG_TYPE.at(
            trail.path,
            f"{place_label(trail)} needs a name, not {actual_type(step.value)}",
            help=f"write only its name here; its fields belong under '{'decisions' if kind == 'decision' else kind}'",
            unknown_name=missing_name(trail.above(), step.key) if kind != "decision" else None,
        )
    if step.value is None:
        if step.key in cut_off(trail.path[:-1], trail.parent.value):
            return cut_by_a_comma(trail.above())
        message = f"{place_label(trail)} is left empty"
        return WRONG_TYPE.at(trail.path, message, help=_fill_in(trail), unknown_name=unknown_name(trail))
    message = f"{place_label(trail)} needs {needed_type(step.node)}, not {actual_type(step.value)}"
    if (truth := _named_truth(trail)) is not None:
        return WRONG_TYPE.at(trail.path, message, help=f"write {shown_key(trail)}: {as_yaml(truth)}")
    decision = decision_called(trail) if "decision" in destinations(trail, step.node) else None
    if decision is not None:
        return WRONG_TYPE.at(trail.path, message, help=f"write {shown_key(trail)}: {as_yaml({'decision': decision})}")
    return WRONG_TYPE.at(trail.path, message, help=_advice(trail), unknown_name=unknown_name(trail), fix=_fix(trail))


def cut_by_a_comma(trail: Trail) -> Finding:
    """A mapping with a value that a comma cut. What is left of the value is a key, which no message may repeat."""
    message = f"the comma in a value of {place_label(trail)} ends it: the rest counts as another field"
    return WRONG_TYPE.at(trail.path, message, help="put the whole value in quotes")


def literal_secret(trail: Trail) -> Finding:
    """A literal secret where a reference belongs. The message must not contain it."""
    place = trail
    while place.here.definition != "secret":
        place = place.above()
    key = place.here.key
    what = "the API token" if key == "api_token" else f"the secret {quoted_key(place.path)}"
    message = f"{what} itself stands here, where everybody who can read the file sees it"
    if place != trail:
        message = f"this looks like {what} itself, not like the place where it is kept"
    variable = "AMIO_TOKEN" if key == "api_token" else str(key).upper()
    help_ = (
        f"keep it in an environment variable and write {key}: {{env: {variable}}};"
        " then ask whoever gave it to you for a new one, since this one has been seen"
    )
    if place == trail and isinstance(trail.here.value, str) and _VARIABLE.fullmatch(trail.here.value):
        message = f"what stands here counts as {what} itself: nothing says that it is the name of a variable"
        help_ = f"if it is one, write {key}: {{env: ...}} with it in place of the dots; if not, {help_}"
    return LITERAL_SECRET.at(trail.path, message, help=help_)


def _whole_file(trail: Trail) -> Finding:
    step = trail.here
    required = step.node.get("required", ())
    message = f"the file must hold fields, not {actual_type(step.value)}"
    if step.value is None:
        message = "the file is empty"
    if required:
        start = ", ".join(f"{key}: {example_of(trail, step.node['properties'][key])}" for key in required)
        return WRONG_TYPE.at((), message, help=f"it needs at least {start}")
    return WRONG_TYPE.at((), message, help="begin with a kind of object at the start of a line, such as `queues:`")


def _without_name(trail: Trail) -> Finding:
    """`queues: {title: Support}`: the fields of one object, whose name was forgotten."""
    kind = trail.above()
    message = f"{with_article(noun(trail.here.node))} has no name here: its fields stand where its name belongs"
    sample = example(kind)
    help_ = f"put its name above its fields{f', such as {sample}' if sample else ''}"
    return WRONG_TYPE.at(kind.path, message, on_key=True, help=help_)


def _fill_in(trail: Trail) -> str:
    step, sample = trail.here, example(trail)
    needed = step.key in trail.parent.node.get("required", ()) or step.named
    if sample is None:
        return "fill it in" if needed else "fill it in or take it out"
    return f"{'write' if needed or isinstance(step.key, int) else 'fill it in or take it out:'} {sample}"


def _advice(trail: Trail) -> str | None:
    """What to write instead, depending on what is there."""
    if "enum" in trail.here.node:
        return f"allowed are {choices(trail.here.node['enum'], 'and')}"
    match trail.here.value:
        case bool():
            advice = _instead_of_truth(trail)
        case int() | float() as number:
            advice = _instead_of_number(trail, number)
        case str() as text if not secrets_in(trail.path, text):
            advice = _instead_of_text(trail, text)
        case list() as items:
            advice = _instead_of_list(trail, items)
        case dict() as fields:
            advice = _instead_of_fields(trail, fields)
        case _:
            advice = None
    return advice or how_it_is_written(trail)


def _instead_of_truth(trail: Trail) -> str | None:
    node = trail.here.node
    if "boolean" in allowed_types(node):  # only one of the two is allowed
        return f"take it out, or write {example(trail)}"
    if "string" in allowed_types(node) and fits(node.get("pattern", ""), "true"):
        return "write it in quotes if it is meant as a text"
    return None


def _instead_of_number(trail: Trail, number: int | float) -> str | None:
    node = trail.here.node
    may_be = allowed_types(node)
    digits = f"{number:.0f}" if isinstance(number, float) and number.is_integer() else str(number)
    if "string" in may_be and any(fits(node.get("pattern", ""), form) for form in (digits, f"+{digits}")):
        return _QUOTES_NEEDED
    if "boolean" in may_be:
        return f"write {_TRUE_OR_FALSE.get(digits, 'true or false')}"
    return None


def _fix(trail: Trail) -> MendedValue | Fix | None:
    """What the value should say, where only one thing can be meant."""
    node, value = trail.here.node, trail.here.value
    may_be = allowed_types(node)
    if "enum" in node:
        return None
    match value:
        case bool():
            return None
        case int() | float() if "string" in may_be:
            return Fix(as_written=node.get("pattern") or ".")
        case int() | str() if may_be == ("boolean",):
            truth = _TRUE_OR_FALSE.get(str(value).strip().lower())
            return None if truth is None else truth == "true"
        case str() if "array" in may_be and not secrets_in(trail.path, value):
            items = _items(trail, value)
            several = items is not None and len(items) > 1
            return tuple(items) if items and not (several and any(" " in item for item in items)) else None
    return None


def _instead_of_text(trail: Trail, text: str) -> str | None:
    step = trail.here
    if step.definition == "answer" and text.strip().lower() in _ANYTHING_ELSE:
        return "take 'when' out, and write default: true beside 'to'"
    may_be = allowed_types(step.node)
    truth = _TRUE_OR_FALSE.get(text.strip().lower())
    if "boolean" in may_be and "object" in may_be and (field := _as_only_field(trail, text)) is not None:
        return f"{field}; or true without quotes" if truth == "true" else field
    if "boolean" in may_be and (truth or "object" not in may_be):
        return f"write {truth or 'true or false'}" + (f"; '{text}' is a text here" if truth else "")
    if "integer" in may_be and re.fullmatch("[0-9]{1,15}", text):
        return f"write it without quotes: {shown_key(trail)}: {text}"
    if len(text) > _LONGEST_SUGGESTION:
        return None
    bracket = "object" if _IN_BRACES.fullmatch(text) else "array" if _IN_BRACKETS.fullmatch(text) else None
    if bracket in may_be:
        return f"take the quotes away: {shown_key(trail)}: {text}"
    if "array" in may_be:
        return _as_list(trail, text)
    if "object" in may_be:
        return _as_only_field(trail, text)
    return None


def _named_truth(trail: Trail) -> dict[str, bool] | None:
    """`ends: idle`: `{idle: true}`."""
    text, fields = trail.here.value, trail.here.node.get("properties", {})
    if not isinstance(text, str) or text not in fields:
        return None
    return {text: True} if allowed_types(trail.resolved(fields[text])[0]) == ("boolean",) else None


def _as_list(trail: Trail, text: str) -> str | None:
    """`languages: cs`: `[cs]`; `similar: agent, human`: `[agent, human]`."""
    items = _items(trail, text)
    return f"write it as a list: {shown_key(trail)}: {as_yaml(items)}" if items else None


def _items(trail: Trail, text: str) -> list[str] | None:
    """The list that was meant by a text; None if its items would not be of the right form."""
    item, _ = trail.resolved(trail.here.node["items"])
    parts = [part.strip() for part in re.split("[,;]", text)]
    items = parts if all(parts) else [text]
    if "string" not in allowed_types(item) or not all(fits(item.get("pattern", ""), each) for each in items):
        return None
    return items


def _instead_of_list(trail: Trail, items: list[Any]) -> str | None:
    may_be = allowed_types(trail.here.node)
    if trail.here.key == "button" and len(items) > 1 and isinstance(items[0], str):
        text = None if secrets_in(trail.path, items[0]) else _as_only_field(trail, items[0])
        here = text or "write one button here"
        return f"{here}; each other button belongs to a target of its own"
    if len(items) == 1 and _may_stand_alone(trail, items[0]):
        return "write it without the brackets or the dash"
    if may_be == ("string",):
        if trail.here.key == "pattern":
            return "write one pattern, with '|' between what it may be: '/one|other/'"
        return "write one text, without brackets or dashes"
    return None


def _instead_of_fields(trail: Trail, fields: dict[str, Any]) -> str | None:
    node = trail.here.node
    if trail.here.key == "default":
        return "write default: true, and where it leads under 'to'"
    inner = next(iter(fields.values()), None)
    if len(fields) == 1 and isinstance(inner, list) and "array" in allowed_types(node):
        items = trail.resolved(node["items"])[0]
        texts = [item for item in inner if isinstance(item, str) and fits(items.get("pattern", ""), item)]
        if texts and texts == inner and not any(secrets_in(trail.path, text) for text in texts):
            return f"write {shown_key(trail)}: {as_yaml(texts)}"
    if "array" in allowed_types(node):
        odd = next((key[1] for key in fields if key.startswith("-") and is_odd_space(key[1:2])), None)
        if odd is not None:
            return f"put a space after the dash, in place of the character that stands there: it is {code_point(odd)}"
        known = trail.resolved(node["items"])[0].get("properties", {})
        if "to" in known and not known.keys() & fields.keys() and fields.keys() <= _destinations(trail, known["to"]):
            return f"write {shown_key(trail)}: {as_yaml([{'to': fields}])}"
        first = next((f": `- {key}: ...`" for key in fields if key in known), "")
        return f"begin each item of the list with a dash and a space{first}"
    if "string" in allowed_types(node) and _has_variants(trail):
        return "write the text itself here, and its variants beside it under 'languages', by language code"
    return None


def _destinations(trail: Trail, node: Node) -> Set[str]:
    return destinations(trail, trail.resolved(node)[0]).keys()


def _may_stand_alone(trail: Trail, item: object) -> bool:
    node = trail.here.node
    if isinstance(item, dict):
        return bool(item) and item.keys() <= node.get("properties", {}).keys()
    return isinstance(item, str) and "string" in allowed_types(node)


def _has_variants(trail: Trail) -> bool:
    """Whether a text has its variants beside it here."""
    beside, _ = trail.resolved(trail.parent.node.get("properties", {}).get("languages", {}))
    return "object" in allowed_types(beside)


def _as_only_field(trail: Trail, text: str) -> str | None:
    """`send_message: Hi` means its one text: `{text: Hi}`."""
    step = trail.here
    required = step.node.get("required", ())
    if len(required) != 1 or destinations(trail, step.node):
        return None
    field, _ = trail.resolved(step.node["properties"][required[0]])
    if allowed_types(field) != ("string",) or not fits(field.get("pattern", ""), text):
        return None
    return f"write {shown_key(trail)}: {as_yaml({required[0]: text})}"
