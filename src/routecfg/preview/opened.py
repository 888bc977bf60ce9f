"""One state of the project, as the page shows it: whatever can be shown of it, errors or not."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from routecfg.diagnostics import PROJECT_FILE, CannotRun, Diagnostic, Path, in_order
from routecfg.files import real_path
from routecfg.graph import ELSEWHERE, Edge, EdgeKind, Graph, build
from routecfg.model import Assembly, Decision, Estate, Settings
from routecfg.workspace import Workspace

if TYPE_CHECKING:
    import pathlib

    from routecfg.pipeline.written_places import Written
    from routecfg.preview.comparing import Comparison
    from routecfg.preview.grounds import Grounds
    from routecfg.preview.scenario_runs import ScenarioRuns
    from routecfg.project import SourceFile
    from routecfg.scenarios.reading import ReadScenarios
    from routecfg.source import Layout

EDITOR_LINK: Final = "vscode://file/{path}:{line}:{column}"
"""What opens a line in VS Code: https://code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls.
`path` is absolute, and begins without its slash."""

_MOST_LAYOUTS: Final = 8
"""Files whose positions are kept: people look at one file for a while."""


def holder(path: Path) -> Path:
    """The path of the object or the decision that a place is in: the shortest that names one."""
    return path[:4] if len(path) > 3 and path[0] == "decision_trees" and path[2] == "decisions" else path[:2]


class Opened:
    """A project in the state in which its files were when it was opened. `version` counts these states from 1.

    `exported`: for a file that others get, so without links into this machine. `editor` is the form of the links that
    open a line in an editor.
    """

    def __init__(
        self, workspace: Workspace, version: int = 1, *, exported: bool = False, editor: str = EDITOR_LINK
    ) -> None:
        self.workspace = workspace
        self.version = version
        self.exported = exported
        self._editor = editor
        self._layouts: dict[str, Layout | None] = {}

    @cached_property
    def problem(self) -> str:
        """Why nothing can be shown but the findings: the project file has errors, or a folder is missing."""
        try:
            self.workspace.files(self.workspace.settings.sandbox)
        except CannotRun as error:
            return str(error)
        return ""

    @property
    def settings(self) -> Settings:
        """What the project file says. Raises CannotRun if it is wrong: see `problem`."""
        return self.workspace.settings

    @cached_property
    def known_settings(self) -> Settings | None:
        """The same; None if the project file is wrong, or not there."""
        try:
            return self.workspace.settings
        except CannotRun:
            return None

    @cached_property
    def today(self) -> str:
        """The day, such as 2026-12-24; empty if nobody can say which it is."""
        try:
            return self.workspace.today.isoformat()
        except CannotRun:
            return ""

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
        """Where chats can go. An object with errors has a node, and nothing is known of the ways out of it."""
        return build(self.estate, self.assembly.incomplete)

    @cached_property
    def decisions(self) -> Mapping[tuple[str, str], Decision]:
        """Every decision by the names of its tree and of itself."""
        return {(name, each.name): each for name, tree in self.estate.decision_trees.items() for each in tree.decisions}

    @cached_property
    def incoming(self) -> Mapping[int, list[tuple[int, Edge]]]:
        """The ways on which chats get to each node, with the node that each comes from.

        The target sets of a tree count as coming from where they are written, not from each decision of the tree.
        """
        found: dict[int, list[tuple[int, Edge]]] = {}
        for number, edges in enumerate(self.graph.edges):
            for edge in edges:
                if edge.kind is not EdgeKind.UNTAKEN and edge.to != ELSEWHERE:
                    found.setdefault(edge.to, []).append((number, edge))
        return found

    @cached_property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What `validate` reports, scenarios included; nothing if the project is not there any more."""
        try:
            return in_order((*self.workspace.diagnostics(), *self._found_in_scenarios()))
        except CannotRun:
            return ()

    def _found_in_scenarios(self) -> Sequence[Diagnostic]:
        from routecfg.policy import Selection
        from routecfg.workspace.scenario_findings import not_ignored_in_scenarios

        try:
            if self.problem or not self.workspace.scenario_files:
                return ()
        except CannotRun:  # the routing can be shown without them
            return ()
        return not_ignored_in_scenarios(self.scenarios, self.workspace, Selection(), named=self._whole).diagnostics

    @property
    def _whole(self) -> bool:
        """Whether every object can be read."""
        return not (self.assembly.unread or self.assembly.incomplete)

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
        files, zone = self.workspace.scenario_files, self.workspace.settings.timezone
        return read_scenarios(files, self.estate if self._whole else None, zone)

    @cached_property
    def scenario_runs(self) -> "ScenarioRuns":
        """What came of the scenarios. Each takes a few milliseconds."""
        from routecfg.preview.scenario_runs import run_scenarios

        return run_scenarios(self)

    @cached_property
    def found(self) -> Mapping[Path, Sequence[Diagnostic]]:
        """The same, by the path of what they are about; those about a decision stand at its tree, too."""
        found: dict[Path, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            about = self.about(diagnostic)
            for path in dict.fromkeys((about[:2], about)):
                found.setdefault(path, []).append(diagnostic)
        return found

    def about(self, diagnostic: Diagnostic) -> Path:
        """The path of the object or the decision that a finding is about; empty for the project or a whole file."""
        path = holder(diagnostic.place.path)
        if len(path) > 2 and not self.is_there(path):
            path = path[:2]
        return path if len(path) > 1 and self.is_there(path) else ()

    def is_there(self, path: Path) -> bool:
        """Whether the path names an object, one with errors too, or a decision."""
        return (path[1], path[3]) in self.decisions if len(path) > 2 else path in self.assembly.files

    @cached_property
    def release(self) -> int | None:
        """The number of the live release; None before the first, or if production cannot be read."""
        from routecfg.releases import Log

        if self.known_settings is None:
            return None
        log = self.workspace.store.read_log()
        return log.head.number if isinstance(log, Log) and log.head is not None else None

    def layout(self, file: str) -> "Layout | None":
        """The positions of everything in a file; None if it is no longer as it was when the project was opened."""
        from routecfg.source import Layout

        if file not in self._layouts:
            while len(self._layouts) >= _MOST_LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
            try:
                data = self.workspace.project_data if file == PROJECT_FILE else self._files[file].read()
                self._layouts[file] = Layout(data)
            except (CannotRun, KeyError):
                self._layouts[file] = None
        return self._layouts[file]

    @cached_property
    def _files(self) -> "Mapping[str, SourceFile]":
        """The files of the sandbox that can be read, by path."""
        if self.problem:
            return {}
        files = self.workspace.files(self.workspace.settings.sandbox)
        return {file.path: file for file in files if file.digest is not None}

    @cached_property
    def _root(self) -> "pathlib.Path":
        """The project's folder, where it really is."""
        return real_path(self.workspace.root)

    def editor_link(self, file: str, line: int, column: int = 1) -> str:
        """What opens a line of a file of the project in an editor; empty in an export."""
        if self.exported:
            return ""
        path = (self._root / file).as_posix().removeprefix("/")
        return self._editor.format(path=quote(os.fsencode(path), safe="/:"), line=line, column=column)
