"""`routecfg stats`: what an estate is made of."""

from routecfg.cli.exit_status import Exit
from routecfg.cli.options import FormatOption, ProjectOption
from routecfg.cli.terminal import say, screen
from routecfg.cli.workspace import Workspace


def stats(format_: FormatOption = "text", project: ProjectOption = None) -> int:
    """Count what the routing is made of, and how far customers are from a person.

    Objects with errors are left out. A message is one that the customer writes; hours and data are taken as if anything
    may be. Exit status: 0; 1 something could not be read, so it is missing.
    """
    from routecfg.pipeline.statistics import statistics
    from routecfg.report.statistics import statistics_as_json, statistics_as_text

    workspace = Workspace(project)
    assembly = workspace.objects()
    counted = statistics(assembly.estate, workspace.settings)
    say(statistics_as_json(counted) if format_ == "json" else statistics_as_text(counted, screen()))
    return Exit.FOUND if assembly.unread else Exit.CLEAN
