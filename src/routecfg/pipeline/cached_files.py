"""What each file says by itself, from the cache where possible."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from routecfg.cache import Cache, Entries, content_key, decoded
from routecfg.diagnostics import Finding
from routecfg.disclosure import is_secret_key
from routecfg.model import Assembly, FileObjects, Settings, assemble
from routecfg.pipeline.opened_project import Project
from routecfg.project import SourceFile, Watch, unwatched

if TYPE_CHECKING:
    from routecfg.policy import Policy


class FileCheck(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file's objects, None if nothing could be read, and the findings that need no other file.

    `ignores` says that a comment in it may silence findings.
    """

    objects: FileObjects | None
    findings: tuple[Finding, ...] = ()
    ignores: bool = False


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(FileCheck)


def read_objects(
    project: Project,
    files: Sequence[SourceFile],
    *,
    cache: Cache,
    fingerprint: bytes = b"",
    watch: Watch = unwatched,
) -> Assembly:
    """The objects in these files, without looking at the whole estate. The cache is used as `check` does."""
    key = content_key(fingerprint, project.data)
    return assembled(files, list(check_files(watch("Reading files", files), project.settings, cache.files, key)))


def assembled(files: Sequence[SourceFile], checks: Sequence[FileCheck]) -> Assembly:
    """The estate of these files."""
    return assemble((file.path, each.objects) for file, each in zip(files, checks, strict=True))


def check_files(
    files: Iterable[SourceFile], settings: Settings, cache: Entries, context: bytes, policy: "Policy | None" = None
) -> Iterator[FileCheck]:
    """Each file's check, from the cache where its content is known there.

    `context` is a key over all else that a check depends on. What is cached is for any policy; where nothing is, rules
    that are off by this `policy` need not run.
    """
    for file in files:
        if file.digest is None:
            yield FileCheck(FileObjects() if file.skipped else None)
            continue
        key = content_key(context, file.digest)
        entry = cache.entry(key)
        file_check = decoded(entry, _DECODER)
        if file_check is None or entry is None:
            from routecfg.pipeline.check_file import check_file  # here, since it needs every room that reads and judges

            file_check = check_file(file.read(), settings, None if cache.keeps else policy)
            entry = _ENCODER.encode(file_check) if cache.keeps and not holds_secrets(file_check) else None
        if entry is not None:
            cache.keep(key, entry)
        yield file_check


def holds_secrets(check: FileCheck) -> bool:
    """Whether the file contains a literal secret: its objects, or the names of those that are wrong, may hold it."""
    from routecfg.shape import LITERAL_SECRET  # here, since a file that was just checked has loaded it

    if any(finding.code == LITERAL_SECRET.code for finding in check.findings):
        return True
    return check.objects is not None and any(map(is_secret_key, check.objects.incomplete))
