"""A single value, or a list, that is of the right type and yet not allowed: RC104."""

from collections.abc import Set
from typing import Any, Final

from routecfg.diagnostics import Finding, did_you_mean, nearest
from routecfg.shape.labels import actual_type, allowed_types, clause, first_sentence, place_label, quoted
from routecfg.shape.quoting import quotable
from routecfg.shape.rules import INVALID_VALUE
from routecfg.shape.schemas import Step, Trail
from routecfg.shape.snippets import as_yaml, example
from routecfg.shape.type_findings import literal_secret
from routecfg.shape.value_suggestions import suggested_list, suggested_text

_REPORTED_FIRST: Final = (
    "enum",
    "const",
    "not",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
)
"""Of several faults of one value the first of these is reported: who mends it sees whether another is left."""

_LONG_FOR_A_NAME: Final = 20


def value_finding(trail: Trail, keywords: Set[str]) -> Finding:
    """What the value is, and what is allowed."""
    step = trail.here
    if isinstance(step.value, str) and len(step.value) >= _LONG_FOR_A_NAME and _names_a_variable(trail):
        return literal_secret(trail)
    keyword = next((keyword for keyword in _REPORTED_FIRST if keyword in keywords), None)
    if keyword == "uniqueItems":
        item = quotable(trail, step.value) or "this item"
        message = f"{place_label(trail.above())} lists {item} twice"
        return INVALID_VALUE.at(trail.path, message, help="take one of them out")
    problem, help_ = _problem(trail, keyword)
    return INVALID_VALUE.at(trail.path, f"{place_label(trail)} {problem}", help=help_)


def _problem(trail: Trail, keyword: str | None) -> tuple[str, str | None]:
    step = trail.here
    value: Any = step.value
    limit: Any = step.node.get(keyword or "")
    match keyword:
        case "enum":
            return _cannot_be(trail), _allowed(step)
        case "pattern":
            return _cannot_be(trail), _of_form(trail)
        case "const":
            return f"is {value}: another version of the language", f"this version of routecfg understands {limit}"
        case "not":
            return f"cannot be {actual_type(value)}", f"take it out, or write {example(step)}"
        case "minimum" | "maximum":
            low, high = step.node["minimum"], step.node["maximum"]
            return f"is {as_yaml(value)}, which is out of range", f"allowed is {low:,} to {high:,}"
        case "minLength":
            return "is empty", _for_example(step)
        case "maxLength":
            over = f"{len(value) - limit:,} more than the {limit:,} that are allowed"
            return f"is {len(value):,} characters long, {over}", "make it shorter"
        case "minItems":
            return "is an empty list", _for_example(step)
        case "maxItems":
            return f"has {len(value):,} items; at most {limit:,} are allowed", None
    return "does not have the right form", _for_example(step)


def _cannot_be(trail: Trail) -> str:
    shown = quotable(trail, trail.here.value)
    return f"cannot be {shown}" if shown else "does not have the right form"


def _allowed(step: Step) -> str:
    choices: list[str] = step.node["enum"]
    return did_you_mean(nearest(step.value, choices), f"allowed are {quoted(choices, 'and')}")


def _of_form(trail: Trail) -> str:
    step = trail.here
    form: str = step.node["patternErrorMessage"]
    if not quotable(trail, step.value):
        return clause(form)
    if "array" in allowed_types(step.node) and (items := suggested_list(step.value, step.node)):
        return f"write it as a list: {step.key}: {as_yaml(items)}"
    better = suggested_text(step.value, step.node)
    return f"did you mean '{better}'? {first_sentence(form).partition('; ')[0]}." if better else clause(form)


def _for_example(step: Step) -> str:
    sample = example(step)
    return f"for example {sample}" if sample else "fill it in or take it out"


def _names_a_variable(trail: Trail) -> bool:
    return trail.here.key == "env" and trail.parent.definition == "secret"
