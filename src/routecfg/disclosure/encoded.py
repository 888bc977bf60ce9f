"""What percent signs stand for: a secret in an address may be encoded, or stand in an address that is."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_MOST_LAYERS: Final = 3
"""How many times an address that is a parameter of another address is decoded."""

_LONGEST: Final = 500


def decoded(text: str) -> Iterator[str]:
    """What a text says when it is decoded once, and more often, if that is something else."""
    for _ in range(_MOST_LAYERS if "%" in text else 0):
        before, text = text, unquote(text)
        if text == before:
            return
        yield text


def as_written(secret: str, text: str) -> str:
    """A secret of a decoded text as it stands in the text itself; all of the text if that is not clear."""
    if secret in text:
        return secret
    if len(secret) > _LONGEST:
        return text
    codes = ("".join(f"%(?:25)*{byte:02X}" for byte in char.encode("utf-8", "replace")) for char in secret)
    spelt = "".join(f"(?:{re.escape(char)}|{code})" for char, code in zip(secret, codes, strict=True))
    match = re.search(spelt, text, re.IGNORECASE)
    return match[0] if match is not None else text
