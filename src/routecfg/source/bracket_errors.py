"""Mistakes with `[ ]` and `{ }`, and with the commas in them."""

from typing import Final

from routecfg.source.complaint import Complaint
from routecfg.source.mistake import IN_BRACKETS, IN_LINES, NO_CONTENT, Found, Mistake, at

_PAIRS: Final = {"[": "]", "{": "}"}


def _comma(complaint: Complaint) -> Found | None:
    opened = _opening(complaint)
    sign = complaint.text[opened : opened + 1]
    if sign not in _PAIRS or not _is_closed(complaint.text, opened):
        return None
    return Found(complaint.at, complaint.at + 1, {"sign": sign, "closing": _PAIRS[sign]})


def _unclosed_list(complaint: Complaint) -> Found | None:
    opened = _opening(complaint)
    return Found(opened, opened + 1) if complaint.text[opened : opened + 1] == "[" else None


def _unclosed(complaint: Complaint) -> Found:
    opened = _opening(complaint)
    return Found(opened, opened + 1, {"sign": complaint.text[opened : opened + 1]})


def _opening(complaint: Complaint) -> int:
    """The bracket or brace in which the parser gave up: an anchor or a tag may stand before it."""
    opened = complaint.at if complaint.opened is None else complaint.opened
    end = min(opened + 500, len(complaint.text))
    return next((index for index in range(opened, end) if complaint.text[index] in _PAIRS), opened)


def _is_closed(text: str, opened: int) -> bool:
    """Whether the bracket at an index is closed again, brackets counted outside of quotes."""
    awaited: list[str] = []
    quote = ""
    for char in text[opened : opened + 100_000]:
        if quote:
            quote = "" if char == quote else quote
        elif char == '"':
            quote = char
        elif char in _PAIRS:
            awaited.append(_PAIRS[char])
        elif char in ("]", "}"):
            if not awaited or awaited.pop() != char:
                return False
            if not awaited:
                return True
    return False


BRACKET_ERRORS: Final = (
    Mistake(
        IN_BRACKETS,
        _comma,
        "a comma is missing before this, or a text inside '$sign $closing' needs quotes",
        "separate the parts with commas; put a text that holds brackets, braces or commas in double quotes",
    ),
    Mistake(
        IN_BRACKETS,
        _unclosed_list,
        "the bracket '[' that opens here is never closed",
        "write ']' where the list ends",
    ),
    Mistake(
        IN_BRACKETS,
        _unclosed,
        "the bracket '$sign' that opens here is never closed",
        "write '}' where it ends, or put a text that begins with a brace in quotes",
    ),
    Mistake(
        (NO_CONTENT,),
        at(r"(?P<sign>[],}])"),
        "a value is missing before this '$sign'",
        "write the value, or remove the '$sign'; put a text that begins with '$sign' in quotes",
    ),
    Mistake(
        IN_LINES,
        at(r"(?P<sign>[]}])"),
        "nothing is open that this '$sign' could close",
        "remove it, or write its opening bracket",
    ),
)
