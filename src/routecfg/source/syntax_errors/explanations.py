"""A file that the parser refused, in the users' words: which mistake is behind it, where, what to write instead.

The parser names the rule of its grammar that broke. That is rarely where the writer went wrong, so its complaint is
tried against the mistakes that commonly lead to it. The first that fits is reported, so the order matters: a
mistake that can be seen in the text comes before a mistake that is concluded from the structure.
"""

import re
from typing import Final

from yaml import YAMLError

from routecfg.diagnostics import Finding
from routecfg.source.lines import Lines
from routecfg.source.rules import YAML_SYNTAX
from routecfg.source.syntax_errors.brackets import BRACKET_ERRORS
from routecfg.source.syntax_errors.colons import COLON_ERRORS
from routecfg.source.syntax_errors.complaint import Complaint, Surroundings
from routecfg.source.syntax_errors.indentation import INDENTATION_ERRORS
from routecfg.source.syntax_errors.invisible_characters import INVISIBLE_CHARACTER_ERRORS, ODD, odd_indent
from routecfg.source.syntax_errors.mistake import ANY, Found, Mistake, explanation
from routecfg.source.syntax_errors.quotes import QUOTING_ERRORS
from routecfg.source.syntax_errors.reindenting import reindenting
from routecfg.source.syntax_errors.tabs_and_spaces import TAB_AND_SPACE_ERRORS
from routecfg.source.syntax_errors.templates import TEMPLATE_ERRORS
from routecfg.source.syntax_errors.unquoted import in_single_quotes, quoting

_CONFLICT: Final = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \r\n]|\Z)")


def _conflict(complaint: Complaint) -> Found | None:
    """The marks that git leaves in a file where two changes of the same lines met."""
    mark = _CONFLICT.search(complaint.text)
    if mark is None:
        return None
    return Found(*complaint.lines.bounds(complaint.lines.number(mark.start())))


def _anything(complaint: Complaint) -> Found:
    index = complaint.at
    if index >= len(complaint.text) and complaint.opened is not None:
        index = complaint.opened
    return Found(index, index + 1)


_CONFLICTS: Final = Mistake(
    ANY,
    _conflict,
    "git marks a conflict here: two people changed these lines, and nobody has decided yet which change holds",
    "keep the lines that are right, those above '=======' or those below it, and remove the lines that begin with "
    "'<<<<<<<', '=======' and '>>>>>>>'",
)
_UNKNOWN: Final = Mistake(
    ANY,
    _anything,
    "from here on the file cannot be read as YAML",
    "look here and on the lines above for a quotation mark or bracket that is not closed, a missing colon, or a line "
    "that begins in another column than its neighbours",
)
_MISTAKES: Final = (
    _CONFLICTS,
    *TAB_AND_SPACE_ERRORS,
    *INVISIBLE_CHARACTER_ERRORS,
    *TEMPLATE_ERRORS,
    *QUOTING_ERRORS,
    *BRACKET_ERRORS,
    *COLON_ERRORS,
    *INDENTATION_ERRORS,
    _UNKNOWN,
)


def explained(data: bytes, error: YAMLError) -> Finding:
    """The one finding of a file that the parser refused."""
    complaint = Complaint(data, error)
    explanations = ((mistake, mistake.explain(complaint)) for mistake in _MISTAKES)
    mistake, found = next((mistake, found) for mistake, found in explanations if found is not None)
    span = complaint.lines.span(found.start, min(found.end, max(found.start, len(complaint.text))))
    if mistake in INDENTATION_ERRORS:
        ways = reindenting(complaint, complaint.line_number)
        return YAML_SYNTAX.in_text(span, found.message, help=found.help, ways=ways)
    edits = quoting(complaint, found.unquoted) or in_single_quotes(complaint, found.single)
    return YAML_SYNTAX.in_text(span, found.message, help=found.help, edits=edits)


def odd_line(data: bytes) -> Finding | None:
    """The first line that begins with a character that is not a space, in a file that can be read."""
    around = Surroundings(Lines(data))
    found = odd_indent(around)
    if found is None:
        return None
    cause = explanation(found, *ODD)
    return YAML_SYNTAX.in_text(around.lines.span(cause.start, cause.end), cause.message, help=cause.help)
