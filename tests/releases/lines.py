"""Contents and records as bytes, spelled by another library than ours."""

import hashlib
from typing import Any

import msgspec
import rfc8785


def content(text: str) -> bytes:
    """A bundle's canonical bytes, as another library spells them."""
    return rfc8785.dumps({"estate": {"queues": {text: {"title": "Podpora ☎"}}}, "minutes": [480, 1080]})


def earlier_line(
    number: int,
    parent: str | None,
    text: str = "a",
    rollback_of: int | None = None,
    bundle: dict[str, Any] | None = None,
) -> bytes:
    """A record's line in the form that had the content inside."""
    fields: dict[str, Any] = {
        "number": number,
        "parent": parent,
        "kind": "apply" if rollback_of is None else "rollback",
        "rollback_of": rollback_of,
        "who": "Anna",
        "when": "2026-03-29T01:30:15.250000Z",
        "why": text,
        "allowed": None,
        "bundle": bundle if bundle is not None else msgspec.json.decode(content(text)),
    }
    return sealed(fields)


def sealed(fields: dict[str, Any]) -> bytes:
    """The line of a record with these fields and the digest that fits them, whoever may have written it."""
    digest = hashlib.sha256(rfc8785.dumps(fields)).hexdigest()
    return rfc8785.dumps(fields | {"digest": digest}) + b"\n"
