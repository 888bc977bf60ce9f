"""A text as it stands while somebody writes it: which keys and values are where, although it may not parse.

Lines, indentation, brackets and quotes are looked at, and nothing is refused. What is not closed ends where a line is
indented no further than what it belongs to. Of a text that parses this finds the keys and values that the real reader
finds, unless what stands in brackets is indented less than the line on which they are opened.
"""

import re
from typing import Final, Literal, NamedTuple

from routecfg.diagnostics import Path

Stretch = tuple[int, int]

_BREAK: Final = re.compile(r"\r\n?|\n")
_QUOTED: Final = r'"(?:[^"\\\r\n]|\\.)*+"|\'(?:[^\'\r\n]|\'\')*+\''
_PLAIN_KEY: Final = r"(?![-?:](?:[ \t]|$)|[,\[\]{}#&*!|>'\"%@`])(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s:#]|:\S))+"
_KEY: Final = re.compile(rf"({_QUOTED}|{_PLAIN_KEY})[ \t]*:(?=\s|$)", re.MULTILINE)
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|$))+", re.MULTILINE)
_BLOCK_TEXT: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?$", re.MULTILINE)
_PLAIN: Final = re.compile(r"[^\r\n]*?(?=[ \t]+#|[ \t]*$)", re.MULTILINE)
_IN_BRACKETS: Final = re.compile(r"(?:[^\s,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#|\s+(?=[^\s,\[\]{}:#]|:[^\s,\[\]{}]))+")
_SPACE: Final = re.compile(r"(?:\s+|(?:(?<=\s)|^)#[^\r\n]*)*", re.MULTILINE)
_PAIR: Final = "pair"
"""In place of a bracket: `[a: b]` is a list of mappings with one key each."""
_ENDS: Final = {"{": "}", "[": "]"}


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


class _Level:
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
        return max(self.index, 0) if self.is_list else self.key or ""


def entries(text: str) -> list[Entry]:
    """Every key and item, in the order of the text."""
    return _Scan(text, None).entries


def surroundings(text: str, index: int) -> Surroundings:
    """What is at an index, or could be. Never raises."""
    return _Scan(text, index).surroundings


class _Scan:
    def __init__(self, text: str, cursor: int | None) -> None:
        self._text = text
        self._cursor = cursor
        self._open: list[_Level] = []
        self._found: Surroundings | None = None
        self._at_key: _Level | None = None
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
        end = self._line_end(start)
        body = start
        while body < end and self._text[body] == " ":
            body += 1
        if body == end or self._text[body] in "#\t":
            self._see_blank(start, body, end)
            return self._after(end)
        column = body - start
        if column == 0 and self._text.startswith(("---", "...", "%"), body):
            return self._after(end)
        self._close_block(column, dash=self._is_dash(body, end))
        at = body
        while self._is_dash(at, end):
            self._item(at - start)
            at += 1
            behind = at
            while at < end and self._text[at] in " \t":
                at += 1
            if at == end or self._text[at] == "#":
                self._see_value(min(behind + 1, end), end, below=True)
                return self._after(end)
            self._see_value(behind + 1, at - 1, below=True)
        return self._node(at, start, end)

    def _node(self, at: int, start: int, end: int) -> int:
        """What begins on a line, behind its dashes."""
        key = _KEY.match(self._text, at, end)
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
            return self._after(end)
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
            value = _PLAIN.match(self._text, at, end)
            self._see_value(at, value.end() if value else end, below=True)
            return self._value(at, end, None, level.column)
        if level is None and self._text[at] in "{[":
            return self._value(at, end, None, -1)
        if level is None or level.column == column:
            word = _PLAIN.match(self._text, at, end)
            self._see_key(level or _Level(column), at, word.end() if word else end)
        return self._after(end)

    def _value(self, at: int, end: int, key: Stretch | None, column: int) -> int:
        """The value that begins at an index, on the line that ends at `end`, of what stands at a column."""
        path = self._path()
        properties = _PROPERTIES.match(self._text, at, end)
        if properties is not None:
            at = properties.end()
        if at >= end:
            self._open[-1].filled = False
            self._add(path, key, None)
            return self._after(end)
        first = self._text[at]
        if _BLOCK_TEXT.match(self._text, at, end):
            self._add(path, key, None)
            return self._after(self._limit(end, column))
        if first in "{[":
            self._add(path, key, None)
            return self._after(self._line_end(self._brackets(at, self._limit(end, column, closing=True), column)))
        limit = self._limit(end, column)
        if first in "\"'":
            stop = self._quote_end(at, end, limit)
        else:
            plain = _PLAIN.match(self._text, at, end)
            stop = self._continued(plain.end() if plain else end, end, limit)
        alias = first == "*" and properties is None
        self._add(path, key, None if alias else (at, stop))
        if not alias:
            self._see_value(at, stop)
        return self._after(self._line_end(stop))

    def _continued(self, stop: int, end: int, limit: int) -> int:
        """Where a plain text ends that may go on over further lines."""
        while self._after(end) < limit and not self._text[stop:end].strip():
            end = self._line_end(self._after(end))
            start = self._line_start(end)
            line = self._text[start:end].strip()
            if line.startswith("#"):
                break
            if not line:
                continue
            begins = start + len(self._text[start:end]) - len(self._text[start:end].lstrip())
            if _KEY.match(self._text, begins, end):
                break
            found = _PLAIN.match(self._text, begins, end)
            stop = found.end() if found else end
        return stop

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
                if level is not None:
                    self._see_gap(level, before, at)
                    self._begin(level)
                    self._add(self._path(), None, None)
                self._open.append(_Level(column, first, is_list=first == "["))
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

    def _word(self, level: _Level, before: int, at: int, limit: int) -> int:
        """A scalar between brackets: a key, a value, or an item."""
        properties = _PROPERTIES.match(self._text, at, limit)
        if properties is not None:
            return properties.end()
        if self._text[at] in "\"'":
            stop = self._quote_end(at, self._line_end(at), limit)
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
            level = _Level(level.column, _PAIR)
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

    def _begin(self, level: _Level) -> None:
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
            level = _Level(column, is_list=True)
            if self._open:
                self._open[-1].filled = True
            self._open.append(level)
        level.index += 1
        level.filled = False
        self._add(self._path(), None, None)

    def _mapping(self, column: int) -> _Level:
        level = self._open[-1] if self._open else None
        if level is None or level.is_list or level.column != column:
            if level is not None:
                level.filled = True
            level = _Level(column)
            self._open.append(level)
        return level

    def _path(self) -> Path:
        return tuple(level.part for level in self._open)

    # Where things end

    def _line_end(self, at: int) -> int:
        found = _BREAK.search(self._text, at)
        return found.start() if found else len(self._text)

    def _line_start(self, at: int) -> int:
        return max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) + 1

    def _after(self, end: int) -> int:
        """Where the next line begins; behind the end of the text for the last one."""
        found = _BREAK.match(self._text, end)
        return found.end() if found else len(self._text) + 1

    def _limit(self, end: int, column: int, *, closing: bool = False) -> int:
        """The end of the last line that is indented further than a column, from the line on that ends at `end`.

        With `closing` a line that begins with a closing bracket belongs to them, too.
        """
        last = end
        while (start := self._after(end)) <= len(self._text):
            end = self._line_end(start)
            line = self._text[start:end]
            words = line.lstrip(" ")
            if not words.strip():
                continue
            if len(line) - len(words) <= column and not (closing and words[0] in "]},"):
                break
            last = end
        else:
            last = len(self._text)
        return last

    def _quote_end(self, at: int, end: int, limit: int) -> int:
        """Where a quoted text ends; with the line if it is not closed within what belongs to it."""
        quote = self._text[at]
        stop = at + 1
        while stop < limit:
            char = self._text[stop]
            if char == "\\" and quote == '"':
                stop += 2
            elif char == quote:
                if quote == "'" and self._text.startswith("''", stop):
                    stop += 2
                    continue
                return stop + 1
            else:
                stop += 1
        return end

    def _is_dash(self, at: int, end: int) -> bool:
        return self._text.startswith("-", at, end) and (at + 1 == end or self._text[at + 1] in " \t")

    # The cursor

    def _is_here(self, start: int, end: int) -> bool:
        return self._cursor is not None and self._found is None and start <= self._cursor <= end

    def _see_key(self, level: _Level, start: int, end: int) -> None:
        if self._is_here(start, end):
            path = self._path()[:-1] if level in self._open else self._path()
            self._at_key = level
            self._found = self._placed("key", path, start, end)

    def _see_value(self, start: int, end: int, *, below: bool = False) -> None:
        if self._is_here(start, end) and self._cursor is not None:
            if not self._text[start:end].strip():
                start = end = self._cursor
            self._found = self._placed("value", self._path(), start, end)._replace(below=below)

    def _see_gap(self, level: _Level, start: int, end: int) -> None:
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


def unquoted(text: str) -> str:
    """What a scalar on one line says."""
    if text[:1] == '"' and len(text) > 1:
        return re.sub(r"\\(.)", r"\1", text[1:-1] if text.endswith('"') else text[1:])
    if text[:1] == "'" and len(text) > 1:
        return (text[1:-1] if text.endswith("'") else text[1:]).replace("''", "'")
    return text
