"""What an editor is told while somebody works in it: a real client and a real server."""

import asyncio
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


def test_a_file_that_is_new_renamed_and_deleted_on_disk_is_followed(editor: Editor, shop: Path) -> None:
    opened = editor.open(shop / "routing" / "shop.yaml")
    assert editor.findings(opened) == []
    more = shop / "routing" / "more.yaml"
    more.write_text("queues: {spare: {title: Spare, id: 7}}\n")
    editor.tell({more.as_uri(): types.FileChangeType.Created})
    assert [each.code for each in editor.until(more.as_uri(), lambda params: bool(params.diagnostics))] == ["RC203"]
    moved = more.rename(shop / "routing" / "moved.yaml")
    editor.tell({more.as_uri(): types.FileChangeType.Deleted, moved.as_uri(): types.FileChangeType.Created})
    assert editor.until(more.as_uri(), lambda params: not params.diagnostics) == []
    assert [each.code for each in editor.until(moved.as_uri(), lambda params: bool(params.diagnostics))] == ["RC203"]


def test_unsaved_text_that_is_closed_no_longer_counts(editor: Editor, shop: Path) -> None:
    uri = editor.open(shop / "routing" / "shop.yaml", "queues: [")
    assert [each.code for each in editor.findings(uri)] == ["RC001"]
    editor.close(uri)
    assert editor.until(uri, lambda params: not params.diagnostics) == []


def test_an_editor_that_can_watch_files_is_asked_to(runner: asyncio.Runner, shop: Path, tmp_path: Path) -> None:
    editor = Editor(runner, tmp_path)
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    result = editor.begin(
        shop,
        workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching),
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]),
    )
    assert result.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    uri = editor.open(shop / "routing" / "shop.yaml", "queues: {q: {title: 🕘}}\nzzz: 1\n")
    assert [each.code for each in editor.findings(uri)][:1] == ["RC101"]
    assert {each.method for each in editor.registered} == {"workspace/didChangeWatchedFiles"}
    assert editor.end() == 0
