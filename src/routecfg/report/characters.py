"""What characters of users' texts may do in a report.

A name or a text out of a file can hold characters that steer a terminal or turn the direction of the line. In prose
they are replaced by visible ones (`harmless`). Identifiers (files, JSON Pointers) keep theirs in the JSON forms, where
they are written as escapes (`json_document`), so that a program gets exactly what is there.
"""

import re
from typing import Any, Final

import msgspec

_REPLACEMENT = "\ufffd"
_LINE_BREAKS = (0x85, 0x2028, 0x2029)
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x2070))
"""Embeddings, overrides and isolates, and the deprecated controls beside them."""

_HARMLESS: Final[dict[int, str]] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # the pictures of control characters: ␛ for escape
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *_TURNING, *range(0xFFF9, 0xFFFC)), _REPLACEMENT),
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), _REPLACEMENT),  # no text in UTF-8 and XML holds these
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, *_LINE_BREAKS), " "),
}

_ESCAPED_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text on one line, without characters that steer a terminal, turn the line, or cannot be encoded.

    Joiners and marks that emoji and many scripts need stay.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_HARMLESS)


def encodable(text: str) -> str:
    """The text as it is but for halves of surrogate pairs, which no encoding holds."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def json_document(values: Any) -> str:
    """Values as an indented JSON document that holds no control character but its own line breaks."""
    document = msgspec.json.format(msgspec.json.encode(values), indent=2).decode()
    return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", document) + "\n"
