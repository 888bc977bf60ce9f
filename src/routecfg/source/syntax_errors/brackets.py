"""Mistakes with `[ ]` and `{ }`, with the commas in them, and with what takes their signs for something else."""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.limits import LOOKED_AT
from routecfg.source.events import ScalarEvent
from routecfg.source.syntax_errors.complaint import Complaint
from routecfg.source.syntax_errors.mistake import IN_BRACKETS, IN_LINES, NO_CONTENT, Found, Mistake, at, here
from routecfg.source.syntax_errors.unquoted import PAIRS, example, open_brackets, text_end, text_start

_BRACKET: Final = re.compile(r"[\[{]")
_SIGN: Final = re.compile(
    r"""(?<![\w"'])(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^']*+')|\{\{.*?\}\}|(?P<bracket>[\[\]{}])|(?P<comment>(?<![^\s\[{,])#)|[\r\n]""",
)


def _text_with_brackets(complaint: Complaint) -> Found | None:
    """`{pattern: /[0-9]{6}/}`: a bracket right behind a text, or behind the value of a name."""
    before = complaint.text[complaint.at - 1 : complaint.at]
    is_text = isinstance(complaint.last, ScalarEvent) and not complaint.quote
    start = complaint.last_start if is_text else text_start(complaint, complaint.at)
    if complaint.sign not in tuple(PAIRS) or complaint.quote or start is None:
        return None
    name = complaint.before(start).rstrip().endswith(":")
    if before in " \t\r\n[{," and not (is_text and name and complaint.line_start(start) <= complaint.last_end):
        return None
    if not complaint.line_start(complaint.at) <= start < complaint.at:
        return None
    end = text_end(complaint, start)
    return Found(start, end, {"example": example(complaint, start, end)}, (start, end))


def _comment(complaint: Complaint) -> Found | None:
    """`{text: Call us at #12}`: the closing bracket stands in a comment."""
    opened = _opening(complaint)
    if opened is None or _closing(complaint, opened, in_comments=False) is not None:
        return None
    closing = _closing(complaint, opened, in_comments=True)
    if closing is None:
        return None
    index, comment = closing
    start = text_start(complaint, comment)
    text = example(complaint, start, text_end(complaint, start)) if start is not None else ""
    end = comment + len(complaint.rest(comment).rstrip())
    return Found(comment, end, {"closing": complaint.text[index], "example": text})


def _comma(complaint: Complaint) -> Found | None:
    opened = _opening(complaint)
    if opened is None or _closing(complaint, opened, in_comments=False) is None:
        return None
    sign = complaint.text[opened]
    return Found(complaint.at, complaint.at + 1, {"sign": sign, "closing": PAIRS[sign]})


def _unclosed(complaint: Complaint) -> Found | None:
    opened = _opening(complaint)
    if opened is None:
        return None
    sign = complaint.text[opened : opened + 1]
    return Found(opened, opened + 1, {"sign": sign, "closing": PAIRS.get(sign, "}")})


def _opening(complaint: Complaint) -> int | None:
    """The bracket or brace in which the parser gave up: an anchor or a tag may stand before it."""
    if complaint.problem == NO_CONTENT:
        brackets = [] if complaint.sign else open_brackets(complaint.text, complaint.at)
        return brackets[-1] if brackets else None
    opened = complaint.at if complaint.opened is None else complaint.opened
    match = _BRACKET.search(complaint.text, opened, opened + LOOKED_AT)
    return match.start() if match is not None else opened


def _closing(complaint: Complaint, opened: int, *, in_comments: bool) -> tuple[int, int] | None:
    """The bracket that closes the one at an index, and the comment in which it stands; None if none does."""
    awaited: list[str] = []
    for index, sign, comment in _brackets(complaint.text, opened):
        if comment >= 0 and (not in_comments or index > complaint.at):
            continue
        if sign in PAIRS:
            awaited.append(PAIRS[sign])
        elif not awaited or awaited.pop() != sign:
            return None
        elif not awaited:
            return index, comment
    return None


def _brackets(text: str, start: int) -> Iterator[tuple[int, str, int]]:
    """The brackets outside of quotes from an index on, each with where the comment begins that it stands in, or -1."""
    comment = -1
    for match in _SIGN.finditer(text, start):
        if match["comment"] and comment < 0:
            comment = match.start()
        elif match[0] in ("\r", "\n"):
            comment = -1
        elif match["bracket"]:
            yield match.start(), match[0], comment


BRACKET_ERRORS: Final = (
    Mistake(
        IN_BRACKETS,
        _text_with_brackets,
        "a text with brackets or braces in it needs quotes here: without them they are not read as text",
        "put the whole text in quotes$example",
    ),
    Mistake(
        (*IN_BRACKETS, NO_CONTENT),
        _comment,
        "here '#' begins a comment, so the rest of the line does not count, and the '$closing' in it closes nothing",
        "if the '#' belongs to a text, put the whole text in quotes$example",
    ),
    Mistake(
        IN_BRACKETS,
        _comma,
        "a comma is missing before this, or a text inside '$sign $closing' needs quotes",
        "separate the parts with commas; put a text that holds brackets, braces or commas in double quotes",
    ),
    Mistake(
        (*IN_BRACKETS, NO_CONTENT),
        _unclosed,
        "the bracket '$sign' that opens here is never closed",
        "write '$closing' where it ends, or put a text that begins with '$sign' in quotes",
    ),
    Mistake(
        ("found unexpected ':'",),
        here,
        "a space is missing after this colon",
        "write `: ` between a name and its value",
    ),
    Mistake(
        (NO_CONTENT,),
        at(r"(?P<sign>[-?|>])"),
        "nothing can begin with '$sign' between brackets or braces",
        "remove it, or put a text that begins with it in quotes",
    ),
    Mistake(
        (NO_CONTENT,),
        at(r"(?P<sign>[],}:])"),
        "a value is missing before this '$sign'",
        "write the value, or remove the '$sign'; put a text that begins with '$sign' in quotes",
    ),
    Mistake(
        IN_LINES,
        at(r"(?P<sign>[]}])"),
        "nothing is open that this '$sign' could close",
        "remove it, or write its opening bracket",
    ),
    Mistake(
        IN_LINES,
        at(r"(?<![^\s-])(?P<sign>[,:])"),
        "nothing can begin with '$sign' here",
        "remove it, or put a text that begins with it in quotes",
    ),
    Mistake(
        IN_LINES,
        at(r"(?P<here>,)[ \t]*(?=[#\r\n]|\Z)"),
        "this comma separates nothing: commas stand only between brackets or braces",
        "remove it, or put the whole text in quotes",
    ),
)
