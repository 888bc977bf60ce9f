"""The keys of a mapping: unknown, missing, none, too many, or no names.

A key that is nearly the missing one is one fault, not two; and a destination with a mistyped key is a mistyped
destination, not one that names nothing.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Final

from routecfg.diagnostics import Finding, listed, plural
from routecfg.shape.corrections import corrected
from routecfg.shape.facts import text_faults
from routecfg.shape.meant import Meant, meant
from routecfg.shape.rules import INVALID_VALUE, MISSING_FIELD, UNKNOWN_FIELD
from routecfg.shape.schemas import Node, Step, Trail, resolved
from routecfg.shape.wording import a, example, first_sentence, inline, noun, place_of, quoted, shown_key, thing, where

KEY_FAULTS: Final = frozenset({"additionalProperties", "propertyNames"})
"""The keywords that speak of keys which should not be there."""

MOST_KEYS: Final = 20
"""Unknown keys of one mapping that are explained singly."""

_SAYS_NOTHING: Final = {
    "answer": ("does not say what a customer does, so nobody can choose it", "give it words, a pattern or a button"),
    "specialEntry": ("does not say which dates are special", "name them as dates or as holidays"),
    "entry": ("is empty", "give it days, hours, dates, holidays or a group"),
}


def misfits(of: Node, step: Step) -> list[str]:
    """The keys of a mapping that are neither its fields nor may be names in it."""
    properties, others = step.node.get("properties", {}), step.node.get("additionalProperties")
    if others is False:
        return [key for key in step.value if key not in properties]
    names, _ = resolved(of, step.node.get("propertyNames", {}))
    return [key for key in step.value if any(text_faults(names, key))]


def of_keys(of: Node, trail: Trail, keywords: Set[str]) -> Iterator[Finding]:
    """The findings about a mapping's keys."""
    step = trail[-1]
    strangers = misfits(of, step) if keywords & KEY_FAULTS else []
    if "propertyNames" in keywords:
        yield from (_bad_name(of, trail, key) for key in strangers[:MOST_KEYS])
        if len(strangers) > MOST_KEYS:
            more = plural(len(strangers) - MOST_KEYS, "more name")
            yield INVALID_VALUE.at(place_of(trail), f"{thing(trail)} holds {more} that cannot be used")
        strangers = []
    meanings = [meant(of, trail, key) for key in strangers[:MOST_KEYS]]
    if len(trail) == 3 and step.named and strangers and step.key in trail[0].node["properties"]:
        yield _kind_too_deep(trail)
        return
    yield from (_unknown(trail, key, one) for key, one in zip(strangers, meanings, strict=False))
    if len(strangers) > MOST_KEYS:
        more = plural(len(strangers) - MOST_KEYS, "more unknown field")
        yield UNKNOWN_FIELD.at(place_of(trail), f"{thing(trail)} has {more}")
    if "required" in keywords:
        promised = {one.field for one in meanings}
        missing = [key for key in step.node["required"] if key not in step.value and key not in promised]
        yield from (_missing(of, trail, key) for key in missing)
    known = [key for key in step.value if key in step.node.get("properties", {})]
    if step.node.get("maxProperties") == 1 and "properties" in step.node:
        if len(known) > 1:
            yield _too_many(trail, known)
        elif not step.value:
            yield _none(trail)
    elif keywords & {"anyOf", "minProperties"} and not strangers:
        yield _nothing_said(trail)
    elif "maxProperties" in keywords:
        limit = step.node["maxProperties"]
        yield INVALID_VALUE.at(
            place_of(trail), f"{thing(trail)} has {len(step.value):,} entries; at most {limit:,} are allowed"
        )


def _unknown(trail: Trail, key: str, one: Meant) -> Finding:
    step = trail[-1]
    key_shown = shown_key(trail, key)
    if key_shown is None:
        allowed = quoted(step.node["properties"])
        return UNKNOWN_FIELD.at(place_of(trail), f"{thing(trail)} has an unknown field", help=f"it takes {allowed}")
    place = (*place_of(trail), key)
    if len(trail) == 1:
        what = "setting" if "required" in step.node else "kind of object"
        message = f"unknown {what} {key_shown}"
    elif step.node.get("maxProperties") == 1 and not step.named:
        message = f"unknown {noun(step.node)} {key_shown}" if step.shared != "secret" else f"unknown field {key_shown}"
        message += where(trail)
    else:
        message = f"unknown field {key_shown} in {thing(trail)}"
    return UNKNOWN_FIELD.at(place, message, on_key=True, help=one.help)


def _missing(of: Node, trail: Trail, key: str) -> Finding:
    node, shared = resolved(of, trail[-1].node["properties"][key])
    why = inline(first_sentence(node["description"]))
    one = example(Step(key, None, node, shared)) or f"'{key}'"
    on_key = isinstance(trail[-1].key, str)
    add = f"add {one}" if "const" in node else f"add it, for example {one}"
    return MISSING_FIELD.at(place_of(trail), f"{thing(trail)} has no '{key}'", on_key=on_key, help=f"{add}; {why}")


def _too_many(trail: Trail, known: Sequence[str]) -> Finding:
    step = trail[-1]
    word = noun(step.node)
    verb = "does" if step.shared == "action" else "names"
    number = "two" if len(known) == 2 else str(len(known))
    this = f"the one{where(trail)}" if where(trail) else "this"
    message = f"{a(word)} {verb} one thing, {this} {verb} {number}: {listed(known, 'and')}"
    help_ = "take out all but one"
    if step.shared == "action":
        help_ = "give each its own item in the list, with a dash before it"
    return INVALID_VALUE.at(place_of(trail), message, help=help_)


def _none(trail: Trail) -> Finding:
    step = trail[-1]
    return INVALID_VALUE.at(
        place_of(trail), f"{thing(trail)} is empty", help=f"write one of {quoted(step.node['properties'])}"
    )


def _nothing_said(trail: Trail) -> Finding:
    step = trail[-1]
    one = example(step)
    problem, help_ = _SAYS_NOTHING.get(step.shared or "", ("is empty", f"for example {one}" if one else None))
    return INVALID_VALUE.at(place_of(trail), f"{thing(trail)} {problem}", help=help_)


def _kind_too_deep(trail: Trail) -> Finding:
    kind, step = trail[1], trail[2]
    message = f"'{step.key}' stands inside '{kind.key}', where it is taken for {a(noun(step.node))} of that name"
    return UNKNOWN_FIELD.at(place_of(trail), message, on_key=True, help="move it to the start of the line")


def _bad_name(of: Node, trail: Trail, key: str) -> Finding:
    step = trail[-1]
    names, shared = resolved(of, step.node["propertyNames"])
    values, values_shared = resolved(of, step.node["additionalProperties"])
    fault = _name_fault(key, names)
    at_secret = [*trail, Step(key, None, values, values_shared)]
    key_shown = shown_key(at_secret if len(key) >= 16 else trail, key)
    if key_shown is None:
        return INVALID_VALUE.at(place_of(trail), f"{thing(trail)} holds a name that is none", help=inline(fault))
    better = corrected(key, names)
    message = f"{key_shown} is not {a(noun(names))}"
    if shared == "name":
        message = f"{a(noun(values))} cannot be called {key_shown}"
    help_ = f"did you mean '{better}'? {fault}" if better and better not in step.value else inline(fault)
    return INVALID_VALUE.at((*place_of(trail), key), message, on_key=True, help=help_)


def _name_fault(key: str, names: Node) -> str:
    """What is wrong with a name, for people."""
    if "pattern" in text_faults(names, key):
        says: str = names["patternErrorMessage"]
        return says
    return f"It is {len(key):,} characters long, and {names['maxLength']} are allowed."
