"""What the commands about production have in common: the releases, the checked sandbox, who and when."""

import getpass
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from routecfg.cli.terminal import colourful, note
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import Diagnostic

if TYPE_CHECKING:
    from routecfg.deploy import Production
    from routecfg.model import Estate, Settings
    from routecfg.pipeline import Result
    from routecfg.releases import Store


def open_store(workspace: Workspace) -> "Store":
    """The project's releases. Raises CannotRun if the project file is wrong."""
    from routecfg.releases import Store

    return Store(workspace.root, workspace.settings.production)


def sound_estate(workspace: Workspace) -> "tuple[Estate, Settings] | None":
    """The sandbox if it has no error; None after its errors were told on stderr. The cache is not used."""
    checked = workspace.check()
    if checked.result.ok and checked.assembly is not None and checked.settings is not None:
        return checked.assembly.estate, checked.settings
    tell(checked.result, workspace)
    note("Errors come first: only routing files without any are compared with production, and released.")
    return None


def tell(result: "Result", workspace: Workspace) -> None:
    """A check's findings on stderr, where the command's own result is something else."""
    from routecfg.report import render

    sys.stderr.write(render(result.under(workspace.prefix), "text", colour=colourful() and sys.stderr.isatty()))


def tell_findings(found: Sequence[Diagnostic]) -> None:
    """Findings about production or a release, which stand in no routing file, on stderr."""
    from routecfg.report.findings import as_sentences

    sys.stderr.write(as_sentences(found))


def sound_production(store: "Store") -> "Production | None":
    """What is live; None after what is wrong with it was told on stderr."""
    from routecfg.deploy import look

    production = look(store)
    if production.faults:
        tell_findings(production.faults)
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
