"""Mistakes with what cannot be seen: tabs, characters that only look like spaces, and those that show nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not say that it is exported
from yaml.events import ScalarEvent

from routecfg.source.syntax_errors.complaint import Complaint, Surroundings
from routecfg.source.syntax_errors.mistake import ANY, CANNOT_START, IN_LINES, Found, Mistake, at

_TABS: Final = re.compile(r" *(?P<here>\t+)")
_ODD: Final = "\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_ODD_INDENT: Final = re.compile(
    rf"(?:\A|(?<=[\r\n]))[ \t]*(?:-[ \t]+)*(?!\ufeff[ \t]*(?:[#\r\n]|\Z))(?P<here>[{_ODD}]+)"
)
_ODD_SEPARATOR: Final = re.compile(
    rf"""[ \t]*(?:-[ \t]+)*(?:[\w.-]+|"[^"]*"|'[^']*')?[ \t]*[:-][ \t]*(?P<here>[{_ODD}]+)"""
)
_BLANK_LINES: Final = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)(?P<lines>(?:[ ]*(?:\r\n?|\n))+)")
_NAMES: Final = {"\ufeff": "byte order mark"}


def _tab_in_indent(complaint: Complaint) -> Found | None:
    """In a quoted text tabs may stand, and another character that cannot begin a value is the nearer cause."""
    if complaint.problem == CANNOT_START or "quoted" in complaint.context:
        return None
    match = _TABS.match(complaint.text, complaint.lines.starts[complaint.line_number - 1])
    return Found(*match.span("here")) if match is not None else None


def odd_indent(around: Surroundings) -> Found | None:
    """The first line that begins with an odd character, texts in quotes and in blocks left out."""
    candidates = [] if around.text.isascii() else list(_ODD_INDENT.finditer(around.text))
    texts = list(_texts(around.text)) if candidates else []
    for match in candidates:
        start, end = match.span("here")
        if not any(first <= start < last for first, last in texts):
            return _odd(around, start, end)
    return None


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """The texts in quotes and in blocks: any character may begin a line there."""
    try:
        for event in iter(CParser(text.encode()).get_event, None):
            if isinstance(event, ScalarEvent) and event.style and event.start_mark and event.end_mark:
                yield event.start_mark.index, event.end_mark.index
    except YAMLError:
        return


def _odd_separator(complaint: Complaint) -> Found | None:
    """An odd character behind a colon or a dash, where only a space separates."""
    number = complaint.line_number
    for near in filter(None, (complaint.content_above(number), number)):
        match = _ODD_SEPARATOR.match(complaint.line(near))
        if match is not None:
            start = complaint.lines.starts[near - 1]
            return _odd(complaint, start + match.start("here"), start + match.end("here"))
    return None


def _odd(around: Surroundings, start: int, end: int) -> Found:
    character = around.text[start]
    name = _NAMES.get(character) or unicodedata.name(character).lower()
    words = {
        "what": f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(character):04X})",
        "seems": "looks like a space" if unicodedata.category(character) == "Zs" else "cannot be seen",
    }
    return Found(start, end, words)


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
ODD: Final = (
    "$what stands here: it $seems, but YAML reads it as a letter",
    "delete it, and press the space bar where a space is meant; copied text and joined files can bring it along",
)

WHITESPACE_ERRORS: Final = (
    Mistake(ANY, at(r"\t+"), *_TAB),
    Mistake(ANY, _tab_in_indent, *_TAB),
    Mistake(ANY, odd_indent, *ODD),
    Mistake(ANY, _odd_separator, *ODD),
    Mistake(
        IN_LINES,
        _blank_line,
        "this line has only spaces, and more than the text on line $text begins with, so the text would begin here",
        "delete the spaces of this line",
    ),
)
