"""The contents of releases, each in a file that is named by its digest.

A content is on the disk before any record refers to it. A content without a record was left by a writer that died, or
whose release came too late. It is harmless and never removed.
"""

import errno
import hashlib
import stat
from collections.abc import Callable, Iterable
from typing import Final

from routecfg.diagnostics import Diagnostic
from routecfg.files import Folder, UnfitFileError, publish, replace, sync_file
from routecfg.releases import findings
from routecfg.releases.layout import Layout, content_name
from routecfg.releases.record import LARGEST_READ, Record, Release

_MISSING: Final = "is missing"
_CHANGED: Final = "was changed by hand, or is damaged"
_FORMATTED: Final = "has a line break at its end"
_ATTEMPTS: Final = 3
"""How often writing a content is tried before the disk is blamed: another writer may interfere."""


class Contents:
    """The contents in a production folder. Everything here may raise OSError."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def check(self, records: Iterable[Record], *, whole: bool) -> list[Diagnostic]:
        """What is wrong with the contents of these records: those that are missing, with `whole` also damaged ones.

        `whole` reads each content once, in pieces; without it none is opened.
        """
        users: dict[str, int] = {}
        for record in records:
            if not record.embedded:
                users.setdefault(record.bundle, record.number)
        if not users:
            return []
        try:
            with self._layout.open(self._layout.bundles) as folder:
                faults = {digest: _fault(folder, digest) if whole else _absence(folder, digest) for digest in users}
        except FileNotFoundError:
            faults = dict.fromkeys(users, _MISSING)
        return [self._finding(digest, users[digest], fault) for digest, fault in faults.items() if fault is not None]

    def read(self, record: Record) -> bytes | Diagnostic:
        """The content of a record that is not embedded, or what is wrong with it."""
        fault = _MISSING
        try:
            with self._layout.open(self._layout.bundles) as folder:
                content = folder.read(content_name(record.bundle), LARGEST_READ)
            if content is not None:
                if hashlib.sha256(content).hexdigest() == record.bundle:
                    return content
                fault = _change(content, record.bundle)
        except UnfitFileError as error:
            fault = str(error)
        except FileNotFoundError:
            pass
        return self._finding(record.bundle, record.number, fault)

    def holds(self, digest: str) -> bool:
        """Whether there is a file for this content, whatever is in it."""
        try:
            with self._layout.open(self._layout.bundles) as folder:
                return _absence(folder, digest) is None
        except FileNotFoundError:
            return False

    def keep(self, release: Release, records: Callable[[], Iterable[Record]]) -> Diagnostic | None:
        """Writes the content of a release to the disk, unless it is there. None: it is there, whole and under its name.

        A damaged file in its place is replaced if none of the `records` refers to it; else that is the answer.
        """
        digest = release.record.bundle
        name = content_name(digest)
        with self._layout.open(self._layout.bundles) as folder:
            for _ in range(_ATTEMPTS):
                fault = _fault(folder, digest)
                if fault == _MISSING:
                    written = _publish(folder, name, release.content)
                elif fault is not None:
                    for record in records():
                        if record.bundle == digest and not record.embedded:
                            return self._finding(digest, record.number, fault)
                    replace(folder, name, release.content)
                    written = True
                else:
                    written = False
                if not written:
                    sync_file(folder, name)  # whoever wrote it may not have done so: git does not
                folder.sync()
                if _fault(folder, digest) is None:
                    return None
            raise OSError(errno.EIO, "other bytes come back than were written", str(folder.path / name))

    def _finding(self, digest: str, number: int, fault: str) -> Diagnostic:
        file = self._layout.content(digest)
        return findings.formatted(number, file) if fault == _FORMATTED else findings.content(number, file, fault)


def _publish(folder: Folder, name: str, content: bytes) -> bool:
    try:
        publish(folder, name, content)
    except FileExistsError:
        return False
    return True


def _absence(folder: Folder, digest: str) -> str | None:
    status = folder.status(content_name(digest))
    if status is None:
        return _MISSING
    return None if stat.S_ISREG(status.st_mode) else "is a link or a folder"


def _change(content: bytes, digest: str) -> str:
    """What has become of a content that does not have this digest."""
    return _FORMATTED if hashlib.sha256(content.rstrip(b"\r\n")).hexdigest() == digest else _CHANGED


def _fault(folder: Folder, digest: str) -> str | None:
    """What is wrong with the file of this content, as the end of a sentence that its name begins."""
    try:
        with folder.open(content_name(digest), LARGEST_READ) as file:
            if file is None:
                return _MISSING
            if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                return None
            file.seek(0)
            return _change(file.read(), digest)
    except UnfitFileError as error:
        return str(error)
