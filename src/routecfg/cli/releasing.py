"""What the commands about production have in common: the releases, the checked sandbox, who and when."""

import getpass
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from routecfg.cli.exit_status import Exit
from routecfg.cli.git import git_folder, in_folder, out_of, under_way
from routecfg.cli.terminal import note, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import Diagnostic

if TYPE_CHECKING:
    from routecfg.deploy import Production
    from routecfg.model import Assembly, Estate, Settings
    from routecfg.pipeline import Result
    from routecfg.pipeline.written_places import Written
    from routecfg.releases import Store


class Sound(NamedTuple):
    """A sandbox without errors, and where the places of its bundle are written."""

    estate: "Estate"
    settings: "Settings"
    written: "Written"


def sound_estate(workspace: Workspace) -> Sound | Exit:
    """The sandbox if it has no error; after printing its errors the status with which the command ends."""
    from routecfg.pipeline.check import Checked
    from routecfg.policy import Selection

    checked = workspace.check(Selection(only_errors=True), keep_objects=True)
    workspace.cache.save()
    if isinstance(checked, Checked) and checked.result.ok:
        return Sound(checked.assembly.estate, workspace.settings, _written(workspace, checked.assembly))
    result = checked.result if isinstance(checked, Checked) else checked
    print_result(result, workspace)
    note("Errors come first: only routing files without any are compared with production, and released.")
    return Exit.FAULT if result.broken else Exit.FOUND


def _written(workspace: Workspace, assembly: "Assembly") -> "Written":
    """Finds the file and the line of a place of the bundle: what a target set brings stands there."""
    from routecfg.engine.loaded import places_in_sets
    from routecfg.pipeline.written_places import WrittenPlaces

    places = WrittenPlaces(workspace.files(workspace.settings.sandbox), assembly.files)

    def found(pointer: str) -> tuple[str, int] | None:
        kind, name, _, inner, part, index = (*pointer.split("/")[1:7], *[""] * 6)[:6]
        tree = assembly.estate.decision_trees.get(name) if kind == "decision_trees" else None
        decision = next((each for each in tree.decisions if each.name == inner), None) if tree is not None else None
        if tree is not None and decision is not None and part == "targets" and index.isdecimal():
            of_sets, sets = int(index) - len(decision.targets), [*places_in_sets(assembly.estate, tree, decision)]
            if of_sets >= len(sets):  # only production has it
                pointer = f"/decision_trees/{name}/decisions/{inner}"
            elif of_sets >= 0:
                pointer = sets[of_sets]
        place = places.of(pointer)
        return None if place is None else (workspace.prefix + place[0], place[1])

    return found


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


def sound_production(store: "Store", workspace: Workspace, *, contents: bool = False) -> "Production | None":
    """What is live; None after printing what is wrong with it. `contents` verifies those of all releases."""
    from routecfg.deploy import look

    production = look(store, contents=contents)
    if production.findings:
        print_findings(production.findings, workspace)
        return None
    return production


def releaser(given: str | None) -> str:
    """Who makes the release: the name given, the user of the CI system, or the user of this machine."""
    for name in ("ROUTECFG_WHO", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"):
        given = given or os.environ.get(name)
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def dated_before(when: datetime, number: int, before: datetime) -> str:
    """A sentence about a release whose time lies before that of the release before it."""
    return (
        f"it is dated {when:%Y-%m-%d %H:%M} UTC, before release {number} ({before:%Y-%m-%d %H:%M} UTC):"
        " the clock of one of the two machines is wrong"
    )
