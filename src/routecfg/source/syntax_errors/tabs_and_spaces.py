"""Tabs, and spaces that YAML reads in another way than they look."""

import re
from typing import Final

from routecfg.source.events import ScalarEvent
from routecfg.source.syntax_errors.complaint import Complaint
from routecfg.source.syntax_errors.mistake import ANY, CANNOT_START, IN_LINES, Found, Mistake, at

_TABS: Final = re.compile(r" *(?P<here>\t+)")
_BLANK_LINES: Final = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)(?P<lines>(?:[ ]*(?:\r\n?|\n))+)")


def _tab_in_indent(complaint: Complaint) -> Found | None:
    """In a quoted text tabs may stand, and another character that cannot begin a value is the nearer cause."""
    if complaint.problem == CANNOT_START or "quoted" in complaint.context:
        return None
    match = _TABS.match(complaint.text, complaint.lines.starts[complaint.line_number - 1])
    return Found(*match.span("here")) if match is not None else None


def _blank_line(complaint: Complaint) -> Found | None:
    """An empty line below `|` with more spaces than the text: it decides where the text begins."""
    if not isinstance(complaint.last, ScalarEvent) or complaint.style not in ("|", ">"):
        return None
    match = _BLANK_LINES.match(complaint.text, complaint.last_start)
    longest = max(match["lines"].splitlines(), key=len) if match is not None else ""
    if match is None or len(longest) < complaint.column(complaint.at) or complaint.last.value.strip():
        return None
    start = complaint.text.index(longest, match.start("lines"))
    return Found(start, start + len(longest), {"text": complaint.line_number})


_TAB = (
    "a tab stands here, where YAML allows only spaces",
    "replace it by spaces, two for each level; most editors can convert all tabs of a file to spaces",
)

TAB_AND_SPACE_ERRORS: Final = (
    Mistake(ANY, at(r"\t+"), *_TAB),
    Mistake(ANY, _tab_in_indent, *_TAB),
    Mistake(
        IN_LINES,
        _blank_line,
        "this line has only spaces, and more than the text on line $text begins with, so the text would begin here",
        "delete the spaces of this line",
    ),
)
