"""Places where one object names another, and what their help needs to know from the whole estate."""

from collections.abc import Mapping
from typing import Any

from routecfg.diagnostics import UnknownName, nearest
from routecfg.disclosure import LONGEST, secrets_in
from routecfg.shape.odd_characters import wrong_character
from routecfg.shape.schemas import Node, Trail, allowed_types


def kind_named(node: Node) -> str | None:
    """The kind of object that is named here (`decision`: one of the same tree); None if nothing is."""
    kind: str | None = node.get("x-refersTo")
    return kind


def destinations(trail: Trail, node: Node) -> dict[str, str]:
    """The fields of a destination, or of a place in a scenario, each with the kind that it names.

    Empty for any other node. That a chat ends by silence is a truth beside the names.
    """
    fields: Mapping[str, Node] = node.get("properties", {})
    kinds = {
        field: kind_named(trail.resolved(child)[0])
        for field, child in fields.items()
        if "boolean" not in allowed_types(child)
    }
    if None in kinds.values():
        return {}
    return {field: kind for field, kind in kinds.items() if kind is not None}


def names_objects(trail: Trail, node: Node, value: Any) -> bool:
    """Whether a value of a node names an object anywhere, so that it is right only where that exists."""
    node, _ = trail.resolved(node)
    if kind_named(node) is not None:
        return True
    if isinstance(value, list):
        return any(names_objects(trail, node["items"], item) for item in value)
    if isinstance(value, dict):
        fields, others = node.get("properties", {}), node.get("additionalProperties")
        return any(names_objects(trail, fields.get(key, others), item) for key, item in value.items())
    return False


def decision_called(trail: Trail) -> str | None:
    """The decision of the same tree that a text means: by its name, or by its title."""
    text = trail.here.value
    if not isinstance(text, str):
        return None
    decisions = _decisions_around(trail)
    if text in decisions:
        return text
    titles = {
        fields["title"]: name
        for name, fields in decisions.items()
        if isinstance(fields, dict) and isinstance(fields.get("title"), str)
    }
    return titles.get(text)


def decision_meant(trail: Trail) -> str | None:
    """The same, or else the decision with the nearest name."""
    return decision_called(trail) or nearest(trail.here.value, _decisions_around(trail))


def unknown_name(trail: Trail) -> UnknownName | None:
    """What the estate is asked about a text in a place that should name an object, or hold a destination."""
    step = trail.here
    kind = kind_named(step.node)
    if step.value is None:
        return missing_name(trail.above(), str(step.key)) if isinstance(step.key, str) else None
    written = _harmless_text(trail)
    if written is None or kind == "decision":
        return None
    if kind is not None:
        others = destinations(trail, trail.parent.node).values()
        kinds = tuple(dict.fromkeys((kind, *(other for other in others if other != "decision"))))
        return UnknownName(written, kinds, str(step.key), reason=wrong_character(written) or "")
    return _destination(trail, step.node, str(step.key), written)


def missing_name(trail: Trail, field: str) -> UnknownName | None:
    """What the estate is asked where a field is missing that would name an object."""
    node, _ = trail.resolved(trail.here.node.get("properties", {}).get(field, {}))
    kind = kind_named(node)
    if kind is not None:
        return UnknownName("", (kind,), field)
    return _destination(trail, node, field, "")


def defined_name(trail: Trail, name: str) -> UnknownName | None:
    """What the estate is asked about the name of an object that is not of the right form."""
    kind = trail.here.key
    if len(trail.steps) != 2 or not isinstance(kind, str):
        return None
    return UnknownName(name, (kind,), "", "definition")


def decision_elsewhere(trail: Trail, name: object) -> UnknownName | None:
    """What the estate is asked about a decision that a destination names where none can be reached."""
    if not destinations(trail, trail.here.node) or is_target_variant(trail):
        return None
    if not isinstance(name, str) or len(name) > LONGEST:
        return None
    return UnknownName(name, ("decision_trees",), str(trail.here.key), "decision")


def is_target_variant(trail: Trail) -> bool:
    """Whether a destination is the language variant of a target."""
    return trail.parent.key == "languages"


def _destination(trail: Trail, node: Node, field: str, written: str) -> UnknownName | None:
    fields = destinations(trail, node)
    kinds = tuple(kind for kind in fields.values() if kind != "decision")
    if not kinds:
        return None
    near = nearest(written, _decisions_around(trail)) if written and "decision" in fields else None
    return UnknownName(written, kinds, field, "destination", near or "")


def _decisions_around(trail: Trail) -> Mapping[str, Any]:
    """The decisions of the tree that holds a place, by name."""
    trees = (step.value for step in reversed(trail.steps) if step.definition == "decisionTree")
    decisions = next((tree.get("decisions") for tree in trees if isinstance(tree, dict)), None)
    return decisions if isinstance(decisions, dict) else {}


def _harmless_text(trail: Trail) -> str | None:
    value = trail.here.value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or len(value) > LONGEST or secrets_in(trail.path, value):
        return None
    return value
