"""A server without a process: messages in as bytes, what it sends as values."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from routecfg.lsp.server import Server
from routecfg.workspace import Surroundings

NOW: Final = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


class Bare:
    """A server that answers at once and checks when it is told to."""

    def __init__(self, *folders: Path, delay: int = 0, begin: bool = True, **capabilities: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        self.cancelled: set[int | str] = set()
        self.server: Final = Server(
            lambda frame: self.sent.append(json.loads(frame.partition(b"\r\n\r\n")[2])),
            Surroundings(lambda: NOW),
            self.cancelled.__contains__,
        )
        self._next = 0
        if begin:
            named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
            options = {"delay": delay}
            self.ask("initialize", capabilities=capabilities, workspaceFolders=named, initializationOptions=options)
            self.tell("initialized")

    def hand(self, body: bytes) -> list[dict[str, Any]]:
        """Hands in a body as it is; what was sent for it."""
        before = len(self.sent)
        self.server.handle(body)
        return self.sent[before:]

    def tell(self, method: str, **params: Any) -> list[dict[str, Any]]:
        """A notice; what was sent for it."""
        return self.hand(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """A question; its answer."""
        self._next += 1
        message = {"jsonrpc": "2.0", "id": self._next, "method": method, "params": params}
        (answer,) = [each for each in self.hand(json.dumps(message).encode()) if each.get("id") == self._next]
        return answer

    def open(self, file: Path, text: str | None = None, version: int = 1) -> str:
        """Opens a file; its address."""
        uri = file.as_uri()
        text = file.read_bytes().decode() if text is None else text
        self.tell(
            "textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": version, "text": text}
        )
        return uri

    def type(self, uri: str, version: int, *changes: dict[str, Any]) -> list[dict[str, Any]]:
        """Changes an open text; what was sent for it at once."""
        document = {"uri": uri, "version": version}
        return self.tell("textDocument/didChange", textDocument=document, contentChanges=list(changes))

    def close(self, uri: str) -> None:
        """Closes a text."""
        self.tell("textDocument/didClose", textDocument={"uri": uri})

    def changed_on_disk(self, *files: Path) -> None:
        """Tells that files are not what they were, whatever became of them."""
        self.tell("workspace/didChangeWatchedFiles", changes=[{"uri": each.as_uri(), "type": 2} for each in files])

    def settle(self) -> dict[str, list[dict[str, Any]]]:
        """Checks what has changed; what was published, by address."""
        before = len(self.sent)
        self.server.settle()
        return published(self.sent[before:])


def published(messages: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """What these messages publish, by address: what comes last counts."""
    found = [each["params"] for each in messages if each.get("method") == "textDocument/publishDiagnostics"]
    return {each["uri"]: each["diagnostics"] for each in found}


def whole(text: str) -> dict[str, Any]:
    """A change of the whole text."""
    return {"text": text}


def between(start: tuple[int, int], end: tuple[int, int], text: str) -> dict[str, Any]:
    """A change of a range: lines and characters from 0."""
    first, last = ({"line": line, "character": character} for line, character in (start, end))
    return {"range": {"start": first, "end": last}, "text": text}
