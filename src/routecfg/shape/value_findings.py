"""A single value, or a list, that has the right type but is not allowed: RC104."""

import re
from collections.abc import Set
from typing import Any, Final

from routecfg.diagnostics import Finding, MendedValue, did_you_mean, nearest, only_neighbour
from routecfg.disclosure import looks_secret, without_secrets
from routecfg.shape.labels import choices, clause, first_sentence, place_label, quoted_text, shown_key
from routecfg.shape.odd_characters import code_point, odd_character, without_odd_characters, wrong_character
from routecfg.shape.reference_places import decision_meant, kind_named, unknown_name
from routecfg.shape.rules import INVALID_VALUE
from routecfg.shape.schemas import Step, Trail, allowed_types
from routecfg.shape.snippets import as_yaml, how_it_is_written
from routecfg.shape.type_findings import literal_secret
from routecfg.shape.value_suggestions import is_free_text, is_hours_or_days, suggested_list, suggested_text

_REPORTED_FIRST: Final = (
    "enum",
    "const",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
)
"""If a value breaks several keywords, only the first of these is reported; the next run reports the rest."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def value_finding(trail: Trail, keywords: Set[str]) -> Finding:
    """What the value is, and what is allowed."""
    step = trail.here
    if isinstance(step.value, str) and _names_a_variable(trail) and looks_secret(step.value):
        return literal_secret(trail)
    first = ("pattern",) if kind_named(step.node) is not None else ()
    keyword = next((keyword for keyword in (*first, *_REPORTED_FIRST) if keyword in keywords), None)
    if keyword == "uniqueItems":
        item = quoted_text(trail) or "this item"
        message = f"{place_label(trail.above())} lists {item} twice"
        return INVALID_VALUE.at(trail.path, message, help="take one of them out")
    problem, help_ = _problem(trail, keyword)
    asked = unknown_name(trail) if keyword in ("pattern", "maxLength") else None
    message = f"{place_label(trail)} {problem}"
    return INVALID_VALUE.at(trail.path, message, help=help_, unknown_name=asked, fix=_fix(trail, keyword))


def _fix(trail: Trail, keyword: str | None) -> MendedValue | None:
    """What the value should say, where only one thing can be meant."""
    step = trail.here
    if not isinstance(step.value, str) or quoted_text(trail) is None:
        return None
    if keyword == "enum":
        return only_neighbour(step.value, step.node["enum"])
    if keyword != "pattern" or kind_named(step.node) is not None or is_free_text(step.node):
        return None
    better = suggested_text(step.value, step.node)
    items = _suggested_items(trail)
    if not items and better is not None and better.startswith("/") and "array" in allowed_types(step.node):
        return None  # what stands among variants and has other signs may be a pattern, or words
    return tuple(items) if items else better


def _problem(trail: Trail, keyword: str | None) -> tuple[str, str | None]:
    step = trail.here
    value: Any = step.value
    limit: Any = step.node.get(keyword or "")
    match keyword:
        case "enum":
            return _cannot_be(trail), _allowed(step)
        case "pattern" if is_free_text(step.node):
            return _unreadable(trail)
        case "pattern":
            return _cannot_be(trail), _of_form(trail)
        case "const":
            return f"is {value}: another version of the language", f"this version of routecfg understands {limit}"
        case "minimum" | "maximum":
            low, high = step.node["minimum"], step.node["maximum"]
            shown = as_yaml(without_secrets(value, trail.path))
            return f"is {shown}, which is out of range", f"allowed is {low:,} to {high:,}"
        case "minLength":
            return "is empty", _fill_in(trail)
        case "maxLength":
            over = f"{len(value) - limit:,} more than the {limit:,} that are allowed"
            return f"is {len(value):,} characters long, {over}", "make it shorter"
        case "minItems":
            return "is an empty list", _fill_in(trail)
        case "maxItems":
            return f"has {len(value):,} items; at most {limit:,} are allowed", None
    return "does not have the right form", _fill_in(trail)


def _unreadable(trail: Trail) -> tuple[str, str]:
    """For a free text: it contains a character that cannot be displayed, or nothing visible."""
    text: str = trail.here.value
    control = _CONTROL.search(text)
    if control is not None:
        written = "in double quotes, a backslash and what follows it stand for another character"
        return f"holds the control character {code_point(control[0])}", f"take it out; {written}"
    if without_odd_characters(text).strip():
        return "holds nothing but punctuation, which does not count in an answer", "write a word, or take it out"
    strange = next((char for char in text if char not in " \t\n"), None)
    if strange is None:
        return "holds nothing but spaces or line breaks", _fill_in(trail)
    return f"holds nothing that can be seen, only {code_point(strange)}", _fill_in(trail)


def _cannot_be(trail: Trail) -> str:
    shown = quoted_text(trail)
    return f"cannot be {shown}" if shown else "does not have the right form"


def _allowed(step: Step) -> str:
    allowed: list[str] = step.node["enum"]
    return did_you_mean(nearest(step.value, allowed), f"allowed are {choices(allowed, 'and')}")


def _of_form(trail: Trail) -> str:
    """How the text should look: a better one, if the one that is written may be repeated; and what is wrong in it."""
    step = trail.here
    form: str = step.node["patternErrorMessage"]
    if quoted_text(trail) is None:
        return clause(form)
    odd = odd_character(step.value)
    if (kind := kind_named(step.node)) is not None:
        return _instead_of_name(trail, kind)
    if items := _suggested_items(trail):
        return f"write it as a list: {shown_key(trail)}: {as_yaml(items)}"
    better = suggested_text(step.value, step.node)
    if better is None and step.key == "pattern" and step.value.startswith("/") and step.value.count("/") == 1:
        return "write the slash at its end as well: a pattern stands between two slashes"
    if better is None:
        return clause(f"{odd} {form}" if odd else form)
    return f"did you mean '{better}'? {odd or first_sentence(form).partition('; ')[0] + '.'}"


def _suggested_items(trail: Trail) -> list[str] | None:
    """The list that was meant by a text, if a list may stand here."""
    node = trail.here.node
    if "array" not in allowed_types(node):
        return None
    return suggested_list(trail.here.value, trail.resolved(node["items"])[0])


def _instead_of_name(trail: Trail, kind: str) -> str:
    """What to write instead of a text that is not a valid name. Which names exist, only the estate knows."""
    text, form = trail.here.value, trail.here.node["patternErrorMessage"]
    if kind == "templates" and " " in text.strip():
        return "a text is written under 'templates', and only its name here"
    if kind == "time_groups" and is_hours_or_days(text):
        return "days and hours are written under 'time_groups', and only the name of such a group here"
    decision = decision_meant(trail) if kind == "decision" else None
    if decision is not None:
        return f"did you mean '{decision}'?"
    return clause(f"{form} {wrong_character(text) or ''}".strip())


def _fill_in(trail: Trail) -> str:
    return how_it_is_written(trail) or "fill it in or take it out"


def _names_a_variable(trail: Trail) -> bool:
    return trail.here.key == "env" and trail.parent.definition == "secret"
