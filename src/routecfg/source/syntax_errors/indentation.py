"""Lines that begin in the wrong column."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from routecfg.source.syntax_errors.complaint import Complaint, indent
from routecfg.source.syntax_errors.mistake import COLON_NOT_ALLOWED, IN_LINES, NO_DASH, NO_KEY, NO_START, Found, Mistake


def _after_value(complaint: Complaint) -> Found | None:
    if not complaint.before(complaint.at).strip(" \t-"):
        return None
    return Found(complaint.at, complaint.at + len(complaint.rest(complaint.at).rstrip()))


def _below_value(complaint: Complaint) -> Found | None:
    above = next(_lines_above(complaint), None)
    if complaint.sign != ":" or above is None or not _is_deeper(complaint, above[0]):
        return None
    return _line(complaint, {"above": above[0], "column_above": above[1]})


def _behind_comment(complaint: Complaint) -> Found | None:
    """`text: Call #12`, and the text goes on below: a comment has ended it."""
    gap = complaint.rest(complaint.last_end)
    number = complaint.lines.number(complaint.last_end)
    if complaint.style != "" or complaint.before(complaint.at).strip() or not gap.lstrip().startswith("#"):
        return None
    if next(_lines_above(complaint))[0] != number or not _is_deeper(complaint, number):
        return None
    if re.match(r"[^:]*:(?:\s|$)|-\s", complaint.rest(complaint.at)) and not gap.rstrip().endswith(":"):
        return None
    start = complaint.last_end + len(gap) - len(gap.lstrip())
    return Found(start, start + len(gap.strip()), {"line": complaint.line_number})


def _unindented_block(complaint: Complaint) -> Found | None:
    """A line of a text below `|` further left than the first one."""
    header = complaint.lines.number(complaint.last_start)
    first = next((n for n in range(header + 1, complaint.line_number) if complaint.line(n).strip()), None)
    if complaint.style not in ("|", ">") or first is None:
        return None
    if not _is_deeper(complaint, header) or _is_deeper(complaint, first):
        return None
    return _line(complaint, {"header": header, "column_first": indent(complaint.line(first)) + 1})


def _stray_item(complaint: Complaint) -> Found | None:
    above = next(_lines_above(complaint), None)
    if above is None or not re.match(r"[ \t]*-(?:\s|$)", complaint.line(complaint.line_number)):
        return None
    return Found(complaint.at, complaint.at + 1, {"above": above[0], "column_above": above[1]})


def _line_above(complaint: Complaint) -> Found | None:
    """The line above stands further left than the lines around it."""
    lines = list(islice(_lines_above(complaint), 2))
    column = _column(complaint)
    if len(lines) < 2 or not lines[0][1] < column == lines[1][1]:
        return None
    above, column_above = lines[0]
    start = complaint.lines.starts[above - 1] + column_above - 1
    return Found(start, _end_of_name(complaint, start), {"column_above": column_above, "column": column})


def _behind_shallower(complaint: Complaint) -> Found | None:
    """Of three objects the second begins too far left, with all that is in it: only at the third nothing fits."""
    column = _column(complaint)
    between = None
    for number, column_above in _lines_above(complaint):
        if column_above > column + (between is None):
            continue
        if between is None and column_above < column:
            between = number
        elif between is not None and column_above == column:
            return _line(complaint, {"sibling": number, "between": between})
        else:
            return None
    return None


def _no_column(complaint: Complaint) -> Found | None:
    """The nearest columns, to the left and to the right, in which something begins that is open above the line."""
    column = _column(complaint)
    left = right = ""
    nearest = 0
    for number, column_above in _lines_above(complaint):
        if column_above == column:
            return None
        if column_above < column:
            left = f"in column {column_above} as line {number} does"
            break
        if not nearest or column_above < nearest:
            nearest = column_above
            right = f"in column {column_above} as line {number} does"
    return _line(complaint, {"places": ", or ".join(filter(None, (left, right)))}) if left or right else None


def _no_dash(complaint: Complaint) -> Found | None:
    return _line(complaint, {"dash": complaint.column(complaint.opened)}) if complaint.opened is not None else None


def _further_left(complaint: Complaint) -> Found:
    return _line(complaint, {})


def _lines_above(complaint: Complaint) -> Iterator[tuple[int, int]]:
    """The lines with content above the one where the parser gave up, nearest first, each with its column."""
    number = complaint.content_above(complaint.line_number)
    while number is not None:
        yield number, indent(complaint.line(number)) + 1
        number = complaint.content_above(number)


def _line(complaint: Complaint, words: Mapping[str, str | int]) -> Found:
    """The name that begins the line, with its column."""
    start = _beginning(complaint)
    return Found(start, _end_of_name(complaint, start), {"column": _column(complaint), **words})


def _beginning(complaint: Complaint) -> int:
    if not complaint.before(complaint.at).strip(" \t-"):
        return complaint.at
    return complaint.line_start(complaint.at) + indent(complaint.line(complaint.line_number))


def _column(complaint: Complaint) -> int:
    return len(complaint.before(_beginning(complaint)).expandtabs()) + 1


def _is_deeper(complaint: Complaint, above: int) -> bool:
    return indent(complaint.line(complaint.line_number)) > indent(complaint.line(above))


def _end_of_name(complaint: Complaint, start: int) -> int:
    return start + len(complaint.rest(start).split(":")[0].rstrip())


INDENTATION_ERRORS: Final = (
    Mistake(
        (COLON_NOT_ALLOWED,),
        _below_value,
        "this line is indented below one that already has a value, so it would become part of that text",
        "let it begin in the same column as the line that it belongs with (line $above begins in column "
        "$column_above), or put a text of several lines in quotes",
    ),
    Mistake(
        (NO_KEY, NO_DASH),
        _after_value,
        "the value ended before this, and nothing more may follow it on the line",
        "put the whole text in double quotes, or remove what follows",
    ),
    Mistake(
        (NO_KEY, NO_DASH),
        _behind_comment,
        "here '#' begins a comment, which ends the text, so that line $line cannot go on with it",
        "if the '#' belongs to the text, put the whole text in quotes",
    ),
    Mistake(
        IN_LINES,
        _unindented_block,
        "this line begins in column $column, further left than the text that begins below line $header",
        "let all lines of that text begin in one column, this one in column $column_first too",
    ),
    Mistake(
        (NO_KEY,),
        _stray_item,
        "an item of a list stands here, among lines that are not a list",
        "indent the dash below the name that the list belongs to; line $above begins in column $column_above",
    ),
    Mistake(
        (NO_KEY,),
        _line_above,
        "this line begins in column $column_above, the lines above and below it in column $column",
        "let it begin in column $column too, or the line below it further left",
    ),
    Mistake(
        (NO_KEY,),
        _behind_shallower,
        "this line begins in column $column as line $sibling does, but line $between stands between them, further left",
        "if line $between belongs with them, let it begin in column $column too; otherwise indent this line as those "
        "below line $between",
    ),
    Mistake(
        (NO_KEY, COLON_NOT_ALLOWED),
        _no_column,
        "this line begins in column $column, and no line above that it could belong with begins there",
        "let it begin $places; or move those lines",
    ),
    Mistake(
        (NO_DASH,),
        _no_dash,
        "this line stands among the items of a list, and does not begin with a dash",
        "let it begin with `- ` in column $dash; or, if it belongs to the item above, in the column of that item's "
        "first word",
    ),
    Mistake(
        (NO_START,),
        _further_left,
        "this line begins in column $column, further left than the file began, or after its end",
        "let the first names of the file all begin in column 1",
    ),
)
