"""A project in the editor, without the editor: texts with a mark for the cursor, and what a feature is given."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from routecfg.lsp.documents import Documents
from routecfg.lsp.features import FEATURES
from routecfg.lsp.projects import Project, Projects
from routecfg.lsp.protocol.base import TextDocumentIdentifier, TextDocumentPositionParams
from routecfg.lsp.protocol.documents import TextDocumentItem
from routecfg.lsp.protocol.lifecycle import ClientCapabilities
from routecfg.lsp.snapshot import Client, Snapshot
from routecfg.workspace import Surroundings

CURSOR: Final = "‸"


def opened(root: Path, texts: Mapping[str, str] | None = None, client: Client | None = None) -> Snapshot:
    """The project in a folder as it is now, with these texts open and unsaved, by their paths in it."""
    documents, project = _session(root, msgspec.json.encode((client or Client()).capabilities))
    for document in list(documents):
        documents.close(document.uri)
    for path, text in (texts or {}).items():
        documents.add(TextDocumentItem((root / path).as_uri(), 1, text))
    project.changed()
    return project.snapshot(documents)


@cache
def _session(root: Path, capabilities: bytes) -> tuple[Documents, Project]:
    """One session for each folder: what is known of files that do not change need not be worked out again."""
    client = Client(msgspec.json.decode(capabilities, type=ClientCapabilities))
    documents = Documents(client.encoding)
    project = Projects(client, documents, Surroundings()).around(root)
    assert project is not None
    return documents, project


def at(snapshot: Snapshot, path: str, index: int) -> TextDocumentPositionParams:
    """A question about a place, by its index into the text."""
    text = snapshot.text(path)
    assert text is not None
    return TextDocumentPositionParams(TextDocumentIdentifier(snapshot.uri(path)), text.position_at(index))


def cursor(root: Path, path: str, marked: str) -> tuple[Snapshot, TextDocumentPositionParams]:
    """The project with this text in one of its files, and a question about the place with the mark."""
    index = marked.index(CURSOR)
    snapshot = opened(root, {path: marked.replace(CURSOR, "", 1)})
    return snapshot, at(snapshot, path, index)


def edited(snapshot: Snapshot, edit: Any) -> dict[str, bytes]:
    """The files that an edit of the workspace changes, as they are then."""
    changes = edit.changes or {each.text_document.uri: each.edits for each in edit.document_changes}
    found = {}
    for uri, edits in changes.items():
        path = snapshot.path(uri)
        assert path is not None
        text = snapshot.text(path)
        data = snapshot.data(path)
        assert text is not None and data is not None
        after = text.lines.text
        for each in sorted(edits, key=lambda each: each.range, reverse=True):
            after = after[: text.index(each.range.start)] + each.new_text + after[text.index(each.range.end) :]
        found[path] = (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + after.encode()
    return found


def shown(snapshot: Snapshot, locations: Any) -> list[str]:
    """Places as `file:line: text`."""
    lines = []
    for each in locations:
        path = snapshot.path(each.uri)
        text = snapshot.text(path or "")
        assert text is not None
        start, end = text.index(each.range.start), text.index(each.range.end)
        lines.append(f"{path}:{each.range.start.line + 1}: {text.lines.text[start:end]}")
    return lines


def ask(snapshot: Snapshot, method: str, params: Any) -> Any:
    """What the server would answer."""
    return FEATURES[method].answer(snapshot, params)
