"""Anchors and aliases, within a budget, so that a small file cannot unfold into an endless one."""

from typing import Any, Final

from routecfg.limits import DEEPEST, MOST_EXPANSION, MOST_NODES, SMALL
from routecfg.source import refusals
from routecfg.source.refusals import Refused

_OPEN: Final = object()


class Anchors:
    """The named nodes of one file. A scalar has two values: in a mapping, and as a sequence's item."""

    def __init__(self, size: int) -> None:
        self._values: dict[str, tuple[Any, Any]] = {}
        self._budget = max(MOST_EXPANSION * size, SMALL)
        self._nodes = 0
        self._measures: dict[int, tuple[int, int, int]] = {}

    def open(self, name: str) -> None:
        """A collection of this name begins: an alias to it would now stand inside what it repeats."""
        self._values[name] = (_OPEN, _OPEN)

    def define(self, name: str, value: Any, as_item: Any) -> None:
        """The name stands for this node from here on."""
        self._values[name] = (value, as_item)

    def value(self, event: Any, above: int, in_sequence: bool) -> Any:
        """What an alias stands for. Raises Refused: unknown, inside itself, or over a limit."""
        values = self._values.get(event.anchor)
        if values is None:
            raise Refused(refusals.UNKNOWN_ALIAS, event)
        value = values[in_sequence]
        if value is _OPEN:
            raise Refused(refusals.ALIAS_OF_ITSELF, event)
        nodes, characters, levels = self._measure(value)
        self._nodes += nodes
        self._budget -= nodes + characters
        if self._budget < 0 or self._nodes > MOST_NODES:
            raise Refused(refusals.TOO_MUCH_REPEATED, event)
        if above + levels > DEEPEST:
            raise Refused(refusals.TOO_DEEP, event)
        return value

    def _measure(self, value: Any) -> tuple[int, int, int]:
        """Nodes, characters and levels of a value. Collections are kept alive by their anchors, so ids stay theirs."""
        if not isinstance(value, dict | list):
            return 1, len(value) if isinstance(value, str) else 1, 0
        known = self._measures.get(id(value))
        if known is not None:
            return known
        nodes, characters, levels = 1, 0, 0
        if isinstance(value, dict):
            nodes += len(value)
            characters = sum(map(len, value))
            value_items = list(value.values())
        else:
            value_items = value
        for item in value_items:
            more_nodes, more_characters, deeper = self._measure(item)
            nodes, characters, levels = nodes + more_nodes, characters + more_characters, max(levels, deeper)
        self._measures[id(value)] = nodes, characters, levels + 1
        return nodes, characters, levels + 1
