"""Lines that begin in a column in which they belong with nothing."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from yaml.events import ScalarEvent

from routecfg.source.complaint import Complaint, indent
from routecfg.source.mistake import COLON_NOT_ALLOWED, IN_LINES, NO_DASH, NO_KEY, NO_START, Found, Mistake


def _below_item(complaint: Complaint) -> Found | None:
    """A name among the items of a list of words."""
    above = complaint.content_above(complaint.line_number)
    if complaint.sign != ":" or above is None or not complaint.line(above).lstrip().startswith("- "):
        return None
    return _line_words(complaint, above) if not _is_deeper(complaint, above) else None


def _below_value(complaint: Complaint) -> Found | None:
    above = complaint.content_above(complaint.line_number)
    if complaint.sign != ":" or above is None or not _is_deeper(complaint, above):
        return None
    return _line_words(complaint, above)


def _is_deeper(complaint: Complaint, above: int) -> bool:
    return indent(complaint.line(complaint.line_number)) > indent(complaint.line(above))


def _line_words(complaint: Complaint, above: int) -> Found:
    column = indent(complaint.line(complaint.line_number))
    start = complaint.lines.starts[complaint.line_number - 1] + column
    words = {"column": str(column + 1), "above": str(above), "column_above": str(indent(complaint.line(above)) + 1)}
    return Found(start, complaint.at, words)


def _after_value(complaint: Complaint) -> Found | None:
    if not complaint.before(complaint.at).strip(" \t-"):
        return None
    return Found(complaint.at, complaint.at + len(complaint.rest(complaint.at).rstrip()))


def _behind_comment(complaint: Complaint) -> Found | None:
    """`text: Call #12`, and the text goes on below: a comment has ended it."""
    if not isinstance(complaint.last, ScalarEvent) or complaint.last.style or complaint.before(complaint.at).strip():
        return None
    number = complaint.lines.number(complaint.last_end)
    gap = complaint.rest(complaint.last_end)
    if not gap.lstrip().startswith("#") or complaint.content_above(complaint.line_number) != number:
        return None
    is_text = not re.match(r"[^:]*:(?:\s|$)|-\s", complaint.rest(complaint.at))
    if not _is_deeper(complaint, number) or not (is_text or gap.rstrip().endswith(":")):
        return None
    start = complaint.last_end + len(gap) - len(gap.lstrip())
    return Found(start, start + len(gap.strip()), {"line": str(complaint.line_number)})


def _unindented_block(complaint: Complaint) -> Found | None:
    """A line of a text below `|` further left than the first one."""
    if not isinstance(complaint.last, ScalarEvent) or complaint.last.style not in ("|", ">"):
        return None
    header = complaint.lines.number(complaint.last_start)
    first = next((n for n in range(header + 1, complaint.line_number) if complaint.line(n).strip()), None)
    if first is None or not _is_deeper(complaint, header) or _is_deeper(complaint, first):
        return None
    column_first = str(indent(complaint.line(first)) + 1)
    return _line(complaint, {"column": _visible_column(complaint), "header": header, "column_first": column_first})


def _stray_item(complaint: Complaint) -> Found | None:
    above = complaint.content_above(complaint.lines.number(complaint.at))
    if above is None or complaint.opened is None:
        return None
    if "-" not in complaint.before(complaint.at) and not complaint.rest(complaint.at).startswith("- "):
        return None
    words = {"above": str(above), "column_above": str(indent(complaint.line(above)) + 1)}
    return Found(complaint.at, complaint.at + 1, words)


def _line_above(complaint: Complaint) -> Found | None:
    """The line above stands further left than the lines around it."""
    above = complaint.content_above(complaint.lines.number(complaint.at))
    earlier = complaint.content_above(above) if above is not None else None
    if complaint.opened is None or above is None or earlier is None:
        return None
    column = _visible_column(complaint)
    column_above = indent(complaint.line(above)) + 1
    if not column_above < column == indent(complaint.line(earlier)) + 1:
        return None
    start = complaint.lines.starts[above - 1] + column_above - 1
    return Found(start, _end_of_name(complaint, start), {"column_above": str(column_above), "column": str(column)})


def _behind_shallower(complaint: Complaint) -> Found | None:
    """Of three objects the second begins too far left, with all that is in it: only at the third nothing fits."""
    column = _visible_column(complaint)
    shallower = None
    deepest = column + 2
    for number, column_above in _lines_above(complaint):
        if column_above >= deepest:
            continue
        if shallower is None and column_above < column:
            shallower = number, column_above
            deepest = column + 1
        elif shallower is not None and column_above == column:
            words = {"column": column, "sibling": number, "between": shallower[0], "column_between": shallower[1]}
            return _line(complaint, words)
        else:
            return None
    return None


def _no_column(complaint: Complaint) -> Found | None:
    """The nearest columns, to the left and to the right, in which something begins that is open above the line."""
    column = _visible_column(complaint)
    left = right = None
    for number, column_above in _lines_above(complaint):
        if column_above < column:
            left = number, column_above
            break
        if right is None or column_above < right[1]:
            right = number, column_above
    places = [f"in column {place[1]} as line {place[0]} does" for place in (left, right) if place is not None]
    return _line(complaint, {"column": column, "places": ", or ".join(places)}) if places else None


def _lines_above(complaint: Complaint) -> Iterator[tuple[int, int]]:
    """The lines above the one where the parser gave up, from the nearest on, and the column in which each begins."""
    number = complaint.content_above(complaint.lines.number(complaint.at))
    while number is not None:
        yield number, indent(complaint.line(number)) + 1
        number = complaint.content_above(number)


def _line(complaint: Complaint, words: Mapping[str, int | str]) -> Found:
    end = _end_of_name(complaint, complaint.at)
    return Found(complaint.at, end, {name: str(word) for name, word in words.items()})


def _no_dash(complaint: Complaint) -> Found | None:
    if complaint.opened is None:
        return None
    return _line(complaint, {"column": complaint.column(complaint.opened)})


def _further_left(complaint: Complaint) -> Found:
    return _line(complaint, {"column": complaint.column(complaint.at)})


def _visible_column(complaint: Complaint) -> int:
    return len(complaint.before(complaint.at).expandtabs()) + 1


def _end_of_name(complaint: Complaint, start: int) -> int:
    return start + len(complaint.rest(start).split(":")[0].rstrip())


_NO_SUCH_COLUMN = "this line begins in column $column, and no line above that it could belong with begins there"

INDENTATION_ERRORS: Final = (
    Mistake(
        (COLON_NOT_ALLOWED,),
        _below_item,
        _NO_SUCH_COLUMN,
        "let it begin in column $column_above, as the item above does, or further left",
    ),
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
        "an item of a list stands here, among lines that are no list",
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
        (NO_KEY,),
        _no_column,
        _NO_SUCH_COLUMN,
        "let it begin $places; or move those lines",
    ),
    Mistake(
        (NO_DASH,),
        _no_dash,
        "this line stands among the items of a list, and does not begin with a dash",
        "let it begin with `- ` in column $column; or, if it belongs to the item above, in the column of that item's "
        "first word",
    ),
    Mistake(
        (NO_START,),
        _further_left,
        "this line begins in column $column, further left than the file began, or after its end",
        "let the first names of the file all begin in column 1",
    ),
)
