"""The nodes of a file with their positions, as indexes into its text."""

import re
from typing import Any, Final

import msgspec
from yaml import YAMLError
from yaml.events import AliasEvent, DocumentStartEvent

from routecfg.limits import DEEPEST, MOST_NODES
from routecfg.source.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, advancing
from routecfg.source.scalars import TAG_PREFIX

_BLOCK: Final = ("|", ">")
_BREAK = re.compile(r"[\r\n]")
_PROPERTIES = re.compile(r"(?:(?:[&!]\S*|#[^\r\n]*)(?:\s+|$))*")


class Node(msgspec.Struct, gc=False):
    """A node and its key. `end` is where its last content ends.

    `outer` is where it begins with its anchor and tag. A mapping has `entries`, a sequence `items`, a scalar `text`,
    an alias `target`; `repeated` are the entries whose key stood there before. `size` counts the nodes in it, aliases
    followed, and `repeats` says whether an alias is among them. Nodes make no cycles: no garbage to collect.
    """

    outer: int
    start: int
    end: int
    key_start: int = -1
    key_end: int = -1
    text: str | None = None
    entries: "dict[str, Node] | None" = None
    items: "list[Node] | None" = None
    repeated: "list[tuple[str, Node]] | None" = None
    target: "Node | None" = None
    size: int = 1
    repeats: bool = False
    is_block: bool = False
    anchor: str | None = None

    def below(self) -> "list[tuple[str | int, Node]]":
        """The nodes directly in this one, each with its key or position, in the order of the text."""
        below: list[tuple[str | int, Node]] = list((self.entries or {}).items())
        below.extend(enumerate(self.items or ()))
        if self.repeated:
            below.extend(self.repeated)
            below.sort(key=lambda entry: entry[1].key_start)
        return below


class _Unusable(Exception):  # noqa: N818 - ends the walk; nobody outside sees it
    """Reading the values refuses the file here as well."""


class Tree:
    """What one pass over the events of a text finds. Never raises.

    `complete` is False if reading stopped early; `understood` is how far it got, and `scalars` are the stretches in
    which a `#` does not begin a comment.
    """

    def __init__(self, data: bytes, text: str) -> None:
        self.root: Node | None = None
        self.complete = False
        self.understood = 0
        self.scalars: list[tuple[int, int]] = []
        self._text = text
        self._anchors: dict[str, Node | None] = {}
        self._open: list[Node] = []
        self._advance: Any = advancing(data)
        try:
            self._document()
        except (YAMLError, _Unusable):
            for inner, outer in zip(self._open[:0:-1], self._open[-2::-1], strict=True):
                outer.end = max(outer.end, inner.end)

    def _document(self) -> None:
        advance = self._advance
        advance()
        if type(advance()) is DocumentStartEvent:
            self.root = self._node(advance())
            self._fill(self.root)
            advance()
            if type(advance()) is DocumentStartEvent:
                return
        self.understood, self.complete = len(self._text), True

    def _mapping(self, node: Node, entries: "dict[str, Node]") -> None:
        """The entries of a mapping. Plain ones, nearly all, are made here: this is where the pass spends its time."""
        advance, text, scalars = self._advance, self._text, self.scalars
        while True:
            event = advance()
            kind = type(event)
            if kind is MappingEndEvent:
                self._close(node, event.end_mark.index)
                return
            if kind is ScalarEvent and event.tag is None and event.anchor is None:
                key, key_start, key_end = event.value, event.start_mark.index, event.end_mark.index
                if key_start < key_end:
                    scalars.append((key_start, key_end))
            else:
                key, key_start, key_end = self._unusual_key(event)
            if not entries and node.is_block:
                node.start = key_start
            event = advance()
            kind = type(event)
            if kind is ScalarEvent and event.tag is None and event.anchor is None and event.style not in _BLOCK:
                start, end = event.start_mark.index, event.end_mark.index
                value = Node(start, start, end, key_start, key_end, event.value)
                if start < end:
                    scalars.append((start, end))
            else:
                value = self._node(event)
                value.key_start, value.key_end = key_start, key_end
            if value.start == value.end == value.outer and text[key_end : value.start].strip() != ":":
                value.outer = value.start = value.end = key_end  # libyaml puts it where the next thing begins
            if key not in entries:
                entries[key] = value
            elif node.repeated is None:
                node.repeated = [(key, value)]
            else:
                node.repeated.append((key, value))
            if value.text is None or value.anchor is not None:
                self._fill(value)
                node.repeats = node.repeats or value.repeats
            node.end = self.understood = value.end if value.end > key_end else key_end
            node.size += 1 + value.size
            if node.size > MOST_NODES:
                raise _Unusable

    def _sequence(self, node: Node, items: "list[Node]") -> None:
        advance = self._advance
        while True:
            event = advance()
            kind = type(event)
            if kind is SequenceEndEvent:
                self._close(node, event.end_mark.index)
                return
            value = self._node(event)
            if not items and node.is_block and node.outer != node.start:
                node.start = value.start
            items.append(value)
            self._fill(value)
            node.repeats = node.repeats or value.repeats
            node.end = self.understood = value.end
            node.size += value.size
            if node.size > MOST_NODES:
                raise _Unusable

    def _node(self, event: Any) -> Node:
        """A node without what is in it."""
        outer, end = event.start_mark.index, event.end_mark.index
        self.understood = end
        if type(event) is AliasEvent:
            target = self._anchors.get(str(event.anchor))
            if target is None:
                raise _Unusable
            return Node(outer, outer, end, target=target, size=target.size, repeats=True)
        start = outer
        if event.tag is not None and not event.tag.startswith(TAG_PREFIX):
            raise _Unusable
        if event.tag is not None or event.anchor is not None:
            properties = _PROPERTIES.match(self._text[outer:end])
            start += properties.end() if properties is not None else 0
        if type(event) is ScalarEvent:
            if event.style in _BLOCK:
                end = start + len(self._text[start:end].rstrip())
            if start < end:
                self.scalars.append((self._after_header(start, end) if event.style in _BLOCK else start, end))
            return Node(outer, start, end, text=event.value, anchor=event.anchor)
        node = Node(outer, start, end, is_block=not event.flow_style, anchor=event.anchor)
        if type(event) is MappingStartEvent:
            node.entries = {}
        else:
            node.items = []
        return node

    def _fill(self, node: Node) -> None:
        """What is in a node that has just begun."""
        if node.entries is not None or node.items is not None:
            self._open.append(node)
            if node.anchor is not None:
                self._anchors[node.anchor] = None
            if len(self._open) > DEEPEST:
                raise _Unusable
            if node.entries is not None:
                self._mapping(node, node.entries)
            elif node.items is not None:
                self._sequence(node, node.items)
        if node.anchor is not None:
            self._anchors[node.anchor] = node

    def _close(self, node: Node, end: int) -> None:
        self._open.pop()
        self.understood = end
        if not node.is_block:
            node.end = end

    def _unusual_key(self, event: Any) -> tuple[str, int, int]:
        """A key with an anchor or a tag, or an alias that stands for one."""
        node = self._node(event)
        text = (node.target or node).text
        if text is None:
            raise _Unusable
        if node.anchor is not None:
            self._anchors[node.anchor] = node
        return text, node.start, node.end

    def _after_header(self, start: int, end: int) -> int:
        """Where the text of a block scalar begins: a comment may stand behind its `|`."""
        found = _BREAK.search(self._text, start, end)
        return found.start() if found is not None else end
