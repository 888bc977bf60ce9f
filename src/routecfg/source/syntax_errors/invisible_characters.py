"""Characters that look like spaces, and characters that are invisible."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from yaml import YAMLError

from routecfg.diagnostics import with_article
from routecfg.source.events import ScalarEvent, advancing
from routecfg.source.syntax_errors.complaint import Complaint, Surroundings
from routecfg.source.syntax_errors.mistake import ANY, Found, Mistake

_ODD: Final = "\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_ODD_INDENT: Final = re.compile(
    rf"(?:\A|(?<=[\r\n]))[ \t]*(?:-[ \t]+)*(?!\ufeff[ \t]*(?:[#\r\n]|\Z))(?P<here>[{_ODD}]+)"
)
_ODD_SEPARATOR: Final = re.compile(
    rf"""[ \t]*(?:-[ \t]+)*(?:[\w.-]+|"[^"]*"|'[^']*')?[ \t]*[:-][ \t]*(?P<here>[{_ODD}]+)"""
)
_ODD_SIGN: Final = re.compile(f"[{_ODD}]")
_NAMES: Final = {"\ufeff": "byte order mark"}


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
        for event in iter(advancing(text.encode()), None):
            if isinstance(event, ScalarEvent) and event.style:
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


def _odd_behind_quotes(complaint: Complaint) -> Found | None:
    """An odd character behind a text in quotes, where nothing but spaces may follow."""
    if not complaint.quote or not _ODD_SIGN.fullmatch(complaint.sign):
        return None
    if complaint.text[complaint.last_end : complaint.at].strip(" \t"):
        return None
    return _odd(complaint, complaint.at, complaint.at + 1)


def _odd(around: Surroundings, start: int, end: int) -> Found:
    character = around.text[start]
    name = _NAMES.get(character) or unicodedata.name(character).lower()
    words = {
        "what": f"{with_article(name)} (U+{ord(character):04X})",
        "seems": "looks like a space" if unicodedata.category(character) == "Zs" else "cannot be seen",
    }
    return Found(start, end, words)


ODD: Final = (
    "$what stands here: it $seems, but YAML reads it as a letter",
    "delete it, and press the space bar where a space is meant; copied text and joined files can bring it along",
)

INVISIBLE_CHARACTER_ERRORS: Final = (
    Mistake(ANY, odd_indent, *ODD),
    Mistake(ANY, _odd_separator, *ODD),
    Mistake(ANY, _odd_behind_quotes, *ODD),
)
