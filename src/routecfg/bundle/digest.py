"""What a bundle's content is called, and when two have the same."""

import hashlib

from routecfg.bundle.bundle import Bundle
from routecfg.bundle.canonical import canonical
from routecfg.bundle.to_json import struct_to_json


def digest(bundle: Bundle) -> str:
    """The name of a bundle's content: `sha256:` and the hexadecimal SHA-256 of its canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical(struct_to_json(bundle))).hexdigest()
