"""What the content of one file says by itself, whatever the file is called and whatever stands beside it."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from routecfg.cache import Entries, content_key, decoded
from routecfg.catalogue import broken
from routecfg.diagnostics import Finding
from routecfg.model import FileObjects, Settings, build_file
from routecfg.project import SourceFile
from routecfg.rules import OBJECT_RULES
from routecfg.shape import check as check_shape
from routecfg.source import read

_IGNORE_MARK: Final = b"routecfg: ignore"
"""Only files that hold these bytes are searched for comments that silence findings."""


class FileCheck(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file's objects, None if nothing could be read, and the findings that need no other file.

    `ignores` says that a comment in it may silence findings.
    """

    objects: FileObjects | None
    found: tuple[Finding, ...] = ()
    ignores: bool = False


def check_file(data: bytes, settings: Settings) -> FileCheck:
    """Reads one routing file and runs the rules that look at one object."""
    ignores = _IGNORE_MARK in data
    reading = read(data)
    if reading.values is None and reading.found:
        return FileCheck(None, reading.found, ignores)
    shaped = check_shape(reading.values)
    objects = build_file(reading.values, shaped.wrong)
    found = (*reading.found, *shaped.found, *check_objects(objects, settings))
    return FileCheck(objects, found, ignores)


def check_files(files: Sequence[SourceFile], settings: Settings, cache: Entries, context: bytes) -> Iterator[FileCheck]:
    """Each file's check, from the cache where its content is known there.

    `context` is a key over all else that a check depends on.
    """
    for file in files:
        if file.digest is None:
            yield FileCheck(None)
            continue
        key = content_key(context, file.digest)
        known = cache.entry(key)
        one = decoded(known, _DECODER)
        if one is None or known is None:
            one = check_file(file.read(), settings)
            known = _ENCODER.encode(one) if cache.keeps else b""
        if cache.keeps:
            cache.keep(key, known)
        yield one


def check_objects(objects: FileObjects, settings: Settings) -> Iterator[Finding]:
    """What the rules that look at one object at a time find."""
    for module in OBJECT_RULES:
        try:
            found = [
                finding
                for kind, name, one in objects.estate
                for finding in module.check_object(kind, name, one, settings)
            ]
        except Exception as error:
            yield broken(module.RULE, error)
        else:
            yield from found


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(FileCheck)
