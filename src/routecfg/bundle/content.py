"""A bundle as the bytes that are kept, and the name that they have.

They are put together object by object: a whole estate beside its JSON, or that JSON twice, would take much memory.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Final

import msgspec

from routecfg.bundle.bundle import CLOSED_KINDS, Bundle
from routecfg.bundle.canonical import canonical
from routecfg.bundle.stored import stored, to_json
from routecfg.model import Object, Part

_encode: Final = msgspec.json.Encoder(order="deterministic").encode

_LONG_CHARACTERS: Final = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
"""With what the characters beyond U+FFFF begin in UTF-8."""

_KEY: Final = re.compile(rb'[\xf0-\xf4](?:[^"\\]|\\.)*":')
"""A key with such a character. msgspec sorts keys by their UTF-8, the canonical form by their UTF-16."""

_NUMBER: Final = re.compile(rb":-?[0-9]+(?:[.eE]|[0-9]{15})")
"""A number that is not a small whole one, which msgspec may spell otherwise; some texts look like it. Only minutes of
the week stand in lists, and these are small."""


def content_of(bundle: Bundle) -> bytes:
    """A bundle as canonical JSON, with every default written."""
    estate: dict[str, Iterable[bytes]] = {kind: _objects(bundle.estate.of(kind)) for kind in CLOSED_KINDS}
    estate["project"] = [spelled(bundle.estate.project)]
    parts = {"derived": [spelled(bundle.derived)], "estate": _mapping(estate), "inputs": [spelled(bundle.inputs)]}
    content = BytesIO()
    content.writelines(_mapping(parts))
    return content.getvalue()


def digest(bundle: Bundle) -> str:
    """The name of a bundle's content: `sha256:` and the hexadecimal SHA-256 of its canonical JSON."""
    return "sha256:" + hashlib.sha256(content_of(bundle)).hexdigest()


def spelled(part: Part) -> bytes:
    """A part as canonical JSON. The walk through all its values, which `canonical` takes, is seldom needed."""
    fast = _encode(stored(part))
    if _NUMBER.search(fast) or (any(map(fast.__contains__, _LONG_CHARACTERS)) and _KEY.search(fast)):
        return canonical(to_json(part))
    return fast


def _objects(objects: dict[str, Object]) -> Iterator[bytes]:
    return _mapping({name: map(spelled, [item]) for name, item in objects.items()})


def _mapping(values: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """The JSON of a mapping, piece by piece, its keys in the order of their UTF-16 units."""
    before = b"{"
    for key in sorted(values, key=lambda key: key.encode("utf-16-be", "surrogatepass")):
        yield before + _encode(key) + b":"
        yield from values[key]
        before = b","
    yield b"}" if values else b"{}"
