"""Each feature once, as an editor asks for it: a real client and a real server."""

from pathlib import Path

from lsprotocol import types

from lsp.editor_client import Editor


def position_of(text: str, part: str, more: int = 1) -> types.Position:
    """A place in a text, in the columns of the protocol."""
    index = text.index(part) + more
    line = text.count("\n", 0, index)
    before = text[text.rfind("\n", 0, index) + 1 : index]
    return types.Position(line, len(before.encode("utf-16-le")) // 2)


def test_names_lead_to_what_they_stand_for_and_are_renamed_everywhere(editor: Editor, eshop: Path) -> None:
    file = eshop / "routing" / "chatbots.yaml"
    text = file.read_text(encoding="utf-8")
    document = types.TextDocumentIdentifier(editor.open(file))
    place = position_of(text, "support-de")
    client = editor.client
    definition = editor.run(client.text_document_definition_async(types.DefinitionParams(document, place)))
    assert isinstance(definition, list)
    assert [str(each.uri).rpartition("/")[2] for each in definition if isinstance(each, types.Location)] == [
        "directory.yaml"
    ]
    context = types.ReferenceContext(include_declaration=True)
    references = editor.run(client.text_document_references_async(types.ReferenceParams(context, document, place)))
    assert references is not None
    assert {each.uri.rpartition("/")[2] for each in references} >= {"chatbots.yaml", "directory.yaml", "coffee.yaml"}
    highlights = editor.run(
        client.text_document_document_highlight_async(types.DocumentHighlightParams(document, place))
    )
    assert highlights
    prepared = editor.run(client.text_document_prepare_rename_async(types.PrepareRenameParams(document, place)))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "support-de"
    edit = editor.run(client.text_document_rename_async(types.RenameParams(document, place, "help-de")))
    assert edit is not None
    assert edit.changes is not None
    assert {each.new_text for edits in edit.changes.values() for each in edits} == {"help-de"}
    assert sum(map(len, edit.changes.values())) == len(references)


def test_what_is_written_is_explained_completed_and_corrected(editor: Editor, eshop: Path) -> None:
    file = eshop / "routing" / "new.yaml"
    text = "queues:\n  new: {title: 🙂, titel: New}\nterminates:\n  end: {title: E, queue: sup"
    uri = editor.open(file, text)
    document = types.TextDocumentIdentifier(uri)
    client = editor.client
    completion = editor.run(
        client.text_document_completion_async(types.CompletionParams(document, position_of(text, "sup", 3)))
    )
    assert isinstance(completion, types.CompletionList)
    assert "support" in [each.label for each in completion.items]
    text = text.replace("queue: sup", "queue: support, disconnection_cause: user}\n").replace("title: 🙂, ", "")
    editor.type(uri, text)
    hover = editor.run(client.text_document_hover_async(types.HoverParams(document, position_of(text, "support"))))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.value.startswith("**queue** `support`")
    findings = editor.findings(uri)
    wrong = next(each for each in findings if each.code == "RC101")
    actions = editor.run(
        client.text_document_code_action_async(
            types.CodeActionParams(document, wrong.range, types.CodeActionContext([wrong]))
        )
    )
    assert actions
    first = actions[0]
    assert isinstance(first, types.CodeAction)
    assert (first.title, first.kind) == ("Write 'title'", types.CodeActionKind.QuickFix)
    assert list(first.diagnostics or ()) == [wrong]
    editor.type(uri, text.replace("new: {", "new:   {"))
    options = types.FormattingOptions(2, insert_spaces=True)
    edits = editor.run(client.text_document_formatting_async(types.DocumentFormattingParams(document, options)))
    assert edits is not None
    assert len(edits) == 1


def test_what_there_is_and_who_leads_where_is_shown(editor: Editor, eshop: Path) -> None:
    file = eshop / "routing" / "inbound.yaml"
    document = types.TextDocumentIdentifier(editor.open(file))
    client = editor.client
    symbols = editor.run(client.text_document_document_symbol_async(types.DocumentSymbolParams(document)))
    assert symbols is not None
    assert [each.name for each in symbols][:1] == ["eshop-cz"]
    found = editor.run(client.workspace_symbol_async(types.WorkspaceSymbolParams("describe")))
    assert found is not None
    assert "describe" in [each.name for each in found]
    lenses = editor.run(client.text_document_code_lens_async(types.CodeLensParams(document)))
    assert lenses is not None
    assert lenses[0].command is not None
    assert lenses[0].command.command == "routecfg.startChat"
    text = file.read_text(encoding="utf-8")
    place = position_of(text, "eshop-cz-open")
    items = editor.run(
        client.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(document, place))
    )
    assert items is not None
    calls = editor.run(client.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(items[0])))
    assert calls is not None
    assert "eshop-cz" in [each.from_.name for each in calls]
    ways = editor.run(client.call_hierarchy_outgoing_calls_async(types.CallHierarchyOutgoingCallsParams(items[0])))
    assert ways is not None
    assert "main-menu" in [each.to.name for each in ways]
