"""The positions of everything in a file.

Only for files that have a finding, or comments for routecfg: reading values needs no positions.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Final

from routecfg.diagnostics import START, Path, Span
from routecfg.limits import MOST_COMMENTS
from routecfg.source.comments import Comment, comments_outside
from routecfg.source.encoding import looks_like_text, refused_at_once
from routecfg.source.lines import Lines
from routecfg.source.tree import Node, Tree


class Layout:
    """The places of one file. Never raises, whatever the bytes.

    `complete` is False if reading stopped early: nothing is known about the rest of the file. `is_text` is
    False if nothing of it can be shown (UTF-16, too large).
    """

    def __init__(self, data: bytes) -> None:
        self.is_text: Final = looks_like_text(data)
        self.lines: Final = Lines(data if self.is_text else b"")
        usable = self.is_text and refused_at_once(data) is None
        self._tree: Final = Tree(data if usable else b"\0", self.lines.text)
        self.complete: Final = self._tree.complete

    def span(self, path: Path, *, on_key: bool = False) -> Span:
        """The place of a path; if it does not exist, that of the innermost part of the path that does.

        An item of a sequence has no key, so its value is used; for an empty value its key is. Values that an alias
        repeats have the place of the anchor.
        """
        node = self._tree.root
        if node is None:
            return START
        for part in path:
            below = _below(node.target or node, part)
            if below is None:
                on_key = True  # underlining all that surrounds it would mark what is right, too
                break
            node = below
        empty = node.start == node.end
        if node.key_start >= 0 and (on_key or (empty and node.outer == node.start)):
            return self.lines.span(node.key_start, node.key_end)
        if empty and node.start:
            return self.lines.span(min(node.outer, node.start - 1), node.end)
        return self.lines.span(node.start, node.end)

    def written(self, path: Path, *, on_key: bool) -> tuple[Span, str] | None:
        """Where the key or the value at a path stands and how it is written, quotes and all.

        None if it is not there, is not a scalar, or is repeated by an alias on the way.
        """
        node = self._tree.root
        for part in path:
            if node is None or node.target is not None:
                return None
            node = _below(node, part)
        if node is None or not path:
            return None
        if on_key:
            start, end = node.key_start, node.key_end
        elif node.text is not None and node.outer == node.start:
            start, end = node.start, node.end
        else:
            return None
        return (self.lines.span(start, end), self.lines.text[start:end]) if start >= 0 else None

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, in order (the first 100,000)."""
        entries = [(node.key_start if node.key_start >= 0 else node.start, node.end) for node in self._written()]
        starts = [start for start, _ in entries]
        comments: list[Comment] = []
        found = comments_outside(self.lines, self._tree.scalars, self._tree.understood)
        for start, end, alone in islice(found, MOST_COMMENTS):
            span = self.lines.span(start, end)
            at = bisect_right(starts, start)
            follows = self.lines.span(*entries[at]) if alone and at < len(entries) else None
            comments.append(Comment(span.line, span.column, self.lines.text[start:end], alone, follows))
        return tuple(comments)

    def scalars(self) -> Iterator[tuple[Path, Span, str]]:
        """Every scalar that is a value, with its path. One that aliases repeat comes once for each of its paths."""
        for path, node, _ in self.nodes(lambda _: True):
            if node.text is not None:
                yield path, self.lines.span(node.start, node.end), node.text

    def nodes(self, concerns: Callable[[Node], bool]) -> Iterator[tuple[Path, Node, Node]]:
        """The nodes that concern the caller: path, node with aliases followed, node as written.

        Any other node is left out with everything in it, unless there is an alias in it.
        """
        pending: list[tuple[Path, Node]] = [((), self._tree.root)] if self._tree.root is not None else []
        while pending:
            path, written = pending.pop()
            node = written.target or written
            yield path, node, written
            inside = [(part, below) for part, below in node.below() if below.repeats or concerns(below)]
            pending.extend(((*path, part), below) for part, below in reversed(inside))

    def comment_of(self, number: int) -> tuple[int, int] | None:
        """Start and end of the comment on a line, as indexes into the text."""
        start, end = self.lines.bounds(number)
        scalars = self._tree.scalars
        at = self.lines.text.find("#", start, end)
        while at >= 0:
            before = bisect_right(scalars, at, key=itemgetter(0)) - 1
            if before < 0 or scalars[before][1] <= at:
                return at, end
            at = self.lines.text.find("#", scalars[before][1], end)
        return None

    def duplicates(self) -> Iterator[tuple[Path, Span, Span]]:
        """Keys that a mapping has twice, in order: the path, where the key is first, and where it is again."""
        pending: list[tuple[Path, Node]] = [((), self._tree.root)] if self._tree.root is not None else []
        while pending:
            path, node = pending.pop()
            for key, again in node.repeated or ():
                first = (node.entries or {})[key]
                yield (*path, key), self._key_span(first), self._key_span(again)
            pending.extend(((*path, part), below) for part, below in reversed(node.below()))

    def emptied(self) -> Iterator[tuple[Path, Span, str, Span]]:
        """Empty entries right before a key that is written a second time: the entry's path and place, and that key with
        its first place."""
        for path, node, _ in self.nodes(lambda _: True):
            if not node.repeated:
                continue
            key, again = node.repeated[0]
            first, above = (node.entries or {})[key], node
            while above.entries:
                before = [
                    (each.key_start, name) for name, each in above.entries.items() if each.key_start < again.key_start
                ]
                _, name = max(before)
                path, above = (*path, name), above.entries[name]
            if above is not first and above.start == above.end:
                yield path, self._key_span(above), key, self._key_span(first)

    def _key_span(self, node: Node) -> Span:
        return self.lines.span(node.key_start, node.key_end)

    def _with_below(self) -> Iterator[Node]:
        """Every node where it is written, outer before inner, in the order of the text."""
        pending = [self._tree.root] if self._tree.root is not None else []
        while pending:
            node = pending.pop()
            yield node
            pending.extend(below for _, below in reversed(node.below()))

    def _written(self) -> Iterator[Node]:
        """What a comment can refer to: entries and items, not the root."""
        return (node for node in self._with_below() if node is not self._tree.root)


def _below(node: Node, part: str | int) -> Node | None:
    if node.entries is not None and isinstance(part, str):
        return node.entries.get(part)
    if node.items is not None and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None
