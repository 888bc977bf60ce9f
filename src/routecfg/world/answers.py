"""The answer of a web service: its bytes up to a bound, unpacked, and the JSON in them."""

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from routecfg.engine.events import SECRET
from routecfg.world.bounds import Deadline, GivenUpError

_BOM: Final = b"\xef\xbb\xbf"
_GZIP: Final = 16 + zlib.MAX_WBITS
_SHORTEST: Final = 4
"""Shorter secrets are parts of ordinary words."""


def header(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> str:
    """What a header of an answer says, `, ` between the values if it comes twice; empty if there is none."""
    return ", ".join(value.decode(errors="replace").strip() for each, value in headers if each.lower() == name)


def body(pieces: Iterable[bytes], coding: str, largest: int, deadline: Deadline) -> bytes:
    """The bytes of an answer, unpacked if they are packed with gzip. Raises GivenUpError."""
    coding = coding.lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise GivenUpError("the answer is packed in a way that is not known here")
    unpack = zlib.decompressobj(_GZIP) if coding.endswith("gzip") else None
    received = 0
    content = bytearray()
    for piece in pieces:
        deadline.left()
        received += len(piece)
        if unpack is None:
            content += piece
        else:
            try:
                content += unpack.decompress(piece, largest + 1 - len(content))
            except zlib.error:
                raise GivenUpError("the answer is not packed as it says") from None
        if received > largest or len(content) > largest:
            raise GivenUpError(f"the answer is larger than {largest / (1 << 20):g} MiB")
    if unpack is not None and not unpack.eof:
        raise GivenUpError("the answer broke off")
    return bytes(content)


def json_in(content: bytes) -> Any:
    """The JSON value of an answer; UNSET if it is not JSON. If an object has a key twice, the last value counts."""
    try:
        return msgspec.json.decode(content.removeprefix(_BOM))
    except (msgspec.DecodeError, RecursionError, ValueError):
        return msgspec.UNSET


def without(secrets: Iterable[str], value: Any) -> Any:
    """A JSON value with `SECRET` in the place of each secret: some services repeat what they are sent, or a part of it.

    UNSET if its lists and objects are nested too deeply.
    """
    hidden = sorted({each for each in secrets if len(each) >= _SHORTEST}, key=lambda each: (-len(each), each))
    if not hidden:
        return value
    try:
        return _without(re.compile("|".join("".join(map(_forms, each)) for each in hidden), re.IGNORECASE), value)
    except RecursionError:
        return msgspec.UNSET


def _forms(char: str) -> str:
    """A pattern of the ways in which a character of a secret may be repeated: as it is, and as addresses have it."""
    if char.isascii() and char.isalnum():
        return char
    forms = {char, "".join(f"%{byte:02x}" for byte in char.encode()), *("+" if char == " " else "")}
    return f"(?:{'|'.join(sorted(map(re.escape, forms)))})"


def _without(hidden: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, str):
        return hidden.sub(SECRET, value)
    if isinstance(value, list):
        return [_without(hidden, item) for item in value]
    if isinstance(value, dict):
        return {_without(hidden, key): _without(hidden, item) for key, item in value.items()}
    return SECRET if isinstance(value, (int, float)) and hidden.fullmatch(str(value)) else value
