"""The layout of `routecfg fmt`."""

from routecfg.diagnostics import CannotRun
from routecfg.disclosure import harmless
from routecfg.lsp.protocol.base import TextEdit
from routecfg.lsp.protocol.texts import DocumentFormattingParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.lsp.text_changes import changed
from routecfg.source import formatted


def format_file(snapshot: Snapshot, params: DocumentFormattingParams) -> list[TextEdit]:
    """The edit that lays a file out; none if it is. Raises CannotRun if it stays as it is, and says why."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.files else None
    data = snapshot.data(file) if file is not None and text is not None else None
    if text is None or data is None:
        return []
    result = formatted(data)
    if result.refused is not None:
        raise CannotRun(f"not formatted: {harmless(result.refused)}")
    edit = changed(text, result.data)
    return [edit] if edit is not None else []
