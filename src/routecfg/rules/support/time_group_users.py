"""Who uses a time group, as the messages of the rules about time tell it."""

from collections.abc import Iterable

from routecfg.disclosure import first_few
from routecfg.rules.support.context import Context

_NAMED = 2


def consequence(context: Context, groups: Iterable[str], way: str) -> str:
    """What it means for chats that the time conditions on groups always go one way; nothing if there are none."""
    conditions = [condition for group in groups for condition in context.conditions_on.get(group, ())]
    if not conditions:
        return ""
    word = "condition" if len(conditions) == 1 else "conditions"
    return f", so every chat at time {word} {first_names(conditions)} goes the way '{way}'"


def first_names(names: list[str]) -> str:
    """The first few names: `'a' and 'b'`, `'a', 'b' and 3 more`."""
    return first_few([f"'{name}'" for name in names], _NAMED)
