"""The git repository of a project: which operation is unfinished, and how to finish or abort it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.disclosure import shell_word
from routecfg.files import Folder, real_path
from routecfg.workspace.git_index import has_conflicts
from routecfg.workspace.workspace import Workspace


class Unfinished(NamedTuple):
    """An operation of git that has begun and not ended: its name in a sentence, and the command that aborts it."""

    name: str
    abort: str


_MARKS: Final = {
    "rebase-merge": Unfinished("a rebase", "git rebase --abort"),
    "rebase-apply/applying": Unfinished("a series of patches", "git am --abort"),
    "rebase-apply": Unfinished("a rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": Unfinished("a cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": Unfinished("a revert", "git revert --abort"),
    "MERGE_HEAD": Unfinished("a merge", "git merge --abort"),
    "sequencer": Unfinished("a cherry-pick or a revert of several commits", "git cherry-pick --abort"),
}
"""What git keeps in its folder during an operation. A rebase may have any of the later ones, too."""

_CONFLICTS: Final = Unfinished("a merge with conflicts", "git reset --merge")
"""What `git merge --squash` and `git stash pop` leave, and no mark beside it."""

_LARGEST_POINTER: Final = 4096
"""Bytes in the file `.git` of a worktree."""

_LARGEST_INDEX: Final = 256_000_000
"""Bytes that are read of git's list of files, about a hundred a file."""


def under_way(workspace: Workspace) -> Unfinished | None:
    """The unfinished git operation; None if there is none, or no repository."""
    git = git_folder(workspace)
    if git is None:
        return None
    with suppress(OSError, ValueError):  # ValueError: no name of a file
        if git.is_file():  # a worktree or a submodule: the file says where
            with Folder(git.parent) as folder:
                text = folder.read(git.name, _LARGEST_POINTER) or b""
            git = git.parent / text.decode("utf-8", "surrogateescape").strip().removeprefix("gitdir: ")
        for mark, operation in _MARKS.items():
            if (git / mark).exists():
                return operation
        with Folder(git) as folder:
            return _CONFLICTS if has_conflicts(folder.read("index", _LARGEST_INDEX) or b"") else None
    return None


def nothing_under_way(workspace: Workspace) -> None:
    """Raises CannotRun while a merge or the like is unfinished.

    Until then it is open which releases there are: a new one might follow one that others never get.
    """
    operation = under_way(workspace)
    if operation is not None:
        raise CannotRun(
            f"git is in the middle of {operation.name}, so which releases there are is not settled;"
            " nothing was released",
            out_of(operation, workspace),
        )


def git_folder(workspace: Workspace) -> Path | None:
    """The `.git` of the repository that the project lies in, None if it lies in none."""
    root = real_path(workspace.root)
    return next((top / ".git" for top in (root, *root.parents) if (top / ".git").exists()), None)


def in_folder(workspace: Workspace) -> str:
    """The beginning of an advice whose commands work in the project's folder; empty if that is the current one."""
    path = os.path.relpath(real_path(workspace.root), real_path(Path.cwd()))
    return "" if path == "." else f"in the folder {shell_word(path)}: "


def out_of(operation: Unfinished, workspace: Workspace) -> str:
    """How to abort or finish the operation. `git restore` refuses files that are in conflict."""
    folder = shell_word(workspace.settings.production)
    return (
        f"{in_folder(workspace)}`{operation.abort}` gives it up;"
        " to finish it, take the releases of the main branch, all of them:"
        f" `git rm -rqf {folder}`, then `git checkout origin/main -- {folder}`"
    )


def with_advice(findings: Sequence[Diagnostic], workspace: Workspace) -> Sequence[Diagnostic]:
    """The findings with help that works here: in the middle of a merge, in another folder, or without git."""
    if not any("`git " in (finding.help or "") for finding in findings):
        return findings
    operation = under_way(workspace)
    if operation is not None:
        advice = f"git is in the middle of {operation.name}: {out_of(operation, workspace)}"
    elif git_folder(workspace) is None:
        advice = "restore the production folder as it was, from a backup: this project is not in git"
    else:
        where = in_folder(workspace)
        return [
            msgspec.structs.replace(finding, help=f"{where}{finding.help}") if finding.help is not None else finding
            for finding in findings
        ]
    return [msgspec.structs.replace(finding, help=advice) for finding in findings]
