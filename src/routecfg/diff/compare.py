"""Two bundles compared by what they mean."""

from collections.abc import Iterator

from routecfg.bundle import CLOSED_KINDS, Bundle, ClosedEstate, to_json
from routecfg.diff.contents import contents
from routecfg.diff.derived_changes import derived_changes
from routecfg.diff.difference import Difference, ObjectChange
from routecfg.diff.field_changes import Known, object_details
from routecfg.diff.labels import quoted
from routecfg.diff.large_change import large_change
from routecfg.diff.matching import exact, same
from routecfg.diff.renames import NOTHING_FOLLOWED, Followed, follow
from routecfg.diff.summaries import summary
from routecfg.disclosure import without_secrets
from routecfg.model import Kind, Object, Template, TimeGroup
from routecfg.opening_hours import spans_kept_apart


def compare(before: Bundle | None, after: Bundle) -> Difference:
    """What changes when `after` replaces `before`; None: nothing is in production yet.

    Empty if and only if both treat every chat alike. Inputs are not compared.
    """
    if before is None:
        return Difference(tuple(_all_added(after.estate)), first=True)
    followed = follow(before.estate, after.estate)
    objects = tuple(_objects(followed, after.estate))
    large = large_change(followed.estate, after.estate) if objects else ()
    return Difference(objects, derived_changes(before, after), large)


def _all_added(estate: ClosedEstate) -> Iterator[ObjectChange]:
    for kind, name, item in estate:
        yield ObjectChange("added", kind, name, _title(item))


def _objects(followed: Followed, after: ClosedEstate) -> Iterator[ObjectChange]:
    before = followed.estate
    settings = object_details((), before.project, after.project)
    if settings:
        yield ObjectChange("changed", "project", "", details=settings)
    for kind in CLOSED_KINDS:
        old, new = before.of(kind), after.of(kind)
        apart = _apart(before, after) if kind == "time_groups" and exact(old) != exact(new) else frozenset()
        for name in sorted({*old, *new}):
            if name not in new:
                yield _removed(kind, name, old[name])
            elif name not in old:
                yield _added(kind, name, new[name])
            else:
                yield from _changes(kind, name, old[name], new[name], followed, spans_apart=name in apart)


def _removed(kind: Kind, name: str, item: Object) -> ObjectChange:
    return ObjectChange("removed", kind, name, _title(item), does=summary(item), before=_value(kind, name, item))


def _added(kind: Kind, name: str, item: Object) -> ObjectChange:
    says = contents(item, (kind, name))
    does = "" if says and isinstance(item, TimeGroup | Template) else summary(item)
    return ObjectChange("added", kind, name, _title(item), does=does, after=_value(kind, name, item), says=says)


def _value(kind: Kind, name: str, item: Object) -> object:
    return without_secrets(to_json(item), (kind, name))


def _apart(before: ClosedEstate, after: ClosedEstate) -> frozenset[str]:
    """The time groups in which spans that touch are more than one span, in one of the estates."""
    each = (spans_kept_apart(item.time_groups, item.project.timezone) for item in (before, after))
    return frozenset().union(*each)


def _changes(
    kind: Kind, name: str, before: Object, after: Object, followed: Followed, *, spans_apart: bool
) -> Iterator[ObjectChange]:
    inside = followed.trees.get(name, NOTHING_FOLLOWED) if kind == "decision_trees" else NOTHING_FOLLOWED
    changed = bool(inside.renames) or not same(before, after)
    details = object_details((kind, name), before, after, Known(inside, spans_apart)) if changed else ()
    rename = followed.objects.get((kind, name))
    if rename is not None:
        yield ObjectChange("renamed", kind, name, _title(after), rename.was, rename.follow, details)
    elif details:
        yield ObjectChange("changed", kind, name, _title(after), details=details)


def _title(item: Object) -> str:
    """An object's title, safe to show."""
    return quoted(item.title)[1:-1]
