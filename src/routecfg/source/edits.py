"""Changes of a file's text that leave all else in it as it is."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from routecfg.diagnostics import Edit, MendedValue, Path, Span
from routecfg.source.layout import Layout

_PLAIN: Final = re.compile(r"[^\W\d][\w-]*(?:[ /][\w-]+)*")
"""What needs no quotes anywhere."""

_NOT_TEXT: Final = frozenset(("true", "false", "null"))


def rewriting(layout: Layout, path: Path, value: MendedValue, *, on_key: bool) -> Edit | None:
    """The edit that makes the key or the value at a path say something else; None where that is not simple.

    Quotes stay as they are. What an alias repeats is not edited, and neither is a block text.
    """
    written = layout.written(path, on_key=on_key)
    if written is None:
        return None
    span, before = written
    mark = before[:1]
    if mark in ("|", ">"):
        return None
    if isinstance(value, bool):
        return Edit(span, "true" if value else "false")
    if isinstance(value, tuple):
        return Edit(span, f"[{', '.join(_as_text(item, '') for item in value)}]")
    return Edit(span, _as_text(value, mark))


def _as_text(text: str, mark: str) -> str:
    """A text in this quotation mark; with another sign for it, as it is easiest to read."""
    if mark not in ("'", '"'):
        if _PLAIN.fullmatch(text) is not None and text.lower() not in _NOT_TEXT:
            return text
        mark = mark_for(text)
    if mark == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mark_for(text: str) -> str:
    """The quotation mark in which a text is easiest to read: a double one, unless something in it had to be escaped."""
    return "'" if text.startswith("/") or '"' in text or "\\" in text else '"'


def edited(layout: Layout, edits: Iterable[Edit]) -> str:
    """The text of a file after these edits. Of two that overlap the first counts."""
    text, starts = layout.lines.text, layout.lines.starts
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=_place):
        start, end = _indexes(edit.span, starts)
        if start < at:
            continue
        parts += (text[at:start], edit.text)
        at = end
    return "".join((*parts, text[at:]))


def _place(edit: Edit) -> Span:
    return edit.span


def _indexes(span: Span, starts: Sequence[int]) -> tuple[int, int]:
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
