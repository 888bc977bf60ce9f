"""Lines of a time group: how one reads, and what changed between two forms of one."""

from collections.abc import Iterator
from typing import Any, Final

from routecfg.diagnostics import plain
from routecfg.diff import words
from routecfg.diff.difference import Detail
from routecfg.diff.lists import list_changes

_GLANCE: Final = 60
"""Lines up to this length are told whole: half of a line means little. Of a longer one only its parts that changed."""

_PARTS: Final = ("dates", "days", "holidays", "group", "hours")
"""What a line may consist of, in the order in which it is told."""


def entry(value: dict[str, Any], longest: int = words.LONG) -> str:
    """One line of a time group: `mon-fri 08:00-18:00`."""
    parts = [_part(part, value[part]) for part in _PARTS if value[part] is not None]
    return plain(" ".join(parts) or "always", longest)


def entry_changes(before: dict[str, Any], after: dict[str, Any], where: tuple[str, ...]) -> Iterator[Detail]:
    """What changed in a line. It is called by what did not: `special (closed)`."""
    old, new = entry(before), entry(after)
    if max(len(old), len(new)) <= _GLANCE:
        yield Detail("changed", where, old, new)
        return
    same = {part: before[part] if before[part] == after[part] else None for part in _PARTS}
    if any(part is not None for part in same.values()):
        where = (*where[:-1], f"{where[-1]} ({entry(same, words.SHORT)})")
    for part in _PARTS:
        was, now = before[part], after[part]
        if was == now:
            continue
        if isinstance(was, list) and isinstance(now, list) and len(was) + len(now) > 2:
            yield from list_changes(was, now, (*where, part), words.several)
        else:
            yield Detail("changed", (*where, part), _part(part, was), _part(part, now))


def _part(part: str, value: Any) -> str:
    if value is None:
        return "any" if part in ("dates", "days", "hours") else "none"
    if part == "holidays":
        return f"public holidays of {words.place(value)}"
    if part == "group":
        return f"time group '{value}'"
    return value if isinstance(value, str) else words.several(value)
