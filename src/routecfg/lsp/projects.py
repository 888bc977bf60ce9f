"""The projects that the editor works on."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from routecfg.cache import Cache
from routecfg.diagnostics import PROJECT_FILE, CannotRun
from routecfg.files import real_path
from routecfg.lsp.documents import Document, Documents
from routecfg.lsp.snapshot import Client, Snapshot
from routecfg.pipeline.places import SeenPlaces
from routecfg.project import find_project
from routecfg.workspace import Surroundings, Workspace


class Project:
    """One project: what is known of its files is kept in memory, and the snapshot of this moment.

    Nothing is written to disk: not even the cache, since what is not saved is nobody else's business.
    """

    def __init__(self, root: Path, client: Client, surroundings: Surroundings) -> None:
        self.root: Final = root
        self._client: Final = client
        self._surroundings: Final = surroundings
        self._cache: Final = Cache(None, in_memory=True)
        self._seen: Final = SeenPlaces()
        self._snapshot: Snapshot | None = None
        self.unchecked = True
        """Whether something has changed since it was last checked."""

    def changed(self) -> None:
        """A text or a file is no longer what it was."""
        self.refresh()
        self.unchecked = True

    def refresh(self) -> None:
        """The next snapshot is a new one."""
        self._snapshot = None

    def snapshot(self, documents: Iterable[Document]) -> Snapshot:
        """The project as it stands now. Raises CannotRun if it is gone."""
        if self._snapshot is None:
            self._snapshot = self._taken(documents)
        return self._snapshot

    def _taken(self, documents: Iterable[Document]) -> Snapshot:
        top = real_path(self.root)
        inside = [(document, real_path(document.path)) for document in documents]
        texts = {real.relative_to(top).as_posix(): each.data for each, real in inside if real.is_relative_to(top)}
        workspace = Workspace(
            self.root, cache=self._cache, texts=texts, seen=self._seen, surroundings=self._surroundings
        )
        shown = {workspace.inside(str(each.path)): each for each, real in inside if real.is_relative_to(top)}
        return Snapshot(workspace, shown, self._client)


class Projects:
    """Every project that has an open text or is an open folder, by its folder."""

    def __init__(self, client: Client, documents: Documents, surroundings: Surroundings) -> None:
        self._client: Final = client
        self._documents: Final = documents
        self._surroundings: Final = surroundings
        self._open: Final[dict[Path, Project]] = {}

    def __iter__(self) -> Iterator[Project]:
        return iter(list(self._open.values()))

    def around(self, path: Path) -> Project | None:
        """The project of a file or folder: that of the nearest project file upwards, on disk or unsaved."""
        unsaved = {document.path for document in self._documents}
        found = [folder for folder in (path, *path.parents) if folder / PROJECT_FILE in unsaved][:1]
        with suppress(CannotRun):
            found.append(find_project(path))
        if not found:
            return None
        root = max(found, key=lambda folder: len(folder.parts))
        if root not in self._open:
            self._open[root] = Project(root, self._client, self._surroundings)
        return self._open[root]

    def holding(self, path: Path) -> Project | None:
        """The open project that a file or folder lies in; the innermost of several. No other one is opened."""
        found = [project for project in self if path.is_relative_to(project.root)]
        return max(found, key=lambda project: len(project.root.parts), default=None)

    def close(self, project: Project) -> None:
        """Forgets a project."""
        self._open.pop(project.root, None)
