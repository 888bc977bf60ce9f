"""Who uses a time group, as the messages of the rules about time say it."""

from collections.abc import Collection, Iterable, Mapping

from routecfg.disclosure import first_few
from routecfg.model import TimeGroup
from routecfg.rules.support.context import TimeContext

_NAMED = 2


def consequence(context: TimeContext, groups: Iterable[str], way: str) -> str:
    """What it means for chats that the time conditions on groups always go one way; nothing if there are none."""
    conditions = [condition for group in groups for condition in context.conditions_on.get(group, ())]
    return f", so every chat at {_conditions(conditions)} goes the way '{way}'" if conditions else ""


def at_conditions(context: TimeContext, groups: Iterable[str]) -> str:
    """` at time condition 'a'`: what depends on groups, directly or over others; nothing if nothing does."""
    asked = list(dict.fromkeys(groups))
    for group in asked:
        asked += [other for other in context.users_of.get(group, ()) if other not in asked]
    conditions = sorted({condition for group in asked for condition in context.conditions_on.get(group, ())})
    return f" at {_conditions(conditions)}" if conditions else ""


def follows(group: TimeGroup, never: Collection[str]) -> bool:
    """Whether a group does not hold because it includes only groups that do not."""
    if not group.include or opens_on_special_dates(group):
        return False
    return all(entry.group in never for entry in group.include)


def opens_on_special_dates(group: TimeGroup) -> bool:
    """Whether a special entry may open a group, whatever it includes."""
    return any(entry.hours != "closed" for entry in group.special)


def including(groups: Mapping[str, TimeGroup], name: str, among: Collection[str]) -> list[str]:
    """Those of some groups that include a group, over any chain."""
    found = [name]
    for each in found:
        found += [
            other
            for other in sorted(among)
            if other not in found and any(entry.group == each for entry in groups[other].include)
        ]
    return found[1:]


def nor(groups: list[str]) -> str:
    """That these groups do not hold either, since they include nothing else; nothing if there are none."""
    if not groups:
        return ""
    do, include = ("does", "includes") if len(groups) == 1 else ("do", "include")
    word = "group" if len(groups) == 1 else "groups"
    return f", so neither {do} time {word} {first_names(groups)}, which {include} nothing that holds"


def first_names(names: list[str]) -> str:
    """The first few names: `'a' and 'b'`, `'a', 'b' and 3 more`."""
    return first_few([f"'{name}'" for name in names], _NAMED)


def _conditions(names: list[str]) -> str:
    return f"time {'condition' if len(names) == 1 else 'conditions'} {first_names(names)}"
