"""What many messages hold: positions, places, edits."""

from typing import Annotated

import msgspec


class Message(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Part of a message. What has its default is left out where the server writes it."""


class Position(Message, frozen=True, order=True, omit_defaults=False):
    """A place between two characters. Both count from 0; the character in the units that were agreed on."""

    line: Annotated[int, msgspec.Meta(ge=0)]
    character: Annotated[int, msgspec.Meta(ge=0)]


class Range(Message, frozen=True, order=True):
    """From a place up to another, exclusive."""

    start: Position
    end: Position


class Location(Message, frozen=True, order=True):
    """A stretch of a file."""

    uri: str
    range: Range


class TextDocumentIdentifier(Message, frozen=True):
    """A file."""

    uri: str


class TextDocumentParams(Message, frozen=True):
    """A question about a whole file."""

    text_document: TextDocumentIdentifier


class TextDocumentPositionParams(Message, frozen=True):
    """A question about a place in a file."""

    text_document: TextDocumentIdentifier
    position: Position


class TextEdit(Message, frozen=True):
    """What stands in the range is replaced by the text."""

    range: Range
    new_text: str


class OptionalVersionedTextDocumentIdentifier(Message, frozen=True, omit_defaults=False):
    """A file in the version that edits are made for; None: as it is on disk."""

    uri: str
    version: int | None


class TextDocumentEdit(Message, frozen=True):
    """Edits of one file, all of them of the text as it was before the first."""

    text_document: OptionalVersionedTextDocumentIdentifier
    edits: tuple[TextEdit, ...]


class WorkspaceEdit(Message, frozen=True):
    """Edits of several files: `document_changes` for editors that know versions, else `changes`, by address."""

    changes: dict[str, tuple[TextEdit, ...]] | None = None
    document_changes: tuple[TextDocumentEdit, ...] | None = None


class MarkupContent(Message, frozen=True):
    """A text to show: `kind` is `markdown` or `plaintext`."""

    kind: str
    value: str


class Command(Message, frozen=True):
    """What happens at a click: a command that the editor or the server knows."""

    title: str
    command: str
    arguments: tuple[object, ...] | None = None
