"""`routecfg history`: every release, the newest first."""

from typing import Annotated

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.options import ProjectOption
from routecfg.cli.terminal import note, say, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun


def history(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    project: ProjectOption = None,
) -> int:
    """List the releases: number, when, who, why. Verifies every one of them.

    Exit status: 0; 1 a release was edited or is missing.
    """
    from routecfg.cli.releasing import open_store, tell_findings
    from routecfg.releases import Unavailable
    from routecfg.report.history import history_as_json, history_as_text

    log = open_store(Workspace(project)).read_log()
    if isinstance(log, Unavailable):
        raise CannotRun(log.message)
    say(history_as_json(log) if as_json else history_as_text(log, screen()))
    tell_findings(log.findings)
    if log.behind:
        note("bundle.json is behind: systems that read it give customers an older release; 'routecfg apply' mends it")
    return Exit.FOUND if log.findings else Exit.CLEAN
