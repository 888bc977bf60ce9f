"""Files that the user names: read wherever they are, written never over other kinds of files, never through a link."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import PROJECT_FILE, CannotRun
from routecfg.files import Folder, UnfitFileError, read_file, real_path, reason, replace
from routecfg.project import SCENARIOS, find_project

_ELSEWHERE: Final = "name a file elsewhere"

_LARGEST_REPLACED: Final = 256_000_000
"""How many bytes longer than the new content an earlier file may be: no file can use up the memory."""


def read_named(path: Path, largest: int, what: str) -> bytes | None:
    """The bytes of a file, at most `largest`; None if there is none. Links on the way are followed.

    `what` names it in messages: "the plan". Raises CannotRun if it cannot be read.
    """
    try:
        real = real_path(path)
        return read_file(Path(real.anchor), real.relative_to(real.anchor).as_posix(), largest)
    except OSError as error:
        raise CannotRun(f"{what} '{path}' cannot be read: {reason(error)}") from error


def save(path: Path, content: bytes, what: str, replaceable: Callable[[bytes], bool]) -> None:
    """Write a file whole, in the place of an earlier one of its kind (`replaceable`), an empty one, or none.

    `what` names it in messages: "the plan". Raises CannotRun if it cannot or must not be written.
    """
    refused = f"{what} cannot be written to '{path}'"
    with writable(path.parent, path.name, refused, _ELSEWHERE) as folder:
        if path.suffix.casefold() in (".yaml", ".yml"):  # a name that belongs to what operators write
            raise CannotRun(f"{refused}: what is written is JSON, and names that end so are for YAML", _ELSEWHERE)
        put(folder, path.name, content, refused, replaceable)


@contextmanager
def writable(folder: Path, name: str, refused: str, advice: str, *, make: bool = False) -> Iterator[Folder]:
    """A folder in which a file of this name may be written, held open until the block ends; with `make` it is made.

    Links on the way are followed once, before it is judged where they lead. `refused` begins the sentences, `advice` is
    the help where nothing may be written. Raises CannotRun for that, and for what cannot be opened.
    """
    if name == "-":
        raise CannotRun(f"{refused}: only a file can be named here", advice)
    real = real_path(folder)
    why = _reserved(Path(os.path.abspath(folder)), real, name)  # noqa: PTH100 - as the user wrote it, links and all
    if why is not None:
        raise CannotRun(f"{refused}: {why}", advice)
    try:
        opened = Folder(Path(real.anchor), real.relative_to(real.anchor).as_posix(), make=make)
    except OSError as error:
        raise CannotRun(f"{refused}: {reason(error)}") from error
    with opened:
        yield opened


def put(folder: Folder, name: str, content: bytes, refused: str, replaceable: Callable[[bytes], bool]) -> None:
    """Write one file into an open folder, and otherwise as `save`."""
    try:
        if name in ("", ".."):
            raise UnfitFileError("is a folder")
        standing = folder.read(name, largest=len(content) + _LARGEST_REPLACED)
        if standing and not replaceable(standing):
            raise CannotRun(
                f"{refused}: there is a file of that name, which is something else",
                "name another file, or remove that one",
            )
        replace(folder, name, content)
    except UnfitFileError as error:
        raise CannotRun(f"{refused}: it {error}", "name an ordinary file, or none that is there yet") from None
    except OSError as error:
        raise CannotRun(f"{refused}: {reason(error)}") from error


def is_for_scenarios(folder: Path) -> bool:
    """Whether files of this folder are scenarios to a project, be the folder there already or not."""
    real = real_path(folder)
    with suppress(CannotRun):
        return real.is_relative_to(real_path(find_project(real)) / SCENARIOS)
    return False


def _reserved(written: Path, folder: Path, name: str) -> str | None:
    """Why no command may write a file into a folder, as the end of a sentence; None if it may.

    `written` is the folder as the user named it, `folder` the one to which that leads.
    """
    if any(part.casefold() == ".git" for part in (*folder.parts, name)):
        return "the folder '.git' is for git"
    with suppress(CannotRun):
        if not folder.is_relative_to(real_path(find_project(written))):
            return "a link on the way leads out of the project"
    roots = [above for above in (folder, *folder.parents) if (above / PROJECT_FILE).is_file()]
    return next(filter(None, (_reserved_by(root, folder, name) for root in roots)), None)


def _reserved_by(root: Path, folder: Path, name: str) -> str | None:
    """The same for one of the projects around a folder: another one's project file may lie in its folders."""
    inside = f"{(folder / name).relative_to(root).as_posix()}/".casefold()
    for kept, purpose in _folders(root).items():
        own = f"{kept}/".casefold()
        if (inside.startswith(own) and inside != own) or _within(folder, root / kept, root):
            return f"the folder '{kept}' is for {purpose}"
        if own.startswith(inside):
            return f"'{name}' is the project's own"
    if inside.startswith(f"{PROJECT_FILE}/"):
        return f"'{(folder / name).relative_to(root).parts[0]}' is the project's own"
    return None


def _folders(root: Path) -> dict[str, str]:
    """The folders of a project that no other command writes to, and what each is for, as far as that is known."""
    sandbox, production = "routing", "production"
    with suppress(CannotRun):
        settings = Workspace(root, cached=False).settings
        sandbox, production = settings.sandbox, settings.production
    return {production: "releases", sandbox: "routing files"}


def _within(folder: Path, other: Path, root: Path) -> bool:
    """Whether a folder lies in another one of the project, however the two are written."""
    for above in (folder, *folder.parents):
        if above == root:
            return False
        with suppress(OSError):
            if above.samefile(other):
                return True
    return False
