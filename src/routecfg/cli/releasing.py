"""What the commands about production have in common: the releases, the checked sandbox, who and when."""

import getpass
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from routecfg.cli.terminal import note, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun, Diagnostic

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
"""What git leaves in its folder until it is through with something, and the word of the command line for that."""


def nothing_under_way(workspace: Workspace) -> None:
    """Raises CannotRun while git stands in the middle of a merge or the like.

    Which releases there are is not settled then: a release would stand on one that others may never get.
    """
    git = next((top / ".git" for top in (workspace.root, *workspace.root.parents) if (top / ".git").exists()), None)
    if git is None:
        return
    with suppress(OSError):
        if git.is_file():  # a worktree or a submodule: the file says where
            with git.open("rb") as file:
                git = git.parent / file.read(4096).decode("utf-8", "replace").strip().removeprefix("gitdir: ")
    for name, word in _UNDER_WAY.items():
        if (git / name).exists():
            raise CannotRun(
                f"git is in the middle of a {word}, so which releases there are is not settled; nothing was released",
                f"give it up with 'git {word} --abort', or finish it with the production folder of the main branch,"
                " all of it; then release",
            )


def open_store(workspace: Workspace) -> "Store":
    """The project's releases. Raises CannotRun if the project file is wrong."""
    from routecfg.releases import Store

    return Store(workspace.root, workspace.settings.production)


def sound_estate(workspace: Workspace) -> "tuple[Estate, Settings] | None":
    """The sandbox if it has no error; None after its errors were told on stderr."""
    from routecfg.pipeline.check import Checked

    checked = workspace.check()
    workspace.cache.save()
    if isinstance(checked, Checked) and checked.result.ok:
        return checked.assembly.estate, workspace.settings
    tell(checked.result if isinstance(checked, Checked) else checked, workspace)
    note("Errors come first: only routing files without any are compared with production, and released.")
    return None


def tell(result: "Result", workspace: Workspace) -> None:
    """A check's findings on stderr, where the command's own result is something else."""
    from routecfg.report import render

    sys.stderr.write(render(result.under(workspace.prefix), "text", screen=screen(sys.stderr)))


def tell_findings(found: Sequence[Diagnostic]) -> None:
    """Findings about production or a release, which stand in no routing file, on stderr."""
    from routecfg.report.text import as_sentences

    sys.stderr.write(as_sentences(found, screen(sys.stderr)))


def sound_production(store: "Store", *, contents: bool = False) -> "Production | None":
    """What is live; None after what is wrong with it was told on stderr. `contents` verifies those of all releases."""
    from routecfg.deploy import look

    production = look(store, contents=contents)
    if production.findings:
        tell_findings(production.findings)
        return None
    return production


def who(given: str | None) -> str:
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
