"""The events of PyYAML's C parser, the frequent ones as structs.

PyYAML's own are classes of Python, and to fill them in takes two fifths of what its C parser takes for all. The parser
makes whatever its module holds under an event's name: so structs with the same fields are put there, for the process.
A release of PyYAML that looks elsewhere makes its own, and those stand here then.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec
from yaml import _yaml, events
from yaml._yaml import Mark
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not say that it is exported


class ScalarEvent(msgspec.Struct, gc=False):
    """A scalar. `style` is its quotation mark, or `|` or `>`; empty for a plain one."""

    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Mark
    end_mark: Mark
    style: str


class _Start(msgspec.Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Mark
    end_mark: Mark
    flow_style: bool


class _End(msgspec.Struct, gc=False):
    start_mark: Mark
    end_mark: Mark


class MappingStartEvent(_Start, gc=False):
    """A mapping begins."""


class MappingEndEvent(_End, gc=False):
    """A mapping ends."""


class SequenceStartEvent(_Start, gc=False):
    """A sequence begins."""


class SequenceEndEvent(_End, gc=False):
    """A sequence ends."""


for _event in (ScalarEvent, MappingStartEvent, MappingEndEvent, SequenceStartEvent, SequenceEndEvent):
    setattr(_yaml, _event.__name__, _event)

if ScalarEvent not in map(type, iter(CParser(b"a").get_event, None)):
    from yaml.events import (  # type: ignore[assignment]  # other classes, with the same fields
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

COLLECTION_STARTS: Final = (MappingStartEvent, SequenceStartEvent)
COLLECTION_ENDS: Final = (MappingEndEvent, SequenceEndEvent)

Event: TypeAlias = (
    ScalarEvent | MappingStartEvent | MappingEndEvent | SequenceStartEvent | SequenceEndEvent | events.Event
)


def advancing(data: bytes) -> Callable[[], Event | None]:
    """A function that returns the next event of a text each time, None after the last one. It raises YAMLError."""
    advance: Callable[[], Event | None] = CParser(data).get_event
    return advance
