"""A project as it stands in the editor at one moment: what a feature looks at."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from routecfg.diagnostics import PROJECT_FILE, CannotRun, Diagnostic, Span
from routecfg.lsp.addresses import address_of, path_of
from routecfg.lsp.documents import Document
from routecfg.lsp.positions import PositionEncoding, Text
from routecfg.lsp.protocol.base import Location, OptionalVersionedTextDocumentIdentifier
from routecfg.lsp.protocol.lifecycle import ClientCapabilities
from routecfg.project import SourceFile, would_be_read
from routecfg.workspace import Workspace

if TYPE_CHECKING:
    from routecfg.graph import Graph
    from routecfg.model import Assembly, Settings
    from routecfg.pipeline import Result
    from routecfg.source import Layout


BANDS_OF_FORM: Final = ("RC0", "RC1")
"""Reading and shape: what one file says by itself."""


class Client(msgspec.Struct, frozen=True):
    """The editor: what it can, and the units of its columns."""

    capabilities: ClientCapabilities = ClientCapabilities()
    encoding: PositionEncoding = "utf-16"


class Snapshot:
    """The files of a project, with the editor's unsaved texts in the place of what is on disk.

    It never changes: after an edit there is another one. What it has is worked out when somebody asks for it, once.
    Files go by their paths in the project (`routing/main.yaml`), as findings have them.
    """

    def __init__(self, workspace: Workspace, documents: Mapping[str, Document], client: Client) -> None:
        """`documents` are the open texts of this project, by their paths."""
        self.workspace: Final = workspace
        self.documents: Final = documents
        self.client: Final = client
        self._texts: Final[dict[str, Text]] = {}
        self._layouts: Final[dict[str, Layout]] = {}

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.workspace.root

    @cached_property
    def settings(self) -> "Settings | None":
        """What the project file says; None if it is wrong."""
        try:
            return self.workspace.settings
        except CannotRun:
            return None

    @property
    def today(self) -> date:
        """The day on which everything is looked at. Raises CannotRun if the project file is wrong."""
        return self.workspace.today

    @cached_property
    def routing_files(self) -> Mapping[str, SourceFile]:
        """The files of the sandbox; none if the project file is wrong or the folder is missing."""
        if self.settings is None:
            return {}
        try:
            return {file.path: file for file in self.workspace.files(self.settings.sandbox)}
        except CannotRun:
            return {}

    @cached_property
    def scenario_files(self) -> Mapping[str, SourceFile]:
        """The files of scenarios."""
        return {file.path: file for file in self.workspace.scenario_files}

    @cached_property
    def files(self) -> Mapping[str, SourceFile]:
        """Every file that the project reads, the project file first."""
        project = SourceFile(PROJECT_FILE, self.workspace.project_data)
        return {PROJECT_FILE: project, **self.routing_files, **self.scenario_files}

    def data(self, path: str) -> bytes | None:
        """The bytes of a file; None for what the project does not read, or cannot read."""
        file = self.files.get(path)
        return file.read() if file is not None and file.digest is not None else None

    def digest(self, path: str) -> bytes | None:
        """What stands for the content of a file; None as for `data`."""
        file = self.files.get(path)
        return file.digest if file is not None else None

    def text(self, path: str) -> Text | None:
        """The text of a file, and the way between the editor's positions and ours; None as for `data`."""
        document = self.documents.get(path)
        if document is not None:
            return document.positions
        if path not in self._texts:
            data = self.data(path)
            if data is None:
                return None
            self._texts[path] = Text(data, self.client.encoding)
        return self._texts[path]

    def layout(self, path: str) -> "Layout | None":
        """The places of a file; None as for `data`."""
        from routecfg.source import Layout

        if path not in self._layouts:
            data = self.data(path)
            if data is None:
                return None
            self._layouts[path] = Layout(data)
        return self._layouts[path]

    @cached_property
    def assembly(self) -> "Assembly":
        """The objects of the sandbox, those with errors by name only. Of a wrong project file: none."""
        from routecfg.model import Assembly

        if self.settings is None:
            return Assembly({}, {})
        try:
            return self.workspace.objects()
        except CannotRun:
            return Assembly({}, {})

    @cached_property
    def graph(self) -> "Graph":
        """Where chats go."""
        from routecfg.graph import build

        return build(self.assembly.estate)

    @cached_property
    def result(self) -> "Result":
        """What `routecfg validate` finds in these files, scenarios included. Raises CannotRun as it does."""
        from routecfg.pipeline import Result
        from routecfg.policy import Selection
        from routecfg.workspace.scenario_findings import with_scenarios

        checked = self.workspace.check(keep_objects=True)
        self.workspace.cache.save()
        return checked if isinstance(checked, Result) else with_scenarios(checked, self.workspace, Selection())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What `result` has found. Raises CannotRun."""
        return self.result.diagnostics

    def shape_faults(self, path: str) -> tuple[Diagnostic, ...] | None:
        """What is wrong with the form of one open routing file, whatever the others say. No other file is read.

        Help that depends on other files may be missing. None for any other file, and if the project file is wrong.
        """
        from routecfg.pipeline import Project
        from routecfg.pipeline.check import check
        from routecfg.policy import Selection

        document, project = self.documents.get(path), self.workspace.opened
        if document is None or not isinstance(project, Project) or not would_be_read(path, project.settings.sandbox):
            return None
        file = SourceFile(path, document.data)
        return check(project, [file], self.today, selection=Selection(BANDS_OF_FORM)).result.diagnostics

    def path(self, uri: str) -> str | None:
        """The file that an address of the editor means; None for one outside the project."""
        path = path_of(uri)
        if path is None:
            return None
        try:
            return self.workspace.inside(str(path))
        except CannotRun:
            return None

    def uri(self, path: str) -> str:
        """The address of a file as the editor has it, links on the way to the project not followed."""
        document = self.documents.get(path)
        return document.uri if document is not None else address_of(self.root / path)

    def location(self, path: str, span: Span) -> Location | None:
        """A stretch of a file as the editor has it; None for a file that cannot be read."""
        text = self.text(path)
        return Location(self.uri(path), text.range(span)) if text is not None else None

    def versioned(self, path: str) -> OptionalVersionedTextDocumentIdentifier:
        """The file in the version that this snapshot has seen, for edits."""
        document = self.documents.get(path)
        return OptionalVersionedTextDocumentIdentifier(self.uri(path), document.version if document else None)
