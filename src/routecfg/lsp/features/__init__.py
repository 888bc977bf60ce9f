"""What the editor can ask: each feature is a function of a snapshot and a question, and knows no transport.

To add one, write `def hover(snapshot: Snapshot, params: TextDocumentPositionParams) -> Hover | None` in a module of
this folder and list it below. The type of `params` says how the question is read. What is asked of no file
(`workspace/symbol`) is asked of every open project, and the lists are joined. A CannotRun is shown to the user.
"""

from importlib import import_module
from typing import Any, Final, NamedTuple, get_type_hints

import msgspec

from routecfg.lsp.snapshot import Snapshot


class Feature(NamedTuple):
    """A question: who answers it (`module:function` in this folder), and how the server announces that it can.

    `capability` is the field of the server's capabilities and `options` what stands there; no field if another
    feature announces it, as for `codeAction/resolve`.
    """

    function: str
    capability: str | None = None
    options: Any = True

    def answer(self, snapshot: Snapshot, params: object) -> Any:
        """What the function answers. Raises CannotRun, and ValidationError of msgspec for a question of another form.

        The module is loaded when it is first asked, so that the server is there at once.
        """
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"{__name__}.{module}"), name)
        return function(snapshot, msgspec.convert(params, get_type_hints(function)["params"]))


FEATURES: Final[dict[str, Feature]] = {
    "textDocument/definition": Feature("definition:definition", "definitionProvider"),
    "textDocument/references": Feature("definition:references", "referencesProvider"),
    "textDocument/documentHighlight": Feature("definition:highlights", "documentHighlightProvider"),
    "textDocument/prepareRename": Feature("rename:prepare"),
    "textDocument/rename": Feature("rename:rename", "renameProvider", {"prepareProvider": True}),
    "textDocument/completion": Feature(
        "completion:complete", "completionProvider", {"triggerCharacters": [" ", "{", "[", ",", ".", "|"]}
    ),
    "textDocument/hover": Feature("hover:hover", "hoverProvider"),
    "textDocument/codeAction": Feature(
        "code_actions:actions", "codeActionProvider", {"codeActionKinds": ["quickfix", "source.fixAll.routecfg"]}
    ),
    "textDocument/formatting": Feature("formatting:format_file", "documentFormattingProvider"),
    "textDocument/documentSymbol": Feature("symbols:in_file", "documentSymbolProvider"),
    "workspace/symbol": Feature("symbols:in_project", "workspaceSymbolProvider"),
    "textDocument/prepareCallHierarchy": Feature("call_hierarchy:prepare", "callHierarchyProvider"),
    "callHierarchy/incomingCalls": Feature("call_hierarchy:incoming"),
    "callHierarchy/outgoingCalls": Feature("call_hierarchy:outgoing"),
    "textDocument/codeLens": Feature("code_lens:lenses", "codeLensProvider", {}),
}
"""Every question by its method: `"textDocument/hover": Feature("hover:hover", "hoverProvider")`."""


def capabilities() -> dict[str, Any]:
    """What the server announces of the features."""
    return {each.capability: each.options for each in FEATURES.values() if each.capability is not None}
