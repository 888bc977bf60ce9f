"""Entries of a time group: how one reads, and what changed between two forms of one."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Final, NamedTuple

import msgspec

from routecfg.diff import labels
from routecfg.diff.at import At
from routecfg.diff.difference import Detail
from routecfg.diff.matching import Matching, Pair, moved
from routecfg.diff.moves import moves
from routecfg.diff.word_lists import list_changes
from routecfg.disclosure import shortened
from routecfg.model import Entry, GroupPart, Holidays, TimeGroup
from routecfg.opening_hours import may_share_dates, monday_first, normal_form, read_days, same_together

_GLANCE: Final = 60
"""Entries up to this length are shown whole: half of one means little. Of a longer one only the parts that changed."""

_PARTS: Final = ("dates", "days", "holidays", "group", "hours")
"""What an entry may consist of, in the order in which it reads."""


def entry_words(entry: Entry, longest: int = labels.LONG) -> str:
    """An entry in one line: `mon-fri 08:00-18:00`."""
    parts = [_part_words(part, getattr(entry, part)) for part in _PARTS if getattr(entry, part) is not None]
    return shortened(" ".join(parts) or "always", longest)


def in_week_order(part: GroupPart, group: TimeGroup) -> tuple[Entry, ...]:
    """The entries of a list as they are read best: by their weekdays, but those of `special` as they are written."""
    entries: tuple[Entry, ...] = getattr(group, part)
    if part == "special":
        return entries
    return tuple(sorted(entries, key=lambda item: sorted(read_days(item.days)[0]) if item.days is not None else []))


def entry_list_changes(
    part: GroupPart, before: Sequence[Entry], after: Sequence[Entry], at: At, *, apart: bool
) -> Iterator[Detail]:
    """The changes of one list of entries, by what they mean.

    The order means something in `special` only, of entries that name a common date: the last one that does decides.
    `apart`: spans that touch are not the same as one span.
    """
    if same_together(part, before, after, apart=apart):
        return
    left, right = (_distinct(part, side, apart=apart) for side in (before, after))
    matching = Matching([item.form for item in left], [item.form for item in right])
    matching.equal()
    matching.alike()
    found = matching.pairs
    if part == "special":
        names = [entry_words(entry) for entry in before], [entry_words(entry) for entry in after]
        reordered = [(left[old].place, right[new].place) for old, new in _reordered(found, left, right)]
        yield from moves(reordered, *names, at).values()
    for old, new in found:
        if left[old].form != right[new].form:
            yield from _entry_changes(left[old], right[new], at.to(right[new].place))
    for item in _unpaired(left, {old for old, _ in found}):
        here = at.to(item.place)
        yield Detail("removed", here.path, at.words, before=here.shown(item.entry, entry_words(item.entry)))
    for item in _unpaired(right, {new for _, new in found}):
        here = at.to(item.place)
        yield Detail("added", here.path, at.words, after=here.shown(item.entry, entry_words(item.entry)))


class _Listed(NamedTuple):
    """An entry as written and in its normal form, and its position in its list."""

    place: int
    entry: Entry
    form: Entry


def _distinct(part: GroupPart, entries: Sequence[Entry], *, apart: bool) -> list[_Listed]:
    """The entries without repetitions; of those that mean the same the last one, which decides in `special`."""
    listed: dict[Entry, _Listed] = {}
    for place, entry in reversed(list(enumerate(entries))):
        form = normal_form(entry, part, apart=apart)
        listed.setdefault(form, _Listed(place, entry, form))
    return sorted(listed.values(), key=lambda item: item.place)


def _unpaired(side: Sequence[_Listed], paired: set[int]) -> list[_Listed]:
    return [item for index, item in enumerate(side) if index not in paired]


def _reordered(found: Sequence[Pair], before: Sequence[_Listed], after: Sequence[_Listed]) -> list[Pair]:
    """The pairs that stand in another order towards one with which they may share dates."""
    if not moved(found):
        return []
    touched: set[Pair] = set()
    for one, other in combinations(found, 2):
        if one[0] > other[0] and any(
            may_share_dates(side[one[at]].entry, side[other[at]].entry) for at, side in enumerate((before, after))
        ):
            touched |= {one, other}
    return [pair for pair in found if pair in touched]


def _entry_changes(before: _Listed, after: _Listed, at: At) -> Iterator[Detail]:
    """What changed in an entry. Its name is what did not change: `special (closed)`."""
    old, new = entry_words(before.entry), entry_words(after.entry)
    if max(len(old), len(new)) <= _GLANCE:
        yield Detail("changed", at.path, at.words, at.shown(before.entry, old), at.shown(after.entry, new))
        return
    changed = [part for part in _PARTS if getattr(before.form, part) != getattr(after.form, part)]
    same = msgspec.structs.replace(after.entry, **dict.fromkeys(changed))
    if same != Entry():
        at = At(at.root, at.path, (*at.words[:-1], f"{at.words[-1]} ({entry_words(same, labels.SHORT)})"))
    for part in changed:
        was: _EntryPart = getattr(before.entry, part)
        now: _EntryPart = getattr(after.entry, part)
        here = at.to(part, words=[part])
        if isinstance(was, tuple) and isinstance(now, tuple) and len(was) + len(now) > 2:
            forms = getattr(before.form, part) or (), getattr(after.form, part) or ()
            yield from list_changes(*forms, here, partial(_part_words, part))
        else:
            old, new = _part_words(part, was), _part_words(part, now)
            yield Detail("changed", here.path, here.words, here.shown(was, old), here.shown(now, new))


_EntryPart = str | tuple[str, ...] | Holidays | None


def _part_words(part: str, value: _EntryPart) -> str:
    if value is None:
        return "any" if part in ("dates", "days", "hours") else "none"
    if isinstance(value, Holidays):
        return f"public holidays of {labels.country(value)}"
    if part == "holidays" and isinstance(value, str):
        return f"public holidays of {value}"
    if part == "group":
        return f"time group '{value}'"
    if isinstance(value, str):
        return value
    return labels.several(monday_first(value) if part == "days" else value)
