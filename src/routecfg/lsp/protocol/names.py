"""Questions about names, and their answers."""

from typing import Final

from routecfg.lsp.protocol.base import Message, Position, Range, TextDocumentIdentifier

READ: Final = 2
WRITE: Final = 3


class ReferenceContext(Message, frozen=True):
    """Whether the place that defines the name is wanted as well."""

    include_declaration: bool = False


class ReferenceParams(Message, frozen=True):
    """Where is this used?"""

    text_document: TextDocumentIdentifier
    position: Position
    context: ReferenceContext = ReferenceContext()


class DocumentHighlight(Message, frozen=True):
    """A place of the same name in the file: one that defines it (3) or uses it (2)."""

    range: Range
    kind: int


class PreparedRename(Message, frozen=True):
    """What can be renamed here, and its name as it is."""

    range: Range
    placeholder: str


class RenameParams(Message, frozen=True):
    """What is here should have another name."""

    text_document: TextDocumentIdentifier
    position: Position
    new_name: str
