"""Templates in a text: where they begin and end, and what of them is literal.

What stands between the braces means, `templates` knows; where the braces are is said here alone, since secrets are
looked for around them.
"""

import re
from collections.abc import Iterator
from typing import Final

from routecfg.disclosure.looks import Stretch

BROUGHT_IN: Final = "\0"
"""Stands for each character of a template, so that every other one stays in its place."""

_LITERAL = re.compile(
    r"""(?x) "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | ["'](?P<open>[^"']*+)\Z | \b(?P<number>[0-9]{6,}+)\b"""
)


def templates_in(text: str) -> Iterator[Stretch]:
    """Start and end of every template: from two opening braces to the next two closing ones."""
    at = 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        at = end + 2
        yield start, at


def without_templates(text: str) -> str:
    """The text with `BROUGHT_IN` for each character of a template (`{{ secrets.crm_key }}`).

    A text or a long number inside a template stays, as in `{{ key | default("s3cr3t1") }}`.
    """
    parts, at = [], 0
    for start, end in templates_in(text):
        parts.append(text[at:start])
        at = start
        for match in _LITERAL.finditer(text, start, end - 2):
            first, last = match.span(match.lastgroup or 0)
            parts += [BROUGHT_IN * (first - at), text[first:last]]
            at = last
        parts.append(BROUGHT_IN * (end - at))
        at = end
    return "".join(parts) + text[at:] if parts else text
