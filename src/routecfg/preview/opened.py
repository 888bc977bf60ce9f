"""One state of the project, as the page shows it: whatever can be shown of it, errors or not."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from routecfg.diagnostics import CannotRun, Diagnostic
from routecfg.graph import Graph, build
from routecfg.model import Assembly, Estate
from routecfg.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.model import Settings
    from routecfg.pipeline.written_places import Written
    from routecfg.preview.comparing import Comparison
    from routecfg.preview.grounds import Grounds
    from routecfg.scenarios.reading import ReadScenarios


class Opened:
    """A project in the state in which its files were when it was opened. `version` counts these states from 1.

    `exported`: for a file that others get, so without links into this machine.
    """

    def __init__(self, workspace: Workspace, version: int = 1, *, exported: bool = False) -> None:
        self.workspace = workspace
        self.version = version
        self.exported = exported

    @cached_property
    def problem(self) -> str:
        """Why nothing can be shown but the findings: the project file has errors, or a folder is missing."""
        try:
            self.workspace.files(self.workspace.settings.sandbox)
        except CannotRun as error:
            return str(error)
        return ""

    @property
    def settings(self) -> "Settings":
        """What the project file says. Raises CannotRun if it is wrong: see `problem`."""
        return self.workspace.settings

    @cached_property
    def assembly(self) -> Assembly:
        """The objects that can be read; none if there is a `problem`."""
        return Assembly({}, {}) if self.problem else self.workspace.objects()

    @property
    def estate(self) -> Estate:
        """Every object without errors of its own."""
        return self.assembly.estate

    @cached_property
    def graph(self) -> Graph:
        """Where chats can go."""
        return build(self.estate)

    @cached_property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What `validate` reports."""
        return self.workspace.diagnostics()

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of every file that can be read, by its path in the project."""
        return self.workspace.contents()

    @cached_property
    def written(self) -> "Written":
        """Says in which file of the project, and in which line of it, a place is written; None if it is in none."""
        from routecfg.pipeline.written_places import WrittenPlaces

        files = [] if self.problem else self.workspace.files(self.workspace.settings.sandbox)
        return WrittenPlaces(files, self.assembly.files).of

    @cached_property
    def grounds(self) -> "Grounds":
        """What chats run on: loaded once, for all chats in this state of the project."""
        from routecfg.preview.grounds import Grounds

        return Grounds(self)

    @cached_property
    def comparison(self) -> "Comparison | str":
        """The sandbox beside production, or why they cannot be compared. Takes a second in a large project."""
        from routecfg.preview.comparing import compare_sides

        return compare_sides(self)

    @cached_property
    def scenarios(self) -> "ReadScenarios":
        """The scenarios of the project, and what is wrong with their files. None are read if there is a `problem`."""
        from routecfg.scenarios import read_scenarios

        if self.problem:
            return read_scenarios((), None, "UTC")
        whole = not (self.assembly.unread or self.assembly.incomplete)
        files, zone = self.workspace.scenario_files, self.workspace.settings.timezone
        return read_scenarios(files, self.estate if whole else None, zone)
