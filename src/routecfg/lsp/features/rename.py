"""Another name for an object, a decision, a scenario, a secret or saved data, in all files at once."""

from routecfg.lsp.features.definition import range_of
from routecfg.lsp.names.in_project import name_at
from routecfg.lsp.names.renaming import named, renamed
from routecfg.lsp.protocol.base import Range, TextDocumentPositionParams, TextEdit, WorkspaceEdit
from routecfg.lsp.protocol.names import PreparedRename, RenameParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.lsp.workspace_edits import workspace_edit


def prepare(snapshot: Snapshot, params: TextDocumentPositionParams) -> PreparedRename | None:
    """What can be renamed here; None where no name is. Raises CannotRun if the name cannot be changed."""
    here = name_at(snapshot, params)
    if here is None:
        return None
    named(snapshot, here.name.symbol)
    range_ = range_of(snapshot, here)
    return PreparedRename(range_, here.name.symbol.name) if range_ is not None else None


def rename(snapshot: Snapshot, params: RenameParams) -> WorkspaceEdit | None:
    """The edits that give it the new name. Raises CannotRun if it cannot have it."""
    here = name_at(snapshot, TextDocumentPositionParams(params.text_document, params.position))
    if here is None:
        return None
    changes = renamed(snapshot, here.name.symbol, params.new_name)
    edits: dict[str, list[TextEdit]] = {}
    for file, stretches in changes.items():
        text = snapshot.text(file)
        if text is not None:
            edits[file] = [
                TextEdit(Range(text.position_at(start), text.position_at(end)), new) for start, end, new in stretches
            ]
    return workspace_edit(snapshot, edits)
