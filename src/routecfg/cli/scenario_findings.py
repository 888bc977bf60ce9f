"""What is wrong with the files of scenarios: for `test`, which runs none then, and for `validate`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from routecfg.cli.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.diagnostics import Rule, Severity
    from routecfg.pipeline import Result
    from routecfg.pipeline.check import Checked
    from routecfg.policy import Selection
    from routecfg.project import SourceFile
    from routecfg.scenarios.reading import ReadScenarios


def found_in_scenarios(
    files: "Sequence[SourceFile]", read: "ReadScenarios", severity: "Callable[[Rule], Severity]"
) -> "Result":
    """The findings with their lines. They have no fixes: `--fix` leaves these files alone."""
    from routecfg.diagnostics import in_order
    from routecfg.pipeline import Result
    from routecfg.pipeline.places import locate

    located = locate(read.found, severity, files)
    diagnostics = [msgspec.structs.replace(each, fix=None) for each in located.diagnostics]
    until = "no scenario is run until the files are right"
    return Result(tuple(in_order(diagnostics)), len(files), len(read.scenarios), (until,), located.excerpts, True)


def with_scenarios(checked: "Checked", workspace: Workspace, selection: "Selection") -> "Result":
    """The result of a check, with what is wrong with the scenarios. Their names wait until all objects can be read."""
    result, assembly = checked.result, checked.assembly
    if not workspace.scenario_files:
        return result
    from routecfg.diagnostics import in_order
    from routecfg.policy import Policy
    from routecfg.scenarios import read_scenarios

    known = None if assembly.unread or assembly.incomplete else assembly.estate
    read = read_scenarios(workspace.scenario_files, known, workspace.settings.timezone)
    found = found_in_scenarios(workspace.scenario_files, read, Policy(workspace.settings, selection).severity)
    diagnostics = tuple(in_order((*result.diagnostics, *found.diagnostics)))
    return msgspec.structs.replace(result, diagnostics=diagnostics, excerpts={**result.excerpts, **found.excerpts})
