"""Mistakes with `name: value` and with the dashes of lists."""

import re
from typing import Final

from routecfg.source.syntax_errors.complaint import Complaint, indent
from routecfg.source.syntax_errors.mistake import (
    COLON_NOT_ALLOWED,
    NO_COLON,
    NO_KEY,
    Found,
    Mistake,
    found_in,
    here,
    in_line,
)
from routecfg.source.syntax_errors.unquoted import PAIRS

_KEY: Final = re.compile(r"""[ \t]*(?:-[ \t]+)*(?P<key>[\w.-]+|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]+|$)""")
_NAMED: Final = re.compile(r"(?P<kind>[a-z][a-z_]{1,40}): +(?P<name>[a-z0-9][a-z0-9_-]{0,62})$")
_ENTRY: Final = re.compile(r"(?P<name>[A-Za-z][\w-]{0,40}): +(?P<value>\S.*)$")
_TIGHT_COLON: Final = re.compile(
    r"[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+)(?P<here>:)(?P<value>(?:[^\s/:]|/(?!/))[^:#\r\n]*?)(?=[ \t]*(?:[:#\r\n]|\Z))"
)
_WIDE_COLON: Final = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+)[ \t]*(?P<here>[\uff1a\ufe55\ua789\u2236])")
_TIGHT_DASH: Final = re.compile(r"[ \t]*(?P<here>-)(?!--|[ \r\n]|\Z)")
_LONGEST_KEY: Final = 1024


def _one_entry(complaint: Complaint) -> Found | None:
    """`to: queue: support`."""
    before = complaint.before(complaint.at)
    key = _KEY.match(before)
    if key is None:
        return None
    start = complaint.at - len(before) + key.end()
    named = _NAMED.match(complaint.rest(start).split(" #")[0].rstrip())
    if named is None:
        return None
    name = complaint.shown(start + named.start("name"), start + named.end("name")) or "..."
    return Found(start, start + named.end(), {"key": key["key"], "kind": named["kind"], "name": name})


def _variants(complaint: Complaint) -> Found | None:
    """`languages: en: [return, refund]`, and any name with a list or fields behind the second colon."""
    before = complaint.before(complaint.at)
    key = _KEY.match(before)
    if key is None:
        return None
    start = complaint.at - len(before) + key.end()
    rest = complaint.rest(start).split(" #")[0].rstrip()
    entry = _ENTRY.match(rest)
    if entry is None or not (entry["value"][0] in PAIRS or key["key"] == "languages"):
        return None
    value = entry["value"]
    if value[0] in PAIRS:
        if not value.endswith(PAIRS[value[0]]):
            return None
    elif value[0] not in ("'", '"'):
        value = f'"{value}"' if '"' not in value else "..."
    is_shown = complaint.shown(start, start + len(rest)) is not None
    words = {"key": key["key"], "name": entry["name"], "value": value if is_shown else "..."}
    return Found(start, start + len(rest), words)


def _colon_in_text(complaint: Complaint) -> Found | None:
    """`text: Hello: world`."""
    before = complaint.before(complaint.at)
    key = _KEY.match(before)
    if complaint.sign != ":" or key is None or not before[key.end() :].strip():
        return None
    start = complaint.at - len(before) + key.end()
    text = complaint.shown(start, complaint.at + len(complaint.rest(complaint.at).rstrip()))
    shown = text if text is not None and '"' not in text else "..."
    return Found(complaint.at, complaint.at + 1, {"key": key["key"], "text": shown})


def _long_key(complaint: Complaint) -> Found | None:
    start = complaint.line_start(complaint.at) if complaint.opened is None else complaint.opened
    return Found(start, start + 1) if complaint.at - start > _LONGEST_KEY and complaint.sign == ":" else None


def _tight_colon(complaint: Complaint) -> Found | None:
    number = _line_before(complaint)
    return _found_on(complaint, number, _TIGHT_COLON) if number is not None else None


def _tight_dash(complaint: Complaint) -> Found | None:
    number = _line_before(complaint)
    if number is None:
        return None
    found = _found_on(complaint, number, _TIGHT_DASH)
    return found or (_found_on(complaint, complaint.line_number, _TIGHT_DASH) if complaint.sign == ":" else None)


def _wide_colon(complaint: Complaint) -> Found | None:
    for number in {complaint.line_number, _line_before(complaint) or complaint.line_number}:
        found = _found_on(complaint, number, _WIDE_COLON)
        if found is not None:
            return found
    return None


def _found_on(complaint: Complaint, number: int, pattern: re.Pattern[str]) -> Found | None:
    start = complaint.lines.starts[number - 1]
    match = pattern.match(complaint.text, start, start + len(complaint.line(number)))
    return found_in(complaint, match) if match is not None else None


def _line_before(complaint: Complaint) -> int | None:
    """The line that lacks something: where the parser missed a colon, or above the colon that it did not expect."""
    if complaint.problem == NO_COLON:
        return complaint.lines.number(complaint.opened) if complaint.opened is not None else None
    if complaint.problem == NO_KEY:
        number = complaint.lines.number(complaint.last_start)
        begins = complaint.last_start == complaint.lines.starts[number - 1] + indent(complaint.line(number))
        return number if begins and complaint.style == "" else None
    return complaint.content_above(complaint.line_number) if complaint.sign == ":" else None


def _unindented_text(complaint: Complaint) -> Found | None:
    """A line of a text below `|` that begins in the column of the name."""
    found = _several_words(complaint)
    if found is None:
        return None
    above = complaint.content_above(complaint.lines.number(found.start))
    if above is None or not complaint.line(above).rstrip().endswith((": |", ": >", ": |-", ": >-")):
        return None
    return Found(found.start, found.end, {"above": above})


def _several_words(complaint: Complaint) -> Found | None:
    found = _bare_line(complaint)
    return found if found is not None and " " in complaint.text[found.start : found.end] else None


def _bare_line(complaint: Complaint) -> Found | None:
    """A line without a colon among lines that have one."""
    number = _line_before(complaint)
    if number is None:
        return None
    line = complaint.line(number)
    if complaint.problem == NO_KEY and _KEY.match(line):
        return None
    if complaint.problem == COLON_NOT_ALLOWED:
        deeper = indent(complaint.line(complaint.line_number)) > indent(line)
        if _KEY.match(line) or line.rstrip().endswith(":") or not (deeper or not line.lstrip().startswith("- ")):
            return None
    start = complaint.lines.starts[number - 1]
    start, end = start + indent(line), start + max(indent(line) + 1, len(line.split(" #")[0].rstrip()))
    return Found(start, end, {"word": complaint.shown(start, end) or "..."})


def _secret_not_indented(complaint: Complaint) -> Found | None:
    """A line that may be the secret for which the name stands above: with a colon behind it, it would be a name."""
    found = _bare_line(complaint)
    if found is None or complaint.shown(found.start, found.end) is not None:
        return None
    above = complaint.content_above(complaint.lines.number(found.start))
    if above is None or not complaint.line(above).split(" #")[0].rstrip().endswith(":"):
        return None
    return Found(found.start, found.end, {"above": above})


COLON_ERRORS: Final = (
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON),
        _long_key,
        "what stands before the colon is longer than 1,024 characters",
        "write a short name before the colon; put a long text in quotes",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        _one_entry,
        "two names with a colon stand on this line, and the second one needs braces around it",
        "write `$key: {$kind: $name}`; if it is a text, put it in quotes",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        _variants,
        "two names with a colon stand on this line, and the second one needs braces around it",
        "write `$key: {$name: $value}`",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        in_line(r"[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+)(?P<here>[ \t]+)(?=[\[{])"),
        "a colon is missing after '$key'",
        "write `$key: `, and then the value",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        in_line(r"[ \t]*(?:-[ \t]+)*(?P<key>[\w-]+)(?P<here>:)(?=[\[{\"'])"),
        "a space is missing after this colon",
        "write `$key: `, and then the value",
    ),
    Mistake(
        (COLON_NOT_ALLOWED,),
        _colon_in_text,
        "this is the second colon followed by a space on the line, and only the first may stand without quotes",
        'put the whole text in double quotes: `$key: "$text"`',
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON),
        _tight_dash,
        "a space is missing after this dash",
        "write `- ` before each item of a list",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON),
        _tight_colon,
        "a space is missing after this colon",
        "write `$key: $value`",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON),
        _wide_colon,
        "this looks like a colon and is another character, as some keyboards and languages have it",
        "write an ordinary colon and a space: `$key: `",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON),
        _unindented_text,
        "this line belongs to the text that begins on line $above, and is not indented below it",
        "put two more spaces before each line of the text",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON, NO_KEY),
        _secret_not_indented,
        "this line looks like the value of the name on line $above, and is not indented below it",
        "if it is a secret, take it out: keep it in an environment variable and write `{env: ITS_NAME}` on line $above",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON, NO_KEY),
        _several_words,
        "this line is neither a name with a colon nor part of a text above it",
        "write `name: value`; a text of several lines stands in quotes, or is indented below a `|`",
    ),
    Mistake(
        (COLON_NOT_ALLOWED, NO_COLON, NO_KEY),
        _bare_line,
        "a colon is missing on this line",
        "write `$word:`",
    ),
    Mistake(
        ("block sequence entries are not allowed in this context",),
        here,
        "a list that is written with dashes cannot begin beside a name",
        "begin it on the next line, one dash a line; or write `[a, b]`; put a text that begins with a dash in quotes",
    ),
)
