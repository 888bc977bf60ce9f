"""The nodes of a file with their positions, as indexes into its text."""

import re
from typing import Any

import msgspec
from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not say that it is exported
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from routecfg.source.anchors import DEEPEST, MOST_NODES
from routecfg.source.scalars import TAG_PREFIX

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
        found: list[tuple[str | int, Node]] = list((self.entries or {}).items())
        found.extend(enumerate(self.items or ()))
        if self.repeated:
            found.extend(self.repeated)
            found.sort(key=lambda one: one[1].key_start)
        return found


class _Unusable(Exception):  # noqa: N818 - ends the walk; nobody outside sees it
    """Reading the values refuses the file here as well."""


class Tree:
    """What one pass over the events of a text finds. Never raises.

    `complete` is False if the text was given up on the way; `understood` is how far it was understood, and
    `scalars` are the stretches in which a `#` is no comment.
    """

    def __init__(self, data: bytes, text: str) -> None:
        self.root: Node | None = None
        self.complete = False
        self.understood = 0
        self.scalars: list[tuple[int, int]] = []
        self._text = text
        self._anchors: dict[str, Node | None] = {}
        self._open: list[Node] = []
        self._key: tuple[str, int, int] | None = None
        try:
            self._walk(CParser(data).get_event)
        except (YAMLError, _Unusable):
            for inner, outer in zip(self._open[:0:-1], self._open[-2::-1], strict=True):
                outer.end = max(outer.end, inner.end)

    def _walk(self, get_event: Any) -> None:
        get_event()
        event = get_event()
        if type(event) is DocumentStartEvent:
            while True:
                event = get_event()
                end = event.end_mark.index
                if type(event) is MappingEndEvent or type(event) is SequenceEndEvent:
                    self._close(end)
                else:
                    self._begin(event)
                self.understood = end
                if not self._open:
                    break
            get_event()
            if type(get_event()) is DocumentStartEvent:
                return
        self.understood, self.complete = len(self._text), True

    def _begin(self, event: Any) -> None:
        node = self._node(event)
        if node.text is not None and node.start < node.end:
            self.scalars.append((self._after_header(node) if event.style in ("|", ">") else node.start, node.end))
        parent = self._open[-1] if self._open else None
        if parent is None:
            self.root = node
        elif parent.entries is not None and self._key is None:
            self._take_key(parent, node)
            return
        else:
            self._attach(parent, node)
        if node.entries is not None or node.items is not None:
            self._open.append(node)
            if node.anchor is not None:
                self._anchors[node.anchor] = None
            if len(self._open) > DEEPEST:
                raise _Unusable
        else:
            self._finish(node)

    def _node(self, event: Any) -> Node:
        outer, end = event.start_mark.index, event.end_mark.index
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
            if event.style in ("|", ">"):
                end = start + len(self._text[start:end].rstrip())
            return Node(outer, start, end, text=event.value, anchor=event.anchor)
        node = Node(outer, start, end, is_block=not event.flow_style, anchor=event.anchor)
        if type(event) is MappingStartEvent:
            node.entries = {}
        else:
            node.items = []
        return node

    def _take_key(self, parent: Node, node: Node) -> None:
        text = (node.target or node).text
        if text is None:
            raise _Unusable
        self._key = (text, node.start, node.end)
        parent.size += 1
        if node.anchor is not None:
            self._anchors[node.anchor] = node

    def _attach(self, parent: Node, node: Node) -> None:
        if parent.items is not None:
            if parent.is_block and not parent.items and parent.outer != parent.start:
                parent.start = node.start
            parent.items.append(node)
        elif parent.entries is not None and self._key is not None:
            key, node.key_start, node.key_end = self._key
            self._key = None
            if node.start == node.end == node.outer and self._text[node.key_end : node.start].strip() != ":":
                node.outer = node.start = node.end = node.key_end  # libyaml puts it where the next thing begins
            if parent.is_block and not parent.entries:
                parent.start = node.key_start
            if key in parent.entries:
                if parent.repeated is None:
                    parent.repeated = []
                parent.repeated.append((key, node))
            else:
                parent.entries[key] = node

    def _close(self, end: int) -> None:
        node = self._open.pop()
        if not node.is_block:
            node.end = end
        self._finish(node)

    def _finish(self, node: Node) -> None:
        if node.anchor is not None:
            self._anchors[node.anchor] = node
        if self._open:
            parent = self._open[-1]
            parent.end = max(node.key_end, node.end)
            parent.size += node.size
            parent.repeats = parent.repeats or node.repeats
            if parent.size > MOST_NODES:
                raise _Unusable

    def _after_header(self, node: Node) -> int:
        found = _BREAK.search(self._text, node.start, node.end)
        return found.start() if found is not None else node.end
