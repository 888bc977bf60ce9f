"""What the parser says when it gives up, and the text around that place."""

import re
from typing import Any, Final

from yaml import YAMLError

from routecfg.limits import LONGEST_ECHO, LOOKED_AT, MOST_LINES, NO_ECHO_BEYOND
from routecfg.source.events import Event, ScalarEvent, advancing
from routecfg.source.lines import Lines
from routecfg.source.masking import in_unread

_INDENT: Final = re.compile(r"[ \t]*(?:-[ \t]+)*")


class Surroundings:
    """The text around a place. Places are indexes into the text."""

    def __init__(self, lines: Lines) -> None:
        self.lines: Final = lines
        self.text: Final = lines.text

    def before(self, index: int) -> str:
        """The line up to an index (its last part, if that is long)."""
        start, _ = self.lines.bounds(self.lines.number(index))
        return self.text[max(start, index - LOOKED_AT) : index]

    def rest(self, index: int) -> str:
        """The line from an index on (its first part, if that is long)."""
        _, end = self.lines.bounds(self.lines.number(index))
        return self.text[index : min(end, index + LOOKED_AT)]

    def line(self, number: int) -> str:
        """A line's text (its first part, if that is long)."""
        return self.rest(self.lines.starts[number - 1])

    def line_start(self, index: int) -> int:
        """The index at which the line with this index begins."""
        return self.lines.starts[self.lines.number(index) - 1]

    def column(self, index: int) -> int:
        """The column, from 1."""
        return index - self.line_start(index) + 1

    def content_above(self, number: int) -> int | None:
        """The nearest line above that has more than blanks and a comment."""
        for above in range(number - 1, max(0, number - MOST_LINES), -1):
            line = self.line(above).strip()
            if line and not line.startswith("#"):
                return above
        return None

    def shown(self, start: int, end: int) -> str | None:
        """A part of a line as a message may repeat it; None if it is long, or may be a secret."""
        if not start < end <= start + LONGEST_ECHO or len(self.text) > NO_ECHO_BEYOND:
            return None
        number = self.lines.number(start)
        if any(first < end and start < last for first, last in in_unread(self.lines, [number], LOOKED_AT)):
            return None
        part = self.text[start:end]
        return part if part.isprintable() and "://" not in part else None


class Complaint(Surroundings):
    """Why and where the parser gave up.

    `problem` and `context` are its own words, never shown. `at` is where it gave up, `opened` where the construct
    began that it was in the middle of. `last` is the last event before that, from `last_start` to `last_end`.
    """

    def __init__(self, data: bytes, error: YAMLError) -> None:
        super().__init__(Lines(data))
        self.problem: Final = str(getattr(error, "problem", None) or "")
        context = str(getattr(error, "context", None) or "")
        self.context: Final = context.removeprefix("while scanning ").removeprefix("while parsing ")
        self.at: Final = self._index(getattr(error, "problem_mark", None)) or 0
        self.opened: Final = self._index(getattr(error, "context_mark", None))
        self.last: Final = _last_event(data)
        self.last_start: Final = self._index(getattr(self.last, "start_mark", None)) or 0
        self.last_end: Final = self._index(getattr(self.last, "end_mark", None)) or 0

    def _index(self, mark: Any) -> int | None:
        return min(mark.index, len(self.text)) if mark is not None else None

    @property
    def sign(self) -> str:
        """The character at which the parser gave up; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def line_number(self) -> int:
        """The line in which the parser gave up; behind the last character it is that character's."""
        at = self.at
        if at >= len(self.text):
            at = max(0, len(self.text.rstrip()) - 1)
        return self.lines.number(at)

    @property
    def style(self) -> str | None:
        """Of the text that was read last the quotation mark, `|` or `>`, or nothing; None if it was not a text."""
        return (self.last.style or "") if isinstance(self.last, ScalarEvent) else None

    @property
    def quote(self) -> str:
        """The quotation mark of the text that was read last; empty if it has none."""
        return self.style if self.style in ("'", '"') else ""


def indent(line: str) -> int:
    """How many blanks and dashes a line begins with."""
    match = _INDENT.match(line)
    return match.end() if match is not None else 0


def _last_event(data: bytes) -> Event | None:
    get_event = advancing(data)
    last = None
    try:
        while (event := get_event()) is not None:
            last = event
    except YAMLError:
        pass
    return last
