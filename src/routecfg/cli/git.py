"""The git repository of a project: which operation is unfinished, and how to finish or abort it."""

import shlex
from contextlib import suppress
from pathlib import Path
from typing import Final

from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun
from routecfg.files import Folder

_UNDER_WAY: Final = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What git keeps in its folder during an operation, and the operation's name on the command line."""

_LARGEST_POINTER: Final = 4096
"""Bytes in the file `.git` of a worktree."""


def under_way(workspace: Workspace) -> str | None:
    """The name of an unfinished git operation, such as `merge`; None if there is none, or no repository."""
    git = git_folder(workspace)
    if git is None:
        return None
    with suppress(OSError):
        if git.is_file():  # a worktree or a submodule: the file says where
            with Folder(git.parent) as folder:
                text = folder.read(git.name, _LARGEST_POINTER) or b""
            git = git.parent / text.decode("utf-8", "replace").strip().removeprefix("gitdir: ")
    return next((word for name, word in _UNDER_WAY.items() if (git / name).exists()), None)


def nothing_under_way(workspace: Workspace) -> None:
    """Raises CannotRun while a merge or the like is unfinished.

    Until then it is open which releases there are: a new one might follow one that others never get.
    """
    word = under_way(workspace)
    if word is not None:
        raise CannotRun(
            f"git is in the middle of a {word}, so which releases there are is not settled; nothing was released",
            out_of(word, workspace.settings.production),
        )


def git_folder(workspace: Workspace) -> Path | None:
    root = workspace.root.resolve()
    return next((top / ".git" for top in (root, *root.parents) if (top / ".git").exists()), None)


def out_of(word: str, production: str) -> str:
    """How to abort or finish the operation. `git restore` refuses files that are in conflict."""
    folder = shlex.quote(production)
    return (
        f"`git {word} --abort` gives it up; to finish it, take the releases of the main branch, all of them:"
        f" `git rm -rqf {folder}`, then `git checkout origin/main -- {folder}`"
    )
