"""Lines that begin in the wrong column."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Final

from routecfg.limits import MOST_LINES
from routecfg.source.syntax_errors.complaint import Complaint, indent
from routecfg.source.syntax_errors.mistake import COLON_NOT_ALLOWED, IN_LINES, NO_DASH, NO_KEY, NO_START, Found, Mistake
from routecfg.source.syntax_errors.unquoted import example

_CONTENT: Final = re.compile(r"[ \t]*[^\s#]")
_IN_BRACKETS: Final = re.compile(r"[ \t]*(?:-[ \t]+)*[\w-]+:[ \t]+(?=[\[{])")
_ITEM: Final = re.compile(r"[ \t]*-(?:\s|$)")


def _after_value(complaint: Complaint) -> Found | None:
    if not complaint.before(complaint.at).strip(" \t-"):
        return None
    end = complaint.at + len(complaint.rest(complaint.at).rstrip())
    line = complaint.lines.starts[complaint.line_number - 1]
    begun = _IN_BRACKETS.match(complaint.text, line, complaint.at)
    advice = "put the whole text in double quotes, or remove what follows"
    if begun is not None:
        advice = f"if all of it is one text, put it in quotes{example(complaint, begun.end(), end)}"
    return Found(complaint.at, end, {"advice": advice})


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
    if above is None or not _ITEM.match(complaint.line(complaint.line_number)):
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


def _beside(complaint: Complaint, *, alone: bool) -> Found | None:
    """Of lines that belong side by side one begins in another column, which shows only at the next.

    It is the first line below a name, or one with fields below it. It stands wrong `alone`, or with all below it.
    """
    number, column, step = complaint.line_number, _column(complaint), _step(complaint)
    above = _lines_above(complaint)
    first = None
    for name, column_above in above:
        if column_above < column:
            break
        first = name, column_above
    else:
        return None
    wrong, wrong_column = name, column_above
    is_first = column - column_above == step and not complaint.line(name).split(":")[-1].strip()
    holds_fields = first is not None and _holds_fields(complaint, first[0])
    is_single = first is not None and not holds_fields and is_first and bool(step and (first[1] - column) % step)
    if first is not None and (is_single or holds_fields):
        if not is_first:
            return None
        wrong, wrong_column = first
    else:
        before = next((line for line in above if line[1] <= column), None)
        if before is None or (before[1] != column and before[1] != column - step):
            return None
        if before[1] != column and complaint.line(before[0]).split(":")[-1].strip():
            return None
    below = next((n for n in range(wrong + 1, number) if complaint.line(n).strip()), None)
    fields = indent(complaint.line(below)) + 1 if below is not None else column + step
    if alone != (below is None if is_single else fields in (column + step, wrong_column)):
        return None
    if any(_ITEM.match(complaint.line(n)) for n in (number, name, wrong)):
        return None
    start = complaint.lines.starts[wrong - 1] + wrong_column - 1
    words = {"column": wrong_column, "other": number, "right": column}
    return Found(start, _end_of_name(complaint, start), words | {"way": "left" if wrong_column > column else "right"})


def _holds_fields(complaint: Complaint, number: int) -> bool:
    """Whether a line names something that has fields of its own, below it or in braces."""
    return re.match(r"[^:#]*:[ \t]*(?:\{|#|$)", complaint.line(number)) is not None


def _step(complaint: Complaint) -> int:
    """By how many columns one thing stands below another: the fewest by which several lines are indented."""
    last = min(len(complaint.lines.starts), MOST_LINES)
    indents = (indent(line) for line in map(complaint.line, range(1, last + 1)) if re.match(" +[^ #-]", line))
    counted = Counter(indents)
    return min((item for item, times in counted.items() if times > 1), default=min(counted, default=0))


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
    if complaint.opened is None:
        return None
    dash = complaint.column(complaint.opened)
    holder = next((line for line in _lines_above(complaint) if line[1] < dash), None)
    outer = "" if holder is None else f"; if it belongs beside line {holder[0]}, in column {holder[1]}"
    return _line(complaint, {"dash": dash, "outer": outer})


def _first_line(complaint: Complaint) -> Found | None:
    """The file begins further right than it goes on."""
    first = next((n for n in range(1, complaint.line_number) if _CONTENT.match(complaint.line(n))), None)
    if first is None or not indent(complaint.line(first)) or _column(complaint) > 1:
        return None
    start = complaint.lines.starts[first - 1] + indent(complaint.line(first))
    words = {"column": indent(complaint.line(first)) + 1, "other": complaint.line_number}
    return Found(start, _end_of_name(complaint, start), words)


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
        "$advice",
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
    *(
        Mistake(
            (NO_KEY,),
            partial(_beside, alone=alone),
            "this line begins in column $column, and line $other, which belongs beside it, in column $right",
            "let it begin in column $right too" + ("" if alone else ", and the lines below it as much further $way"),
        )
        for alone in (True, False)
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
        "let it begin with `- ` in column $dash; if it belongs to the item above, in the column of that item's "
        "first word$outer",
    ),
    Mistake(
        (NO_START,),
        _first_line,
        "the file begins here, in column $column, and line $other, which belongs beside this one, in column 1",
        "let the first names of the file all begin in column 1, and what is below each further right",
    ),
    Mistake(
        (NO_START,),
        _further_left,
        "this line begins in column $column, further left than the file began, or after its end",
        "let the first names of the file all begin in column 1",
    ),
)
