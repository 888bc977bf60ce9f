"""Files that are whole or not there, also after a crash.

Everything here raises OSError. A temporary file is held locked while its writer runs; the system releases the lock when
the process ends, however it ends. So the files of a dead writer can be distinguished from those of a running one,
without clocks or process numbers. If that fails nevertheless (a disk without locks), a writer may fail, but no file is
lost: only a complete file gets its name.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from routecfg.files.errors import LinksUnsupportedError
from routecfg.files.folder import CAREFULLY, Folder

if sys.platform != "win32":
    import fcntl

_TEMPORARY: Final = re.compile(r"\.[a-z0-9]+\.[0-9a-f]{16}\.tmp")
_NO_STEM: Final = re.compile(r"\.[a-z]+\Z|[^a-z0-9]+")
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV})


def publish(folder: Folder, name: str, content: bytes) -> None:
    """Write a new file, complete from the moment it has its name. FileExistsError if the name is taken.

    The content is on the disk then; the name is after `folder.sync()`.
    """
    with _staged(folder, name, content) as temporary:
        if sys.platform == "win32":
            os.rename(folder.at(temporary), folder.at(name))  # noqa: PTH104 - refuses a name that is taken, there
            return
        try:
            os.link(temporary, name, src_dir_fd=folder.descriptor, dst_dir_fd=folder.descriptor, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError as error:
            raise LinksUnsupportedError(*error.args) if error.errno in _NO_LINKS else error from None


def replace(folder: Folder, name: str, content: bytes) -> None:
    """Put a file in the place of another, or of none: a reader meets the old one or the new one, whole.

    Who may read and write the old one may do so with the new one, and nobody else.
    """
    with _staged(folder, name, content, like=folder.status(name)) as temporary:
        os.replace(folder.at(temporary), folder.at(name), src_dir_fd=folder.descriptor, dst_dir_fd=folder.descriptor)
    folder.sync()


def create(folder: Folder, name: str, content: bytes) -> bool:
    """Write a new file, complete from the moment it has its name; False if the name is taken."""
    try:
        publish(folder, name, content)
    except FileExistsError:
        return False
    except LinksUnsupportedError:  # then nothing keeps two at once from writing the file: both write it whole
        if folder.status(name) is not None:
            return False
        replace(folder, name, content)
    return True


def make_folder(folder: Folder, name: str) -> None:
    """Make a folder in this one if it is not there. Its name is on the disk then, whoever has made it."""
    try:
        os.mkdir(folder.at(name), dir_fd=folder.descriptor)
    except FileExistsError:
        pass
    except OSError as error:
        error.filename = os.fspath(folder.path / name)
        raise
    folder.sync()


def sync_file(folder: Folder, name: str) -> None:
    """Bring a file that another process has written to the disk. Windows refuses that, and does it by itself."""
    if sys.platform == "win32":
        return
    opened = os.open(name, os.O_RDONLY | CAREFULLY, dir_fd=folder.descriptor)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def clear_temporaries(folder: Folder) -> None:
    """Remove the temporary files of writers that have died. What cannot be removed stays, and does no harm."""
    with suppress(OSError):
        for name in sorted(folder.names()):
            status = folder.status(name) if _TEMPORARY.fullmatch(name) else None
            if status is not None and stat.S_ISREG(status.st_mode):
                with suppress(OSError):
                    _remove_if_abandoned(folder, name)


def _remove_if_abandoned(folder: Folder, name: str) -> None:
    if sys.platform == "win32":
        os.unlink(folder.at(name))  # noqa: PTH108 - refused, there, while its writer has it open
        return
    opened = os.open(name, os.O_WRONLY | CAREFULLY, dir_fd=folder.descriptor)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(name, dir_fd=folder.descriptor)
    finally:
        os.close(opened)


@contextmanager
def _staged(folder: Folder, name: str, content: bytes, like: os.stat_result | None = None) -> Iterator[str]:
    """The name of a temporary file, its content on the disk. It is gone after the block, unless it was renamed.

    It has the permissions of the file that it is `like`. Errors name the file that was to be written.
    """
    try:
        opened, temporary = _create(folder, _NO_STEM.sub("", name.lower()) or "file")
        try:
            try:
                if sys.platform != "win32" and like is not None and stat.S_ISREG(like.st_mode):
                    os.fchmod(opened, stat.S_IMODE(like.st_mode) & 0o777)
                rest = memoryview(content)
                while rest:
                    rest = rest[os.write(opened, rest) :]
                os.fsync(opened)
                if sys.platform == "win32":
                    os.close(opened)  # an open file cannot be renamed, there
                    opened = -1
                yield temporary
            finally:
                with suppress(OSError):
                    os.unlink(folder.at(temporary), dir_fd=folder.descriptor)
        finally:
            if opened != -1:
                with suppress(OSError):  # what matters is on the disk already, or has failed already
                    os.close(opened)
    except OSError as error:
        error.filename = os.fspath(folder.path / name)
        raise


def _create(folder: Folder, stem: str) -> tuple[int, str]:
    """A new temporary file, open and locked."""
    while True:
        temporary = f".{stem}.{os.urandom(8).hex()}.tmp"
        opened = os.open(
            folder.at(temporary), os.O_WRONLY | os.O_CREAT | os.O_EXCL | CAREFULLY, 0o666, dir_fd=folder.descriptor
        )
        if sys.platform == "win32":
            return opened, temporary
        with suppress(OSError):  # without locks nothing is cleared, either
            fcntl.flock(opened, fcntl.LOCK_EX)
        if folder.status(temporary) is not None:
            return opened, temporary
        os.close(opened)  # cleared between its creation and the lock
