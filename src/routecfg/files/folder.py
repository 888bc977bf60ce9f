"""Folders that are held open, and the files in them.

A name is looked up in the open folder itself. So replacing a folder or a file by a link, at whatever moment, does not
make routecfg read or write anything elsewhere. Windows has no such calls: there paths are checked first.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from routecfg.files.errors import UnfitFileError

CAREFULLY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Never through a link, never waiting for the other end of a pipe. Windows has neither flag, and a text mode."""

_PIECE: Final = 1 << 16
"""Bytes that are asked for where no more are expected: memory for more would come from the system each time."""


class Folder:
    """A folder below another one, held open until the block ends.

    `root` may be reached through links, or is open already; `path`, relative to it, with `/`, may not contain any
    links. With `make` what is not there is made. Raises OSError for what is not there, is not a folder, or is a link.
    """

    def __init__(self, root: "Path | Folder", path: str = "", *, make: bool = False) -> None:
        self._root = root.path if isinstance(root, Folder) else root
        self._path = path
        self.descriptor: int | None = None
        if sys.platform == "win32":
            for part in accumulate(path.split("/"), Path.__truediv__, initial=self._root):
                if part != self._root and part.is_symlink():
                    raise UnfitFileError("is a link")
            if make:
                self.path.mkdir(parents=True, exist_ok=True)
            return
        opened = root.opened_again() if isinstance(root, Folder) else os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in path.split("/"):
                if part not in ("", "."):
                    inner = _inner(opened, part, make=make)
                    os.close(opened)
                    opened = inner
        except OSError as error:
            os.close(opened)
            error.filename = os.fspath(self.path)
            raise
        self.descriptor = opened

    def opened_again(self) -> int:
        """A descriptor of its own for the same folder. Not on Windows."""
        if self.descriptor is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), os.fspath(self.path))
        return os.dup(self.descriptor)

    @property
    def path(self) -> Path:
        """Where the folder was when it was opened."""
        return self._root / self._path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def at(self, name: str) -> str:
        """What the calls of the system take for a file in this folder, together with the descriptor."""
        return name if self.descriptor is not None else os.fspath(self.path / name)

    def entries(self) -> list[os.DirEntry[str]]:
        """What is in the folder, in no order. Their `path` is not to be used: it leads from anywhere."""
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as found:
            return list(found)

    def names(self) -> list[str]:
        """The names in the folder, in no order."""
        return [entry.name for entry in self.entries()]

    def status(self, name: str) -> os.stat_result | None:
        """The status of a name, of a link as a link; None if the name does not exist."""
        try:
            return os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    @contextmanager
    def open(self, name: str, largest: int) -> Iterator[BufferedReader | None]:
        """A file for reading; None if there is none. Never follows a link, never waits.

        Raises UnfitFileError for what is not an ordinary file, or has more than `largest` bytes.
        """
        opened = self._opened(name)
        if opened is None:
            yield None
            return
        try:
            _fit_size(opened, largest)
            with os.fdopen(opened, "rb", closefd=False) as file:
                yield file
        finally:
            os.close(opened)

    def read(self, name: str, largest: int) -> bytes | None:
        """The bytes of a file; errors are those of `open`."""
        opened = self._opened(name)
        if opened is None:
            return None
        try:
            content = os.read(opened, _fit_size(opened, largest) + 1)
            while piece := os.read(opened, _PIECE):
                content += piece
                if len(content) > largest:  # it has grown since
                    raise UnfitFileError(f"has more than {largest / 1e6:,.0f} MB; no more are read")
            return content
        finally:
            os.close(opened)

    def sync(self) -> None:
        """Bring the names in the folder to the disk. Windows has no such call and does it by itself."""
        if self.descriptor is None:
            return
        try:
            os.fsync(self.descriptor)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some network disks answer so: they write at once
                error.filename = os.fspath(self.path)
                raise

    def _opened(self, name: str) -> int | None:
        status = self.status(name)
        if status is None:
            return None
        if self.descriptor is None and stat.S_ISLNK(status.st_mode):
            raise UnfitFileError("is a link")
        if not stat.S_ISLNK(status.st_mode):
            _fit(status)  # opening a pipe wakes who waits at its other end, opening a device may set it going
        try:
            return os.open(self.at(name), os.O_RDONLY | CAREFULLY, dir_fd=self.descriptor)
        except FileNotFoundError:
            return None
        except OSError as error:
            error.filename = os.fspath(self.path / name)
            if error.errno == errno.ELOOP:
                raise UnfitFileError("is a link") from None
            if error.errno == errno.ENXIO:
                raise UnfitFileError("is not an ordinary file") from None
            raise


def _inner(folder: int, name: str, *, make: bool) -> int:
    """A folder in an open one, never through a link."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    try:
        return os.open(name, flags, dir_fd=folder)
    except FileNotFoundError:
        if not make:
            raise
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=folder)
    return os.open(name, flags, dir_fd=folder)


def _fit(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnfitFileError("is a folder" if stat.S_ISDIR(status.st_mode) else "is not an ordinary file")


def _fit_size(opened: int, largest: int) -> int:
    """The size of an open file. Looked at after opening: what stood under the name before says nothing."""
    status = os.fstat(opened)
    _fit(status)
    if status.st_size > largest:
        raise too_large(status.st_size, largest)
    return status.st_size


def too_large(size: int, largest: int) -> UnfitFileError:
    """The error of a file of so many bytes, where `largest` are read."""
    return UnfitFileError(f"has {size / 1e6:,.1f} MB; at most {largest / 1e6:,.0f} MB are read")


def real_path(path: Path) -> Path:
    """The path after all links are followed, even if nothing exists there; a link that leads to itself stays.

    `Path.resolve` raises RuntimeError for such a link.
    """
    return Path(os.path.realpath(path))


def read_file(root: Path, path: str, largest: int) -> bytes | None:
    """The bytes of one file below `root`, as `Folder` and `Folder.read` have it."""
    folder, _, name = path.rpartition("/")
    with Folder(root, folder) as opened:
        return opened.read(name, largest)
