"""Mistakes in how lines stand to each other: colons, indentation, lists, brackets.

Each function looks whether a fault is its mistake, and says so, or says nothing.
"""

import re
from typing import Final

from routecfg.source.fault import Explanation, Fault

_KEY = re.compile(r"""[ \t]*(?:-[ \t]+)*(?P<key>[\w.-]+|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]+|$)""")
_TIGHT_COLON = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+):(?P<value>[^\s/:][^\s:]*|/(?!/)[^\s:]*)")
_NAMED = re.compile(r"(?P<kind>[a-z][a-z_]{1,40}): +(?P<name>[a-z0-9][a-z0-9_-]{0,62})$")
_INDENT = re.compile(r"[ \t]*(?:-[ \t]+)*")
_PAIRS: Final = {"[": "]", "{": "}"}


def destination(fault: Fault) -> Explanation | None:
    """`to: queue: support`."""
    before = fault.before(fault.at)
    key = _KEY.match(before)
    if key is None:
        return None
    start = fault.at - len(before) + key.end()
    named = _NAMED.match(fault.rest(start).split(" #")[0].rstrip())
    if named is None:
        return None
    name = fault.shown(start + named.start("name"), start + named.end("name")) or "..."
    return Explanation(
        start,
        start + named.end(),
        "two names with a colon stand on this line, and the second one needs braces around it",
        f"write `{key['key']}: {{{named['kind']}: {name}}}`; if it is a text, put it in quotes",
    )


def colon_in_text(fault: Fault) -> Explanation | None:
    """`text: Hello: world`."""
    before = fault.before(fault.at)
    key = _KEY.match(before)
    if fault.text[fault.at : fault.at + 1] != ":" or key is None or not before[key.end() :].strip():
        return None
    echo = fault.shown(fault.at - len(before) + key.end(), fault.at + len(fault.rest(fault.at).rstrip()))
    example = f'{key["key"]}: "{echo}"' if echo is not None and '"' not in echo else f'{key["key"]}: "..."'
    return Explanation(
        fault.at,
        fault.at + 1,
        "this is the second colon followed by a space on the line, and only the first may stand without quotes",
        f"put the whole text in double quotes: `{example}`",
    )


def line_above(fault: Fault) -> Explanation | None:
    """A colon on a line that YAML takes for the continuation of a text above."""
    number = fault.line_number
    above = fault.content_above(number)
    if fault.text[fault.at : fault.at + 1] != ":" or above is None:
        return None
    top, line = fault.line(above), fault.line(number)
    nearer = _missing_dash_space(fault, above) or _missing_dash_space(fault, number) or _tight_colon(fault, above)
    if nearer is not None:
        return nearer
    deeper = _indent(line) > _indent(top)
    start, _ = fault.lines.bounds(number)
    if _KEY.match(top) is None and not top.rstrip().endswith(":"):
        if deeper or not top.lstrip().startswith("- "):
            return _missing_colon(fault, above)
        return Explanation(
            start + _indent(line),
            fault.at,
            f"this line begins in column {_indent(line) + 1}, and no line above that it could belong with begins there",
            f"let it begin in column {_indent(top) + 1}, as the item above does, or further left",
        )
    if not deeper:
        return None
    return Explanation(
        start + _indent(line),
        fault.at,
        "this line is indented below one that already has a value, so it would become part of that text",
        f"let it begin in the same column as the line that it belongs with (line {above} begins in column "
        f"{_indent(top) + 1}), or put a text of several lines in quotes",
    )


def long_key(fault: Fault) -> Explanation | None:
    """A name too long for YAML."""
    start = fault.lines.bounds(fault.lines.number(fault.at))[0] if fault.opened is None else fault.opened
    if fault.at - start <= 1024 or fault.text[fault.at : fault.at + 1] != ":":
        return None
    return Explanation(
        start,
        start + 1,
        "what stands before the colon is longer than 1,024 characters",
        "write a short name before the colon; put a long text in quotes",
    )


def no_colon(fault: Fault) -> Explanation | None:
    """A line without `name: value` among lines that have it."""
    if fault.opened is None:
        return None
    number = fault.lines.number(fault.opened)
    return _tight_colon(fault, number) or _missing_dash_space(fault, number) or _missing_colon(fault, number)


def list_beside_key(fault: Fault) -> Explanation:
    """`languages: - cs`."""
    return Explanation(
        fault.at,
        fault.at + 1,
        "a list that is written with dashes cannot begin beside a name",
        "begin it on the next line, one dash a line; or write `[a, b]`; put a text that begins with a dash in quotes",
    )


def in_brackets(fault: Fault) -> Explanation:
    """Inside `[ ]` or `{ }`: never closed, or a comma missing."""
    opened = fault.opened if fault.opened is not None else fault.at
    opened = next((at for at in range(opened, min(opened + 500, len(fault.text))) if fault.text[at] in _PAIRS), opened)
    sign = fault.text[opened : opened + 1]
    closing = _PAIRS.get(sign, "}")
    if sign in _PAIRS and _is_closed(fault.text, opened):
        return Explanation(
            fault.at,
            fault.at + 1,
            f"a comma is missing before this, or a text inside '{sign} {closing}' needs quotes",
            "separate the parts with commas; put a text that holds brackets, braces or commas in double quotes",
        )
    return Explanation(
        opened,
        opened + 1,
        f"the bracket '{sign}' that opens here is never closed",
        f"write '{closing}' where the list ends"
        if sign == "["
        else f"write '{closing}' where it ends, or put a text that begins with a brace in quotes",
    )


def stray_sign(fault: Fault) -> Explanation | None:
    """A comma or a closing bracket where a value should stand."""
    sign = fault.text[fault.at : fault.at + 1]
    if sign not in tuple(",]}"):
        return None
    return Explanation(
        fault.at,
        fault.at + 1,
        f"a value is missing before this '{sign}'",
        f"write the value, or remove the '{sign}'; put a text that begins with '{sign}' in quotes",
    )


def stray_bracket(fault: Fault) -> Explanation | None:
    """A closing bracket that nothing opened."""
    sign = fault.text[fault.at : fault.at + 1]
    if sign not in ("]", "}"):
        return None
    return Explanation(
        fault.at,
        fault.at + 1,
        f"nothing is open that this '{sign}' could close",
        "remove it, or write its opening bracket",
    )


def indentation(fault: Fault) -> Explanation | None:
    """A line that begins in none of the columns that the lines above begin in."""
    if fault.before(fault.at).strip(" \t-"):
        return _after_value(fault)
    column = len(fault.before(fault.at).expandtabs()) + 1
    above = fault.content_above(fault.lines.number(fault.at))
    if above is None or fault.opened is None:
        return None
    top = fault.line(above)
    if "-" in fault.before(fault.at) or fault.rest(fault.at).startswith("- "):
        return Explanation(
            fault.at,
            fault.at + 1,
            "an item of a list stands here, among lines that are no list",
            "indent the dash below the name that the list belongs to; line "
            f"{above} begins in column {_indent(top) + 1}",
        )
    outer = fault.opened - fault.lines.starts[fault.lines.number(fault.opened) - 1] + 1
    earlier = fault.content_above(above)
    if earlier is not None and _indent(top) + 1 < column == _indent(fault.line(earlier)) + 1:
        start = fault.lines.starts[above - 1] + _indent(top)
        return Explanation(
            start,
            start + max(1, len(fault.rest(start).split(":")[0].rstrip())),
            f"this line begins in column {_indent(top) + 1}, the lines above and below it in column {column}",
            f"let it begin in column {column} too, or the line below it further left",
        )
    return Explanation(
        fault.at,
        fault.at + max(1, len(fault.rest(fault.at).split(":")[0].rstrip())),
        f"this line begins in column {column}, and no line above that it could belong with begins there",
        f"let it begin in column {outer} or {_indent(top) + 1}, as the lines do that it belongs with"
        if outer != _indent(top) + 1
        else f"let it begin in column {outer}, as the lines above do that it belongs with",
    )


def list_item(fault: Fault) -> Explanation | None:
    """A line without a dash among the items of a list."""
    if fault.before(fault.at).strip(" \t-"):
        return _after_value(fault)
    if fault.opened is None:
        return None
    dash = fault.opened - fault.lines.starts[fault.lines.number(fault.opened) - 1] + 1
    return Explanation(
        fault.at,
        fault.at + max(1, len(fault.rest(fault.at).split(":")[0].rstrip())),
        "this line stands among the items of a list, and does not begin with a dash",
        f"let it begin with `- ` in column {dash}; or, if it belongs to the item above, in the column of that "
        "item's first word",
    )


def after_end(fault: Fault) -> Explanation:
    """Something stands behind the end of all there was, mostly left of where the file began."""
    column = len(fault.before(fault.at)) + 1
    return Explanation(
        fault.at,
        fault.at + max(1, len(fault.rest(fault.at).split(":")[0].rstrip())),
        f"this line begins in column {column}, further left than the file began, or after its end",
        "let the first names of the file all begin in column 1",
    )


def unclear(fault: Fault) -> Explanation:
    """What nothing else explains."""
    at = min(fault.at, len(fault.text))
    if at >= len(fault.text) and fault.opened is not None:
        at = fault.opened
    return Explanation(
        at,
        at + (1 if fault.rest(at) else 0),
        "from here on the file cannot be read as YAML",
        "look here and on the lines above for a quotation mark or bracket that is not closed, a missing colon, or a "
        "line that begins in another column than its neighbours",
    )


def _after_value(fault: Fault) -> Explanation:
    return Explanation(
        fault.at,
        fault.at + max(1, len(fault.rest(fault.at).rstrip())),
        "the value ended before this, and nothing more may follow it on the line",
        "put the whole text in double quotes, or remove what follows",
    )


def _tight_colon(fault: Fault, number: int) -> Explanation | None:
    line = fault.line(number)
    match = _TIGHT_COLON.match(line)
    if match is None:
        return None
    colon = fault.lines.starts[number - 1] + match.end("key")
    echo = fault.shown(colon + 1, fault.lines.starts[number - 1] + match.end())
    return Explanation(
        colon,
        colon + 1,
        "a space is missing after this colon",
        f"write `{match['key']}: {echo or '...'}`",
    )


def _missing_dash_space(fault: Fault, number: int) -> Explanation | None:
    line = fault.line(number)
    bare = line.lstrip()
    if not bare.startswith("-") or bare.startswith(("- ", "---")):
        return None
    at = fault.lines.starts[number - 1] + len(line) - len(bare)
    return Explanation(at, at + 1, "a space is missing after this dash", "write `- ` before each item of a list")


def _missing_colon(fault: Fault, number: int) -> Explanation:
    line = fault.line(number)
    start = fault.lines.starts[number - 1] + _indent(line)
    end = fault.lines.starts[number - 1] + max(_indent(line) + 1, len(line.split(" #")[0].rstrip()))
    if " " in fault.text[start:end]:
        message = "this line is neither a name with a colon nor part of a text above it"
        above = fault.content_above(number)
        if above is not None and fault.line(above).rstrip().endswith((": |", ": >", ": |-", ": >-")):
            message = f"this line belongs to the text that begins on line {above}, and is not indented below it"
            return Explanation(start, end, message, "put two more spaces before each line of the text")
        advice = "write `name: value`; a text of several lines stands in quotes, or is indented below a `|`"
    else:
        message = "a colon is missing on this line"
        echo = fault.shown(start, end)
        advice = f"write `{echo}:`" if echo is not None else "write a name, a colon and a space"
    return Explanation(start, end, message, advice)


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return match.end() if match is not None else 0


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
