"""What is wrong with the files of scenarios: for `test`, which runs none then, and for `validate`."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import msgspec

from routecfg.workspace.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.diagnostics import Rule, Severity
    from routecfg.pipeline import Result
    from routecfg.pipeline.check import Checked
    from routecfg.pipeline.places import Located, SeenPlaces
    from routecfg.policy import Selection
    from routecfg.project import SourceFile
    from routecfg.scenarios.reading import ReadScenarios


def found_in_scenarios(
    files: "Sequence[SourceFile]", read: "ReadScenarios", severity: "Callable[[Rule], Severity]"
) -> "Result":
    """The findings with their lines, for `test`: whatever is ignored or known, what is wrong cannot be run."""
    from routecfg.diagnostics import in_order
    from routecfg.pipeline import Result

    located = _located(files, read, severity)
    until = "no scenario is run until the files are right"
    return Result(
        tuple(in_order(located.diagnostics)), len(files), len(read.scenarios), (until,), located.excerpts, True
    )


def with_scenarios(checked: "Checked", workspace: Workspace, selection: "Selection") -> "Result":
    """The result of a check, with what is wrong with the scenarios, for `validate`.

    Their names wait until all objects can be read. Comments ignore findings as they do in routing files.
    """
    result, assembly = checked.result, checked.assembly
    files = workspace.scenario_files
    if not files:
        return result
    from routecfg.diagnostics import in_order
    from routecfg.scenarios import read_scenarios

    known = None if assembly.unread or assembly.incomplete else assembly.estate
    read = read_scenarios(files, known, workspace.settings.timezone)
    found = not_ignored_in_scenarios(read, workspace, selection, named=known is not None)
    diagnostics = tuple(in_order((*result.diagnostics, *found.diagnostics)))
    return msgspec.structs.replace(result, diagnostics=diagnostics, excerpts={**result.excerpts, **found.excerpts})


def not_ignored_in_scenarios(
    read: "ReadScenarios", workspace: Workspace, selection: "Selection", *, named: bool
) -> "Located":
    """What `validate` reports of the scenarios alone. `named`: all objects are known, so their names were looked up."""
    from routecfg.policy import IGNORE_MARK, Policy, without_ignored
    from routecfg.rules import unknown_reference

    files = workspace.scenario_files
    policy = Policy(workspace.settings, selection)
    readable = (file for file in files if file.digest is not None and file.path not in read.unreadable)
    found = _located(
        files, read, policy.severity, {file.path for file in readable if IGNORE_MARK in file.read()}, workspace.seen
    )
    waiting = () if named else (unknown_reference.RULE.code,)
    return found._replace(diagnostics=list(without_ignored(found.diagnostics, found.comments, policy, waiting)))


def _located(
    files: "Sequence[SourceFile]",
    read: "ReadScenarios",
    severity: "Callable[[Rule], Severity]",
    ignoring: Collection[str] = (),
    seen: "SeenPlaces | None" = None,
) -> "Located":
    """The findings with their lines. They have no fixes: `--fix` leaves these files alone."""
    from routecfg.pipeline.places import locate

    located = locate(read.found, severity, files, ignoring=ignoring, seen=seen)
    return located._replace(diagnostics=[msgspec.structs.replace(each, fix=None) for each in located.diagnostics])
