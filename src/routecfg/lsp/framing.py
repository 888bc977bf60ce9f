"""Messages as they travel: a header with the length, an empty line, a body of JSON (JSON-RPC 2.0)."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

LARGEST: Final = 64_000_000
"""Bytes of a message: the largest file that is read (10 MB), with every character written as an escape of six."""

_LARGEST_HEADER: Final = 8_192
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"content-length[ \t]*:[ \t]*([0-9]{1,12})[ \t]*", re.IGNORECASE)


class BrokenStreamError(Exception):
    """What comes in is no message, and nobody knows where the next one begins. The text says what it was."""


class Oversized:
    """A message that was too large to be kept."""


def bodies(read: Callable[[int], bytes]) -> Iterator[bytes | Oversized]:
    """The bodies of the messages that come in, to the end of the stream. A message that is cut short is none.

    `read` waits for bytes and returns at most so many; none at the end. A message of more than `LARGEST` bytes is
    passed over. Raises BrokenStreamError.
    """
    rest = bytearray()
    while True:
        while (end := rest.find(_END)) < 0:
            if len(rest) > _LARGEST_HEADER:
                raise BrokenStreamError("a header without an end")
            piece = read(1 << 16)
            if not piece:
                return
            rest += piece
        length = _length(bytes(rest[:end]))
        del rest[: end + len(_END)]
        kept = length <= LARGEST
        while len(rest) < length:
            piece = read(min(1 << 20, length - len(rest)))
            if not piece:
                return
            if kept:
                rest += piece
            else:
                length -= len(rest) + len(piece)
                rest.clear()
        yield bytes(rest[:length]) if kept else Oversized()
        del rest[:length]


def _length(header: bytes) -> int:
    for line in header.split(b"\r\n"):
        found = _LENGTH.fullmatch(line)
        if found is not None:
            return int(found[1])
    raise BrokenStreamError("a header without a length")


def framed(message: Any) -> bytes:
    """A message as it goes out. Halves of surrogate pairs in its texts become question marks."""
    try:
        body = msgspec.json.encode(message)
    except UnicodeEncodeError:
        body = json.dumps(msgspec.to_builtins(message), ensure_ascii=False).encode("utf-8", "replace")
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def decoded(body: bytes) -> Any:
    """The values of a body. Raises ValueError if it is not JSON, RecursionError if it is too deep."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(body)  # it takes halves of surrogate pairs, which editors send while a symbol is typed
