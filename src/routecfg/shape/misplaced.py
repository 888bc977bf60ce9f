"""Objects and decisions in the wrong column that can be read all the same: the cause, once, at its line."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

from routecfg.diagnostics import with_article
from routecfg.shape.causes import Cause
from routecfg.shape.labels import noun, place_label, quoted_key
from routecfg.shape.rules import UNKNOWN_FIELD, WRONG_TYPE
from routecfg.shape.schemas import FilePath, Node, SchemaName, Trail, schema, trail


def misplaced(name: SchemaName, values: object, wrong: Collection[FilePath]) -> Iterator[Cause]:
    """What stands in the wrong column, among the parts of a routing file in which something is wrong."""
    if name != "routing" or not isinstance(values, dict):
        return
    file = trail(schema(name), values, ())
    if any(len(path) < 2 for path in wrong):
        yield from _beside_its_place(file)
    for kind, section in values.items():
        if kind in file.here.node["properties"] and isinstance(section, dict):
            yield from _beside_its_fields(file.down(kind))
    for path in wrong:
        if len(path) == 2 and path[0] in file.here.node["properties"]:
            yield from _in_object(trail(schema(name), values, path))


def _beside_its_fields(section: Trail) -> Iterator[Cause]:
    """Empty or unfinished objects that are followed by fields of their kind, where only names belong."""
    names = section.here.value
    for key in names:
        if names[key] is None and len(section.path) == 1 and key in section.steps[0].node["properties"]:
            yield _kind_beside_its_names(section, key)
            return
    for key, following in pairwise(names):
        if _is_field(section, key) or not _is_field(section, following):
            continue
        place = section.down(key)
        if names[key] is not None and not _is_begun(place):
            continue
        what = "is empty: its fields" if names[key] is None else "has some of its fields only: the others"
        finding = WRONG_TYPE.at(
            place.path,
            f"{place_label(place)} {what} stand beside its name, not below it",
            on_key=True,
            help="let its fields begin two columns further right than its name",
        )
        fields = [other for other in names if _is_field(section, other)]
        yield Cause(finding, tuple((*section.path, other) for other in (key, *fields)), (section.path,))
    for key, following in pairwise(names):
        if isinstance(names[key], dict) and not _is_field(section, key) and _is_stray_field(section, key, following):
            yield _field_beside_its_object(section, key, following)


def _is_stray_field(section: Trail, owner: str, key: str) -> bool:
    """Whether a name is that of a field which the object before it lacks, and what it has is not an object."""
    if not _is_field(section, key) or key in section.here.value[owner]:
        return False
    return not _fits(section.down(key).here.node, section.here.value[key])


def _field_beside_its_object(section: Trail, owner: str, key: str) -> Cause:
    """`languages:` in the column of the template whose variants it has."""
    path = (*section.path, key)
    thing = place_label(section.down(owner))
    finding = WRONG_TYPE.at(
        path,
        f"'{key}' stands beside {thing}, where only names belong, and is a field of it",
        on_key=True,
        help=f"let it begin in the column of the other fields of '{owner}', and what is below it as much further right",
    )
    return Cause(finding, (path,), (section.path, (*section.path, owner)))


def _is_begun(place: Trail) -> bool:
    """Whether an object has nothing but fields of its own, and lacks some that it needs."""
    fields, node = place.here.value, place.here.node
    if not isinstance(fields, dict) or not fields.keys() <= node.get("properties", {}).keys():
        return False
    return not {*node.get("required", ())} <= fields.keys()


def _kind_beside_its_names(section: Trail, kind: str) -> Cause:
    """`  queues:`, with the queues below it in the same column."""
    names = list(section.here.value)
    after = names[names.index(kind) :]
    finding = UNKNOWN_FIELD.at(
        (*section.path, kind),
        f"'{kind}' stands among the names of '{section.here.key}'",
        on_key=True,
        help="move it to the start of the line",
    )
    return Cause(finding, tuple((*section.path, name) for name in after), hides=(section.path,))


def _is_field(section: Trail, key: str) -> bool:
    step = section.down(key).here
    return step.named and key in step.node.get("properties", {})


def _in_object(at: Trail) -> Iterator[Cause]:
    """What is misplaced in an object or in a decision: it, what stands in it, what stands in its decisions."""
    fields = at.here.value
    if not isinstance(fields, dict) or not at.here.named:
        return
    unknown = [key for key in fields if key not in at.here.node.get("properties", {})]
    if unknown and len(at.path) == 2 and at.here.key in at.steps[0].node["properties"]:
        yield _kind_too_deep(at)
        return
    if unknown and (owner := _owner(at.above(), fields, wholly=True)) is not None:
        yield _too_deep(at.path, owner)
        return
    if unknown and (field := _field_for(at, fields)) is not None:
        yield _beside_trees(at, field)
        return
    for key in unknown:
        if key in at.steps[0].node["properties"] and isinstance(fields[key], dict):
            yield _kind_in_object(at, key)
            continue
        owner = _owner(at, fields[key])
        if owner is not None:
            yield _too_deep((*at.path, key), owner)
    yield from _beside_its_place(at)
    for key in fields:
        if _entry(at, key) is not None and isinstance(fields[key], dict):
            names = at.down(key)
            yield from _beside_its_fields(names)
            for name in fields[key]:
                yield from _in_object(names.down(name))


def _field_for(at: Trail, fields: Mapping[str, Any]) -> str | None:
    """The field below which an object belongs itself: `decisions` for a decision among the trees."""
    if _fits(at.here.node, fields) or len(at.path) != 2:
        return None
    entries = {field: _entry(at, field) for field in at.here.node.get("properties", {}) if field not in fields}
    return next((field for field, entry in entries.items() if entry and _fits(entry, fields, wholly=True)), None)


def _beside_trees(at: Trail, field: str) -> Cause:
    entry = _entry(at, field) or {}
    owner = noun(at.here.node)
    finding = UNKNOWN_FIELD.at(
        at.path,
        f"{quoted_key(at.path)} has the fields of {with_article(noun(entry))}, and stands where {with_article(owner)} "
        "belongs",
        on_key=True,
        help=f"let it begin in the column of the names below '{field}', and the lines below it as much further right",
    )
    return Cause(finding, (at.path,), hides=(at.path[:1],))


def _kind_too_deep(at: Trail) -> Cause:
    """A whole kind, as where `queues:` is indented too far."""
    taken_for = with_article(noun(at.here.node))
    finding = UNKNOWN_FIELD.at(
        at.path,
        f"'{at.here.key}' stands inside '{at.parent.key}', where it is taken for {taken_for} of that name",
        on_key=True,
        help="move it to the start of the line, and the lines below it as much further left",
    )
    return Cause(finding, (at.path,), hides=(at.path[:1],))


def _kind_in_object(at: Trail, kind: str) -> Cause:
    """A whole kind, still further to the right."""
    finding = UNKNOWN_FIELD.at(
        (*at.path, kind),
        f"'{kind}' stands inside {place_label(at)}, where it is taken for a field",
        on_key=True,
        help="move it to the start of the line, and the lines below it as much further left",
    )
    return Cause(finding, ((*at.path, kind),), hides=(at.path[:1],))


def _owner(at: Trail, fields: Any, *, wholly: bool = False) -> Trail | None:
    """The nearest object or decision, from a place outwards, that has fields like these."""
    while len(at.steps) > 1:
        if at.here.named and _fits(at.here.node, fields, wholly=wholly):
            return at
        at = at.above()
    return None


def _too_deep(path: FilePath, owner: Trail) -> Cause:
    thing = with_article(noun(owner.here.node))
    finding = UNKNOWN_FIELD.at(
        path,
        f"{quoted_key(path)} has the fields of {thing} of its own, and stands inside {place_label(owner)}",
        on_key=True,
        help=f"let it begin in the column of {quoted_key(owner.path)}, and the lines below it as much further left",
    )
    return Cause(finding, (path,), hides=(owner.path[:1],) if len(owner.path) == 2 else ())


def _beside_its_place(at: Trail) -> Iterator[Cause]:
    """Objects that begin in the column of their kind, and decisions in that of `decisions`."""
    above = None
    for key, fields in at.here.value.items():
        if key in at.here.node["properties"]:
            above = key if _entry(at, key) is not None else above
            continue
        entry = _entry(at, above) if above is not None else None
        if above is None or entry is None or not _fits(entry, fields):
            continue
        path, thing = (*at.path, key), with_article(noun(entry))
        finding = UNKNOWN_FIELD.at(
            path,
            f"{quoted_key(path)} has the fields of {thing}, and stands beside '{above}', not below it",
            on_key=True,
            help="let it begin two columns further right, and its fields two columns further right than its name",
        )
        empty = at.here.value[above] is None
        yield Cause(finding, (path,), ((*at.path, above),) if empty else ())


def _entry(at: Trail, field: str) -> Node | None:
    """What stands under each name in a field that holds objects or decisions by name; None for another field."""
    node, _ = at.resolved(at.here.node["properties"].get(field, {}))
    if node.get("propertyNames") != {"$ref": "#/$defs/objectName"}:
        return None
    entry, _ = at.resolved(node["additionalProperties"])
    return entry if "properties" in entry else None


def _fits(node: Node, fields: Any, *, wholly: bool = False) -> bool:
    """Whether these are the fields of such a thing: all that it needs, and few others; with `wholly` no others."""
    known = node.get("properties", {})
    if not isinstance(fields, dict) or not fields or not known or not {*node.get("required", ())} <= fields.keys():
        return False
    strange = sum(key not in known for key in fields)
    return strange == 0 if wholly else 2 * strange < len(fields)
