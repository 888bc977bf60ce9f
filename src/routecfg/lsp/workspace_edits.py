"""Edits of several files, in the form that the editor knows."""

from collections.abc import Mapping, Sequence

from routecfg.lsp.protocol.base import TextDocumentEdit, TextEdit, WorkspaceEdit
from routecfg.lsp.snapshot import Snapshot


def workspace_edit(snapshot: Snapshot, edits: Mapping[str, Sequence[TextEdit]]) -> WorkspaceEdit:
    """Edits by file. An editor that knows versions applies them only to the texts that were looked at."""
    workspace = snapshot.client.capabilities.workspace
    if workspace is not None and workspace.workspace_edit is not None and workspace.workspace_edit.document_changes:
        changes = (TextDocumentEdit(snapshot.versioned(file), tuple(each)) for file, each in edits.items())
        return WorkspaceEdit(document_changes=tuple(changes))
    return WorkspaceEdit(changes={snapshot.uri(file): tuple(each) for file, each in edits.items()})
