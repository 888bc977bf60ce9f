"""Which files belong to a project, and their bytes.

Nothing outside the project's folder is ever opened: a link that leads out of it is reported, not followed.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias
from unicodedata import normalize

from routecfg.diagnostics import PROJECT_FILE, START, CannotRun, Finding
from routecfg.files import Folder, UnfitFileError, clear_temporaries, read_file, reason, replace, too_large
from routecfg.limits import LARGEST_FILE

SCENARIOS: Final = "tests"
"""The folder of a project that holds its scenarios."""

Texts: TypeAlias = Mapping[str, bytes]
"""Unsaved texts that count instead of what is on disk, by the real path below the real root, with `/`."""

NO_TEXTS: Final[Texts] = MappingProxyType({})

_SUFFIXES = (".yaml", ".yml")
_RENAMED = (".yaml.txt", ".yml.txt", ".yaml.docx", ".yaml.rtf")
"""What editors make of a name that ends in `.yaml`, unseen where file managers hide the ends of names."""


class SourceFile:
    """A file of the project: its path (relative, with `/`), and how to get at its bytes.

    `digest` stands for the content that was there when the file was listed; None if it could not be read, and
    `findings` say why. A `skipped` file is left out on purpose, so nothing is missing. The bytes are kept until they
    are first asked for, and no longer: an estate takes several times its size in memory anyway.
    """

    def __init__(
        self,
        path: str,
        data: bytes | None,
        findings: tuple[Finding, ...] = (),
        disk: tuple[Path, str] | None = None,
        *,
        skipped: bool = False,
    ) -> None:
        """With `disk` (a folder, and the way from there) the bytes are read again whenever they are wanted again."""
        self.path = path
        self.findings = findings
        self.skipped = skipped
        self.digest = content_digest(data) if data is not None else None
        self._data = data
        self._disk = disk
        self._held = False

    def read(self) -> bytes:
        """The bytes, the same each time. Not for files without a digest.

        Raises CannotRun if they are read again, and the file on disk is no longer what it was when it was listed.
        """
        if self._disk is None or self._held:
            return b"" if self._data is None else self._data
        kept, self._data = self._data, None
        return self._read_again(self._disk) if kept is None else kept

    def release(self) -> None:
        """Lets go of the bytes of a file on disk, which need not be looked at."""
        if self._disk is not None and not self._held:
            self._data = None

    def hold(self) -> None:
        """Keeps the bytes, whatever happens on disk: for who looks at them longer than a command runs.

        They have not been asked for yet.
        """
        self._held = True

    def _read_again(self, disk: tuple[Path, str]) -> bytes:
        try:
            data = read_file(*disk, LARGEST_FILE)
        except OSError:
            data = None
        if data is None or content_digest(data) != self.digest:
            raise CannotRun(f"'{self.path}' changed while it was being checked", "run the command again")
        return data

    @property
    def place(self) -> tuple[Path, str] | None:
        """What tells the file on disk from others, however many links lead to it; None if it is not on disk."""
        return self._disk

    def rewrite(self, data: bytes) -> None:
        """Puts other bytes into the file on disk: whole, and where it really stands if links lead to it.

        Raises CannotRun if it is no longer what it was when it was listed, or cannot be written.
        """
        if self._disk is None:
            raise ValueError("not a file on disk")
        self._read_again(self._disk)
        root, path = self._disk
        folder, _, name = path.rpartition("/")
        try:
            with Folder(root, folder) as opened:
                replace(opened, name, data)
        except OSError as error:
            raise CannotRun(f"'{self.path}' cannot be written: {reason(error)}") from error


def clear_leftovers(files: Iterable[SourceFile]) -> None:
    """Removes what writers that have died left beside these files. Never fails."""
    for root, folder in {(file.place[0], file.place[1].rpartition("/")[0]) for file in files if file.place is not None}:
        with suppress(OSError), Folder(root, folder) as opened:
            clear_temporaries(opened)


def content_digest(data: bytes) -> bytes:
    """What stands for a file's content: equal digests mean equal bytes."""
    return hashlib.sha256(data).digest()  # processors have instructions for this one: half the time of others


def find_project(start: Path) -> Path:
    """The nearest folder with a project file, from `start` upwards.

    Raises CannotRun if there is none.
    """
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise CannotRun(
        f"no {PROJECT_FILE} here or in any folder above",
        misnamed_project_file(start)
        or "run the command inside a project, name it with --project, or start one with 'routecfg init'",
    )


def misnamed_project_file(folder: Path) -> str | None:
    """What to do if a folder has a project file that is not found under its name; None if it has none."""
    with suppress(OSError), Folder(folder) as opened:
        for name in sorted(opened.names()):
            if name != PROJECT_FILE and _as_seen(name).casefold() in (
                PROJECT_FILE,
                PROJECT_FILE.replace("yaml", "yml"),
            ):
                from routecfg.disclosure import quoted  # here, since an unchanged run does without it

                return f"rename the file {quoted(printable(name))} to '{PROJECT_FILE}'"
    return None


def project_source(root: Path, data: bytes | None = None) -> SourceFile:
    """The project file, with the bytes that were read of it before, or else are read now.

    Raises CannotRun as `read_project_file` does.
    """
    place = _project_file(root)
    return SourceFile(PROJECT_FILE, _project_data(*place) if data is None else data, disk=place)


def read_project_file(root: Path, texts: Texts = NO_TEXTS) -> bytes:
    """The bytes of the project file.

    Raises CannotRun if it cannot be read, or is a link out of the project.
    """
    inside, real = _project_file(root)
    if real not in texts:
        return _project_data(inside, real)
    if len(texts[real]) > LARGEST_FILE:
        raise CannotRun(f"{PROJECT_FILE} cannot be read: it {too_large(len(texts[real]), LARGEST_FILE)}")
    return texts[real]


def _project_file(root: Path) -> tuple[Path, str]:
    """Where the project file really stands: a folder without links, and the way from there."""
    inside = Path(os.path.realpath(root))
    real = _inside(os.path.realpath(root / PROJECT_FILE), inside)
    if real is None:
        raise CannotRun(f"{PROJECT_FILE} is a link that leads out of the project", "put the file itself there")
    if not _is_for_operators(real):
        raise CannotRun(f"{PROJECT_FILE} is a link to '{real}', which is something else", "put the file itself there")
    return inside, real


def _project_data(inside: Path, real: str) -> bytes:
    try:
        data = read_file(inside, real, LARGEST_FILE)
    except OSError as error:
        raise CannotRun(f"{PROJECT_FILE} cannot be read: {reason(error)}") from error
    if data is None:
        raise CannotRun(f"{PROJECT_FILE} cannot be read: there is no such file")
    return data


Watch: TypeAlias = Callable[[str, Iterable[SourceFile]], Iterable[SourceFile]]
"""Returns the same files and shows how far the work on them is; the text names the work."""


def unwatched(_what: str, files: Iterable[SourceFile]) -> Iterable[SourceFile]:
    """Work without a progress display."""
    return files


def read_folder(root: Path, folder: str, watch: Watch = unwatched, texts: Texts = NO_TEXTS) -> list[SourceFile]:
    """Every YAML file below a folder of the project, in the order of their paths; unsaved texts as if they were saved.

    Of hidden files and folders those that look like routing files are listed as skipped. Raises CannotRun if the
    folder is missing or lies outside the project.
    """
    inside = Path(os.path.realpath(root))
    top = _inside(os.path.realpath(root / folder), inside)
    if top is None:
        raise CannotRun(f"the folder '{folder}' lies outside the project", "name a folder of the project")
    if not (inside / top).is_dir():
        raise CannotRun(
            f"there is no folder '{folder}' in the project",
            f"create it and put routing files there, or name another one as 'sandbox' in {PROJECT_FILE}",
        )
    walked = watch("Reading files", _walk(inside, top, folder))
    files = sorted(_with_texts(walked, top, folder, texts) if texts else walked, key=lambda file: file.path)
    _report_clashes(files)
    return sorted([*_twins(inside, folder), *files], key=lambda file: file.path)


def _with_texts(files: Iterable[SourceFile], top: str, shown: str, texts: Texts) -> Iterator[SourceFile]:
    """The files below a folder as they would be if these texts were saved."""
    found: set[str] = set()
    for file in files:
        real = file.place[1] if file.place is not None else top + file.path.removeprefix(shown)
        found.add(real)
        yield file if file.skipped or real not in texts else _as_saved(file.path, texts[real])
    for real, data in texts.items():
        if real not in found and would_be_read(real, top):
            yield _as_saved(shown + real.removeprefix(top), data)


def would_be_read(path: str, folder: str) -> bool:
    """Whether an ordinary file of this path is read with a folder: not a hidden one, nor one of another kind."""
    below = path.removeprefix(f"{folder}/")
    hidden = any(part.startswith(".") for part in below.split("/"))
    return below != path and below.endswith(_SUFFIXES) and not hidden


def _as_saved(path: str, data: bytes) -> SourceFile:
    if len(data) > LARGEST_FILE:
        return _unread(path, f"the file {too_large(len(data), LARGEST_FILE)}")
    return SourceFile(path, data)


def _walk(root: Path, top: str, shown: str) -> Iterator[SourceFile]:
    """The files below a folder of `root`. Folders are walked once, links to folders are not.

    Each folder stays open while its files are read: a link that somebody puts there meanwhile leads nowhere.
    """
    pending = [(top, shown)]
    while pending:
        here, name = pending.pop()
        try:
            with Folder(root, here) as folder:
                for entry in folder.entries():
                    path = f"{name}/{printable(entry.name)}"
                    if entry.name.startswith("."):
                        if _looks_like_routing(root, f"{here}/{entry.name}", entry):
                            yield _hidden(path, is_folder=entry.is_dir(follow_symlinks=False))
                    elif entry.is_dir(follow_symlinks=False) and path == f"{name}/{entry.name}":
                        pending.append((f"{here}/{entry.name}", path))
                    elif (file := _file(folder, entry, path, root, here)) is not None:
                        yield file
        except OSError as error:
            yield _unread(name, f"the folder cannot be read: {reason(error)}")


def _file(folder: Folder, entry: os.DirEntry[str], path: str, root: Path, here: str) -> SourceFile | None:
    """What a name in a folder stands for: a file, or one that cannot be read; None for a folder and anything else."""
    wanted = entry.name.endswith(_SUFFIXES)
    if path.rpartition("/")[2] != entry.name:
        is_folder = os.path.isdir(root / here / entry.name)  # noqa: PTH112 - that of a path raises at a link to itself
        return (
            _unread(path, "its name is not text that all systems can read: rename it") if wanted or is_folder else None
        )
    if entry.is_symlink():
        return _linked(f"{here}/{entry.name}", path, root, wanted=wanted)
    if wanted and not entry.is_file(follow_symlinks=False):
        return _unread(path, "it is not an ordinary file")
    if wanted:
        return _read(folder, entry.name, path, (root, f"{here}/{entry.name}"))
    renamed = _as_seen(entry.name).lower().endswith((*_SUFFIXES, *_RENAMED))
    return _unread(path, _wrong_name(entry.name)) if renamed else None


def _linked(link: str, path: str, root: Path, *, wanted: bool) -> SourceFile | None:
    """The file that a link leads to. It may lead anywhere in the project, and nowhere else."""
    full = os.path.realpath(root / link)
    is_folder = os.path.isdir(full)  # noqa: PTH112 - that of a path raises at a link to itself
    real = _inside(full, root)
    if not (wanted or is_folder):
        return None
    if real is None:
        return _unread(path, "the link leads out of the project")
    if is_folder:
        return _unread(path, "the link leads to a folder, which would be read twice")
    if not os.path.isfile(full):  # noqa: PTH113 - likewise
        return _unread(path, "the link leads nowhere")
    if not _is_for_operators(real):
        return _unread(path, f"the link leads to a file that is not for routing: '{printable(real)}'")
    parent, _, name = real.rpartition("/")
    try:
        with Folder(root, parent) as folder:
            return _read(folder, name, path, (root, real))
    except OSError as error:
        return _unread(path, f"the file cannot be read: {reason(error)}")


def _is_for_operators(path: str) -> bool:
    """Whether a link may stand for this file: `fmt` and fixes write there. No release will do, and no file of git's."""
    return path.endswith(_SUFFIXES) and ".git" not in path.casefold().split("/")


def printable(name: str) -> str:
    """The name of a file or folder, bytes in it that are not UTF-8 as `\\xff`: no report could hold them."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _as_seen(name: str) -> str:
    """A name without what cannot be seen of it, above all at its end."""
    if name.isascii() and name.isprintable() and not name.endswith((" ", ".")):
        return name
    return "".join(char for char in normalize("NFKC", name) if char.isprintable()).rstrip(" .")


def _wrong_name(name: str) -> str:
    from routecfg.disclosure import quoted  # here, as above

    better = re.split(r"\.ya?ml", name, maxsplit=1, flags=re.IGNORECASE)[0] + _SUFFIXES[0]
    return f"only files whose names end in .yaml or .yml are read: rename this one to {quoted(better)}"


def _read(folder: Folder, name: str, path: str, disk: tuple[Path, str]) -> SourceFile:
    try:
        data = folder.read(name, LARGEST_FILE)
    except UnfitFileError as error:
        return _unread(path, f"the file {error}")
    except OSError as error:
        return _unread(path, f"the file cannot be read: {reason(error)}")
    return SourceFile(path, data, disk=disk) if data is not None else _unread(path, "the file has just been removed")


def _looks_like_routing(root: Path, path: str, entry: os.DirEntry[str]) -> bool:
    """Whether a hidden file, or a hidden folder with such files, would be read if it were not hidden.

    What editors and macOS leave behind beside a file (`.#shop.yaml`, `._shop.yaml`) is not meant to be read.
    """
    if entry.is_dir(follow_symlinks=False):
        with suppress(OSError), Folder(root, path) as folder:
            return any(name.endswith(_SUFFIXES) and not name.startswith(".") for name in folder.names())
        return False
    return entry.name.endswith(_SUFFIXES) and not entry.name.startswith((".#", "._"))


_ADVICE: Final = "rename it without the dot; or move it out of the folder, if customers are not meant to get it"


def _hidden(path: str, *, is_folder: bool) -> SourceFile:
    from routecfg.catalogue import FILE_NAME  # here, as below

    what = "the files in this folder are not read: its" if is_folder else "this file is not read: its"
    message = f"{what} name begins with a dot, so customers never get what it says"
    finding = FILE_NAME.in_text(START, message, help=_ADVICE)
    return SourceFile(path, None, (finding,), skipped=True)


def _report_clashes(files: Sequence[SourceFile]) -> None:
    """Adds a finding to each file whose path other disks take for that of an earlier one."""
    first: dict[str, str] = {}
    for file in files:
        other = first.setdefault(_on_other_disks(file.path), file.path)
        if other == file.path:
            continue
        from routecfg.catalogue import FILE_NAME  # here, as below
        from routecfg.disclosure import quoted

        how = "capitals" if file.path.casefold() == other.casefold() else "how accents are stored"
        message = (
            f"on Windows and macOS this file and {quoted(other)} are one: their names differ only in {how},"
            " so one of the two is lost there without a word"
        )
        file.findings += (FILE_NAME.in_text(START, message, help="rename one of the two"),)


def _twins(root: Path, sandbox: str) -> Iterator[SourceFile]:
    """What other disks take for the project file, or for a folder on the way to the routing files."""
    parts = sandbox.split("/")
    wanted = {PROJECT_FILE: "file", **{"/".join(parts[: at + 1]): "folder" for at in range(len(parts))}}
    for path, what in wanted.items():
        above, _, name = path.rpartition("/")
        with suppress(OSError), Folder(root, above) as folder:
            for other in folder.names():
                if other != name and _on_other_disks(other) == _on_other_disks(name):
                    yield _twin(f"{above}/{printable(other)}".lstrip("/"), path, what)


def _twin(path: str, other: str, what: str) -> SourceFile:
    from routecfg.catalogue import FILE_NAME  # here, as above
    from routecfg.disclosure import quoted

    message = (
        f"on Windows and macOS this {what} and {quoted(other)} are one, because their names hardly differ:"
        f" what this {what} says counts there, and not here"
    )
    return SourceFile(path, None, (FILE_NAME.in_text(START, message, help="rename or remove it"),), skipped=True)


def _on_other_disks(path: str) -> str:
    """The path on disks that ignore case and have one form for each accented letter."""
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFD", path).casefold())


def _unread(path: str, why: str) -> SourceFile:
    from routecfg.source import UNREADABLE_FILE  # here, since a run on an unchanged project needs no YAML

    return SourceFile(path, None, (UNREADABLE_FILE.in_text(START, why),))


def _inside(path: str, root: Path) -> str | None:
    """A real path as one below the real root, with `/`; None if it lies elsewhere."""
    try:
        return Path(path).relative_to(root).as_posix()
    except ValueError:
        return None
