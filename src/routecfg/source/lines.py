"""Bytes to text, and positions in the text to lines and columns.

Lines and columns count from 1, columns in characters (code points); a byte order mark is not counted, and CRLF, LF
and CR each end a line. An index counts characters of the decoded text, as libyaml's marks do.
"""

import re
from array import array
from bisect import bisect_right
from typing import Final

from routecfg.diagnostics import Span

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_BREAK: Final = re.compile(r"\r\n?|\n")
"""Only these end a line; `str.splitlines` would know more of them."""


class Lines:
    """The text of a file, and where its lines begin. Bytes that are not UTF-8 become U+FFFD."""

    def __init__(self, data: bytes) -> None:
        self.text: Final = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
        self.starts: Final = array("I", [0])
        self.starts.extend(found.end() for found in _BREAK.finditer(self.text))

    def number(self, index: int) -> int:
        """The number of the line with the character at `index`."""
        return bisect_right(self.starts, index)

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a line's text begins and ends, its break not counted."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def line(self, number: int) -> str:
        """A line's text without its break."""
        start, end = self.bounds(number)
        return self.text[start:end]

    def all(self) -> list[str]:
        """Every line's text without its break; what stands behind the last break is a line, too."""
        return [self.line(number) for number in range(1, len(self.starts) + 1)]

    def span(self, start: int, end: int) -> Span:
        """The lines and columns from one index up to another, exclusive."""
        line, end_line = self.number(start), self.number(end)
        return Span(line, start - self.starts[line - 1] + 1, end_line, end - self.starts[end_line - 1] + 1)
