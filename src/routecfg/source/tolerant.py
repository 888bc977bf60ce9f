"""A text as it stands while somebody writes it: which keys and values are where, although it may not parse.

Lines, indentation, brackets and quotes are looked at, and nothing is refused. What is not closed ends where a line is
indented no further than what it belongs to, and what is nested deeper than any file may be is not looked at. Of a text
that parses this finds the keys and values that the real reader finds, unless what stands in brackets is indented less
than the line on which they are opened.
"""

import re
from typing import Final, Literal

from routecfg.diagnostics import Path
from routecfg.limits import DEEPEST
from routecfg.source.tolerant_ends import BLOCK_TEXT, KEY, PROPERTIES, Ends
from routecfg.source.tolerant_entries import Entry, Level, Stretch, Surroundings, unquoted

_IN_BRACKETS: Final = re.compile(r"(?:[^\s,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#|\s+(?=[^\s,\[\]{}:#]|:[^\s,\[\]{}]))+")
_SPACE: Final = re.compile(r"(?:\s+|(?:(?<=\s)|^)#[^\r\n]*)*", re.MULTILINE)
_PAIR: Final = "pair"
"""In place of a bracket: `[a: b]` is a list of mappings with one key each."""
_ENDS: Final = {"{": "}", "[": "]"}


def entries(text: str) -> list[Entry]:
    """Every key and item, in the order of the text."""
    return _Scan(text, None).entries


def surroundings(text: str, index: int) -> Surroundings:
    """What is at an index, or could be. Never raises."""
    return _Scan(text, index).surroundings


class _Scan:
    def __init__(self, text: str, cursor: int | None) -> None:
        self._text = text
        self._where = Ends(text)
        self._cursor = cursor
        self._open: list[Level] = []
        self._found: Surroundings | None = None
        self._at_key: Level | None = None
        self.entries: list[Entry] = []
        at = 0
        while at <= len(text) and not self._is_done():
            at = self._line(at)

    @property
    def surroundings(self) -> Surroundings:
        """What is at the cursor."""
        found = self._found or Surroundings("nothing")
        if self._at_key is None:
            return found
        here = unquoted(self._text[slice(*found.word)])
        beside = list(self._at_key.keys)
        if here in beside:
            beside.remove(here)
        return found._replace(beside=tuple(beside))

    def _is_done(self) -> bool:
        return self._found is not None and (self._at_key is None or self._at_key not in self._open)

    # Lines

    def _line(self, start: int) -> int:
        """Reads a line, and those that belong to what begins on it. Returns where the next one begins."""
        end = self._where.line_end(start)
        body = start
        while body < end and self._text[body] == " ":
            body += 1
        if body == end or self._text[body] in "#\t":
            self._see_blank(start, body, end)
            return self._where.after(end)
        column = body - start
        if column == 0 and self._text.startswith(("---", "...", "%"), body):
            return self._where.after(end)
        self._close_block(column, dash=self._where.is_dash(body, end))
        at = body
        while self._where.is_dash(at, end) and len(self._open) <= DEEPEST:
            self._item(at - start)
            at += 1
            behind = at
            while at < end and self._text[at] in " \t":
                at += 1
            if at == end or self._text[at] == "#":
                self._see_value(min(behind + 1, end), end, below=True)
                return self._where.after(end)
            self._see_value(behind + 1, at - 1, below=True)
        return self._node(at, start, end)

    def _node(self, at: int, start: int, end: int) -> int:
        """What begins on a line, behind its dashes."""
        key = KEY.match(self._text, at, end)
        if key is None:
            level = self._open[-1] if self._open else None
            if level is None or not level.is_list:
                return self._loose(at, start, end)
            level.filled = True
            return self._value(at, end, None, level.column)
        column = at - start
        level = self._mapping(column)
        self._see_key(level, *key.span(1))
        level.key = unquoted(key[1])
        level.keys.append(level.key)
        level.filled = False
        at = key.end()
        while at < end and self._text[at] in " \t":
            at += 1
        if at == end or (self._text[at] == "#" and at > key.end()):
            self._add(self._path(), key.span(1), None)
            if key.end() < end:
                self._see_value(key.end() + 1, at)
            return self._where.after(end)
        self._see_value(key.end() + 1, at - 1)
        level.filled = True
        return self._value(at, end, key.span(1), column)

    def _loose(self, at: int, start: int, end: int) -> int:
        """A line that is neither a key with its colon nor an item: a key that is being written, or a value."""
        column = at - start
        level = self._open[-1] if self._open else None
        if level is not None and level.column < column and not level.filled:
            level.filled = True
            if self._text[at] in "{[":
                return self._value(at, end, None, level.column)
            self._see_value(at, self._where.plain_end(at, end), below=True)
            return self._value(at, end, None, level.column)
        if level is None and self._text[at] in "{[":
            return self._value(at, end, None, -1)
        if level is None or level.column == column:
            self._see_key(level or Level(column), at, self._where.plain_end(at, end))
        return self._where.after(end)

    def _value(self, at: int, end: int, key: Stretch | None, column: int) -> int:
        """The value that begins at an index, on the line that ends at `end`, of what stands at a column."""
        path = self._path()
        properties = PROPERTIES.match(self._text, at, end)
        if properties is not None:
            at = properties.end()
        if at >= end:
            self._open[-1].filled = False
            self._add(path, key, None)
            return self._where.after(end)
        first = self._text[at]
        if BLOCK_TEXT.match(self._text, at, end):
            self._add(path, key, None)
            return self._where.after(self._where.limit(end, column))
        if first in "{[":
            self._add(path, key, None)
            return self._where.after(
                self._where.line_end(self._brackets(at, self._where.limit(end, column, closing=True), column))
            )
        limit = self._where.limit(end, column)
        if first in "\"'":
            stop = self._where.quote_end(at, end, limit)
        else:
            stop = self._where.continued(self._where.plain_end(at, end), end, limit)
        alias = first == "*" and properties is None
        self._add(path, key, None if alias else (at, stop))
        if not alias:
            self._see_value(at, stop)
        return self._where.after(self._where.line_end(stop))

    # Brackets

    def _brackets(self, at: int, limit: int, column: int) -> int:
        """What stands between brackets. Returns where they end, or `limit` if they are not closed."""
        depth = len(self._open)
        before = at
        while at < limit:
            first = self._text[at]
            level = self._open[-1] if len(self._open) > depth else None
            if level is not None and first in "}]":
                self._see_gap(level, before, at)
                self._close_bracket(first, depth)
                if len(self._open) == depth:
                    return at + 1
                at += 1
            elif first in "{[":
                if len(self._open) > DEEPEST:
                    break
                if level is not None:
                    self._see_gap(level, before, at)
                    self._begin(level)
                    self._add(self._path(), None, None)
                self._open.append(Level(column, first, is_list=first == "["))
                at += 1
            elif level is not None and first == ",":
                self._see_gap(level, before, at)
                self._next(depth)
                at += 1
            elif level is not None and first == ":":
                self._see_gap(level, before, at)
                level.in_value = True
                level.filled = False
                at += 1
            elif level is not None:
                at = self._word(level, before, at, limit)
            before = at
            space = _SPACE.match(self._text, at, limit)
            at = space.end() if space else at
        if len(self._open) > depth:
            self._see_gap(self._open[-1], before, limit)
            self._close_to(depth)
        return limit

    def _word(self, level: Level, before: int, at: int, limit: int) -> int:
        """A scalar between brackets: a key, a value, or an item."""
        properties = PROPERTIES.match(self._text, at, limit)
        if properties is not None:
            return properties.end()
        if self._text[at] in "\"'":
            stop = self._where.quote_end(at, self._where.line_end(at), limit)
        else:
            found = _IN_BRACKETS.match(self._text, at, limit)
            stop = found.end() if found else at + 1
        self._see_gap(level, before, at - 1)
        ahead = _SPACE.match(self._text, stop, limit)
        colon = self._text.startswith(":", ahead.end() if ahead else stop, limit)
        if level.is_list:
            self._begin(level)
            if not colon:
                self._add_word(at, stop)
                return stop
            self._add(self._path(), None, None)
            level = Level(level.column, _PAIR)
            self._open.append(level)
        if level.in_value:
            level.filled = True
            self._add_word(at, stop)
        else:
            self._see_key(level, at, stop)
            level.key = unquoted(self._text[at:stop])
            level.keys.append(level.key)
            level.filled = True
            self._add(self._path(), (at, stop), None)
        return stop

    def _add_word(self, at: int, stop: int) -> None:
        alias = self._text[at] == "*"
        self._add(self._path(), None, None if alias else (at, stop))
        if not alias:
            self._see_value(at, stop)

    def _add(self, path: Path, key: Stretch | None, value: Stretch | None) -> None:
        """Notes an entry; what is noted already is completed."""
        if not path:
            return
        if self.entries and self.entries[-1].path == path:
            key, value = key or self.entries[-1].key, value or self.entries[-1].value
            self.entries.pop()
        self.entries.append(Entry(path, key, value))

    def _begin(self, level: Level) -> None:
        """Something begins in a list or as a value."""
        if level.is_list:
            level.index += not level.filled
        level.filled = True

    def _next(self, depth: int) -> None:
        """A comma: what comes next is another key or item."""
        if self._open[-1].bracket == _PAIR and len(self._open) > depth + 1:
            self._open.pop()
        level = self._open[-1]
        level.in_value = level.filled = False
        if not level.is_list:
            level.key = None

    def _close_bracket(self, bracket: str, depth: int) -> None:
        for at in range(len(self._open) - 1, depth - 1, -1):
            if _ENDS.get(self._open[at].bracket) == bracket:
                self._close_to(at)
                return

    def _close_to(self, depth: int) -> None:
        del self._open[depth:]

    # Levels of indentation

    def _close_block(self, column: int, *, dash: bool) -> None:
        """Closes what a line at this column does not belong to."""
        while self._open:
            level = self._open[-1]
            if level.column < column or (level.column == column and (not level.is_list or dash)):
                break
            self._open.pop()

    def _item(self, column: int) -> None:
        level = self._open[-1] if self._open else None
        if level is None or not level.is_list or level.column != column:
            level = Level(column, is_list=True)
            if self._open:
                self._open[-1].filled = True
            self._open.append(level)
        level.index += 1
        level.filled = False
        self._add(self._path(), None, None)

    def _mapping(self, column: int) -> Level:
        level = self._open[-1] if self._open else None
        if level is None or level.is_list or level.column != column:
            if level is not None:
                level.filled = True
            level = Level(column)
            self._open.append(level)
        return level

    def _path(self) -> Path:
        return tuple(level.part for level in self._open)

    # The cursor

    def _is_here(self, start: int, end: int) -> bool:
        return self._cursor is not None and self._found is None and start <= self._cursor <= end

    def _see_key(self, level: Level, start: int, end: int) -> None:
        if self._is_here(start, end):
            path = self._path()[:-1] if level in self._open else self._path()
            self._at_key = level
            self._found = self._placed("key", path, start, end)

    def _see_value(self, start: int, end: int, *, below: bool = False) -> None:
        if self._is_here(start, end) and self._cursor is not None:
            if not self._text[start:end].strip():
                start = end = self._cursor
            self._found = self._placed("value", self._path(), start, end)._replace(below=below)

    def _see_gap(self, level: Level, start: int, end: int) -> None:
        """The space between two signs in brackets."""
        if not self._is_here(start, end) or self._cursor is None:
            return
        at = self._cursor
        if level.is_list and not level.filled:
            part = level.index + 1
            self._found = self._placed("value", (*self._path()[:-1], part), at, at)
        elif not level.is_list and level.in_value and not level.filled:
            self._found = self._placed("value", self._path(), at, at)
        elif not level.is_list and level.key is None:
            self._at_key = level
            self._found = self._placed("key", self._path()[:-1], at, at)
        else:
            self._found = Surroundings("nothing", self._path())

    def _see_blank(self, start: int, body: int, end: int) -> None:
        """A line without anything, or with a comment alone."""
        if not self._is_here(start, end) or self._cursor is None:
            return
        at = self._cursor
        if at > body or (body < end and at == body and self._text[body] == "\t"):
            self._found = Surroundings("nothing")
            return
        column = at - start
        self._close_block(column, dash=True)
        level = self._open[-1] if self._open else None
        if level is None:
            self._found = self._placed("value", (), at, at)._replace(below=True)
        elif level.column == column and level.is_list:
            self._found = self._placed("item", self._path()[:-1], at, at)
        elif level.column == column:
            self._at_key = level
            self._found = self._placed("key", self._path()[:-1], at, at)
        elif not level.filled:
            self._found = self._placed("value", self._path(), at, at)._replace(below=True)
        else:
            self._found = Surroundings("nothing")

    def _placed(self, role: Literal["key", "value", "item"], path: Path, start: int, end: int) -> Surroundings:
        quote = self._text[start : start + 1] if start < end and self._text[start] in "\"'" else ""
        if quote:
            closed = end - start > 1 and self._text[end - 1] == quote
            start, end = start + 1, end - 1 if closed else end
        return Surroundings(role, path, (start, end), quote, any(level.bracket for level in self._open))
