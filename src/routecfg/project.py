"""Which files belong to a project, and their bytes.

Nothing outside the project's folder is ever opened: a link that leads out of it is reported, not followed.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from routecfg.diagnostics import START, CannotRun, Finding, plain

PROJECT_FILE: Final = "routecfg.yaml"

LARGEST_FILE: Final = 10_000_000
"""Bytes. A routing file of this size is beyond what anybody can review."""

_SUFFIXES = (".yaml", ".yml")
_RENAMED = (".yaml.txt", ".yml.txt", ".yaml.docx", ".yaml.rtf")
"""What editors make of a name that ends in `.yaml`, unseen where file managers hide the ends of names."""


class SourceFile:
    """A file of the project: its path (relative, with `/`), and how to get at its bytes.

    `digest` stands for the content that was there when the file was listed; None if it could not be read, and
    `found` says why. The bytes are not kept: an estate takes several times its size in memory as it is.
    """

    def __init__(self, path: str, data: bytes | None, found: tuple[Finding, ...] = (), disk: str | None = None) -> None:
        """With `disk` the bytes are read from there again whenever they are wanted, else they are kept."""
        self.path = path
        self.found = found
        self.digest = content_digest(data) if data is not None else None
        self._data = data if disk is None else None
        self._disk = disk

    def read(self) -> bytes:
        """The bytes, the same each time. Not for files without a digest.

        Raises CannotRun if the file on disk is no longer what it was when it was listed.
        """
        if self._disk is None:
            return self._data if self._data is not None else b""
        try:
            data = Path(self._disk).read_bytes()
        except OSError:
            data = b""
        if content_digest(data) != self.digest:
            raise CannotRun(f"'{self.path}' changed while it was being checked", "run the command again")
        return data


def content_digest(data: bytes) -> bytes:
    """What stands for a file's content: equal digests mean equal bytes."""
    return hashlib.blake2b(data, digest_size=20).digest()


def find_project(start: Path) -> Path:
    """The nearest folder with a project file, from `start` upwards.

    Raises CannotRun if there is none.
    """
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise CannotRun(
        f"no {PROJECT_FILE} here or in any folder above",
        "run the command inside a project, name it with --project, or start one with 'routecfg init'",
    )


def read_project_file(root: Path) -> bytes:
    """The bytes of the project file.

    Raises CannotRun if it cannot be read, or is a link out of the project.
    """
    path = root / PROJECT_FILE
    if not _within(os.path.realpath(path), os.path.realpath(root)):
        raise CannotRun(f"{PROJECT_FILE} is a link that leads out of the project", "put the file itself there")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CannotRun(f"{PROJECT_FILE} is larger than 10 MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotRun(f"{PROJECT_FILE} cannot be read: {error.strerror}") from error


def read_folder(root: Path, folder: str) -> list[SourceFile]:
    """Every YAML file below a folder of the project, in the order of their paths.

    Hidden files and folders are left out. Raises CannotRun if the folder is missing or lies outside the project.
    """
    top = root / folder
    inside = os.path.realpath(root)
    if not _within(os.path.realpath(top), inside):
        raise CannotRun(f"the folder '{folder}' lies outside the project", "name a folder of the project")
    if not top.is_dir():
        raise CannotRun(
            f"there is no folder '{folder}' in the project",
            f"create it and put routing files there, or name another one as 'sandbox' in {PROJECT_FILE}",
        )
    found = sorted(_walk(str(top), folder, inside), key=lambda item: item[0])
    return [_read(path, full, reason) for path, full, reason in found]


def _walk(full: str, path: str, inside: str) -> Iterator[tuple[str, str, str | None]]:
    """Path, full path and, if it must not be read, why. Folders are walked once, links to folders are not."""
    pending = [(full, path)]
    while pending:
        here, name = pending.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            yield name, here, f"the folder cannot be read: {error.strerror}"
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            child = f"{name}/{_told(entry.name)}"
            wanted = entry.name.endswith(_SUFFIXES)
            folder = os.path.isdir(entry.path)  # noqa: PTH112 - that of an entry raises at a link to itself
            if child != f"{name}/{entry.name}":
                if wanted or folder:
                    yield child, entry.path, "its name is no text that all systems can read: rename it"
            elif entry.is_symlink():
                if not _within(os.path.realpath(entry.path), inside):
                    if wanted or folder:
                        yield child, entry.path, "the link leads out of the project"
                elif folder:
                    yield child, entry.path, "the link leads to a folder, which would be read twice"
                elif wanted:
                    is_file = os.path.isfile(entry.path)  # noqa: PTH113 - likewise
                    yield child, entry.path, None if is_file else "the link leads nowhere"
            elif folder:
                pending.append((entry.path, child))
            elif wanted:
                yield child, entry.path, None if entry.is_file() else "it is no ordinary file"
            elif entry.name.lower().endswith((*_SUFFIXES, *_RENAMED)):
                yield child, entry.path, _wrong_name(entry.name)


def _told(name: str) -> str:
    """The name, bytes in it that are no UTF-8 as `\\xff`: no report could hold them."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _wrong_name(name: str) -> str:
    better = re.split(r"\.ya?ml", name, maxsplit=1, flags=re.IGNORECASE)[0] + _SUFFIXES[0]
    return f"only files whose names end in .yaml or .yml are read: rename this one to '{plain(better)}'"


def _read(path: str, full: str, reason: str | None) -> SourceFile:
    if reason is None:
        try:
            with open(full, "rb") as file:  # noqa: PTH123 - half the time of pathlib over many files
                size = os.fstat(file.fileno()).st_size
                if size <= LARGEST_FILE:
                    return SourceFile(path, file.read(LARGEST_FILE + 1), disk=full)
            reason = f"the file has {size / 1e6:,.1f} MB; at most 10 MB are read"
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror}"
    from routecfg.source import UNREADABLE_FILE  # here, since a run on an unchanged project needs no YAML

    finding = UNREADABLE_FILE.in_text(START, reason)
    return SourceFile(path, None, (finding,))


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
