"""Who uses a time group, as the messages of the rules about time tell it."""

from routecfg.diagnostics import listed
from routecfg.model import Estate

_NAMED = 2


def consequence(estate: Estate, group: str, way: str) -> str:
    """What it means for chats that the time conditions on a group always go one way; nothing if none asks it."""
    conditions = sorted(name for name, one in estate.time_conditions.items() if one.time_group == group)
    if not conditions:
        return ""
    word = "condition" if len(conditions) == 1 else "conditions"
    return f", so every chat at time {word} {quoted(conditions)} goes the way '{way}'"


def excluded_from(estate: Estate, group: str) -> list[str]:
    """The time groups that a group is excluded from, by name."""
    return sorted(
        name for name, one in estate.time_groups.items() if any(entry.group == group for entry in one.exclude)
    )


def quoted(names: list[str]) -> str:
    """The first few names: `'a' and 'b'`, `'a', 'b' and 3 more`."""
    shown = [f"'{name}'" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(f"{len(names) - _NAMED} more")
    return listed(shown, "and")
