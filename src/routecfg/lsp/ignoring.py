"""A comment that ignores a finding, put where it speaks of it and of as little else as possible."""

import re
from typing import Final

from routecfg.diagnostics import Diagnostic, Edit, Span
from routecfg.source import Comment, Layout, edited, read, same_values

_CODES: Final = re.compile(r"(#+\s*routecfg: ignore\s*\[)([^\]]*)(\].*)")
_WHY: Final = "why this is as it should be"


def with_ignore(data: bytes, diagnostic: Diagnostic) -> bytes | None:
    """The file with such a comment; None if none can stand there. All else in it means what it did.

    At the end of the line if the finding is in one, else on a line of its own above what it is about.
    """
    span = diagnostic.place.span
    if span is None:
        return None
    layout = Layout(data)
    values = read(data).values
    if values is None:
        return None
    mark = data[: len(data) - len(data.lstrip(b"\xef\xbb\xbf"))]
    for edit in _ways(layout, span, diagnostic.code):
        after = mark + edited(layout, (edit,)).encode()
        again = Layout(after)
        shift = 1 if "\n" in edit.text else 0
        speaks = any(_speaks(comment, diagnostic.code, span.line + shift) for comment in again.comments)
        if speaks and same_values(read(after).values, values):
            return after
    return None


def _ways(layout: Layout, span: Span, code: str) -> list[Edit]:
    """The edits that may work, the best one first."""
    number = span.line
    line = layout.lines.line(number)
    comment = layout.comment_of(number)
    if comment is None:
        end = len(line.rstrip()) + 1
        behind = Edit(Span(number, end, number, len(line) + 1), f"  # routecfg: ignore[{code}] {_WHY}")
        return [behind, _above(layout, number, code)]
    start = comment[0] - layout.lines.bounds(number)[0]
    ours = _CODES.match(line[start:])
    if ours is not None:
        with_this = f"{ours[1]}{ours[2]}, {code}{ours[3]}"
        return [Edit(Span(number, start + 1, number, len(line) + 1), with_this)]
    return [_above(layout, number, code)]


def _above(layout: Layout, number: int, code: str) -> Edit:
    line = layout.lines.line(number)
    indent = line[: len(line) - len(line.lstrip(" "))]
    ends = "\r\n" if layout.lines.text[layout.lines.bounds(number)[1] :].startswith("\r\n") else "\n"
    return Edit(Span(number, 1, number, 1), f"{indent}# routecfg: ignore[{code}] {_WHY}{ends}")


def _speaks(comment: Comment, code: str, line: int) -> bool:
    """Whether a comment names the rule and speaks of what begins on a line."""
    ours = _CODES.match(comment.text)
    if ours is None or code not in ours[2]:
        return False
    if not comment.alone:
        return comment.line == line
    return comment.follows is not None and comment.follows.line <= line <= comment.follows.end_line
