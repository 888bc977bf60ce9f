"""Where in a file each character of a text stands: quotes, escapes and line breaks are written and not read."""

import re
from typing import Final

_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^xuU])", re.DOTALL)


def characters_as_written(written: str, text: str) -> list[int] | None:
    """For each character of a scalar's text where it stands in the scalar as it is written.

    A space or line break stands where the next other character does, since lines are folded. None if the two do not
    fit together.
    """
    quote = written[:1]
    header = _HEADER.match(written) if quote in ("|", ">") else None
    at = header.end() if header is not None else 1 if quote in ("'", '"') else 0
    end = len(written) - 1 if quote in ("'", '"') else len(written)
    places: list[int] = []
    waiting = 0
    for char in text:
        if char.isspace():
            waiting += 1
            continue
        at = _next_sign(written, at, end, quote)
        if at >= end:
            return None
        escape = _ESCAPE.match(written, at, end) if quote == '"' else None
        if escape is None and written[at] != char:
            return None
        places += [at] * (waiting + 1)
        waiting = 0
        at = escape.end() if escape is not None else at + (2 if quote == "'" and char == "'" else 1)
    return [*places, *[end] * waiting]


def _next_sign(written: str, at: int, end: int, quote: str) -> int:
    """The next character that is no space, nor an escape that stands for one."""
    while at < end:
        if written[at].isspace():
            at += 1
        elif quote == '"' and written[at] == "\\" and (found := _ESCAPE.match(written, at, end)) is not None:
            if not _is_space(found[0]):
                return at
            at = found.end()
        else:
            return at
    return at


def _is_space(escape: str) -> bool:
    """Whether an escape stands for a space, a line break, or nothing (at the end of a line)."""
    sign = escape[1]
    if sign in "xuU":
        code = int(escape[2:], 16)
        return code > 0x10FFFF or chr(code).isspace()
    return sign in "tnvfr \t\r\nN_LP"
