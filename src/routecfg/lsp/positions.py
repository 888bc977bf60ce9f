"""The editor's positions and ours: the one place that converts between them.

Ours count lines and columns from 1, columns in characters (`Span`), or are indexes into the text. The editor's count
from 0, and columns in the units that were agreed on: of UTF-16 unless it prefers those of UTF-8. Lines end at CRLF, LF
and CR for both.
"""

from typing import Final, Literal, TypeAlias

from routecfg.diagnostics import Span
from routecfg.lsp.protocol.base import Position, Range
from routecfg.source import Lines

PositionEncoding: TypeAlias = Literal["utf-8", "utf-16"]

_MARK: Final = "\ufeff"


class Text:
    """The text of a file, and the way between the editor's positions in it and ours."""

    def __init__(self, data: bytes, encoding: PositionEncoding, *, marked: bool = False) -> None:
        """`marked`: the editor counts the byte order mark as a character. Ours never does."""
        self.lines: Final = Lines(data)
        self._encoding: Final = encoding
        self._marked: Final = marked

    def position(self, line: int, column: int) -> Position:
        """The editor's position of a line and column. What lies behind the end is the end."""
        if line > len(self.lines.starts):
            return self.position_at(len(self.lines.text))
        before = self.lines.line(line)[: column - 1]
        return Position(line - 1, _units(before, self._encoding) + self._mark(line))

    def position_at(self, index: int) -> Position:
        """The editor's position of an index into the text."""
        line = self.lines.number(index)
        return self.position(line, index - self.lines.starts[line - 1] + 1)

    def range(self, span: Span) -> Range:
        """The editor's range of a span."""
        return Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def index(self, position: Position) -> int:
        """The index into the text. What lies behind the end of a line, or of the text, is that end."""
        line = position.line + 1
        if line > len(self.lines.starts):
            return len(self.lines.text)
        start, _ = self.lines.bounds(line)
        units = position.character - self._mark(line)
        return start + _characters(self.lines.line(line), units, self._encoding)

    def place(self, position: Position) -> tuple[int, int]:
        """The line and column, from 1."""
        index = self.index(position)
        line = self.lines.number(index)
        return line, index - self.lines.starts[line - 1] + 1

    def _mark(self, line: int) -> int:
        return _units(_MARK, self._encoding) if self._marked and line == 1 else 0


def _units(text: str, encoding: PositionEncoding) -> int:
    """How many units a text takes."""
    if text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)


def _characters(text: str, units: int, encoding: PositionEncoding) -> int:
    """How many whole characters the first units of a text are; all if there are fewer."""
    if units <= 0:
        return 0
    if text.isascii():
        return min(units, len(text))
    for count, char in enumerate(text):
        units -= _units(char, encoding)
        if units < 0:
            return count
    return len(text)
