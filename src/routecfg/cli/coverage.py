"""How much of the sandbox scenarios have tried, for `routecfg test`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routecfg.cli.output_file import save
from routecfg.cli.terminal import note
from routecfg.cli.workspace import Workspace
from routecfg.screen import Screen
from routecfg.workspace.subject import Subject

if TYPE_CHECKING:
    from routecfg.engine import Event
    from routecfg.model import Estate, Settings
    from routecfg.scenarios import Run
    from routecfg.scenarios.coverage import Coverage


class Measured:
    """A coverage, and how it is shown."""

    def __init__(self, coverage: "Coverage", subject: Subject, written: "Estate") -> None:
        self._coverage = coverage
        self._places = subject.places
        self._written = written

    @property
    def share(self) -> str:
        """All of it in one line."""
        from routecfg.report.coverage import percent

        return f"coverage: {percent(self._coverage.total)}"

    def text(self, screen: Screen) -> str:
        """The tables."""
        from routecfg.report.coverage import coverage_as_text

        return coverage_as_text(self._coverage, self._written, self._places, screen)

    def values(self) -> dict[str, Any]:
        """What stands in the JSON document."""
        from routecfg.report.coverage import coverage_values

        return {"coverage": coverage_values(self._coverage, self._places)}

    def save_lcov(self, path: Path, workspace: Workspace) -> None:
        """Write the tracefile, with files as a code host knows them. Raises CannotRun."""
        from routecfg.report.lcov import FIRST_LINE, coverage_as_lcov

        def places(pointer: str) -> tuple[str, int] | None:
            found = self._places(pointer)
            if found is None:
                return None
            return workspace.prefix_in_repository + found[0].removeprefix(workspace.prefix), found[1]

        content = coverage_as_lcov(self._coverage, places).encode()
        save(path, content, "the coverage", lambda standing: standing.startswith(f"{FIRST_LINE}\n".encode()))

    def under(self, percent: float) -> bool:
        """Whether less is covered than that; then it is said."""
        if self._coverage.total.reaches(percent):
            return False
        note(f"{self.share}, and --fail-under asks for {percent:g} %")
        return True


def events_of_passing(runs: "Sequence[Run]") -> "list[Event]":
    """What happened in the runs that passed: only they have tried something."""
    return [event for run in runs if run.difference is None for event in run.events]


def measured_in(runs: "Sequence[Run]", subject: Subject, settings: "Settings", today: date) -> Measured:
    """What the runs that passed have tried."""
    from routecfg.pipeline.analysis import analysis
    from routecfg.scenarios.coverage import measured

    written = subject.written
    if written is None:
        raise TypeError("coverage is measured on what is written in files")
    return Measured(measured(events_of_passing(runs), written, analysis(written, settings, today)), subject, written)
