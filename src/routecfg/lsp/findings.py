"""What the editor knows of each project's findings, and what it is told when they are others."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from routecfg.diagnostics import CannotRun
from routecfg.lsp.documents import Document
from routecfg.lsp.projects import Project
from routecfg.lsp.protocol.base import Range
from routecfg.lsp.protocol.diagnostics import Diagnostic, PublishDiagnosticsParams
from routecfg.lsp.publishing import ShownFindings, as_shown, is_of_form, stopped
from routecfg.lsp.snapshot import Snapshot


class _Told(NamedTuple):
    """What was published of a file: its address, the version if it is open, and what is found."""

    uri: str
    version: int | None
    diagnostics: tuple[Diagnostic, ...]


class Findings:
    """Publishes what the editor does not know yet, and nothing else."""

    def __init__(self, publish: Callable[[PublishDiagnosticsParams], None]) -> None:
        self._publish: Final = publish
        self._told: Final[dict[Path, dict[str, _Told]]] = {}
        self._shown: Final[dict[Path, ShownFindings]] = {}

    def check(self, project: Project, documents: Iterable[Document]) -> None:
        """Checks a project, and publishes what is found in its files and what no longer is."""
        try:
            snapshot = project.snapshot(documents)
            found = self._found(project, snapshot)
            if isinstance(found, CannotRun):  # for good, or only because a file was written meanwhile
                project.refresh()
                snapshot = project.snapshot(documents)
                found = self._found(project, snapshot)
        except CannotRun:  # the project file is gone
            self.forget(project)
            return
        by_file = stopped(found) if isinstance(found, CannotRun) else found
        files = sorted({*by_file, *snapshot.documents})
        self._tell(project, {path: _told(snapshot, path, by_file.get(path, ())) for path in files})

    def _found(self, project: Project, snapshot: Snapshot) -> dict[str, tuple[Diagnostic, ...]] | CannotRun:
        shown = self._shown.setdefault(project.root, ShownFindings())
        try:
            return shown.by_file(snapshot, snapshot.diagnostics)
        except CannotRun as failure:
            return failure

    def show_shape(self, project: Project, documents: Iterable[Document], document: Document) -> None:
        """Publishes what is wrong with the form of an open text, if that is other than before.

        What the last check found stays beside it, until the next one comes. Raises CannotRun.
        """
        snapshot = project.snapshot(documents)
        path = snapshot.path(document.uri)
        found = snapshot.shape_faults(path) if path is not None else None
        if path is None or found is None:
            return
        faults = as_shown(snapshot, found)
        known = self._told.setdefault(project.root, {})
        before = known[path].diagnostics if path in known else ()
        if list(map(_essence, faults)) == [_essence(each) for each in before if is_of_form(each)]:
            return
        known[path] = _told(snapshot, path, (*faults, *(each for each in before if not is_of_form(each))))
        self._send(known[path])

    def forget(self, project: Project) -> None:
        """Takes back what was published of a project."""
        self._tell(project, {})
        self._told.pop(project.root, None)
        self._shown.pop(project.root, None)

    def _tell(self, project: Project, now: dict[str, _Told]) -> None:
        before: Mapping[str, _Told] = self._told.get(project.root, {})
        self._told[project.root] = now
        addresses = {each.uri for each in now.values()}
        for each in before.values():
            if each.diagnostics and each.uri not in addresses:
                self._send(_Told(each.uri, None, ()))
        for path, each in now.items():
            if before.get(path) != each:
                self._send(each)

    def _send(self, told: _Told) -> None:
        version = msgspec.UNSET if told.version is None else told.version
        self._publish(PublishDiagnosticsParams(told.uri, told.diagnostics, version))


def _told(snapshot: Snapshot, path: str, diagnostics: tuple[Diagnostic, ...]) -> _Told:
    return _Told(snapshot.uri(path), snapshot.versioned(path).version, diagnostics)


def _essence(diagnostic: Diagnostic) -> tuple[str | None, Range, str]:
    """What of a finding does not depend on other files: not the help."""
    return diagnostic.code, diagnostic.range, diagnostic.message.partition("\n")[0]
