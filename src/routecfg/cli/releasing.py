"""What the commands about production have in common: the releases, the checked sandbox, who and when."""

import getpass
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from routecfg.cli.exit_status import Exit
from routecfg.cli.terminal import note, screen
from routecfg.cli.workspace import Workspace
from routecfg.diagnostics import Diagnostic
from routecfg.workspace.git import with_advice

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
    from routecfg.deploy import ERRORS_FIRST
    from routecfg.pipeline.check import Checked
    from routecfg.policy import Selection

    checked = workspace.check(Selection(only_errors=True), keep_objects=True)
    workspace.cache.save()
    if isinstance(checked, Checked) and checked.result.ok:
        return Sound(checked.assembly.estate, workspace.settings, _written(workspace, checked.assembly))
    result = checked.result if isinstance(checked, Checked) else checked
    print_result(result, workspace)
    note(ERRORS_FIRST)
    return Exit.FAULT if result.broken else Exit.FOUND


def _written(workspace: Workspace, assembly: "Assembly") -> "Written":
    """Finds the file and the line of a place of the bundle."""
    from routecfg.pipeline.written_places import WrittenPlaces
    from routecfg.workspace.subject import places_of_bundle

    places = WrittenPlaces(workspace.files(workspace.settings.sandbox), assembly.files)
    found = places_of_bundle(places.of, assembly.estate)

    def written(pointer: str) -> tuple[str, int] | None:
        place = found(pointer)
        return None if place is None else (workspace.prefix + place[0], place[1])

    return written


def print_result(result: "Result", workspace: Workspace) -> None:
    """The findings of a check, on stderr: the command's own result is something else."""
    from routecfg.report import render

    sys.stderr.write(render(result.under(workspace.prefix), "text", screen=screen(sys.stderr)))


def print_findings(findings: Sequence[Diagnostic], workspace: Workspace) -> None:
    """Findings about production or a release, which stand in no routing file, on stderr."""
    from routecfg.report.text import as_sentences

    sys.stderr.write(as_sentences(with_advice(findings, workspace), screen(sys.stderr)))


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
