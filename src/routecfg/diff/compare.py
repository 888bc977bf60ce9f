"""Two bundles compared by what they mean."""

from collections.abc import Iterator
from typing import Any

from routecfg.bundle import CLOSED_KINDS, Bundle, struct_to_json
from routecfg.diff.derived import derived_changes
from routecfg.diff.details import object_details
from routecfg.diff.difference import Difference, ObjectChange, What
from routecfg.diff.matching import exact
from routecfg.diff.purpose import purpose
from routecfg.diff.renames import NOTHING_FOLLOWED, Followed, follow
from routecfg.diff.words import quoted


def compare(before: Bundle | None, after: Bundle) -> Difference:
    """What changes when `after` replaces `before`; None: nothing is in production yet.

    Empty if and only if both treat every chat alike. Inputs are not compared.
    """
    estate = struct_to_json(after.estate)
    if before is None:
        return Difference(tuple(_all_added(estate)), first=True)
    followed = follow(struct_to_json(before.estate), estate)
    return Difference(tuple(_objects(followed, estate)), derived_changes(before, after))


def _all_added(closed: dict[str, Any]) -> Iterator[ObjectChange]:
    for kind in CLOSED_KINDS:
        for name, one in sorted(closed[kind].items()):
            yield ObjectChange("added", kind, name, _title(one))


def _objects(followed: Followed, after: dict[str, Any]) -> Iterator[ObjectChange]:
    before = followed.estate
    settings = object_details(before["project"], after["project"])
    if settings:
        yield ObjectChange("changed", "project", "", details=settings)
    for kind in CLOSED_KINDS:
        for name in sorted({*before[kind], *after[kind]}):
            if name not in after[kind]:
                yield _whole("removed", kind, name, before[kind][name])
            elif name not in before[kind]:
                yield _whole("added", kind, name, after[kind][name])
            else:
                yield from _one(kind, name, before[kind][name], after[kind][name], followed)


def _whole(change: What, kind: str, name: str, one: dict[str, Any]) -> ObjectChange:
    return ObjectChange(change, kind, name, _title(one), does=purpose(kind, one))


def _one(kind: str, name: str, before: Any, after: Any, followed: Followed) -> Iterator[ObjectChange]:
    inside = followed.trees.get(name, NOTHING_FOLLOWED) if kind == "decision_trees" else NOTHING_FOLLOWED
    details = object_details(before, after, inside) if inside.renames or exact(before) != exact(after) else ()
    rename = followed.objects.get((kind, name))
    if rename is not None:
        yield ObjectChange("renamed", kind, name, _title(after), rename.was, rename.follow, details)
    elif details:
        yield ObjectChange("changed", kind, name, _title(after), details=details)


def _title(one: dict[str, Any]) -> str:
    """An object's title as it may be shown."""
    return quoted(one["title"])[1:-1]
