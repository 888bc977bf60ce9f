"""Files that are whole or not there, also after a crash: the steps below the log, on the local disk.

Everything here raises OSError. `reason` says in plain words why.

A temporary file is held locked while its writer lives; the system lets go of the lock when the process ends, however
it ends. So what a dead writer left behind can be told from what a living one is about to publish, without clocks or
process numbers. A clearer that is wrong nonetheless (a disk without locks) can make a writer fail, never make it lose
a release: nothing is published but by linking a file that is complete.
"""

import errno
import hashlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

_TEMPORARY: Final = re.compile(r"\.[a-z0-9]+\.[0-9a-f]{16}\.tmp")
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV})
# Never through a link, and never waiting for the other end of a pipe; Windows has neither flag, and text mode instead.
_CAREFULLY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you have no permission",
    errno.EPERM: "the system does not permit it",
    errno.EIO: "the disk reports a fault",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.ENOENT: "a folder is not there",
    errno.ELOOP: "a link stands in its place",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


class LinksUnsupportedError(OSError):
    """The disk cannot give a file a second name, the one step that lets a single writer win."""


class UnfitFileError(OSError):
    """What stands there is no file of ours; the text says why, as the end of a sentence that the file's name begins."""


def reason(error: OSError) -> str:
    """Why it failed, as the end of a sentence."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "the system gives no reason").lower()


def read(path: Path, largest: int) -> bytes | None:
    """The bytes of a file; None if there is none. Never follows a link, never waits.

    Raises UnfitFileError for what is not a file, or has more than `largest` bytes.
    """
    with _opened(path, largest) as file:
        return file.read(largest) if file is not None else None


def sha256(path: Path, largest: int) -> str | None:
    """The SHA-256 of a file's bytes, in hexadecimal, without keeping them; None and errors as in `read`."""
    with _opened(path, largest) as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if file is not None else None


def line_sha256(path: Path, largest: int) -> tuple[str, bytes] | None:
    """The same for a file that is one line: the SHA-256 without the line's end, and that end, which may be missing."""
    with _opened(path, largest) as file:
        if file is None:
            return None
        last = b""
        digest = hashlib.sha256()
        while piece := file.read(1 << 20):
            piece = last + piece
            digest.update(memoryview(piece)[:-2])
            last = piece[-2:]
        end = b"\r\n" if last == b"\r\n" else b"\n" if last.endswith(b"\n") else b""
        digest.update(last[: len(last) - len(end)])
        return digest.hexdigest(), end


@contextmanager
def _opened(path: Path, largest: int) -> Iterator[BufferedReader | None]:
    try:
        if sys.platform == "win32" and path.is_symlink():
            raise UnfitFileError("is a link, not a file")
        opened = os.open(path, os.O_RDONLY | _CAREFULLY)
    except (FileNotFoundError, NotADirectoryError):
        yield None
        return
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnfitFileError("is a link, not a file") from None
        if error.errno == errno.ENXIO:
            raise UnfitFileError("is not a file") from None
        raise
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            raise UnfitFileError("is a folder, not a file" if stat.S_ISDIR(status.st_mode) else "is not a file")
        if status.st_size > largest:
            raise UnfitFileError(f"has {status.st_size:,} bytes; at most {largest:,} are read")
        with os.fdopen(opened, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(opened)


def publish(content: bytes, path: Path) -> None:
    """Write a new file, complete from the moment it has its name. FileExistsError if the name is taken.

    The content is on the disk then; the name is after `sync_folder`.
    """
    with _about(path), _staged(content, path) as temporary:
        if sys.platform == "win32":
            temporary.rename(path)  # refuses a name that is taken, there
            return
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError as error:
            raise LinksUnsupportedError(*error.args) if error.errno in _NO_LINKS else error from None


def replace(content: bytes, path: Path) -> None:
    """Put a file in the place of another, or of none: a reader meets the old one or the new one, whole."""
    with _about(path), _staged(content, path) as temporary:
        temporary.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Bring a file that another process has written to the disk. Windows refuses that, and does it by itself."""
    if sys.platform == "win32":
        return
    opened = os.open(path, os.O_RDONLY | _CAREFULLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def make_folder(folder: Path) -> None:
    """Make the folder if it is not there. Its name is on the disk then, also if another process has just made it."""
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk. Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network disks answer so: they write at once
            raise
    finally:
        os.close(opened)


def clear_temporaries(folder: Path) -> None:
    """Remove the temporary files of writers that are no more. What cannot be removed stays: it is in nobody's way."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _TEMPORARY.fullmatch(path.name):
                with suppress(OSError):
                    _remove_if_abandoned(path)


def _remove_if_abandoned(path: Path) -> None:
    if sys.platform == "win32":
        path.unlink()  # refused, there, while its writer has it open
        return
    opened = os.open(path, os.O_WRONLY | _CAREFULLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(opened)


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Errors name the file that was to be written, not a temporary one or none."""
    try:
        yield
    except OSError as error:
        error.filename = os.fspath(path)
        raise


@contextmanager
def _staged(content: bytes, path: Path) -> Iterator[Path]:
    """A temporary file beside `path`, its content on the disk. It is gone after the block, unless it was renamed."""
    opened, temporary = _create(path)
    try:
        try:
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
                temporary.unlink()
    finally:
        if opened != -1:
            with suppress(OSError):  # what matters is on the disk already, or has failed already
                os.close(opened)


def _create(path: Path) -> tuple[int, Path]:
    """A new temporary file, open and locked."""
    while True:
        temporary = path.with_name(f".{path.stem}.{secrets.token_hex(8)}.tmp")
        opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CAREFULLY, 0o666)
        if sys.platform == "win32":
            return opened, temporary
        with suppress(OSError):  # without locks nobody clears, either
            fcntl.flock(opened, fcntl.LOCK_EX)
        if temporary.exists():
            return opened, temporary
        os.close(opened)  # cleared between its creation and the lock
