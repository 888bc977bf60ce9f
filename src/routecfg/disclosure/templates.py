"""Templates in a text: what they bring in is not literal, but a text that is written inside one is."""

import re
from typing import Final

BROUGHT_IN: Final = "\0"
"""Stands for each character of a template, so that every other one stays in its place."""

_SHORTEST_TEXT: Final = 6
_TEXT = re.compile(r""""(?P<double>[^"]*+)"|'(?P<single>[^']*+)'""")


def without_templates(text: str) -> str:
    """The text with `BROUGHT_IN` for each character of a template (`{{ secrets.crm_key }}`).

    A text inside a template stays where it is more than a plain word, as in `{{ key | default("s3cr3t1") }}`.
    """
    parts, at = [], 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        parts.append(text[at:start])
        at = start
        for match in _TEXT.finditer(text, start, end):
            first, last = match.span("double") if match["double"] is not None else match.span("single")
            if last - first >= _SHORTEST_TEXT and not text[first:last].isalpha():
                parts += [BROUGHT_IN * (first - at), text[first:last]]
                at = last
        parts.append(BROUGHT_IN * (end + 2 - at))
        at = end + 2
    return "".join(parts) + text[at:] if parts else text
