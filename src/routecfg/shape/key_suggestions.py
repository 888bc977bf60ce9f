"""What the writer of an unknown key most likely meant."""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from routecfg.diagnostics import nearest, only_neighbour
from routecfg.shape.known_mistakes import ANY_OTHER, KNOWN_MISTAKES, folded
from routecfg.shape.labels import choices, noun, quoted_key
from routecfg.shape.odd_characters import code_point, is_odd_space, odd_character, without_odd_characters
from routecfg.shape.reference_places import is_target_variant
from routecfg.shape.schemas import Node, Trail, allowed_types, schema

_LONGEST_LIST: Final = 12
_LANGUAGE: Final = re.compile("[a-z]{2}(-[A-Z]{2})?")
_LENGTH_TO_AN_OBJECT: Final = 3
"""Steps of a trail: the file, the kind, the object."""


class KeySuggestion(NamedTuple):
    """The field of the same mapping that is meant, or under which the key belongs, if either; and what to do.

    `certain` if nothing else can be meant: the key is to be called like the field.
    """

    field: str | None
    help: str
    certain: bool = False


def key_suggestion(trail: Trail, key: str) -> KeySuggestion:
    """A field in another spelling, a known mistake, a field of another place, or the nearest field; else all there are.

    The first that applies, in this order.
    """
    fields: Node = trail.here.node["properties"]
    if (known := _known(trail, key)) is not None:
        return known
    other = KNOWN_MISTAKES.get(trail.here.definition or "file", {}).get(ANY_OTHER)
    if other is not None:
        return KeySuggestion(None, other)
    if len(trail.steps) == 1 and len(fields) == 1:
        (only,) = fields
        return KeySuggestion(None, f"write `{only}:` on the line above, and this and what belongs to it indented below")
    return KeySuggestion(
        None,
        "take it out, or look for a misspelling" if len(fields) > _LONGEST_LIST else f"allowed here: {choices(fields)}",
    )


def is_known_mistake(trail: Trail, key: str) -> bool:
    """Whether more is known about a key than that it is not allowed."""
    return _known(trail, key) is not None


def _known(trail: Trail, key: str) -> KeySuggestion | None:
    return (
        _other_spelling(trail, key)
        or _variant_to_decision(trail, key)
        or _known_mistake(trail, key)
        or _belongs_below(trail, key)
        or _belongs_above(trail, key)
        or _of_another_file(trail, key)
        or _of_another_kind(trail, key)
        or _variant(trail, key)
        or _nearest(trail, key)
    )


def _other_spelling(trail: Trail, key: str) -> KeySuggestion | None:
    """`Next destination`, `titlе` with a Cyrillic letter, `queue:support` without a space."""
    fields: Node = trail.here.node["properties"]
    before, colon, behind = key.partition(":")
    if colon and before in fields:
        odd = ""
        if behind and is_odd_space(behind[0]):
            odd = f" in place of the character that stands there: it is {code_point(behind[0])}"
        return KeySuggestion(before, f"put a space after the colon of '{before}:'{odd}")
    field = {folded(name): name for name in fields}.get(folded(without_odd_characters(key)))
    if field is None:
        return None
    if field in trail.here.value:
        return KeySuggestion(field, f"'{field}' stands here as well: take one of the two out")
    reason = odd_character(key)
    return KeySuggestion(field, f"did you mean '{field}'?{f' {reason}' if reason else ''}", certain=True)


def _variant_to_decision(trail: Trail, key: str) -> KeySuggestion | None:
    if key != "decision" or len(trail.steps) == 1 or not is_target_variant(trail):
        return None
    return KeySuggestion(
        None,
        "a language variant of a target leads out of the tree, and a target to a decision has no variants: take this"
        " one out, and write the variants of the texts in the decision",
    )


def _variant(trail: Trail, key: str) -> KeySuggestion | None:
    """`en: [order]` beside `similar`."""
    languages, _ = trail.resolved(trail.here.node["properties"].get("languages", {}))
    if "additionalProperties" not in languages or _LANGUAGE.fullmatch(key) is None:
        return None
    return KeySuggestion(None, f"a variant stands under 'languages': put `languages:` above it, and '{key}' below that")


def _known_mistake(trail: Trail, key: str) -> KeySuggestion | None:
    mistake = KNOWN_MISTAKES.get(trail.here.definition or "file", {}).get(folded(key))
    if mistake is None:
        return None
    if mistake in trail.here.node["properties"]:
        return KeySuggestion(mistake, f"did you mean '{mistake}'?", certain=mistake not in trail.here.value)
    return KeySuggestion(None, mistake)


def _belongs_below(trail: Trail, key: str) -> KeySuggestion | None:
    if len(trail.steps) == 1:
        return None
    below = _fields_with(trail, key) or _lists_with(trail, key)
    present = [field for field in below if field in trail.here.value]
    if len(present) != 1 and len(below) != 1:
        return None
    field = (present or list(below))[0]
    spelling = f", as '{below[field]}'" if below[field] != key else ""
    return KeySuggestion(field, f"'{key}' belongs under '{field}'{spelling}")


def _fields_with(trail: Trail, key: str) -> dict[str, str]:
    """The fields here that have such a field, each with its spelling there."""
    below = {}
    for field, child in trail.here.node["properties"].items():
        spelling = _spelt(trail.resolved(child)[0], key)
        if spelling is not None:
            below[field] = spelling
    return below


def _lists_with(trail: Trail, key: str) -> dict[str, str]:
    """The fields here whose items have such a field, each with its spelling there."""
    below = {}
    for field, child in trail.here.node["properties"].items():
        inner, _ = trail.resolved(child)
        items = inner.get("items") or inner.get("additionalProperties")
        spelling = _spelt(trail.resolved(items)[0], key) if items else None
        if spelling is not None:
            below[field] = spelling
    return below


def _spelt(node: Node, key: str) -> str | None:
    return next((field for field in node.get("properties", {}) if folded(field) == folded(key)), None)


def _belongs_above(trail: Trail, key: str) -> KeySuggestion | None:
    for index in range(len(trail.steps) - 2, -1, -1):
        fields = trail.steps[index].node.get("properties")
        if fields is None:
            continue
        if key not in fields:
            return None
        beside = trail.steps[index + 1].key
        if index == 0:
            return KeySuggestion(None, f"'{key}' belongs at the start of a line, beside '{beside}'")
        owner = noun(trail.steps[index].node)
        return KeySuggestion(None, f"'{key}' belongs to the {owner}, one level up, beside '{beside}'")
    return None


def _of_another_file(trail: Trail, key: str) -> KeySuggestion | None:
    """A setting of the project in a routing file, or a kind of object in the project file."""
    if len(trail.steps) > 1:
        return None
    if trail.root["$id"] == schema("routing")["$id"]:
        if key in schema("routecfg")["properties"]:
            return KeySuggestion(None, f"'{key}' is a setting of the project: it belongs in routecfg.yaml")
    elif key in schema("routing")["properties"]:
        return KeySuggestion(None, f"'{key}' belongs in a routing file, in the folder that 'sandbox' names")
    return None


def _of_another_kind(trail: Trail, key: str) -> KeySuggestion | None:
    """A field that only objects of one other kind have."""
    if not trail.here.named or len(trail.steps) != _LENGTH_TO_AN_OBJECT:
        return None
    kinds = [kind for kind, fields in _fields_of_kinds(trail).items() if key in fields]
    if len(kinds) != 1:
        return None
    name = quoted_key(trail.path)
    return KeySuggestion(None, f"only '{kinds[0]}' have such a field: take it out here, or move {name} there")


def _fields_of_kinds(trail: Trail) -> Mapping[str, Mapping[str, Any]]:
    kinds = {kind: trail.resolved(node)[0] for kind, node in trail.steps[0].node["properties"].items()}
    return {
        kind: trail.resolved(node["additionalProperties"])[0]["properties"]
        for kind, node in kinds.items()
        if "object" in allowed_types(node)
    }


def _nearest(trail: Trail, key: str) -> KeySuggestion | None:
    fields = [field for field in trail.here.node["properties"] if field not in trail.here.value]
    near = nearest(without_odd_characters(key), fields)
    if near is None:
        return None
    reason = odd_character(key)
    certain = only_neighbour(without_odd_characters(key), fields) == near
    return KeySuggestion(near, f"did you mean '{near}'?{f' {reason}' if reason else ''}", certain)
