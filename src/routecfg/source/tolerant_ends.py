"""Where keys, values and lines end in a text that need not parse."""

import re
from typing import Final

_BREAK: Final = re.compile(r"\r\n?|\n")
_QUOTED: Final = r'"(?:[^"\\\r\n]|\\.)*"|\'(?:[^\'\r\n]|\'\')*\''
_PLAIN_KEY: Final = r"(?![-?:](?:[ \t]|$)|[,\[\]{}#&*!|>'\"%@`])(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \t]+(?=[^\s:#]|:\S))+"
KEY: Final = re.compile(rf"({_QUOTED}|{_PLAIN_KEY})[ \t]*:(?=\s|$)", re.MULTILINE)
PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|$))+", re.MULTILINE)
BLOCK_TEXT: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?$", re.MULTILINE)
_COMMENT: Final = re.compile(r"[ \t]#")


class Ends:
    """The ends of what begins in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def line_end(self, at: int) -> int:
        """Where the line of an index ends, its break not counted."""
        found = _BREAK.search(self._text, at)
        return found.start() if found else len(self._text)

    def line_start(self, at: int) -> int:
        """Where the line of an index begins."""
        return max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) + 1

    def after(self, end: int) -> int:
        """Where the next line begins; behind the end of the text for the last one."""
        found = _BREAK.match(self._text, end)
        return found.end() if found else len(self._text) + 1

    def limit(self, end: int, column: int, *, closing: bool = False) -> int:
        """The end of the last line that is indented further than a column, from the line on that ends at `end`.

        With `closing` a line that begins with a closing bracket belongs to them, too.
        """
        last = end
        while (start := self.after(end)) <= len(self._text):
            end = self.line_end(start)
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

    def plain_end(self, at: int, end: int) -> int:
        """Where a plain text ends on a line: before a comment, and before the spaces at the end."""
        comment = _COMMENT.search(self._text, at, end)
        return at + len(self._text[at : comment.start() if comment is not None else end].rstrip(" \t"))

    def quote_end(self, at: int, end: int, limit: int) -> int:
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

    def continued(self, stop: int, end: int, limit: int) -> int:
        """Where a plain text ends that may go on over further lines: not behind a comment, and not with a key."""
        if self._text[stop:end].strip():
            return stop
        while (start := self.after(end)) < limit:
            end = self.line_end(start)
            words = self._text[start:end].lstrip()
            begins = end - len(words)
            if not words:
                continue
            if words.startswith("#") or KEY.match(self._text, begins, end):
                break
            stop = self.plain_end(begins, end)
            if self._text[stop:end].strip():
                break
        return stop

    def is_dash(self, at: int, end: int) -> bool:
        """Whether an item of a list begins here."""
        return self._text.startswith("-", at, end) and (at + 1 == end or self._text[at + 1] in " \t")
