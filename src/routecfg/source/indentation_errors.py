"""Lines that begin in a column in which they belong with nothing."""

from typing import Final

from routecfg.source.complaint import Complaint, indent
from routecfg.source.mistake import COLON_NOT_ALLOWED, NO_DASH, NO_KEY, NO_START, Found, Mistake


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


def _between(complaint: Complaint) -> Found | None:
    """A column between those in which the lines above begin."""
    found = _no_column(complaint)
    return found if found is not None and found.words["outer"] != found.words["column_above"] else None


def _no_column(complaint: Complaint) -> Found | None:
    above = complaint.content_above(complaint.lines.number(complaint.at))
    if above is None or complaint.opened is None:
        return None
    words = {
        "column": str(_visible_column(complaint)),
        "column_above": str(indent(complaint.line(above)) + 1),
        "outer": str(complaint.column(complaint.opened)),
    }
    return Found(complaint.at, _end_of_name(complaint, complaint.at), words)


def _no_dash(complaint: Complaint) -> Found | None:
    if complaint.opened is None:
        return None
    words = {"column": str(complaint.column(complaint.opened))}
    return Found(complaint.at, _end_of_name(complaint, complaint.at), words)


def _further_left(complaint: Complaint) -> Found:
    words = {"column": str(complaint.column(complaint.at))}
    return Found(complaint.at, _end_of_name(complaint, complaint.at), words)


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
        _between,
        _NO_SUCH_COLUMN,
        "let it begin in column $outer or $column_above, as the lines do that it belongs with",
    ),
    Mistake(
        (NO_KEY,),
        _no_column,
        _NO_SUCH_COLUMN,
        "let it begin in column $outer, as the lines above do that it belongs with",
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
