"""Templates in a text: what they bring in is no literal, but a text that stands inside one is."""

import re
from collections.abc import Iterator
from typing import Final

BROUGHT_IN: Final = "\0"
"""Stands for each character of a template, so that every other one stays in its place."""

_SHORTEST_TEXT: Final = 6
_TEXT = re.compile(r""""(?P<double>[^"]*+)"|'(?P<single>[^']*+)'""")


def without_templates(text: str) -> str:
    """The text with `BROUGHT_IN` for each character of a template (`{{ secrets.crm_key }}`)."""
    parts, at = [], 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        parts += [text[at:start], BROUGHT_IN * (end + 2 - start)]
        at = end + 2
    return "".join(parts) + text[at:] if parts else text


def texts_in_templates(text: str) -> Iterator[str]:
    """The texts that templates hold, as in `{{ key | default("s3cr3t1") }}`, if they are more than one plain word."""
    at = 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        at = end + 2
        for match in _TEXT.finditer(text, start, end):
            inner = match["double"] or match["single"] or ""
            if len(inner) >= _SHORTEST_TEXT and not inner.isalpha():
                yield inner
