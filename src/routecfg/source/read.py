"""Bytes to values: one pass over the events of the C parser.

A run spends most of its time in this loop, so it ignores positions. Errors are located afterwards, in the files that
have any. Texts are interned: more than half of those in an estate are there several times.
"""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from sys import intern
from typing import Any, Final

import msgspec
from yaml import YAMLError
from yaml.events import AliasEvent, DocumentStartEvent

from routecfg.diagnostics import Finding, Related
from routecfg.disclosure import quoted_key
from routecfg.limits import DEEPEST, MOST_DUPLICATES, MOST_NODES
from routecfg.source import refusals
from routecfg.source.anchors import Anchors
from routecfg.source.encoding import not_text, refused_at_once
from routecfg.source.events import (
    COLLECTION_ENDS,
    COLLECTION_STARTS,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    advancing,
)
from routecfg.source.layout import Layout
from routecfg.source.lines import Lines
from routecfg.source.refusals import Refused
from routecfg.source.rules import DUPLICATE_KEY
from routecfg.source.scalars import MAPPING, NOT_ALWAYS_TEXT, SEQUENCE, plain, tagged

_FRAME = 4
"""Events that do not belong to a node: the beginning and end of the stream and of the document."""
_ODD_KEYS: Final = frozenset(["", "<<"])


class Reading(msgspec.Struct, frozen=True):
    """The content of a file. `values` is made of dict, list, str, int, float, bool and None; an empty file is `{}`.

    If the file cannot be used, `values` is None, and `findings` says why. If a mapping has a key twice, the first
    value counts, and `findings` has both places.
    """

    values: object
    findings: tuple[Finding, ...] = ()


def read(data: bytes) -> Reading:
    """The values of a file, and what is wrong with it as YAML. Never raises, whatever the bytes."""
    fault = refused_at_once(data)
    if fault is not None:
        return Reading(None, (fault,))
    try:
        values, repeated = _Reader(data).document()
    except Refused as refused:
        return Reading(None, (refused.finding(Lines(data)),))
    except YAMLError as error:
        return Reading(None, (not_text(data) or _too_deep(data, error) or _explained(data, error),))
    if not repeated:
        return Reading(values)
    layout = Layout(data)
    cause = _name_beside_fields(layout)
    return Reading(None, (cause,)) if cause is not None else Reading(values, _duplicates(layout))


class _Reader:
    """One file's events on their way to values. Inside a sequence every plain scalar is text in its own spelling."""

    def __init__(self, data: bytes) -> None:
        self._anchors = Anchors(len(data))
        self._ended = 0  # collections
        self._taken = 0  # events
        self._repeated = False
        # Every node takes a byte at least, so files below the limit need no counting, which costs a tenth of the time.
        self._next = advancing(data) if len(data) < MOST_NODES else self._counted(advancing(data))

    def _counted(self, get_event: Callable[[], Event | None]) -> Callable[[], Event | None]:
        """The same events, StopIteration once they make more than the allowed number of nodes."""
        events: Iterator[Event] = iter(get_event, None)

        def batches() -> Iterator[Iterator[Event]]:
            while (left := MOST_NODES + _FRAME - (self._taken - self._ended)) > 0:
                self._taken += left
                yield islice(events, left)

        return chain.from_iterable(batches()).__next__

    def document(self) -> tuple[object, bool]:
        """The values, and whether a key stood twice. Raises Refused and YAMLError."""
        advance = self._next
        try:
            advance()
            event = advance()
            if type(event) is not DocumentStartEvent:
                return {}, False
            event = advance()
            empty = type(event) is ScalarEvent and event.value == "" and event.style == "" and event.tag is None
            values = self._node(event, 0, False)
            advance()
            event = advance()
        except StopIteration:
            raise Refused(refusals.TOO_MANY_NODES) from None
        if type(event) is DocumentStartEvent:
            raise Refused(refusals.SEVERAL_DOCUMENTS, event)
        return {} if empty else values, self._repeated

    def _mapping(self, depth: int) -> dict[str, Any]:
        advance = self._next
        result: dict[str, Any] = {}
        while True:
            event: Any = advance()
            kind = type(event)
            if kind is ScalarEvent:
                key = event.value
                if key in _ODD_KEYS or event.tag is not None or event.anchor is not None:
                    self._check_key(event)
                key = intern(key)
            elif kind is MappingEndEvent:
                self._ended += 1
                return result
            else:
                key = self._unusual_key(event)
            event = advance()
            kind = type(event)
            value: Any
            if kind is ScalarEvent:
                if event.tag is None and event.anchor is None:
                    value = intern(event.value)
                    if not event.style and value[:1] in NOT_ALWAYS_TEXT:
                        value = plain(value)
                else:
                    value = self._node(event, depth, False)
            elif kind is MappingStartEvent and event.tag is None and event.anchor is None and depth < DEEPEST:
                value = self._mapping(depth + 1)
            elif kind is SequenceStartEvent and event.tag is None and event.anchor is None and depth < DEEPEST:
                value = self._sequence(depth + 1)
            else:
                value = self._node(event, depth, False)
            if key in result:
                self._repeated = True
            else:
                result[key] = value

    def _sequence(self, depth: int) -> list[Any]:
        advance = self._next
        result: list[Any] = []
        append = result.append
        while True:
            event: Any = advance()
            kind = type(event)
            if kind is ScalarEvent:
                if event.tag is None and event.anchor is None:
                    append(intern(event.value) if event.value or event.style else None)
                else:
                    append(self._node(event, depth, True))
            elif kind is SequenceEndEvent:
                self._ended += 1
                return result
            elif kind is MappingStartEvent and event.tag is None and event.anchor is None and depth < DEEPEST:
                append(self._mapping(depth + 1))
            else:
                append(self._node(event, depth, True))

    def _node(self, event: Any, above: int, in_sequence: bool) -> Any:
        """Any node, with all that it may carry. `above` is the depth of the collection that it stands in."""
        if type(event) is AliasEvent:
            return self._anchors.value(event, above, in_sequence)
        if type(event) is ScalarEvent:
            values = self._scalar(event)
            if event.anchor is not None:
                self._anchors.define(event.anchor, *values)
            return values[in_sequence]
        if above == DEEPEST:
            raise Refused(refusals.TOO_DEEP, event)
        is_mapping = type(event) is MappingStartEvent
        if event.tag is not None and event.tag != (MAPPING if is_mapping else SEQUENCE):
            raise refusals.refused_tag(event)
        if event.anchor is not None:
            self._anchors.open(event.anchor)
        value = self._mapping(above + 1) if is_mapping else self._sequence(above + 1)
        if event.anchor is not None:
            self._anchors.define(event.anchor, value, value)
        return value

    def _scalar(self, event: Any) -> tuple[Any, Any]:
        """What a scalar is as the value of a key, and what as an item of a sequence."""
        text = event.value
        if event.tag is not None:
            try:
                value = tagged(event.tag, text)
            except ValueError:
                raise refusals.refused_tag(event) from None
            return value, value
        if event.style:
            return text, text
        return plain(text), text or None

    def _check_key(self, event: Any) -> None:
        """An unusual key that is text nevertheless."""
        if event.tag is not None:
            self._scalar(event)
        elif not event.style and event.value == "<<":
            raise Refused(refusals.MERGE_KEY, event)
        elif not event.style and event.value == "":
            raise Refused(refusals.MISSING_KEY, event)
        if event.anchor is not None:
            self._anchors.define(event.anchor, *self._scalar(event))

    def _unusual_key(self, event: Any) -> str:
        if type(event) is not AliasEvent:
            raise Refused(refusals.KEY_IS_NOT_TEXT, event)
        value = self._anchors.value(event, 0, True)
        if not isinstance(value, str):
            raise Refused(refusals.KEY_IS_NOT_TEXT, event)
        return value


def misread(data: bytes) -> Finding | None:
    """Why a readable file does not say what its author sees: a line begins with a character that is not a space.

    YAML takes such a line to begin in column 1, and the character to be part of its name. Call this only for files
    with other findings: in texts these characters are normal.
    """
    if data.isascii():
        return None
    from routecfg.source.syntax_errors.explanations import odd_line  # here: most runs need none of its tables

    return odd_line(data)


def _explained(data: bytes, error: YAMLError) -> Finding:
    from routecfg.source.syntax_errors.explanations import explained  # for the same reason

    return explained(data, error)


def _too_deep(data: bytes, error: YAMLError) -> Finding | None:
    """The first level that is too deep, if there is one before the place where the parser gave up.

    The parser looks ahead for the end of a key and has a limit of its own, so it can give up before it reports that
    level. The text before that place is parsed again, alone: its levels are reported then.
    """
    lines = Lines(data)
    mark = getattr(error, "problem_mark", None)
    before = lines.text[: mark.index] if mark is not None else lines.text
    depth = 0
    try:
        for event in iter(advancing(before.encode()), None):
            depth += isinstance(event, COLLECTION_STARTS) - isinstance(event, COLLECTION_ENDS)
            if depth > DEEPEST:
                return Refused(refusals.TOO_DEEP, event).finding(lines)
    except YAMLError:
        pass
    return None


def _name_beside_fields(layout: Layout) -> Finding | None:
    """A name in the column of what belongs below it, where that repeats what stands there already."""
    # here, since most runs need none of the tables of mistakes
    from routecfg.source.syntax_errors.complaint import Surroundings
    from routecfg.source.syntax_errors.reindenting import reindenting

    for path, name, key, first in layout.emptied():
        return DUPLICATE_KEY.in_text(
            name,
            f"{quoted_key(path)} is empty: the lines that follow are not indented below it, and write "
            f"{quoted_key((key,))} a second time",
            help=f"let {quoted_key(path)} begin two columns further left than the lines below it",
            related=(Related("first written here", span=first),),
            ways=reindenting(Surroundings(layout.lines), name.line),
        )
    return None


def _duplicates(layout: Layout) -> tuple[Finding, ...]:
    return tuple(
        DUPLICATE_KEY.in_text(
            second,
            f"{quoted_key(path)} is written twice here: only the first counts, and what stands under this one is "
            "never used",
            help="keep one of the two, and move what stands under the other one there"
            if second.column == 1
            else "remove one of the two; if each is an object of its own, give one another name",
            related=(Related("first written here", span=first),),
        )
        for path, first, second in islice(layout.duplicates(), MOST_DUPLICATES)
    )
