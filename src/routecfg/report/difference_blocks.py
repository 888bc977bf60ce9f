"""What people read of a difference, block by block, still without a form: an object each, with a line a change.

What changes alike in many decisions, as an edited target set does, stands there once: for one tree, or for several.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import msgspec

from routecfg.diagnostics import plural
from routecfg.diff import Detail, Line, ObjectChange, Shown, What
from routecfg.disclosure import first_few, harmless
from routecfg.model import KIND_WORDS, spoken

SIGNS: Final[dict[What, str]] = {"added": "+", "removed": "-", "changed": "~", "renamed": "=", "moved": ">"}
"""What a line begins with."""

_MANY: Final = 3
"""In so many decisions a change that is the same in all takes one line."""

_NAMES: Final = 4

_LONGEST: Final = 100
"""Characters of a line about a changed value with the earlier one behind it."""

_FOLDED_FROM: Final = 40
_SHOWN: Final = 30
"""Lines of what new things say that a terminal shows of an object; of up to `_FOLDED_FROM` it shows all."""

_Change: TypeAlias = tuple[Detail, ...]
"""What one line says: one change, or what went from a list and what came."""

_Key: TypeAlias = tuple[object, ...]

_LISTS: Final = frozenset(
    {"similar", "transfers", "send custom fields", "allow hosts", "days", "dates", "hours", "languages"}
)
"""The ends of paths to lists of which a line says only what came and what went."""


class BlockLine(NamedTuple):
    """A line below a heading, further in by `depth`. `new`: it is what something new says, of which a terminal shows
    the beginning."""

    change: What
    text: str
    depth: int = 0
    new: bool = False

    @property
    def signed(self) -> str:
        """The line with its sign and its indentation."""
        return f"{SIGNS[self.change]} {'  ' * self.depth}{self.text}"


class Block(NamedTuple):
    """The lines about one object, or about several that change alike. In `called` there are no texts of users.

    `address` is what `routecfg show` finds an object of the sandbox by; empty if there is none.
    """

    change: What
    called: str
    heading: str
    lines: tuple[BlockLine, ...] = ()
    objects: int = 1
    address: str = ""

    @property
    def signed(self) -> str:
        """The heading with its sign."""
        return f"{SIGNS[self.change]} {self.heading}"

    def folded(self) -> "Block":
        """The block with the first lines only of what new things say; of the others there is the number."""
        inside = [index for index, line in enumerate(self.lines) if line.new]
        if len(inside) <= _FOLDED_FROM:
            return self
        left_out = set(inside[_SHOWN:])
        kept = [line for index, line in enumerate(self.lines) if index not in left_out]
        shown_by = f": 'routecfg show {self.address}' shows all of it" if self.address else ""
        more = f"… {len(left_out):,} more lines{shown_by}"
        last = self.lines[inside[_SHOWN - 1]]
        kept.insert(inside[_SHOWN - 1] + 1, BlockLine(last.change, more, 1))
        return self._replace(lines=tuple(kept))


def blocks(objects: Sequence[ObjectChange]) -> Iterator[Block]:
    """All objects in their order; several trees that change alike stand where the first of them does."""
    changes = [tuple(_by_line(item.details)) for item in objects]
    shared = _shared(objects, changes)
    together: dict[tuple[int, ...], list[_Key]] = {}
    for key, places in shared.items():
        together.setdefault(tuple(places), []).append(key)
    first: dict[int, list[tuple[int, ...]]] = {}
    for trees in together:
        first.setdefault(trees[0], []).append(trees)
    for index, item in enumerate(objects):
        for trees in first.get(index, ()):
            yield _of_several([objects[tree] for tree in trees], objects, [shared[key] for key in together[trees]])
        own = [each for each in changes[index] if _apart_from_decision(each) not in shared]
        if own or item.change != "changed":
            yield _of_one(item, own)


def sentence(details: _Change) -> str:
    """One change inside an object, in one line: `answer '2, faq' now leads to queue 'support' (was queue 'sales')`."""
    detail = details[-1]
    before, after = _words(details[0].before), _words(detail.after)
    path, part = ": ".join(detail.labels), ": ".join(detail.labels[:-1])
    leads = detail.labels[-1] == "leads to"
    match detail.change:
        case "added" if len(details) > 1:
            line = f"{path}: added {after}; removed {before}"
        case "added" if leads:
            line = f"{part} now leads to {after}"
        case "removed" if leads:
            line = f"{part} no longer leads to {before}"
        case "added" | "removed":
            value = after if detail.change == "added" else before
            line = f"{path} {detail.change}" + (f": {value}" if value else "")
        case "changed" if leads:
            line = f"{part} now leads to {after} (was {before})"
        case "changed":
            line = f"{path} changed to {after} (was {before})"
        case "moved":
            line = f"{path} moved: now {after} (was {before})"
        case "renamed":
            line = f"{path} renamed (was {before})"
    return harmless(line + _follows(detail))


def _follows(detail: Detail) -> str:
    if not detail.follow:
        return ""
    what = plural(detail.follow, "place" if detail.change == "renamed" else "button")
    return f"; {what} {'follows' if detail.follow == 1 else 'follow'}"


def _words(value: Shown | None) -> str:
    return value.words if value is not None else ""


def _by_line(details: Sequence[Detail]) -> Iterator[_Change]:
    waiting: Detail | None = None
    for detail in details:
        if waiting is not None:
            if detail.change == "added" and detail.labels == waiting.labels:
                yield waiting, detail
                waiting = None
                continue
            yield (waiting,)
            waiting = None
        if detail.change == "removed" and detail.labels[-1] in _LISTS:
            waiting = detail
        else:
            yield (detail,)
    if waiting is not None:
        yield (waiting,)


class _Place(NamedTuple):
    """Where a change that stands in several places stands: the decisions, and the change itself in one of them."""

    decisions: list[str]
    details: _Change


def _shared(objects: Sequence[ObjectChange], changes: Sequence[Sequence[_Change]]) -> dict[_Key, dict[int, _Place]]:
    """The changes that several trees have in common, and by the trees' positions where."""
    found: dict[_Key, dict[int, _Place]] = {}
    for index, item in enumerate(objects):
        for each in changes[index] if item.kind == "decision_trees" else ():
            if len(each[0].labels) > 1:
                places = found.setdefault(_apart_from_decision(each), {})
                places.setdefault(index, _Place([], each)).decisions.append(_decision(each))
    return {
        key: places
        for key, places in found.items()
        if len(places) > 1 and sum(len(place.decisions) for place in places.values()) >= _MANY
    }


def _of_several(
    trees: Sequence[ObjectChange], objects: Sequence[ObjectChange], changes: Sequence[dict[int, _Place]]
) -> Block:
    """The block of trees that have changes in common."""
    called = plural(len(trees), "decision tree")
    lines: list[BlockLine] = []
    for places in changes:
        decisions = [f"'{objects[tree].name}/{name[1:]}" for tree, place in places.items() for name in place.decisions]
        lines += _lines(next(iter(places.values())).details, decisions)
    names = first_few([f"'{tree.name}'" for tree in trees], _NAMES)
    return Block("changed", called, f"{called} ({names}) change alike", tuple(lines), len(trees))


def _of_one(item: ObjectChange, changes: Sequence[_Change]) -> Block:
    lines = [BlockLine(item.change, harmless(item.does))] if item.does else []
    lines += _new(item.says)
    alike: dict[_Key, list[str]] = {}
    for each in changes:
        alike.setdefault(_apart_from_decision(each), []).append(_decision(each))
    for each in changes:
        decisions = alike.get(_apart_from_decision(each), [])
        if len(each[0].labels) < 2 or 0 < len(decisions) < _MANY:
            lines += _lines(each, [_decision(each)])
        elif decisions:
            lines += _lines(each, decisions)
            alike[_apart_from_decision(each)] = []
    name = _called(item)
    address = f"{item.kind}/{item.name}" if item.kind in KIND_WORDS and item.change != "removed" else ""
    return Block(item.change, name, harmless(_heading(item, name)), tuple(lines), address=address)


def _lines(details: _Change, decisions: Sequence[str]) -> Iterator[BlockLine]:
    """The lines for a change that stands in these decisions. Two long values are compared best below each other."""
    if len(decisions) > 1:
        names = list(dict.fromkeys(decisions))
        several = f"in {plural(len(names), 'decision')} ({first_few(names, _NAMES)})"
        where = several if len(names) > 1 else f"decision {names[0]}, {len(decisions)} times"
        details = tuple(msgspec.structs.replace(item, labels=(where, *item.labels[1:]), follow=0) for item in details)
    detail, line = details[-1], sentence(details)
    if len(line) > _LONGEST and detail.change == "changed" and detail.labels[-1] != "leads to":
        yield BlockLine("changed", harmless(f"{': '.join(detail.labels)} changed{_follows(detail)}:"))
        yield BlockLine("removed", harmless(_words(detail.before)), 1)
        yield BlockLine("added", harmless(_words(detail.after)), 1)
    else:
        yield BlockLine("changed" if len(details) > 1 else detail.change, line)
    yield from _new(detail.says)


def _new(says: Sequence[Line]) -> Iterator[BlockLine]:
    return (BlockLine("added", harmless(line.words), line.depth + 1, new=True) for line in says)


def _decision(details: _Change) -> str:
    """The decision in which a change stands, in quotes."""
    return details[0].labels[0].removeprefix("decision ")


def _apart_from_decision(details: _Change) -> _Key:
    return tuple(
        (
            each.change,
            each.labels[1:],
            _words(each.before),
            _words(each.after),
            len(each.labels),
            each.follow,
            each.says,
        )
        for each in details
    )


def _called(change: ObjectChange) -> str:
    return spoken(change.kind, change.name) if change.kind in KIND_WORDS else "the project's settings"


def _heading(change: ObjectChange, name: str) -> str:
    name += f" ({change.title})" if change.title else ""
    if change.was is None:
        return name
    follows = (
        f"; {plural(change.follow, 'place')} {'follows' if change.follow == 1 else 'follow'}" if change.follow else ""
    )
    return f"{name} renamed (was '{change.was}'){follows}"
