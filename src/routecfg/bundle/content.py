"""A bundle as the bytes that are kept, and the name that they have.

They are put together object by object. As plain values a whole estate would take ten times the size of its JSON.
"""

import hashlib
import re
from typing import Final

import msgspec

from routecfg.bundle.bundle import CLOSED_KINDS, Bundle, ClosedEstate
from routecfg.bundle.canonical import canonical
from routecfg.bundle.to_json import struct_to_json
from routecfg.model import Object, Part

_encode: Final = msgspec.json.Encoder(order="deterministic").encode

_MAY_DIFFER: Final = re.compile(rb"[\xf0-\xf4:,\[](?:(?<=[\xf0-\xf4])|-?[0-9]+(?:[.eE]|[0-9]{15}))")
"""In the JSON of a part, where msgspec may spell otherwise than the canonical form: at characters beyond U+FFFF, which
sort otherwise in keys, and at numbers that are not small whole ones. Some texts look like these."""


def content_of(bundle: Bundle) -> bytes:
    """A bundle as canonical JSON, with every default written."""
    parts = {"derived": _spelled(bundle.derived), "estate": _estate(bundle.estate), "inputs": _spelled(bundle.inputs)}
    return _encode(parts)


def digest(bundle: Bundle) -> str:
    """The name of a bundle's content: `sha256:` and the hexadecimal SHA-256 of its canonical JSON."""
    return "sha256:" + hashlib.sha256(content_of(bundle)).hexdigest()


def _estate(estate: ClosedEstate) -> msgspec.Raw:
    kinds = {kind: _objects(estate.of(kind)) for kind in CLOSED_KINDS}
    return msgspec.Raw(_encode({"project": _spelled(estate.project), **kinds}))


def _objects(objects: dict[str, Object]) -> msgspec.Raw:
    """The objects of one kind, in the order of their names' UTF-16 units."""
    names = sorted(objects, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return msgspec.Raw(msgspec.json.encode({name: _spelled(objects[name]) for name in names}))


def _spelled(part: Part) -> msgspec.Raw:
    """A part as canonical JSON. The walk through all its values, which `canonical` takes, is seldom needed."""
    value = struct_to_json(part)
    spelled = _encode(value)
    return msgspec.Raw(canonical(value) if _MAY_DIFFER.search(spelled) else spelled)
