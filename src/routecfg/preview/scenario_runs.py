"""The scenarios of a project, run once for all views that want to know what came of them."""

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from routecfg.scenarios import NoDetectorError, Run, run
from routecfg.scenarios.scenario import Scenario
from routecfg.workspace.scenario_findings import found_in_scenarios
from routecfg.world.language_detection import INSTALL

if TYPE_CHECKING:
    from routecfg.preview.opened import Opened

_FAULTY: Final = "scenario files have errors, so no scenario was run: 'routecfg test' lists the errors"


class ScenarioRuns(NamedTuple):
    """What came of the scenarios, in the order of their files. `problem` says why none was run.

    `lacking` are those that cannot run here, and why.
    """

    runs: tuple[Run, ...] = ()
    lacking: tuple[tuple[Scenario, str], ...] = ()
    problem: str = ""


def run_scenarios(opened: "Opened") -> ScenarioRuns:
    """Runs every scenario on the sandbox, as `routecfg test` does."""
    ground = opened.grounds.side("sandbox")
    if isinstance(ground, str) or ground.bundles is None:
        return ScenarioRuns(problem=str(ground))
    read = opened.scenarios
    if not found_in_scenarios(opened.workspace.scenario_files, read, attrgetter("severity")).ok:
        return ScenarioRuns(problem=_FAULTY)
    runs, lacking = list[Run](), list[tuple[Scenario, str]]()
    for scenario in read.scenarios:
        try:
            runs.append(run(scenario, ground.bundles))
        except NoDetectorError:
            why = f"it has 'language: detect', and nothing that detects languages is installed; {INSTALL} installs it"
            lacking.append((scenario, why))
    return ScenarioRuns(tuple(runs), tuple(lacking))
