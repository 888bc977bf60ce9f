"""One release as a record, and the one line that stands for it in a file.

The line is canonical JSON (RFC 8785) and a final newline. Its `digest` is the SHA-256, in hexadecimal, of the same
line without the field `digest` and without the newline. As the line of a record is fixed to the byte, a file is right
if it equals the line that its own fields give: any edit shows, a space too, and the bundle need not be parsed for it.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Final, Literal

import msgspec

from routecfg.bundle.canonical import canonical

LARGEST: Final = 256 * 1024 * 1024
"""Bytes in the largest record that is written or read, so that no file can use up the memory."""

_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a release says about itself, without its content.

    `number` counts from 1 without gaps. `parent` is the digest of the release before, None for the first; as a digest
    covers everything in a record, it pins the whole history. `kind` is the command that released; a rollback names in
    `rollback_of` the release whose content it restores. `when` is in UTC. `who`, `why` and `allowed` (the reason given
    with --allow-large-change, None without it) are users' texts: not yet fit to be shown as they are.
    """

    number: Annotated[int, msgspec.Meta(ge=1)]
    parent: _Digest | None
    kind: Literal["apply", "rollback"]
    rollback_of: Annotated[int, msgspec.Meta(ge=1)] | None
    who: str
    when: Annotated[datetime, msgspec.Meta(tz=True)]
    why: str
    allowed: str | None
    digest: _Digest


class Release(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole release. `bundle` is its content: a JSON object, canonical, still as bytes (`bytes(record.bundle)`).

    `msgspec.json.decode(record.bundle)` parses it.
    """

    bundle: msgspec.Raw

    @property
    def record(self) -> Record:
        """The record without the content, which it no longer holds in memory."""
        return Record(**{name: getattr(self, name) for name in Record.__struct_fields__})

    @property
    def line(self) -> bytes:
        """What the file of this record holds."""
        return msgspec.json.encode(self, order="sorted") + b"\n"


def next_release(
    parent: Record | None,
    bundle: Mapping[str, object],
    *,
    who: str,
    when: datetime,
    why: str,
    rollback_of: int | None = None,
    allowed: str | None = None,
) -> Release:
    """The release that follows `parent` (None: the first). Nothing is written.

    `when` has a time zone; it is kept in UTC. Half surrogate pairs in users' texts, which no file can hold, become `?`.
    Raises ValueError if `canonical` has no spelling for the bundle.
    """
    unsealed = Release(
        number=1 if parent is None else parent.number + 1,
        parent=None if parent is None else parent.digest,
        kind="apply" if rollback_of is None else "rollback",
        rollback_of=rollback_of,
        who=_writable(who),
        when=when.astimezone(UTC),
        why=_writable(why),
        allowed=None if allowed is None else _writable(allowed),
        digest="",
        bundle=msgspec.Raw(canonical(bundle)),
    )
    return msgspec.structs.replace(unsealed, digest=_digest(unsealed))


def read_line(content: bytes) -> Release | None:
    """The record of a file with this content; None if it is no record, or not to the byte the one that was written.

    What only its neighbours can tell (number and parent) is not looked at.
    """
    try:
        record = _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    sound = (
        bytes(record.bundle).startswith(b"{")
        and (record.kind == "rollback") == (record.rollback_of is not None)
        and (record.rollback_of or 0) < record.number
        and record.digest == _digest(record)
        and record.line == content
    )
    return record if sound else None


def has_canonical_bundle(record: Release) -> bool:
    """Whether the bundle is canonical JSON. It takes a parse; only what another program has sealed can fail."""
    try:
        return canonical(msgspec.json.decode(record.bundle)) == bytes(record.bundle)
    except (ValueError, RecursionError):
        return False


_decoder = msgspec.json.Decoder(Release)


def _digest(record: Release) -> str:
    fields = msgspec.structs.asdict(record)
    del fields["digest"]
    return hashlib.sha256(msgspec.json.encode(fields, order="deterministic")).hexdigest()


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
