"""What each file says by itself, from the cache where possible."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache as once
from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec

from routecfg.cache import Cache, Entries, content_key, decoded
from routecfg.diagnostics import Finding
from routecfg.disclosure import is_secret_key
from routecfg.model import Assembly, Estate, FileNames, Name, Outline, Settings, assemble_names
from routecfg.pipeline.opened_project import Project
from routecfg.project import SourceFile, Watch, unwatched

if TYPE_CHECKING:
    from routecfg.policy import Policy


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one file without its objects.

    `readable` is False if nothing could be read. `outlines` are those of its objects, `incomplete` and `obscure` as
    `FileObjects` has them, `findings` those that need no other file. `ignores` says that a comment in it may silence
    findings. `unasked` has the codes of the rules about one object that were not wanted yet.
    """

    readable: bool
    outlines: tuple[tuple[Name, Outline], ...] = ()
    incomplete: tuple[Name, ...] = ()
    obscure: bool = False
    findings: tuple[Finding, ...] = ()
    ignores: bool = False
    unasked: tuple[str, ...] = ()

    @property
    def names(self) -> FileNames | None:
        """The names of its objects; None if nothing could be read."""
        return FileNames([name for name, _ in self.outlines], self.incomplete, self.obscure) if self.readable else None


class FileCheck:
    """One file: its summary, and its complete objects, which may be decoded when somebody looks at them."""

    def __init__(self, summary: Summary, objects: Callable[[], Estate] = Estate) -> None:
        self.summary: Final = summary
        self.objects: Final = once(objects)


def unreadable(findings: tuple[Finding, ...], *, ignores: bool) -> FileCheck:
    """A file of which nothing could be read."""
    return FileCheck(Summary(False, findings=findings, ignores=ignores))


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What the cache keeps of a file: its objects are left encoded until they are wanted."""

    summary: Summary
    objects: msgspec.Raw


_ENTRY: Final = msgspec.msgpack.Decoder(Entry)
_OBJECTS: Final = msgspec.msgpack.Decoder(Estate)


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
    names = ((file.path, each.summary.names) for file, each in zip(files, checks, strict=True))
    objects = [each.objects for each in checks]  # not the summaries, which are large and need not stay
    return assemble_names(names, lambda position: objects[position]())


def check_files(
    files: Iterable[SourceFile], settings: Settings, cache: Entries, context: bytes, policy: "Policy | None" = None
) -> Iterator[FileCheck]:
    """Each file's check, from the cache where its content is known there.

    `context` is a key over all else that a check depends on. Rules about one object that are off by the `policy`, all
    without one, are asked only when they are wanted.
    """
    for file in files:
        if file.digest is None:
            yield FileCheck(Summary(file.skipped))
            continue
        key = content_key(context, file.digest)
        kept = cache.entry(key)
        entry = decoded(kept, _ENTRY)
        if kept is None or entry is None:
            file_check = _checked(file, settings, policy, keep=cache.keeps)
            kept = encoded(file_check) if cache.keeps and not holds_secrets(file_check) else None
        else:
            file.release()
            file_check = FileCheck(entry.summary, partial(_decoded, entry.objects, file, settings))
            if entry.summary.unasked and policy is not None:
                from routecfg.pipeline.check_file import asked  # here, for the reason that `_checked` gives

                known, file_check = file_check, asked(file_check, settings, policy)
                kept = kept if file_check is known else encoded(file_check)
        if kept is not None:
            cache.keep(key, kept)
        yield file_check


def encoded(check: FileCheck) -> bytes:
    """What the cache keeps of a file."""
    objects = msgspec.Raw(msgspec.msgpack.encode(check.objects()))
    return msgspec.msgpack.encode(Entry(check.summary, objects))


def _decoded(objects: msgspec.Raw, file: SourceFile, settings: Settings) -> Estate:
    return decoded(bytes(objects), _OBJECTS) or _checked(file, settings).objects()


def _checked(file: SourceFile, settings: Settings, policy: "Policy | None" = None, *, keep: bool = False) -> FileCheck:
    from routecfg.pipeline.check_file import check_file  # here, since it needs every room that reads and judges

    return check_file(file.read(), settings, policy, keep=keep)


def holds_secrets(check: FileCheck) -> bool:
    """Whether the file contains a literal secret: its objects, or the names of those that are wrong, may hold it."""
    from routecfg.shape import LITERAL_SECRET  # here, since a file that was just checked has loaded it

    if any(finding.code == LITERAL_SECRET.code for finding in check.summary.findings):
        return True
    return any(map(is_secret_key, check.summary.incomplete))
