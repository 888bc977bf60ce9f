"""What changed inside an object, part by part; each part is compared in the way that its meaning asks for."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from routecfg.diff import words
from routecfg.diff.difference import Detail
from routecfg.diff.entries import entry, entry_changes
from routecfg.diff.lists import UNORDERED, language_list_changes, list_changes
from routecfg.diff.matching import Matching, Pair, exact, moved
from routecfg.diff.renames import NOTHING_FOLLOWED, TreeFollowed
from routecfg.model import GROUP_PARTS

ACTION_LISTS: Final = {"actions": (), "then": ("then",), "else": ("otherwise",), "do": ("each time",)}
"""The lists of actions, and what a path says of them."""

_BY_KEY: Final = {"save_data": "saved data", "headers": "header", "secrets": "secret"}
"""Mappings by the operator's own keys, and what one pair is called."""

Where = tuple[str, ...]


def object_details(
    before: dict[str, Any], after: dict[str, Any], followed: TreeFollowed = NOTHING_FOLLOWED
) -> tuple[Detail, ...]:
    """The changes between two forms of one object, in the order of its fields.

    `followed` says what `before` has followed already, if the object is a decision tree.
    """
    return tuple(_fields(before, after, (), followed))


def _fields(
    before: dict[str, Any], after: dict[str, Any], where: Where, followed: TreeFollowed = NOTHING_FOLLOWED
) -> Iterator[Detail]:
    for field in dict.fromkeys((*after, *before)):
        old, new = before.get(field), after.get(field)
        if field == "decisions":
            yield from _decisions(old or [], new or [], followed)
        elif field != "name" and exact(old) != exact(new):
            yield from _field(field, old, new, where)


def _field(field: str, before: Any, after: Any, where: Where) -> Iterator[Detail]:
    if field == "targets":
        yield from _targets(before, after, where)
    elif field in ACTION_LISTS:
        yield from _actions(before, after, (*where, *ACTION_LISTS[field]))
    elif field in GROUP_PARTS:
        yield from _entries(before, after, (*where, words.field_words(field)))
    elif field == "languages":
        yield from _languages(before, after, where)
    elif field in _BY_KEY:
        yield from _by_key(field, before, after, where)
    elif field in UNORDERED and isinstance(before, list) and isinstance(after, list):
        yield from list_changes(before, after, (*where, words.field_words(field)))
    elif field in ("when", "button", "list_label") and isinstance(before, dict) and isinstance(after, dict):
        yield from _fields(before, after, where if field == "when" else (*where, words.field_words(field)))
    else:
        yield from _value(before, after, (*where, words.field_words(field)), (field,))


def _value(before: Any, after: Any, where: Where, path: Sequence[str] = ()) -> Iterator[Detail]:
    """A value that is told whole. `path` is its place in a file, for what may be secret there."""
    old, new = words.change(before, after, path)
    if old is None or new is None:
        yield Detail("added" if old is None else "removed", where, old, new)
    else:
        yield Detail("changed", where, old, new)


def _languages(before: Any, after: Any, where: Where) -> Iterator[Detail]:
    """Languages that are spoken are a list; variants of something are a mapping by language."""
    if isinstance(after, list):
        yield from language_list_changes(before, after, (*where, "languages"))
        return
    for language in sorted({*before, *after}):
        old, new = before.get(language), after.get(language)
        if exact(old) == exact(new):
            continue
        here = (*where, f"in '{language}'")
        if isinstance(old, list | None) and isinstance(new, list | None):
            yield from list_changes(old or [], new or [], (*here, "similar"))
        else:
            leads = isinstance(new or old, dict)
            yield from _value(old, new, (*here, "leads to" if leads else "text"))


def _by_key(field: str, before: dict[str, Any] | None, after: dict[str, Any] | None, where: Where) -> Iterator[Detail]:
    old, new = before or {}, after or {}
    for key in sorted({*old, *new}):
        here, path = (*where, f"{_BY_KEY[field]} {words.quoted(key, words.SHORT)}"), (field, key)
        if key not in new:
            yield Detail("removed", here, before=words.value(old[key], path) or "nothing")
        elif key not in old:
            yield Detail("added", here, after=words.value(new[key], path) or "nothing")
        elif exact(old[key]) != exact(new[key]):
            shown = words.change(old[key], new[key], path)
            yield Detail("changed", here, shown[0] or "nothing", shown[1] or "nothing")


def _entries(before: list[Any], after: list[Any], where: Where) -> Iterator[Detail]:
    """The lines of a time group, in no order."""
    matching = Matching(before, after)
    matching.equal()
    matching.alike()
    found = matching.pairs
    for one, other in found:
        if exact(before[one]) != exact(after[other]):
            yield from entry_changes(before[one], after[other], where)
    for index in sorted(set(range(len(before))) - {one for one, _ in found}):
        yield Detail("removed", where, before=entry(before[index]))
    for index in sorted(set(range(len(after))) - {other for _, other in found}):
        yield Detail("added", where, after=entry(after[index]))


def _targets(before: list[Any], after: list[Any], where: Where) -> Iterator[Detail]:
    found = target_pairs(before, after)
    names = (
        [words.answer(one["when"], one["default"]) for one in before],
        [words.answer(one["when"], one["default"]) for one in after],
    )
    shown = ([words.target(one) for one in before], [words.target(one) for one in after])
    yield from _items(before, after, found, names, shown, where)


def target_pairs(before: list[Any], after: list[Any]) -> list[Pair]:
    """Which target is which: the same answer, even if it leads elsewhere now, the most alike, or in the same place."""
    matching = Matching(before, after)
    matching.equal()
    matching.same(*([exact([one["when"], one["default"]]) for one in side] for side in (before, after)))
    matching.alike()
    matching.between(*([_sort(one) for one in side] for side in (before, after)))
    return matching.pairs


def _sort(target: dict[str, Any]) -> str:
    """Targets of one sort may be the same one with all other words."""
    return exact([target["to"], target["when"] is None, target["default"]]).decode()


def _actions(before: list[Any], after: list[Any], where: Where) -> Iterator[Detail]:
    matching = Matching(before, after)
    matching.equal()
    matching.alike()
    matching.between(*([next(iter(one)) for one in side] for side in (before, after)))
    names = [words.action(one) for one in before], [words.action(one) for one in after]
    yield from _items(before, after, matching.pairs, names, None, where)


def _items(
    before: list[Any],
    after: list[Any],
    found: list[Pair],
    names: tuple[list[str], list[str]],
    shown: tuple[list[str], list[str]] | None,
    where: Where,
) -> Iterator[Detail]:
    """The changes of a list whose order means something. `shown` says of an item what its name does not."""
    away = moved(found)
    kept = [pair for pair in found if pair not in away]
    still = (sorted(one for one, _ in kept), sorted(other for _, other in kept))
    beside = {pair: _beside(pair, still, names) for pair in away}
    partner = {other: one for one, other in found}
    for index, item in enumerate(after):
        one = partner.get(index)
        here = (*where, names[1][index])
        if one is None:
            yield Detail("added", here, after=shown[1][index] if shown else None)
            continue
        if (one, index) in beside:
            yield Detail("moved", here, *beside[one, index])
        if exact(before[one]) != exact(item):
            yield from _inside(before[one], item, here)
    for index in sorted(set(range(len(before))) - set(partner.values())):
        yield Detail("removed", (*where, names[0][index]), before=shown[0][index] if shown else None)


def _inside(before: dict[str, Any], after: dict[str, Any], where: Where) -> Iterator[Detail]:
    """The changes within a target, a decision or an action. An action has one key, which its label tells already."""
    if len(after) > 1:
        yield from _fields(before, after, where)
        return
    ((sort, new),) = after.items()
    if sort == "save_data":
        yield from _by_key(sort, before[sort], new, where[:-1])
    elif sort == "target":
        yield from _value(before[sort], new, (*where[:-1], "target", "leads to"))
    else:
        yield from _fields(before[sort], new, where)


def _beside(pair: Pair, still: tuple[list[int], list[int]], names: tuple[list[str], list[str]]) -> tuple[str, str]:
    """Next to which of the items that kept their order an item stood, and next to which it stands."""
    told: list[str] = []
    for side in (0, 1):
        place = bisect(still[side], pair[side])
        other = still[side][place - 1] if place else still[side][0]
        told.append(f"{'after' if place else 'before'} {names[side][other]}")
    return told[0], told[1]


def _decisions(before: list[Any], after: list[Any], followed: TreeFollowed) -> Iterator[Detail]:
    """Decisions by name; `before` bears the new names already."""
    places = {one["name"]: index for index, one in enumerate(before)}
    found = [(places[one["name"]], index) for index, one in enumerate(after) if one["name"] in places]
    names = [one["name"] for one in before], [one["name"] for one in after]
    labels = [f"decision '{name}'" for name in names[0]], [f"decision '{name}'" for name in names[1]]
    titles = (
        [words.quoted(one["title"], words.SHORT) for one in before],
        [words.quoted(one["title"], words.SHORT) for one in after],
    )
    for rename in followed.renames:
        yield Detail("renamed", (f"decision '{rename.name}'",), f"'{rename.was}'", f"'{rename.name}'", rename.follow)
    titled: dict[Where, int] = {(f"decision '{name}'", "title"): count for name, count in followed.buttons.items()}
    for detail in _items(before, after, found, labels, titles, ()):
        yield msgspec.structs.replace(detail, follow=titled.get(detail.path, detail.follow))
