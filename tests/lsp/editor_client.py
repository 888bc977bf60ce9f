"""An editor, played by the client of pytest-lsp, that talks to a real server."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

SECONDS: Final = 60
"""Until an answer that does not come fails the test."""

Result = TypeVar("Result")


class Editor:
    """An editor with the folders that it was started for. Its texts are those that a test opens.

    Questions go to the `client` of pytest-lsp: `editor.run(editor.client.text_document_hover_async(params))`.
    """

    def __init__(self, runner: asyncio.Runner, home: Path) -> None:
        self._runner = runner
        self._versions: dict[str, int] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[types.Registration] = []
        self.client: Final = LanguageClient(converter_factory=default_converter)
        self._listen()
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        environment = {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
        self.run(self.client.start_io(sys.executable, "-m", "routecfg", "lsp", env=environment))

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """What a question is answered with."""
        return self._runner.run(asyncio.wait_for(coroutine, SECONDS))

    def begin(self, *folders: Path, **capabilities: Any) -> types.InitializeResult:
        """Begins the session, with nothing put off."""
        return self.run(
            self.client.initialize_session(
                types.InitializeParams(
                    types.ClientCapabilities(**capabilities),
                    workspace_folders=[types.WorkspaceFolder(each.as_uri(), each.name) for each in folders],
                    initialization_options={"delay": 0},
                )
            )
        )

    def open(self, file: Path, text: str | None = None) -> str:
        """Opens a file, with the text that it has on disk or another one; its address."""
        uri = file.as_uri()
        self._versions[uri] = self._versions.get(uri, 0) + 1
        text = file.read_bytes().decode() if text is None else text
        item = types.TextDocumentItem(uri, "yaml", self._versions[uri], text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str, range: types.Range | None = None) -> None:  # noqa: A002 - as in the protocol
        """Changes an open text: a range of it, or all."""
        self._versions[uri] += 1
        change = (
            types.TextDocumentContentChangeWholeDocument(text)
            if range is None
            else types.TextDocumentContentChangePartial(range, text)
        )
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        """Closes a text: what is on disk counts again."""
        document = types.TextDocumentIdentifier(uri)
        del self._versions[uri]
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    def tell(self, changes: Mapping[str, types.FileChangeType]) -> None:
        """Tells of changes on disk, by address."""
        events = [types.FileEvent(uri, change) for uri, change in changes.items()]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def findings(self, uri: str) -> list[types.Diagnostic]:
        """What is found in the version of an open text that was sent last."""
        return self.until(uri, lambda params: params.version == self._versions[uri])

    def until(self, uri: str, wanted: Callable[[types.PublishDiagnosticsParams], bool]) -> list[types.Diagnostic]:
        """What is said of a file, as soon as it is what is wanted. What was said before is forgotten."""

        async def heard() -> list[types.Diagnostic]:
            while True:
                while self.published:
                    params = self.published.pop(0)
                    if params.uri == uri and wanted(params):
                        return list(params.diagnostics)
                await asyncio.sleep(0.005)

        return self.run(heard())

    def close_all(self) -> None:
        """Closes every text."""
        for uri in list(self._versions):
            self.close(uri)

    def end(self) -> int:
        """Says goodbye; the exit status of the server."""
        self.run(self.client.shutdown_session())
        server = self.client._server
        assert server is not None
        status = self.run(server.wait())
        self.run(self.client.stop())  # type: ignore[no-untyped-call]  # pytest-lsp gives it no types
        return status

    def _listen(self) -> None:
        def published(_: LanguageClient, params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)

        def registered(_: LanguageClient, params: types.RegistrationParams) -> None:
            self.registered.extend(params.registrations)

        listening = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
            types.CLIENT_REGISTER_CAPABILITY: registered,
        }
        register_lsp_features(self.client, {**DEFAULT_CLIENT_FEATURES, **listening})
