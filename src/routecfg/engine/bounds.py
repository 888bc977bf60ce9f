"""What one message, or one chat, may cost. Over a bound the chat fails, and is over: nothing hangs."""

from typing import Any, Final

import msgspec

MOST_STEPS: Final = 100
"""Destinations that are followed for one message."""

MOST_ACTIONS: Final = 1_000
"""Actions that run for one message; those inside a loop count each time."""

MOST_DATA: Final = 1 << 20
"""Bytes of saved data, as JSON with their names."""

MOST_TEXT: Final = 1 << 20
"""Characters of all texts that one message has filled in."""

MOST_READ: Final = 1 << 23
"""Bytes of the values that texts, conditions and loops work with for one message, as JSON.

Each value that a name stands for counts, each that is written in an expression or saved as it is written, what each
filter makes of one, and the files of each ticket. So the work for one message has an end, however often its actions
look at however much data.
"""

REMEMBERED: Final = 100
"""Inputs whose events are kept."""

_DEEPEST: Final = 64
"""Lists and mappings inside each other in the answer of a web service."""

_encode: Final = msgspec.json.encode


def size_of(value: Any) -> int | None:
    """The bytes of a value as JSON; None if JSON has no such value, or none that is worth keeping.

    So for half characters, and for lists in lists in lists beyond any use.
    """
    if type(value) is str and len(value) < _SHORT and value.isascii() and value.isprintable():
        return len(value) + 2 + value.count('"') + value.count("\\")
    try:
        size = len(_encode(value))
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None
    return None if size > _DEEPEST and _is_too_deep(value) else size


_SHORT: Final = 256


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            item
            for outer in level
            if isinstance(outer, (list, tuple, dict))
            for item in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True
