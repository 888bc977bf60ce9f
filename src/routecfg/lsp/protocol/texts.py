"""Questions about what is written at a place, and their answers."""

from typing import Final

from routecfg.lsp.protocol.base import (
    Command,
    MarkupContent,
    Message,
    Range,
    TextDocumentIdentifier,
    TextEdit,
    WorkspaceEdit,
)
from routecfg.lsp.protocol.diagnostics import Diagnostic

MARKDOWN: Final = "markdown"
PLAIN_TEXT: Final = "plaintext"

KIND_FIELD: Final = 5
KIND_VALUE: Final = 12
KIND_CONSTANT: Final = 21
KIND_REFERENCE: Final = 18
KIND_VARIABLE: Final = 6
SNIPPET: Final = 2


class Hover(Message, frozen=True):
    """What is shown beside the pointer."""

    contents: MarkupContent
    range: Range | None = None


class CompletionItem(Message, frozen=True):
    """Something that could be written. `sort_text` gives the order; a snippet has `insert_text_format` 2."""

    label: str
    kind: int
    detail: str | None = None
    documentation: MarkupContent | None = None
    sort_text: str | None = None
    filter_text: str | None = None
    insert_text_format: int | None = None
    text_edit: TextEdit | None = None


class CompletionList(Message, frozen=True, omit_defaults=False):
    """What could be written here."""

    is_incomplete: bool
    items: tuple[CompletionItem, ...]


class CodeActionContext(Message, frozen=True):
    """The findings at the place, as they were published; and which kinds of actions are wanted, all if none is said."""

    diagnostics: tuple[Diagnostic, ...] = ()
    only: tuple[str, ...] | None = None


class CodeActionParams(Message, frozen=True):
    """What can be done here?"""

    text_document: TextDocumentIdentifier
    range: Range
    context: CodeActionContext = CodeActionContext()


class CodeAction(Message, frozen=True):
    """Something that can be done."""

    title: str
    kind: str
    diagnostics: tuple[Diagnostic, ...] | None = None
    edit: WorkspaceEdit | None = None
    is_preferred: bool = False


class CodeLens(Message, frozen=True):
    """A line above a line, with something to click."""

    range: Range
    command: Command | None = None


class DocumentFormattingParams(Message, frozen=True):
    """Lay this file out. The editor's wishes about indentation do not count: there is one layout."""

    text_document: TextDocumentIdentifier
