"""The keys of a mapping: unknown, missing, too many, none, or invalid names.

A misspelt key that stands for a missing one is one finding, not two. A destination with a misspelt key is reported for
the key, not for being empty.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from routecfg.diagnostics import Finding, listed, plural, with_article
from routecfg.disclosure import cut_off, is_secret_key
from routecfg.shape.key_suggestions import KeySuggestion, key_suggestion
from routecfg.shape.labels import (
    choices,
    clause,
    first_sentence,
    in_owner,
    noun,
    place_label,
    quoted_key,
)
from routecfg.shape.odd_characters import odd_character, wrong_character
from routecfg.shape.reference_places import decision_elsewhere, defined_name, missing_name
from routecfg.shape.rules import INVALID_VALUE, MISSING_FIELD, UNKNOWN_FIELD
from routecfg.shape.schemas import FilePath, Node, Trail, takes_one
from routecfg.shape.snippets import example_of, how_it_is_written
from routecfg.shape.type_findings import cut_by_a_comma
from routecfg.shape.value_findings import value_finding
from routecfg.shape.value_suggestions import suggested_text
from routecfg.shape.violations import LONGEST_KEY, BrokenKeys

_MOST_KEYS: Final = 20
"""Wrong keys of one mapping that get a finding each."""

_SAYS_NOTHING: Final = {
    "answer": ("does not say what a customer does, so nobody can choose it", "give it words, a pattern or a button"),
    "specialEntry": (
        "does not say which dates are special",
        "name them as dates or as holidays; a day that is closed every week needs no entry",
    ),
    "entry": ("is empty", "give it days, hours, dates, holidays or a group"),
}


def key_findings(trail: Trail, keywords: Set[str], broken: BrokenKeys) -> Iterator[Finding]:
    """What is wrong with a mapping, of which these keywords are broken, and with its wrong keys."""
    unknown = [key for key, reasons in broken.items() if "additionalProperties" in reasons]
    names = {key: reasons for key, reasons in broken.items() if "additionalProperties" not in reasons}
    yield from _bad_names(trail, names)
    suggestions = {key: key_suggestion(trail, key) for key in unknown[:_MOST_KEYS]}
    yield from (_unknown_field(trail, key, suggestion) for key, suggestion in suggestions.items())
    if len(unknown) > _MOST_KEYS:
        more = plural(len(unknown) - _MOST_KEYS, "more unknown field")
        yield UNKNOWN_FIELD.at(trail.path, f"{place_label(trail)} has {more}")
    if "required" in keywords:
        written = {*trail.here.value, *(suggestion.field for suggestion in suggestions.values())}
        missing = (key for key in trail.here.node["required"] if key not in written)
        yield from (_missing_field(trail, key) for key in missing)
    yield from _wrong_number(trail, keywords - {"required"}, unknown)


def _wrong_number(trail: Trail, keywords: Set[str], unknown: Sequence[str]) -> Iterator[Finding]:
    """Too many keys or too few; and whatever else is wrong with the mapping."""
    step = trail.here
    if takes_one(step.node):
        known = [key for key in step.value if key in step.node["properties"]]
        if len(known) > 1:
            yield _several(trail, known)
        elif not step.value:
            help_ = f"write one of {choices(step.node['properties'])}"
            yield INVALID_VALUE.at(trail.path, f"{place_label(trail)} is empty", help=help_)
    elif keywords & {"anyOf", "minProperties"}:
        if not unknown:
            yield _says_nothing(trail)
    elif "maxProperties" in keywords:
        limit = step.node["maxProperties"]
        message = f"{place_label(trail)} has {len(step.value):,} entries; at most {limit:,} are allowed"
        yield INVALID_VALUE.at(trail.path, message)
    elif keywords:
        yield value_finding(trail, keywords)


def _unknown_field(trail: Trail, key: str, suggestion: KeySuggestion) -> Finding:
    step = trail.here
    path = (*trail.path, key)
    if _is_unspeakable(path):
        allowed = f"it takes {choices(step.node['properties'])}"
        return UNKNOWN_FIELD.at(trail.path, f"{place_label(trail)} has an unknown field", help=allowed)
    if len(trail.steps) == 1:
        kind = (
            "setting" if "required" in step.node else "kind of object" if len(step.node["properties"]) > 1 else "field"
        )
        message = f"unknown {kind} {quoted_key(path)}"
    elif takes_one(step.node) and not step.named:
        thing = noun(step.node) if step.definition != "secret" else "field"
        message = f"unknown {thing} {quoted_key(path)}{in_owner(trail)}"
    else:
        message = f"unknown field {quoted_key(path)} in {place_label(trail)}"
    asked = decision_elsewhere(trail, step.value[key]) if key == "decision" else None
    fix = suggestion.field if suggestion.certain else None
    return UNKNOWN_FIELD.at(path, message, on_key=True, help=suggestion.help, unknown_name=asked, fix=fix)


def _is_unspeakable(path: FilePath) -> bool:
    """Whether the key at the end of a path must not be repeated: it may be a secret, or not a key at all."""
    return len(str(path[-1])) > LONGEST_KEY or is_secret_key(path)


def _missing_field(trail: Trail, key: str) -> Finding:
    node, _ = trail.resolved(trail.here.node["properties"][key])
    why = clause(first_sentence(node["description"]))
    sample = example_of(trail, node)
    add = "add it" if sample is None else f"add it, for example {key}: {sample}"
    if "const" in node:
        add = f"add {key}: {sample}"
    on_key = isinstance(trail.here.key, str)
    message = f"{place_label(trail)} has no '{key}'"
    asked = missing_name(trail, key)
    return MISSING_FIELD.at(trail.path, message, on_key=on_key, help=f"{add}; {why}", unknown_name=asked)


def _several(trail: Trail, known: Sequence[str]) -> Finding:
    step = trail.here
    word = noun(step.node)
    verb = "does" if step.definition == "action" else "names"
    number = "two" if len(known) == 2 else str(len(known))
    owner = in_owner(trail)
    this = f"the one{owner}" if owner else "this"
    message = f"{with_article(word)} {verb} one thing, {this} {verb} {number}: {listed(known, 'and')}"
    help_ = "take out all but one"
    if step.definition == "action":
        help_ = "give each its own item in the list, with a dash before it"
    return INVALID_VALUE.at(trail.path, message, help=help_)


def _says_nothing(trail: Trail) -> Finding:
    problem, help_ = _SAYS_NOTHING.get(trail.here.definition or "", ("is empty", how_it_is_written(trail)))
    return INVALID_VALUE.at(trail.path, f"{place_label(trail)} {problem}", help=help_)


def _bad_names(trail: Trail, names: Mapping[str, Set[str]]) -> Iterator[Finding]:
    for count, (key, keywords) in enumerate(names.items()):
        if count == _MOST_KEYS:
            more = plural(len(names) - count, "more invalid name")
            yield INVALID_VALUE.at(trail.path, f"{place_label(trail)} contains {more}")
            return
        cut = key in cut_off(trail.path, trail.here.value)
        yield cut_by_a_comma(trail) if cut else _bad_name(trail, key, keywords)


def _bad_name(trail: Trail, key: str, keywords: Set[str]) -> Finding:
    step = trail.here
    names, definition = trail.resolved(step.node["propertyNames"])
    values, _ = trail.resolved(step.node["additionalProperties"])
    path = (*trail.path, key)
    fault = _name_fault(key, keywords, names)
    if _is_unspeakable(path):
        rule: str = names["patternErrorMessage"]
        return INVALID_VALUE.at(trail.path, f"{place_label(trail)} contains an invalid name", help=clause(rule))
    better = suggested_text(key, names)
    message = f"{quoted_key(path)} is not {with_article(noun(names))}"
    if definition == "objectName":
        message = f"{with_article(noun(values))} cannot be called {quoted_key(path)}"
    help_ = f"did you mean '{better}'? {fault}" if better and better not in step.value else clause(fault)
    return INVALID_VALUE.at(path, message, on_key=True, help=help_, unknown_name=defined_name(trail, key))


def _name_fault(key: str, keywords: Set[str], names: Node) -> str:
    """What is wrong with a name, for people."""
    if keywords == {"maxLength"}:
        return f"It is {len(key):,} characters long, and {names['maxLength']} are allowed."
    rule: str = names["patternErrorMessage"]
    return odd_character(key) or f"{rule} {wrong_character(key) or ''}".strip()
