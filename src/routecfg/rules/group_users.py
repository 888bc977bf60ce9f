"""Who uses a time group, as the messages of the rules about time tell it."""

from routecfg.diagnostics import listed
from routecfg.rules.context import Context

_NAMED = 2


def consequence(context: Context, group: str, way: str) -> str:
    """What it means for chats that the time conditions on a group always go one way; nothing if none asks it."""
    conditions = context.conditions_on.get(group)
    if conditions is None:
        return ""
    word = "condition" if len(conditions) == 1 else "conditions"
    return f", so every chat at time {word} {quoted(conditions)} goes the way '{way}'"


def quoted(names: list[str]) -> str:
    """The first few names: `'a' and 'b'`, `'a', 'b' and 3 more`."""
    shown = [f"'{name}'" for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(f"{len(names) - _NAMED} more")
    return listed(shown, "and")
