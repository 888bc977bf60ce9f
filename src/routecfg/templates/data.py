"""What data are while a chat runs, and what comparing and showing them means.

Data are what JSON has. What is missing is `None`, as `null` is: empty, and false. Nothing here raises, whatever the
data: a web service may answer with anything.
"""

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

Data: TypeAlias = "bool | int | float | str | Sequence[Data] | Mapping[str, Data] | None"

Scope: TypeAlias = Mapping[str, Data]
"""What names mean when a text is filled in: the names that a chat has by itself, what was saved, loops' items."""

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_SPACES: Final = " \t\n\r\v\f"
_MOST_DIGITS: Final = 4000
"""Python reads no whole number that is much longer."""
_LARGEST_WITHOUT_EXPONENT: Final = 1e21
_DEEPEST: Final = 64
"""Lists and mappings inside each other, beyond which nothing is shown or compared."""


def is_true(value: Data) -> bool:
    """Whether a condition holds that consists of this value: nothing, `false`, 0 and what is empty do not."""
    return bool(value)


def are_equal(left: Data, right: Data) -> bool:
    """Whether two values are the same. Unlike things never are, but a text that is a number equals that number."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    numbers = _both_numbers(left, right)
    if numbers is not None:
        return numbers[0] == numbers[1]
    if isinstance(left, (Sequence, Mapping)) and isinstance(right, (Sequence, Mapping)):
        return type(left) is type(right) and _are_equal_inside(left, right)
    return type(left) is type(right) and left == right


def is_less(left: Data, right: Data) -> bool:
    """Whether one number is less than another, or one text stands before another. False for everything else."""
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    numbers = _both_numbers(left, right)
    return numbers is not None and numbers[0] < numbers[1]


def is_within(value: Data, around: Data) -> bool:
    """Whether a value is an item of a list, a text a part of another text, or a text a key of a mapping."""
    if isinstance(around, str):
        return isinstance(value, str) and value in around
    if isinstance(around, Sequence):
        if isinstance(value, str) and number(value) is None:
            return value in around  # such a text equals nothing but itself: a long list is soon looked through
        return any(are_equal(value, item) for item in around)
    return isinstance(around, Mapping) and isinstance(value, str) and value in around


def number(value: Data) -> int | float | None:
    """The number that a value is, or that a text such as ` 14 ` or `-0.5` stands for; None if there is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        trimmed = value.strip(_SPACES)
        if _NUMBER.fullmatch(trimmed):
            return float(trimmed) if "." in trimmed or len(trimmed) > _MOST_DIGITS else int(trimmed)
    return None


def part_of(value: Data, key: str) -> Data:
    """What a mapping has under a key, or a list at a position that counts from 0; nothing of anything else."""
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, Sequence) and not isinstance(value, str) and key.isdecimal() and len(key) < 10:
        position = int(key)
        return value[position] if position < len(value) else None
    return None


def shown(value: Data) -> str:
    """A value as customers read it.

    Nothing for `null`, `true` and `false`, numbers without `.0`, lists joined by `, `, mappings as canonical JSON.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number_shown(value)
    if _is_too_deep(value):
        return ""
    return ", ".join(map(shown, value)) if isinstance(value, Sequence) else _canonical(value)


def _are_equal_inside(left: Data, right: Data) -> bool:
    try:
        return left == right and not _is_too_deep(left)
    except RecursionError:  # deeper than Python compares
        return False


def _both_numbers(left: Data, right: Data) -> tuple[int | float, int | float] | None:
    """Both values as numbers, if at least one is a number already and the other one is or stands for one."""
    if isinstance(left, str) and isinstance(right, str):
        return None
    numbers = number(left), number(right)
    return None if numbers[0] is None or numbers[1] is None else (numbers[0], numbers[1])


def _number_shown(value: int | float) -> str:
    if isinstance(value, int):
        try:
            return str(value)
        except ValueError:  # more digits than Python writes out, and than anybody reads
            return ""
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < _LARGEST_WITHOUT_EXPONENT:
        return str(int(value))
    written = repr(value)
    return format(Decimal(written), "f") if "e-" in written else written


def _canonical(value: Mapping[str, Data]) -> str:
    import rfc8785  # here, since few texts show a mapping

    try:
        return rfc8785.dumps(value).decode()
    except ValueError:  # a number or half a character that canonical JSON has no spelling for
        return ""


def _is_too_deep(value: Data) -> bool:
    level: list[Data] = [value]
    for _ in range(_DEEPEST):
        level = [
            item
            for outer in level
            if isinstance(outer, (Sequence, Mapping)) and not isinstance(outer, str)
            for item in (outer.values() if isinstance(outer, Mapping) else outer)
        ]
        if not level:
            return False
    return True
