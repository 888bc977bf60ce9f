"""The contents of releases, each in a file that is named by its digest.

A content is on the disk before any record refers to it. One that no record refers to was left by a writer that died, or
whose release came too late: it is harmless, and is never removed.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable
from typing import Final

from routecfg.diagnostics import Diagnostic
from routecfg.releases import durable, findings
from routecfg.releases.durable import UnfitFileError
from routecfg.releases.folder import Folder
from routecfg.releases.record import LARGEST_BUNDLE, Record, Release

_MISSING: Final = "is missing"
_CHANGED: Final = "was changed by hand, or is damaged"
_ATTEMPTS: Final = 3
"""How often a content is put in its place before the disk is to blame; another writer may come between."""


class Contents:
    """The contents in a production folder. Everything here may raise OSError."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def check(self, records: Iterable[Record], *, whole: bool) -> list[Diagnostic]:
        """What is wrong with the contents of these records: those that are missing, with `whole` also damaged ones.

        `whole` reads each content once, in pieces; without it none is opened.
        """
        users: dict[str, int] = {}
        for record in records:
            if not record.embedded:
                users.setdefault(record.bundle, record.number)
        faults = {digest: self._fault(digest) if whole else self._absence(digest) for digest in users}
        return [self._finding(digest, users[digest], fault) for digest, fault in faults.items() if fault is not None]

    def read(self, record: Record) -> bytes | Diagnostic:
        """The content of a record that is not embedded, or what is wrong with it."""
        fault: str | None
        try:
            content = durable.read(self._folder.content(record.bundle), LARGEST_BUNDLE)
        except UnfitFileError as error:
            fault = str(error)
        else:
            if content is not None and hashlib.sha256(content).hexdigest() == record.bundle:
                return content
            fault = _MISSING if content is None else _CHANGED
        return self._finding(record.bundle, record.number, fault)

    def holds(self, digest: str) -> bool:
        """Whether there is a file for this content, whatever is in it."""
        return self._absence(digest) is None

    def keep(self, release: Release, records: Callable[[], Iterable[Record]]) -> Diagnostic | None:
        """Bring the content of a release to the disk, unless it is there: None then, whole and under its name.

        A damaged file in its place is replaced if none of the `records` refers to it; else that is the answer.
        """
        digest = release.record.bundle
        path = self._folder.content(digest)
        for _ in range(_ATTEMPTS):
            fault = self._fault(digest)
            if fault == _MISSING:
                written = self._publish(release)
            elif fault is not None:
                user = next((record for record in records() if record.bundle == digest and not record.embedded), None)
                if user is not None:
                    return self._finding(digest, user.number, fault)
                durable.replace(release.content, path)
                written = True
            else:
                written = False
            if not written:
                durable.sync_file(path)  # whoever wrote it may not have done so: git does not
            durable.sync_folder(path.parent)
            if self._fault(digest) is None:
                return None
        raise OSError(errno.EIO, "other bytes come back than were written", os.fspath(path))

    def _publish(self, release: Release) -> bool:
        try:
            durable.publish(release.content, self._folder.content(release.record.bundle))
        except FileExistsError:
            return False
        return True

    def _absence(self, digest: str) -> str | None:
        try:
            mode = self._folder.content(digest).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return _MISSING
        return None if stat.S_ISREG(mode) else "is a link or a folder, not a file"

    def _fault(self, digest: str) -> str | None:
        """What is wrong with the file of this content, as the end of a sentence that its name begins."""
        try:
            found = durable.sha256(self._folder.content(digest), LARGEST_BUNDLE)
        except UnfitFileError as error:
            return str(error)
        if found is None:
            return _MISSING
        return None if found == digest else _CHANGED

    def _finding(self, digest: str, number: int, fault: str) -> Diagnostic:
        return findings.content(number, self._folder.name(self._folder.content(digest)), fault)
