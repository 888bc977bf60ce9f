"""A release's record, and the one line that stands for it in a file.

The line is canonical JSON (RFC 8785) and a final newline. Its `digest` is the SHA-256, in hexadecimal, of the same
line without the field `digest` and without the newline. The content of the release stands elsewhere, under the name
`bundle`, which is the SHA-256 of its canonical JSON. As every byte of a line follows from its fields, any edit shows.

Earlier versions wrote the content into the record, as the value of `bundle`, and had no fields `routecfg` and
`behaviour`. Such lines are read as they are; only new ones are written in the new form.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from routecfg import __version__
from routecfg.bundle.canonical import canonical
from routecfg.disclosure import masked_note

LARGEST_RECORD: Final = 1_000_000
"""Bytes in the largest record that is written: a release's message may be long, but not contain whole files."""

LARGEST_BUNDLE: Final = 128_000_000
"""Bytes in the largest content that is released: to compare two of that size takes two gigabytes of memory."""

LARGEST_READ: Final = 256 * 1024 * 1024
"""Bytes in the largest file that is read; records and contents up to this size may have been released."""

_YEARS: Final = range(1970, 9999)
"""The years of releases, from that of a clock that was never set; every time zone has these, to the last hour."""

_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a release says about itself, without its content.

    `number` counts from 1 without gaps. `parent` is the digest of the record before, None for the first; as a digest
    covers everything in a record, it pins the whole history. `kind` is the command that released; a rollback names in
    `rollback_of` the release whose content it restores. `when` is in UTC. `who`, `why` and `allowed` (the reason given
    with --allow-large-change, None without it) are users' texts: they must be made safe before they are printed.

    `bundle` is the digest of the content. `behaviour` is the digest of the part of it that customers notice: equal for
    two releases that treat every chat alike, whenever they were made. `routecfg` is the version that wrote the record.
    Both are None in records of the earlier form; those are `embedded`: the content stands in the record's own file.
    """

    number: Annotated[int, msgspec.Meta(ge=1)]
    parent: _Digest | None
    kind: Literal["apply", "rollback"]
    rollback_of: Annotated[int, msgspec.Meta(ge=1)] | None
    who: str
    when: Annotated[datetime, msgspec.Meta(tz=True)]
    why: str
    allowed: str | None
    routecfg: str | None
    behaviour: _Digest | None
    bundle: _Digest
    digest: _Digest
    embedded: bool = False

    @property
    def line(self) -> bytes:
        """What the file of this record contains. Not for embedded ones."""
        return _encoded({name: getattr(self, name) for name in _FIELDS}) + b"\n"


_FIELDS: Final = frozenset(Record.__struct_fields__) - {"embedded"}
_EARLIER_FIELDS: Final = _FIELDS - {"routecfg", "behaviour"}


class Release(msgspec.Struct, frozen=True):
    """A whole release: its record, and its content as canonical JSON."""

    record: Record
    content: bytes


class NewerRecord(msgspec.Struct, frozen=True):
    """A record that is whole, and says something that this version cannot read. `routecfg`: who wrote it, if known."""

    routecfg: str | None


class Line(msgspec.Struct, frozen=True):
    """A record as it was read. `content` is a view of the line: None unless the record is embedded.

    `converted`: its line end is that of Windows, as git writes it unless it is set up otherwise.
    """

    record: Record
    content: memoryview | None = None
    converted: bool = False


_Fields: TypeAlias = Mapping[str, msgspec.Raw]


def next_release(
    parent: Record | None,
    content: bytes,
    *,
    behaviour: str,
    who: str,
    when: datetime,
    why: str,
    rollback_of: int | None = None,
    allowed: str | None = None,
) -> Release:
    """The release that follows `parent` (None: the first). Nothing is written.

    `content` is a JSON object in canonical form, and `behaviour` a digest as in `Record`. `when` has a time zone; it is
    kept in UTC. Half surrogate pairs in users' texts, which no file can hold, become `?`.
    """
    unsealed = Record(
        number=1 if parent is None else parent.number + 1,
        parent=None if parent is None else parent.digest,
        kind="apply" if rollback_of is None else "rollback",
        rollback_of=rollback_of,
        who=_writable(masked_note(who)),
        when=when.astimezone(UTC),
        why=_writable(masked_note(why)),
        allowed=None if allowed is None else _writable(masked_note(allowed)),
        routecfg=__version__,
        behaviour=behaviour,
        bundle=hashlib.sha256(content).hexdigest(),
        digest="",
    )
    fields = {name: getattr(unsealed, name) for name in _FIELDS - {"digest"}}
    digest = hashlib.sha256(_encoded(fields)).hexdigest()
    return Release(msgspec.structs.replace(unsealed, digest=digest), content)


def read_line(line: bytes) -> Line | NewerRecord | None:
    """The record of a file with these bytes; None if it is not a record, or not as it was written, to the byte.

    What only its neighbours can tell (number and parent) is not looked at, nor whether an embedded content is
    canonical. The digest comes first: what fits it was written by some routecfg, perhaps a newer one.
    """
    converted = line.endswith(b"\r\n")
    if converted:
        line = line[:-2] + b"\n"
    try:
        fields = _decoder.decode(line)
        if not _sealed(fields, line):
            return None
        content = memoryview(fields["bundle"]) if bytes(memoryview(fields["bundle"])[:1]) == b"{" else None
        values = {name: msgspec.json.decode(raw) for name, raw in fields.items() if name != "bundle" or not content}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError, KeyError):
        return None
    known = fields.keys() == (_EARLIER_FIELDS if content else _FIELDS)
    if content:
        earlier = {"routecfg": None, "behaviour": None, "embedded": True}
        values |= {"bundle": hashlib.sha256(content).hexdigest(), **earlier}
    try:
        record = msgspec.convert(values, Record)
    except msgspec.ValidationError:
        known = False
    if not known:
        writer = values.get("routecfg")
        return NewerRecord(writer if isinstance(writer, str) else None)
    sound = (
        (record.kind == "rollback") == (record.rollback_of is not None)
        and (record.rollback_of or 0) < record.number
        and record.when.utcoffset() == timedelta(0)
        and record.when.year in _YEARS
    )
    return Line(record, content, converted) if sound else None


def has_canonical_content(content: bytes | memoryview) -> bool:
    """Whether the content is canonical JSON. It takes a parse; only what another program has sealed can fail.

    It is parsed object by object: parsed as a whole, it would take several times its size in memory.
    """
    try:
        return _is_canonical(content, _OBJECTS_DOWN)
    except (ValueError, RecursionError):
        return False


_OBJECTS_DOWN: Final = 3
"""How many mappings lie around an object of an estate: the bundle, its part, the kind."""


def _is_canonical(json: bytes | memoryview, around: int) -> bool:
    if not around or bytes(json[:1]) != b"{":
        return canonical(msgspec.json.decode(json)) == json
    fields = _decoder.decode(json)
    return _is_spelled(json, _pieces(fields, sorted(fields))) and all(
        _is_canonical(memoryview(raw), around - 1) for raw in fields.values()
    )


def _is_spelled(json: bytes | memoryview, pieces: Iterator[bytes | memoryview]) -> bool:
    """Whether these pieces, one after the other, are the JSON. Nothing is copied."""
    rest = memoryview(json)
    for piece in pieces:
        if rest[: len(piece)] != piece:
            return False
        rest = rest[len(piece) :]
    return not rest


_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encoded: Final = msgspec.json.Encoder(order="sorted").encode


def _sealed(fields: _Fields, line: bytes) -> bool:
    """Whether the digest fits, and the line is the only one that these fields have.

    The line is compared and hashed in pieces: a content of the earlier form is copied nowhere.
    """
    for name, raw in fields.items():
        value = memoryview(raw)
        if (name != "bundle" or bytes(value[:1]) != b"{") and canonical(msgspec.json.decode(raw)) != bytes(value):
            return False
    if not line.endswith(b"\n") or not _is_spelled(memoryview(line)[:-1], _pieces(fields, sorted(fields))):
        return False
    seal = hashlib.sha256()
    for piece in _pieces(fields, sorted(fields.keys() - {"digest"})):
        seal.update(piece)
    return bytes(memoryview(fields["digest"])) == _encoded(seal.hexdigest())


def _pieces(fields: _Fields, names: list[str]) -> Iterator[bytes | memoryview]:
    """The JSON object of these fields, in this order, piece by piece."""
    before = b"{"
    for name in names:
        yield before + _encoded(name) + b":"
        yield memoryview(fields[name])
        before = b","
    yield b"}"


def _writable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
