"""JSON documents for programs.

Prose is `harmless` before it gets here. Identifiers (files, JSON Pointers) keep every character, written as an escape
where it could steer a terminal, so that a program gets exactly what is there.
"""

from typing import Any

import msgspec

from routecfg.disclosure import harmless_json


def encodable(text: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which cannot be encoded."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def json_document(values: Any) -> str:
    """Values as an indented JSON document that holds no character that steers a terminal but its own line breaks."""
    document = msgspec.json.format(msgspec.json.encode(values), indent=2).decode()
    return harmless_json(document) + "\n"
