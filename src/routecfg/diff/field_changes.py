"""What changed inside an object, part by part; each part is compared in the way that its meaning asks for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

import msgspec

from routecfg.diagnostics import Path
from routecfg.diff import labels
from routecfg.diff.at import At
from routecfg.diff.contents import contents
from routecfg.diff.difference import Detail, Shown
from routecfg.diff.matching import Matching, Pair, exact
from routecfg.diff.moves import moves
from routecfg.diff.renames import NOTHING_FOLLOWED, TreeFollowed
from routecfg.diff.time_entries import entry_list_changes
from routecfg.diff.word_lists import language_list_changes, list_changes
from routecfg.model import GROUP_PARTS, Action, Answer, Decision, Destination, Entry, Label, Part, Target, Value

_ACTION_LISTS: Final = {"actions": (), "then": ("then",), "else": ("otherwise",), "do": ("each time",)}
"""The lists of actions, and how labels name them."""

_BY_KEY: Final = {"save_data": "saved data", "headers": "header", "secrets": "secret"}
"""Mappings by the operator's own keys, and what one pair is called."""

_Item = TypeVar("_Item", Target, Action, Decision, Entry, str)


class Known(NamedTuple):
    """What is known of an object before its two forms are compared.

    Of a decision tree: what the earlier form has followed already. Of a time group: whether spans that touch are not
    the same as one span, see `opening_hours.spans_kept_apart`.
    """

    tree: TreeFollowed = NOTHING_FOLLOWED
    spans_apart: bool = False


def object_details(root: Path, before: Part, after: Part, known: Known = Known()) -> tuple[Detail, ...]:  # noqa: B008 - it is frozen
    """The changes between two forms of one object, in the order of its fields. `root` is its kind and name."""
    return tuple(_fields(before, after, At(root), known))


def _fields(before: Part, after: Part, at: At, known: Known = Known()) -> Iterator[Detail]:  # noqa: B008 - it is frozen
    for field, key in zip(after.__struct_fields__, after.__struct_encode_fields__, strict=True):
        old: Value = getattr(before, field)
        new: Value = getattr(after, field)
        if key == "decisions":
            yield from _decisions(_items(old, Decision), _items(new, Decision), at, known.tree)
        elif key == "name" or exact(old) == exact(new):
            continue
        elif key in GROUP_PARTS:
            entries = _items(old, Entry), _items(new, Entry)
            yield from entry_list_changes(key, *entries, at.to(key, words=[key]), apart=known.spans_apart)
        else:
            yield from _field(key, old, new, at.to(key))


def _field(key: str, before: Value, after: Value, at: At) -> Iterator[Detail]:
    """The changes of one field. `at` leads to it, but its words do not name it yet."""
    named = at.to(words=[labels.field_words(key)])
    match key:
        case "targets":
            yield from _targets(_items(before, Target), _items(after, Target), at)
        case "actions" | "then" | "else" | "do":
            yield from _actions(_items(before, Action), _items(after, Action), at.to(words=_ACTION_LISTS[key]))
        case "similar" | "transfers" | "send_custom_fields" | "allow_hosts":
            yield from list_changes(_items(before, str), _items(after, str), named)
        case "languages" if isinstance(after, tuple):
            yield from language_list_changes(_items(before, str), _items(after, str), named)
        case "languages":
            yield from _variants(_mapping(before), _mapping(after), at)
        case "save_data" | "headers" | "secrets":
            yield from _by_key(key, _mapping(before), _mapping(after), at)
        case _:
            if isinstance(before, Answer) and isinstance(after, Answer):
                yield from _fields(before, after, at)
            elif isinstance(before, Label) and isinstance(after, Label):
                yield from _fields(before, after, named)
            else:
                yield named.detail(before, after)


def _items(value: Value, kind: type[_Item]) -> tuple[_Item, ...]:
    """The items of a field that is a list of this type."""
    return tuple(item for item in value if isinstance(item, kind)) if isinstance(value, tuple) else ()


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _variants(before: Mapping[str, Value], after: Mapping[str, Value], at: At) -> Iterator[Detail]:
    """What is said, understood or where a way leads, by language."""
    for language in sorted({*before, *after}):
        old, new = before.get(language), after.get(language)
        if exact(old) == exact(new):
            continue
        here = at.to(language, words=[f"in '{language}'"])
        if isinstance(old, tuple | None) and isinstance(new, tuple | None):
            yield from list_changes(_items(old, str), _items(new, str), here.to(words=["similar"]))
        else:
            leads = isinstance(new or old, Destination)
            field = "leads to" if leads else "pattern" if at.path[-2:-1] == ("when",) else "text"
            yield here.to(words=[field]).detail(old, new)


def _by_key(field: str, before: Mapping[str, Value], after: Mapping[str, Value], at: At) -> Iterator[Detail]:
    for key in sorted({*before, *after}):
        here = at.to(key, words=[f"{_BY_KEY[field]} {labels.quoted(key, labels.SHORT)}"])
        if key not in after:
            yield Detail("removed", here.path, here.words, before=_known(here, before[key]))
        elif key not in before:
            yield Detail("added", here.path, here.words, after=_known(here, after[key]))
        elif exact(before[key]) != exact(after[key]):
            old, new = labels.change_words(before[key], after[key], (*here.root, *here.path))
            shown = (here.shown(before[key], old or "nothing"), here.shown(after[key], new or "nothing"))
            yield Detail("changed", here.path, here.words, *shown)


def _known(at: At, value: Value) -> Shown | None:
    """A value under a key of its own: the key says something even if the value is nothing."""
    return at.shown(value, labels.value_words(value, (*at.root, *at.path)) or "nothing")


class _Ordered(NamedTuple):
    """One side of a list whose order means something: its items, their names, and `more`, what the names do not say."""

    items: Sequence[Part]
    names: Sequence[str]
    more: Sequence[str]


def _targets(before: Sequence[Target], after: Sequence[Target], at: At) -> Iterator[Detail]:
    yield from _ordered_changes(_target_list(before), _target_list(after), target_pairs(before, after), at)


def _target_list(targets: Sequence[Target]) -> _Ordered:
    names = [labels.answer(target.when, default=target.default) for target in targets]
    return _Ordered(targets, names, [labels.target(target) for target in targets])


def target_pairs(before: Sequence[Target], after: Sequence[Target]) -> list[Pair]:
    """Which target is which: the same answer, even if it leads elsewhere now, the most alike, or in the same place."""
    matching = Matching(before, after)
    matching.equal()
    matching.same([_answer_key(target) for target in before], [_answer_key(target) for target in after])
    matching.alike()
    matching.between([_sort(target) for target in before], [_sort(target) for target in after])
    return matching.pairs


def _answer_key(target: Target) -> bytes:
    return exact((target.when, target.default))


def _sort(target: Target) -> str:
    """Targets of one sort may be the same one with all other words."""
    return exact((target.to, target.when is None, target.default)).decode()


def _actions(before: Sequence[Action], after: Sequence[Action], at: At) -> Iterator[Detail]:
    matching = Matching(before, after)
    matching.equal()
    matching.alike()
    matching.between([action.field for action in before], [action.field for action in after])
    yield from _ordered_changes(_action_list(before), _action_list(after), matching.pairs, at)


def _action_list(actions: Sequence[Action]) -> _Ordered:
    return _Ordered(actions, [labels.action(action) for action in actions], [""] * len(actions))


def _ordered_changes(before: _Ordered, after: _Ordered, found: list[Pair], at: At) -> Iterator[Detail]:
    """The changes of a list whose order means something. `found` are the items that are one."""
    away = moves(found, before.names, after.names, at)
    partner = {new: old for old, new in found}
    for index, item in enumerate(after.items):
        here = at.to(index, words=[after.names[index]])
        if index not in partner:
            says = contents(item, (*here.root, *here.path)) if isinstance(item, Action | Target) else ()
            yield Detail("added", here.path, here.words, after=here.shown(item, after.more[index]), says=says)
            continue
        if index in away:
            yield away[index]
        old = before.items[partner[index]]
        if exact(old) != exact(item):
            yield from _inside(old, item, here)
    for index in sorted(set(range(len(before.items))) - set(partner.values())):
        here = at.to(index, words=[before.names[index]])
        yield Detail("removed", here.path, here.words, before=here.shown(before.items[index], before.more[index]))


def _inside(before: Part, after: Part, at: At) -> Iterator[Detail]:
    """The changes within a target, a decision or an action. An action has one field, which its name says already."""
    if isinstance(before, Target) and isinstance(after, Target):
        yield from _target(before, after, at)
        return
    if not (isinstance(before, Action) and isinstance(after, Action)):
        yield from _fields(before, after, at)
        return
    old, new = before.value, after.value
    around = At(at.root, (*at.path, after.field), at.words[:-1])
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _by_key(after.field, old, new, around)
    elif isinstance(new, Destination):
        yield around.to(words=["target", "leads to"]).detail(old, new)
    elif isinstance(old, Part) and isinstance(new, Part):
        yield from _fields(old, new, at.to(after.field))


def _target(before: Target, after: Target, at: At) -> Iterator[Detail]:
    """The changes within a target. One that was taken at once, or for any other answer, may have an answer now."""
    if None in (before.when, after.when) and (before.when, before.default) != (after.when, after.default):
        old, new = (labels.answer(target.when, default=target.default) for target in (before, after))
        here = At(at.root, (*at.path, "when"), (*at.words[:-1], f"way to {labels.destination(after.to)}"))
        shown = here.shown(before.when, old), here.shown(after.when, new)
        yield Detail("changed", here.path, here.words, *shown, says=contents(after, (*at.root, *at.path)))
        before = msgspec.structs.replace(before, when=after.when, default=after.default)
    yield from _fields(before, after, at)


def _decisions(
    before: Sequence[Decision], after: Sequence[Decision], at: At, followed: TreeFollowed
) -> Iterator[Detail]:
    """Decisions by name; `before` has the new names already. All that their order means is where the tree starts."""
    old, new = ({decision.name: decision for decision in side} for side in (before, after))
    for rename in followed.renames:
        here = _decision_at(at, rename.name)
        names = Shown(rename.was, f"'{rename.was}'"), Shown(rename.name, f"'{rename.name}'")
        yield Detail("renamed", here.path, here.words, *names, rename.follow)
    for name, decision in new.items():
        here = _decision_at(at, name)
        if name not in old:
            says = contents(decision, (*here.root, *here.path))
            yield Detail(
                "added", here.path, here.words, None, here.shown(decision, _decision_title(decision)), says=says
            )
        elif exact(old[name]) != exact(decision):
            for detail in _inside(old[name], decision, here):
                follow = followed.buttons.get(name, 0) if detail.path == (*here.path, "title") else 0
                yield msgspec.structs.replace(detail, follow=follow)
    for name in sorted(old.keys() - new.keys()):
        here = _decision_at(at, name)
        yield Detail("removed", here.path, here.words, before=here.shown(old[name], _decision_title(old[name])))


def _decision_at(at: At, name: str) -> At:
    return at.to("decisions", name, words=[f"decision '{name}'"])


def _decision_title(decision: Decision) -> str:
    return labels.quoted(decision.title, labels.SHORT)
