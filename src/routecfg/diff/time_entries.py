"""Entries of a time group: how one reads, and what changed between two forms of one."""

from collections.abc import Iterator
from typing import Final

from routecfg.diff import labels
from routecfg.diff.at import At
from routecfg.diff.difference import Detail
from routecfg.diff.word_lists import list_changes
from routecfg.disclosure import shortened
from routecfg.model import Entry, Holidays

_GLANCE: Final = 60
"""Entries up to this length are shown whole: half of one means little. Of a longer one only the parts that changed."""

_PARTS: Final = ("dates", "days", "holidays", "group", "hours")
"""What an entry may consist of, in the order in which it reads."""


def entry_words(entry: Entry, longest: int = labels.LONG) -> str:
    """An entry in one line: `mon-fri 08:00-18:00`."""
    parts = [_part_words(part, getattr(entry, part)) for part in _PARTS if getattr(entry, part) is not None]
    return shortened(" ".join(parts) or "always", longest)


def entry_changes(before: Entry, after: Entry, at: At) -> Iterator[Detail]:
    """What changed in an entry. Its name is what did not change: `special (closed)`."""
    old, new = entry_words(before), entry_words(after)
    if max(len(old), len(new)) <= _GLANCE:
        yield Detail("changed", at.path, at.words, at.shown(before, old), at.shown(after, new))
        return
    same = Entry(**{part: getattr(before, part) for part in _PARTS if getattr(before, part) == getattr(after, part)})
    if same != Entry():
        at = At(at.root, at.path, (*at.words[:-1], f"{at.words[-1]} ({entry_words(same, labels.SHORT)})"))
    for part in _PARTS:
        was: _EntryPart = getattr(before, part)
        now: _EntryPart = getattr(after, part)
        here = at.to(part, words=[part])
        if was == now:
            continue
        if isinstance(was, tuple) and isinstance(now, tuple) and len(was) + len(now) > 2:
            yield from list_changes(was, now, here, labels.several)
        else:
            old, new = _part_words(part, was), _part_words(part, now)
            yield Detail("changed", here.path, here.words, here.shown(was, old), here.shown(now, new))


_EntryPart = str | tuple[str, ...] | Holidays | None


def _part_words(part: str, value: _EntryPart) -> str:
    if value is None:
        return "any" if part in ("dates", "days", "hours") else "none"
    if isinstance(value, Holidays):
        return f"public holidays of {labels.country(value)}"
    if part == "group":
        return f"time group '{value}'"
    return value if isinstance(value, str) else labels.several(value)
