"""Files that belong to one user alone: others can neither read nor replace them, and what they may have written is not
trusted. Errors are OSError.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Final

from routecfg.files.errors import UnfitFileError
from routecfg.files.folder import CAREFULLY, Folder

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def open_private(path: Path, largest: int) -> Iterator[BufferedReader | None]:
    """A file for reading; None if there is none. Never follows a link, never waits.

    Raises UnfitFileError for what is not an ordinary file, has more than `largest` bytes, or where another user owns
    the file or its folder, or can write to the file.
    """
    with _own_folder(path.parent) as folder, folder.open(path.name, largest) as file:
        if file is not None:
            status = os.fstat(file.fileno())
            if not _is_ours(status) or (sys.platform != "win32" and status.st_mode & _OTHERS_WRITE):
                raise UnfitFileError("belongs to somebody else, or others can write to it")
        yield file


def replace_private(path: Path, parts: Iterable[bytes]) -> None:
    """Put a file in the place of another, or of none: a reader meets the old one or the new one, whole.

    The folder is made if it is not there, and closed to other users. After a crash the file may be gone or damaged.
    Raises UnfitFileError if the folder is another user's.
    """
    _make(path.parent)
    with _own_folder(path.parent) as folder:
        _close_to_others(folder)
        temporary = f".{path.name}.{os.urandom(8).hex()}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | CAREFULLY
        opened = os.open(folder.at(temporary), flags, _FILE_MODE, dir_fd=folder.descriptor)
        try:
            with os.fdopen(opened, "wb") as file:
                file.writelines(parts)
            os.replace(
                folder.at(temporary), folder.at(path.name), src_dir_fd=folder.descriptor, dst_dir_fd=folder.descriptor
            )
        except BaseException:
            with suppress(OSError):
                os.unlink(folder.at(temporary), dir_fd=folder.descriptor)
            raise


@contextmanager
def _own_folder(path: Path) -> Iterator[Folder]:
    with Folder(path.parent, path.name) as folder:
        if folder.descriptor is not None and not _is_ours(os.fstat(folder.descriptor)):
            raise UnfitFileError("belongs to somebody else")
        yield folder


def _make(folder: Path) -> None:
    """Makes a folder and those above it, however many. A link that leads nowhere is left alone."""
    missing = []
    while folder != folder.parent and not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with suppress(FileExistsError):  # another process was first
            one.mkdir(_FOLDER_MODE)


def _close_to_others(folder: Folder) -> None:
    if sys.platform == "win32" or folder.descriptor is None:
        return
    if stat.S_IMODE(os.fstat(folder.descriptor).st_mode) != _FOLDER_MODE:
        os.fchmod(folder.descriptor, _FOLDER_MODE)


def _is_ours(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.geteuid()
