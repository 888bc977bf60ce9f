"""What is made out in a text that need not parse."""

import re
from typing import Literal, NamedTuple, TypeAlias

from routecfg.diagnostics import Path

Stretch: TypeAlias = tuple[int, int]


class Entry(NamedTuple):
    """A key with its value, or an item of a list. Stretches are indexes into the text, quotes included.

    `value` is None where no scalar is: a mapping, a list, a block text, an alias, or nothing yet.
    """

    path: Path
    key: Stretch | None
    value: Stretch | None


class Surroundings(NamedTuple):
    """What could be written at a place, or is.

    - `key`: a key of the mapping at `path`, which has the keys `beside`, this one left out.
    - `value`: what is at `path`, or begins there: a scalar, or a mapping or list of its own.
    - `item`: an item of the list at `path`, which needs its dash.
    - `nothing`: no name belongs there: a comment, a long text, the space behind a value.

    `word` is the stretch of the key or the value, without quotes; `quote` is its quotation mark. `in_brackets` says
    that the place is between brackets, `below` that a value begins on a line of its own, or right behind its dash.
    """

    role: Literal["key", "value", "item", "nothing"]
    path: Path = ()
    word: Stretch = (0, 0)
    quote: str = ""
    in_brackets: bool = False
    below: bool = False
    beside: tuple[str, ...] = ()


class Level:
    """A mapping or list that is open. `column` is where its lines begin; a bracket has the one of its line."""

    def __init__(self, column: int, bracket: str = "", *, is_list: bool = False) -> None:
        self.column = column
        self.bracket = bracket
        self.is_list = is_list
        self.index = -1
        self.key: str | None = None
        self.keys: list[str] = []
        self.in_value = False
        self.filled = False

    @property
    def part(self) -> str | int:
        """Its part of the path to what is being read in it."""
        return max(self.index, 0) if self.is_list else self.key or ""


def unquoted(text: str) -> str:
    """What a scalar on one line says."""
    if text[:1] == '"' and len(text) > 1:
        return re.sub(r"\\(.)", r"\1", text[1:-1] if text.endswith('"') else text[1:])
    if text[:1] == "'" and len(text) > 1:
        return (text[1:-1] if text.endswith("'") else text[1:]).replace("''", "'")
    return text
