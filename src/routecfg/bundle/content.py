"""A bundle as the bytes that are kept, and the name that they have.

They are put together object by object. As plain values a whole estate would take ten times the size of its JSON.
"""

import hashlib
import re
from typing import Final

import msgspec

from routecfg.bundle.bundle import CLOSED_KINDS, Bundle, ClosedEstate
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
    parts = {"derived": spelled(bundle.derived), "estate": _estate(bundle.estate), "inputs": spelled(bundle.inputs)}
    return _encode(parts)


def digest(bundle: Bundle) -> str:
    """The name of a bundle's content: `sha256:` and the hexadecimal SHA-256 of its canonical JSON."""
    return "sha256:" + hashlib.sha256(content_of(bundle)).hexdigest()


def spelled(part: Part) -> msgspec.Raw:
    """A part as canonical JSON. The walk through all its values, which `canonical` takes, is seldom needed."""
    fast = _encode(stored(part))
    if _NUMBER.search(fast) or (any(map(fast.__contains__, _LONG_CHARACTERS)) and _KEY.search(fast)):
        return msgspec.Raw(canonical(to_json(part)))
    return msgspec.Raw(fast)


def _estate(estate: ClosedEstate) -> msgspec.Raw:
    kinds = {kind: _objects(estate.of(kind)) for kind in CLOSED_KINDS}
    return msgspec.Raw(_encode({"project": spelled(estate.project), **kinds}))


def _objects(objects: dict[str, Object]) -> msgspec.Raw:
    """The objects of one kind, in the order of their names' UTF-16 units."""
    names = sorted(objects, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return msgspec.Raw(msgspec.json.encode({name: spelled(objects[name]) for name in names}))
