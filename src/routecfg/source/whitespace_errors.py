"""Mistakes with what cannot be seen: tabs, and characters that only look like spaces."""

import re
from typing import Final

from routecfg.source.complaint import Complaint
from routecfg.source.mistake import ANY, CANNOT_START, Found, Mistake, at

_TABS: Final = re.compile(r" *(?P<here>\t+)")
_BLANKS: Final = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]+")


def _tab_in_indent(complaint: Complaint) -> Found | None:
    """In a quoted text tabs may stand, and another character that cannot begin a value is the nearer cause."""
    if complaint.problem == CANNOT_START or "quoted" in complaint.context:
        return None
    match = _TABS.match(complaint.text, complaint.lines.starts[complaint.line_number - 1])
    return Found(*match.span("here")) if match is not None else None


def _blanks(complaint: Complaint) -> Found | None:
    for number in (complaint.line_number, complaint.content_above(complaint.line_number)):
        if number is None:
            continue
        line = complaint.line(number)
        match = _BLANKS.search(line[: len(line) - len(line.lstrip())])
        if match is not None:
            start = complaint.lines.starts[number - 1]
            return Found(start + match.start(), start + match.end())
    return None


_TAB = (
    "a tab stands here, where YAML allows only spaces",
    "replace it by spaces, two for each level; most editors can convert all tabs of a file to spaces",
)

WHITESPACE_ERRORS: Final = (
    Mistake(ANY, at(r"\t+"), *_TAB),
    Mistake(ANY, _tab_in_indent, *_TAB),
    Mistake(
        ANY,
        _blanks,
        "these look like spaces and are none; they come along when text is copied from web pages or documents",
        "replace them by ordinary spaces: delete them and press the space bar",
    ),
)
