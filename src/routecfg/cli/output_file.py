"""Files that a command writes where the user says: never over what is not its own, never through a link."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import PROJECT_FILE, CannotRun
from routecfg.files import Folder, UnfitFileError, reason, replace
from routecfg.project import find_project

_ELSEWHERE: Final = "name a file elsewhere"


def save(path: Path, content: bytes, what: str, replaceable: Callable[[bytes], bool]) -> None:
    """Write a file whole, in the place of an earlier one of its kind (`replaceable`), an empty one, or none.

    `what` begins the sentences about it: "the plan". Raises CannotRun if it cannot or must not be written.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links are looked at below
    folder = Path(os.path.realpath(full.parent))
    refused = f"{what} cannot be written to '{path}'"
    why = reserved(full) or _why_yaml(full)
    if why is not None:
        raise CannotRun(f"{refused}: {why}", _ELSEWHERE)
    try:
        with Folder(Path(folder.anchor), folder.relative_to(folder.anchor).as_posix()) as opened:
            standing = opened.read(full.name, largest=len(content) + _LARGEST_REPLACED)
            if standing and not replaceable(standing):
                raise CannotRun(
                    f"{refused}: there is a file of that name, which is something else",
                    "name another file, or remove that one",
                )
            replace(opened, full.name, content)
    except UnfitFileError as error:
        raise CannotRun(f"{refused}: it {error}", "name an ordinary file, or none that is there yet") from None
    except OSError as error:
        raise CannotRun(f"{refused}: {reason(error)}") from error


_LARGEST_REPLACED: Final = 256_000_000
"""Bytes more than the new content that an earlier one may have, so that no file can use up the memory."""


def reserved(path: Path) -> str | None:
    """Why no command may write to an absolute path, as the end of a sentence; None if it may."""
    folder = Path(os.path.realpath(path.parent))
    with suppress(CannotRun):
        root = find_project(path.parent)
        if not folder.is_relative_to(os.path.realpath(root)):
            return "a link on the way leads out of the project"
    try:
        root = find_project(folder)
    except CannotRun:
        return None
    root = Path(os.path.realpath(root))
    inside = f"{(folder / path.name).relative_to(root).as_posix()}/".casefold()
    for name, purpose in _folders(root).items():
        own = f"{name}/".casefold()
        if (inside.startswith(own) and inside != own) or _within(folder, root / name, root):
            return f"the folder '{name}' is for {purpose}"
        if own.startswith(inside):
            return f"'{path.name}' is the project's own"
    if inside == f"{PROJECT_FILE}/":
        return f"'{path.name}' is the project's own"
    return "the folder '.git' is for git" if "/.git/" in f"/{inside}" else None


def _why_yaml(path: Path) -> str | None:
    """What is written is JSON; a name that ends in .yaml belongs to what operators write."""
    return "what is written is JSON, and names that end so are for YAML" if path.suffix in (".yaml", ".yml") else None


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
