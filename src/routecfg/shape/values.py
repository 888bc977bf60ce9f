"""A single value, or a list, that is of the right type and yet not allowed: RC104."""

from collections.abc import Iterator, Set
from typing import Final

from routecfg.diagnostics import Finding, did_you_mean, nearest
from routecfg.shape.corrections import corrected, corrected_list
from routecfg.shape.rules import INVALID_VALUE
from routecfg.shape.schemas import Step, Trail
from routecfg.shape.wording import (
    example,
    first_sentence,
    given,
    inline,
    place_of,
    quoted,
    shown,
    thing,
    types,
    written,
)
from routecfg.shape.wrong_type import literal_secret

_TOLD_FIRST: Final = (
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
"""Of several faults of one value the first of these is told: who mends it sees whether another is left."""

_LONG_FOR_A_NAME: Final = 20


def of_value(trail: Trail, keywords: Set[str]) -> Iterator[Finding]:
    """What the value is, and what is allowed."""
    step = trail[-1]
    keyword = min(keywords, key=_TOLD_FIRST.index)
    if isinstance(step.value, str) and len(step.value) >= _LONG_FOR_A_NAME and _names_a_variable(trail):
        yield literal_secret(trail)
    elif keyword == "uniqueItems":
        yield from _repeated(trail)
    else:
        problem, help_ = _told(trail, keyword)
        yield INVALID_VALUE.at(place_of(trail), f"{thing(trail)} {problem}", help=help_)


def _told(trail: Trail, keyword: str) -> tuple[str, str | None]:
    step = trail[-1]
    value, limit = step.value, step.node[keyword]
    match keyword:
        case "enum":
            return _cannot_be(trail), _of_list(step)
        case "pattern":
            return _cannot_be(trail), _of_form(trail)
        case "const":
            return f"is {value}: another version of the language", f"this version of routecfg understands {limit}"
        case "not":
            return f"cannot be {given(value)}", f"take it out, or write {example(step)}"
        case "minimum" | "maximum":
            low, high = step.node["minimum"], step.node["maximum"]
            return f"is {written(value)}, which is out of range", f"allowed is {low:,} to {high:,}"
        case "minLength":
            return "is empty", _for_example(step)
        case "maxLength":
            over = f"{len(value) - limit:,} more than the {limit:,} that are allowed"
            return f"is {len(value):,} characters long, {over}", "make it shorter"
        case "minItems":
            return "is an empty list", _for_example(step)
        case _:
            return f"has {len(value):,} items; at most {limit:,} are allowed", None


def _cannot_be(trail: Trail) -> str:
    what = shown(trail, trail[-1].value)
    return f"cannot be {what}" if what else "does not have the right form"


def _of_list(step: Step) -> str:
    allowed: list[str] = step.node["enum"]
    return did_you_mean(nearest(step.value, allowed), f"allowed are {quoted(allowed, 'and')}")


def _of_form(trail: Trail) -> str:
    step = trail[-1]
    says: str = step.node["patternErrorMessage"]
    if not shown(trail, step.value):
        return inline(says)
    if "array" in types(step.node) and (items := corrected_list(step.value, step.node)):
        return f"write it as a list: {step.key}: {written(items)}"
    better = corrected(step.value, step.node)
    return f"did you mean '{better}'? {first_sentence(says).partition('; ')[0]}." if better else inline(says)


def _for_example(step: Step) -> str:
    one = example(step)
    return f"for example {one}" if one else "fill it in or take it out"


def _repeated(trail: Trail) -> Iterator[Finding]:
    """Every text that stands in the list again. Items of other types are wrong in themselves."""
    seen: set[str] = set()
    for index, item in enumerate(trail[-1].value):
        if not isinstance(item, str):
            continue
        if item in seen:
            here = [*trail, Step(index, item, {}, None)]
            what = shown(here, item) or "this item"
            yield INVALID_VALUE.at(place_of(here), f"{thing(trail)} lists {what} twice", help="take one of them out")
        seen.add(item)


def _names_a_variable(trail: Trail) -> bool:
    return trail[-1].key == "env" and trail[-2].shared == "secret"
