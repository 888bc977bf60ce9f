"""Bytes to text, and positions in the text to lines and columns.

Lines and columns count from 1, columns in characters (code points); a byte order mark is not counted, and CRLF, LF
and CR each end a line. An index counts characters of the decoded text, as libyaml's marks do.
"""

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from routecfg.diagnostics import Span

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_NO_BREAKS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
"""Python ends lines at these too; here they never do (none of them is let into a file)."""


class Lines:
    """The text of a file, with what it takes to name a place in it. Bytes that are no UTF-8 become U+FFFD."""

    def __init__(self, data: bytes) -> None:
        self.text: Final = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
        lengths = map(len, self.text.translate(_NO_BREAKS).splitlines(keepends=True))
        self.starts: Final = array("I", accumulate(lengths, initial=0))
        if len(self.starts) > 1 and not self.text.endswith(("\n", "\r")):
            self.starts.pop()  # the last line has no break: nothing begins behind it

    def number(self, index: int) -> int:
        """The line in which the character at `index` stands."""
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

    def span(self, start: int, end: int) -> Span:
        """The stretch from one index up to another, exclusive."""
        line, end_line = self.number(start), self.number(end)
        return Span(line, start - self.starts[line - 1] + 1, end_line, end - self.starts[end_line - 1] + 1)
