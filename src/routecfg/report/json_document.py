"""JSON documents for programs.

Prose is `harmless` before it gets here. Identifiers (files, JSON Pointers) keep every character, written as an escape
where it could steer a terminal, so that a program gets exactly what is there.
"""

import re
from typing import Any, Final

import msgspec

from routecfg.disclosure import without_commands

_ESCAPED: Final = re.compile(
    "[\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def encodable(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which cannot be encoded."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def json_document(values: Any) -> str:
    """Values as an indented JSON document that holds no character that steers a terminal but its own line breaks."""
    document = msgspec.json.format(msgspec.json.encode(values), indent=2).decode()
    return without_commands(_ESCAPED.sub(_escape, document)) + "\n"


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
