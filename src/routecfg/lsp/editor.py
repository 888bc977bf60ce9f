"""The editor: its open texts, its projects, what it was told of them, and what it can ask."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from routecfg.diagnostics import CannotRun
from routecfg.lsp.addresses import path_of
from routecfg.lsp.documents import Documents
from routecfg.lsp.features import FEATURES, Feature, capabilities
from routecfg.lsp.findings import Findings
from routecfg.lsp.positions import PositionEncoding
from routecfg.lsp.projects import Project, Projects
from routecfg.lsp.protocol import documents as sent
from routecfg.lsp.protocol import rpc
from routecfg.lsp.protocol.diagnostics import PublishDiagnosticsParams
from routecfg.lsp.protocol.lifecycle import (
    DidChangeWorkspaceFoldersParams,
    InitializeParams,
    InitializeResult,
    ServerInfo,
)
from routecfg.lsp.snapshot import Client
from routecfg.workspace import Surroundings

_INCREMENTAL: Final = 2
_DELAY: Final = 0.2
"""Seconds after the last change before the whole estate is checked: whoever types on is not held up."""

_LONGEST_DELAY: Final = 3600

_WATCHED: Final = "**/*.{yaml,yml}"


_PLAIN: Final = re.compile(r"[\w ./-]+")
"""A folder whose name means itself in a pattern."""


class Options(msgspec.Struct, frozen=True):
    """What the editor's own settings may say of us: `delay`, in milliseconds, instead of a fifth of a second."""

    delay: int | float | None = None


class Editor:
    """What an editor has open, and what it is told."""

    def __init__(self, params: InitializeParams, send: Callable[[Any], None], surroundings: Surroundings) -> None:
        """`send` takes messages for the editor."""
        general = params.capabilities.general
        encoding = _encoding(general.position_encodings if general is not None else None)
        options = msgspec.convert(params.initialization_options or {}, Options)
        self._send: Final = send
        self._client: Final = Client(params.capabilities, encoding)
        self._delay: Final = _DELAY if options.delay is None else min(max(options.delay / 1000, 0), _LONGEST_DELAY)
        self._documents: Final = Documents(encoding)
        self._projects: Final = Projects(self._client, self._documents, surroundings)
        self._folders: Final = _folders(params)
        self._findings: Final = Findings(self._publish)
        self._watched: Final[set[str]] = set()
        self._edited: dict[str, None] = {}
        self._due: float | None = None
        self._notices: Final[dict[str, Callable[[Any], None]]] = {
            "initialized": self._initialized,
            "textDocument/didOpen": self._opened,
            "textDocument/didChange": self._changed,
            "textDocument/didSave": self._saved,
            "textDocument/didClose": self._closed,
            "workspace/didChangeWatchedFiles": self._changed_on_disk,
            "workspace/didChangeWorkspaceFolders": self._changed_folders,
            "workspace/didChangeConfiguration": lambda _: None,
            "$/setTrace": lambda _: None,
            "$/cancelRequest": lambda _: None,  # who reads the messages has seen it
        }

    def introduction(self, version: str) -> InitializeResult:
        """What the server can do for this editor."""
        folders = {"supported": True, "changeNotifications": True}
        can = {
            "positionEncoding": self._client.encoding,
            "textDocumentSync": {"openClose": True, "change": _INCREMENTAL, "save": {"includeText": False}},
            "workspace": {"workspaceFolders": folders},
            **capabilities(),
        }
        return InitializeResult(can, ServerInfo("routecfg", version))

    def handle(self, method: str, params: Any) -> Any:
        """The answer to a message.

        Raises Refused and CannotRun; ValidationError of msgspec for a message of another form than it should have.
        """
        notice = self._notices.get(method)
        if notice is not None:
            return notice(params)
        feature = FEATURES.get(method)
        if feature is None:
            raise rpc.Refused(rpc.METHOD_NOT_FOUND, "there is no such method")
        uri = _address_in(params)
        if uri is None:
            return [each for project in self._projects for each in self._answer(project, feature, params) or ()]
        path = path_of(uri)
        project = self._projects.holding(path) if path is not None else None
        return self._answer(project, feature, params) if project is not None else None

    def _answer(self, project: Project, feature: Feature, params: Any) -> Any:
        """What a feature answers about a project. Raises as `Feature.answer` does."""
        with suppress(CannotRun):  # a file may have been written since the snapshot was taken
            return feature.answer(project.snapshot(self._documents), params)
        project.refresh()
        return feature.answer(project.snapshot(self._documents), params)

    @property
    def wait(self) -> float | None:
        """How many seconds from now something is due; None if nothing is."""
        if self._edited:
            return 0
        return None if self._due is None else max(self._due - time.monotonic(), 0)

    def settle(self) -> None:
        """Does what is due, whether its time has come or not: it is called when no message waits.

        First shows what is wrong with the form of edited texts; the next time checks the projects in which something
        has changed, and publishes what is found.
        """
        if self._edited:
            edited, self._edited = self._edited, {}
            for uri in edited:
                self._show_form(uri)
            return
        self._due = None
        wanted = {self._projects.around(path) for path in (*self._folders, *(each.path for each in self._documents))}
        for project in self._projects:
            if project not in wanted:
                self._findings.forget(project)
                self._projects.close(project)
            elif project.unchecked:
                project.unchecked = False
                self._findings.check(project, self._documents)
                self._watch_folders(project)
        _load_explanations()

    def _watch_folders(self, project: Project) -> None:
        """Of a folder that goes as a whole many editors tell, and not of the files that were in it."""
        with suppress(CannotRun):
            settings = project.snapshot(self._documents).settings
            if settings is not None and _PLAIN.fullmatch(settings.sandbox):
                self._watch(f"**/{settings.sandbox}", f"**/{settings.sandbox}/**")

    def _publish(self, params: PublishDiagnosticsParams) -> None:
        self._send(rpc.Notice("textDocument/publishDiagnostics", params))

    def _touched(self, path: Path) -> None:
        """Something has changed in a file, open or not."""
        for project in self._projects:
            if path.is_relative_to(project.root):
                project.changed()
        self._due = time.monotonic() + self._delay

    def _show_form(self, uri: str) -> None:
        document = self._documents.get(uri)
        project = self._projects.holding(document.path) if document is not None else None
        if document is not None and project is not None:
            with suppress(CannotRun):  # the check says it
                self._findings.show_shape(project, self._documents, document)

    def _initialized(self, _: Any) -> None:
        self._watch(_WATCHED)
        for folder in self._folders:
            self._look_at(folder)

    def _watch(self, *patterns: str) -> None:
        """Asks the editor to tell what happens to files on disk, if it can."""
        workspace = self._client.capabilities.workspace
        can = workspace.did_change_watched_files if workspace is not None else None
        if can is not None and can.dynamic_registration and self._watched.isdisjoint(patterns):
            identity = f"watch-{len(self._watched)}"
            self._watched.update(patterns)
            watched = sent.DidChangeWatchedFilesRegistrationOptions(tuple(map(sent.FileSystemWatcher, patterns)))
            registration = sent.Registration(identity, "workspace/didChangeWatchedFiles", watched)
            question = sent.RegistrationParams((registration,))
            self._send(rpc.Question(identity, "client/registerCapability", question))

    def _look_at(self, path: Path) -> None:
        """A file or a folder is open in the editor: its project is looked at."""
        self._projects.around(path)
        self._touched(path)

    def _opened(self, params: Any) -> None:
        document = self._documents.add(msgspec.convert(params, sent.DidOpenTextDocumentParams).text_document)
        if document is not None:
            self._look_at(document.path)

    def _changed(self, params: Any) -> None:
        change = msgspec.convert(params, sent.DidChangeTextDocumentParams)
        document = self._documents.change(
            change.text_document.uri, change.text_document.version, change.content_changes
        )
        if document is not None:
            self._touched(document.path)
            if self._delay:
                self._edited[document.uri] = None

    def _saved(self, params: Any) -> None:
        document = self._documents.get(msgspec.convert(params, sent.DidSaveTextDocumentParams).text_document.uri)
        if document is not None:
            self._touched(document.path)

    def _closed(self, params: Any) -> None:
        document = self._documents.close(msgspec.convert(params, sent.DidCloseTextDocumentParams).text_document.uri)
        if document is not None:
            self._touched(document.path)

    def _changed_on_disk(self, params: Any) -> None:
        for event in msgspec.convert(params, sent.DidChangeWatchedFilesParams).changes:
            path = path_of(event.uri)
            if path is not None:
                self._touched(path)

    def _changed_folders(self, params: Any) -> None:
        event = msgspec.convert(params, DidChangeWorkspaceFoldersParams).event
        for folder in event.removed:
            path = path_of(folder.uri)
            if path in self._folders:
                self._folders.remove(path)
        for folder in event.added:
            path = path_of(folder.uri)
            if path is not None and path not in self._folders:
                self._folders.append(path)
                self._look_at(path)
        self._due = time.monotonic() + self._delay


@cache
def _load_explanations() -> None:
    """Loads what explains faults of form: a tenth of a second, which nobody should wait for at the first fault."""
    from routecfg.shape import check

    check({"unknown": None})


def _encoding(preferred: tuple[str, ...] | None) -> PositionEncoding:
    for each in preferred or ():
        if each == "utf-8":
            return "utf-8"
        if each == "utf-16":
            break
    return "utf-16"


def _folders(params: InitializeParams) -> list[Path]:
    """The folders that are open in the editor."""
    if params.workspace_folders is not None:
        found = [path_of(folder.uri) for folder in params.workspace_folders]
    elif params.root_uri is not None:
        found = [path_of(params.root_uri)]
    else:
        found = [Path(params.root_path)] if params.root_path else []
    return [path for path in found if path is not None]


def _address_in(params: Any) -> str | None:
    """The file that a question is about; None if it is about none."""
    if not isinstance(params, dict):
        return None
    for holder in (params.get("textDocument"), params.get("item"), params.get("data"), params):
        if isinstance(holder, dict) and isinstance(holder.get("uri"), str):
            return str(holder["uri"])
    return None
