"""`routecfg history`: every release, the newest first."""

from typing import Annotated

import typer

from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import note, say, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import CannotRun


def history(
    format_: FormatOption = "text",
    verify: Annotated[bool, typer.Option("--verify", help="Verify the contents of all releases, too.")] = False,
    project: ProjectOption = None,
) -> int:
    """List the releases: number, when (in the project's time zone), who, why.

    Verifies every record, and that the content of each release is there; with --verify also that it is as it was
    written, as 'apply' and 'rollback' do. Exit status: 0; 1 a release was edited or is missing.
    """
    from routecfg.cli.releasing import dated_before, print_findings
    from routecfg.releases import Unavailable
    from routecfg.report.history import history_as_json, history_as_text

    workspace = Workspace(project)
    log = workspace.store.read_log(contents=verify)
    if isinstance(log, Unavailable):
        raise CannotRun(log.message, log.help)
    say(history_as_json(log) if format_ == "json" else history_as_text(log, workspace.settings.timezone, screen()))
    print_findings(log.findings, workspace)
    for before, record in log.backdated:
        note(f"release {record.number}: {dated_before(record.when, before.number, before.when)}")
    if log.behind:
        note(
            "bundle.json is out of date: systems that read it give customers an older release;"
            " 'routecfg apply' updates it"
        )
    return Exit.FOUND if log.findings else Exit.CLEAN
