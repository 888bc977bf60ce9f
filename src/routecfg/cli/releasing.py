"""What the commands about production have in common: the releases, the checked sandbox, who and when."""

import getpass
import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from routecfg.cli.terminal import note, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.files import Folder

if TYPE_CHECKING:
    from routecfg.deploy import Production
    from routecfg.model import Estate, Settings
    from routecfg.pipeline import Result
    from routecfg.releases import Store


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
    """The word for what git is in the middle of, such as `merge`; None if it is not, or if there is no git."""
    git = _git_folder(workspace)
    if git is None:
        return None
    with suppress(OSError):
        if git.is_file():  # a worktree or a submodule: the file says where
            with Folder(git.parent) as folder:
                text = folder.read(git.name, _LARGEST_POINTER) or b""
            git = git.parent / text.decode("utf-8", "replace").strip().removeprefix("gitdir: ")
    return next((word for name, word in _UNDER_WAY.items() if (git / name).exists()), None)


def nothing_under_way(workspace: Workspace) -> None:
    """Raises CannotRun while git is in the middle of a merge or the like.

    Which releases there are is not settled then: a release would stand on one that others may never get.
    """
    word = under_way(workspace)
    if word is not None:
        raise CannotRun(
            f"git is in the middle of a {word}, so which releases there are is not settled; nothing was released",
            _out_of(word, workspace.settings.production),
        )


def _git_folder(workspace: Workspace) -> Path | None:
    root = workspace.root.resolve()
    return next((top / ".git" for top in (root, *root.parents) if (top / ".git").exists()), None)


def _out_of(word: str, production: str) -> str:
    """How to get out of the middle of a merge or the like; `git restore` refuses files that are in conflict."""
    folder = shlex.quote(production)
    return (
        f"`git {word} --abort` gives it up; to finish it, take the releases of the main branch, all of them:"
        f" `git rm -rqf {folder}`, then `git checkout origin/main -- {folder}`"
    )


def sound_estate(workspace: Workspace) -> "tuple[Estate, Settings] | None":
    """The sandbox if it has no error; None after printing its errors."""
    from routecfg.pipeline.check import Checked

    checked = workspace.check()
    workspace.cache.save()
    if isinstance(checked, Checked) and checked.result.ok:
        return checked.assembly.estate, workspace.settings
    print_result(checked.result if isinstance(checked, Checked) else checked, workspace)
    note("Errors come first: only routing files without any are compared with production, and released.")
    return None


def print_result(result: "Result", workspace: Workspace) -> None:
    """The findings of a check, on stderr: the command's own result is something else."""
    from routecfg.report import render

    sys.stderr.write(render(result.under(workspace.prefix), "text", screen=screen(sys.stderr)))


def print_findings(findings: Sequence[Diagnostic], workspace: Workspace) -> None:
    """Findings about production or a release, which stand in no routing file, on stderr."""
    from routecfg.report.text import as_sentences

    sys.stderr.write(as_sentences(_with_advice(findings, workspace), screen(sys.stderr)))


def _with_advice(findings: Sequence[Diagnostic], workspace: Workspace) -> Sequence[Diagnostic]:
    """The findings with help that works here: in the middle of a merge, in another folder, or without git."""
    if not any("`git " in (finding.help or "") for finding in findings):
        return findings
    word = under_way(workspace)
    if word is not None:
        advice = f"git is in the middle of a {word}: {_out_of(word, workspace.settings.production)}"
    elif _git_folder(workspace) is None:
        advice = "restore the production folder as it was, from a backup: this project is not in git"
    elif workspace.prefix:
        return [
            msgspec.structs.replace(finding, help=f"in the folder '{workspace.prefix}': {finding.help}")
            if finding.help is not None
            else finding
            for finding in findings
        ]
    else:
        return findings
    return [msgspec.structs.replace(finding, help=advice) for finding in findings]


def sound_production(store: "Store", workspace: Workspace, *, contents: bool = False) -> "Production | None":
    """What is live; None after printing what is wrong with it. `contents` verifies those of all releases."""
    from routecfg.deploy import look

    production = look(store, contents=contents)
    if production.findings:
        print_findings(production.findings, workspace)
        return None
    return production


def releaser(given: str | None) -> str:
    """Who releases: as given, as the CI system says, or the user of this machine."""
    for name in ("ROUTECFG_WHO", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"):
        given = given or os.environ.get(name)
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def now() -> datetime:
    """This moment, UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def dated_before(when: datetime, number: int, before: datetime) -> str:
    """A sentence about a release whose time lies before that of the release before it."""
    return (
        f"it is dated {when:%Y-%m-%d %H:%M} UTC, before release {number} ({before:%Y-%m-%d %H:%M} UTC):"
        " the clock of one of the two machines is wrong"
    )
