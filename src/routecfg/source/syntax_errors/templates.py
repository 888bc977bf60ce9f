"""Texts with `{{ }}` that need quotes: braces mean something else in YAML."""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.limits import MOST_LINES
from routecfg.source.events import MappingEndEvent
from routecfg.source.syntax_errors.complaint import Complaint, Surroundings
from routecfg.source.syntax_errors.mistake import ANY, IN_BRACKETS, Explanation, Found, Mistake, explanation
from routecfg.source.syntax_errors.unquoted import example, text_end, text_start

_TEMPLATE: Final = re.compile(r"\{\{.*?(?:\}\}|$)")
_VALUE_BEGINS: Final = re.compile(r"(?:^|[:\-,\[{])[ \t]+$|^$|[\[{]$")

_INSIDE: Final = (
    "a text with '{{' in it needs quotes here: inside brackets and braces they would end it",
    "put the whole text in double quotes$example",
)
_BARE = (
    "a text that begins with '{{' needs quotes: without them the braces are not read as text",
    "put the whole text in double quotes$example",
)


def bare_template(around: Surroundings, index: int) -> Explanation:
    """A value that begins with `{{` at an index."""
    return explanation(_at_start(around, index), *_BARE)


def template_after_comma(around: Surroundings, index: int) -> Explanation | None:
    """`{text: Thank you, {{ contact.name }}}`: the `{{` at an index, taken for a name because of the comma."""
    start = text_start(around, index)
    if start is None or not around.text[start:index].strip():
        return None
    unquoted = start, text_end(around, start)
    return explanation(Found(*unquoted, {"example": example(around, *unquoted)}, unquoted), *_INSIDE)


def _at_start(around: Surroundings, index: int) -> Found:
    match = _TEMPLATE.match(around.rest(index))
    end = index + (match.end() if match is not None else 2)
    unquoted = index, max(end, text_end(around, index))
    return Found(index, end, {"example": example(around, *unquoted)}, unquoted)


def _templates(complaint: Complaint) -> Iterator[tuple[int, int, str]]:
    """The templates outside of quotes that may be the cause: where they stand, and what is before them on the line."""
    first = complaint.lines.number(min(complaint.last_start, complaint.at))
    for number in range(first, min(complaint.line_number, first + MOST_LINES) + 1):
        start = complaint.lines.starts[number - 1]
        line = complaint.line(number)
        for match in _TEMPLATE.finditer(line):
            before = line[: match.start()]
            is_read = start + match.end() <= complaint.last_start and not isinstance(complaint.last, MappingEndEvent)
            if not is_read and start + match.start() <= complaint.at + 1 and not _inside_quotes(before):
                yield start + match.start(), start + match.end(), before


def _inside_quotes(before: str) -> bool:
    return before.count('"') % 2 == 1 or len(re.findall(r"(?<![^\W_])'|'(?![^\W_])", before)) % 2 == 1


def _in_brackets(complaint: Complaint) -> Found | None:
    for start, end, _ in _templates(complaint):
        begins = text_start(complaint, start)
        unquoted = (begins, text_end(complaint, begins)) if begins is not None else None
        text = example(complaint, *unquoted) if unquoted is not None else ""
        return Found(start, end, {"example": text or ', as in `text: "Hello {{ contact.name }}"`'}, unquoted)
    return None


def _at_value(complaint: Complaint) -> Found | None:
    found = (start for start, _, before in _templates(complaint) if _VALUE_BEGINS.search(before))
    return next((_at_start(complaint, start) for start in found), None)


TEMPLATE_ERRORS: Final = (
    Mistake(IN_BRACKETS, _in_brackets, *_INSIDE),
    Mistake(ANY, _at_value, *_BARE),
)
