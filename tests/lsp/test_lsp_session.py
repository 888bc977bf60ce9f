"""What an editor is told while somebody works in it: a real client and a real server."""

from pathlib import Path

from lsprotocol import types

from lsp.editor_client import Editor


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


def test_findings_come_as_one_types_and_go_when_it_is_right_again(editor: Editor, shop: Path) -> None:
    uri = editor.open(shop / "routing" / "shop.yaml")
    assert editor.findings(uri) == []
    editor.type(uri, "zzz: 1\n", at(0, 0, 0))
    (found,) = editor.findings(uri)
    assert (found.code, found.severity, found.range) == ("RC101", types.DiagnosticSeverity.Error, at(0, 0, 3))
    editor.type(uri, "", types.Range(types.Position(0, 0), types.Position(1, 0)))
    assert editor.findings(uri) == []
