"""What editors say of the texts that are open in them, and of files that changed on disk."""

from routecfg.lsp.protocol.base import Message, Range, TextDocumentIdentifier


class TextDocumentItem(Message, frozen=True):
    """A text as it was opened."""

    uri: str
    version: int
    text: str


class DidOpenTextDocumentParams(Message, frozen=True):
    """A text is open from here on: what stands on disk does not count."""

    text_document: TextDocumentItem


class VersionedTextDocumentIdentifier(Message, frozen=True):
    """A text in a version."""

    uri: str
    version: int


class TextDocumentContentChangeEvent(Message, frozen=True):
    """The new text of a range; without a range, of the whole."""

    text: str
    range: Range | None = None


class DidChangeTextDocumentParams(Message, frozen=True):
    """An open text has changed: one change after the other, each in the text that the one before left."""

    text_document: VersionedTextDocumentIdentifier
    content_changes: tuple[TextDocumentContentChangeEvent, ...]


class DidSaveTextDocumentParams(Message, frozen=True):
    """An open text stands on disk now."""

    text_document: TextDocumentIdentifier


class DidCloseTextDocumentParams(Message, frozen=True):
    """A text is no longer open: what stands on disk counts."""

    text_document: TextDocumentIdentifier


class FileEvent(Message, frozen=True):
    """A file was created (1), changed (2) or deleted (3) on disk."""

    uri: str
    type: int


class DidChangeWatchedFilesParams(Message, frozen=True):
    """Files changed on disk, by the editor's hand or another."""

    changes: tuple[FileEvent, ...]


class FileSystemWatcher(Message, frozen=True):
    """Which files are watched."""

    glob_pattern: str


class DidChangeWatchedFilesRegistrationOptions(Message, frozen=True):
    """Which files are watched."""

    watchers: tuple[FileSystemWatcher, ...]


class Registration(Message, frozen=True):
    """What the server asks the editor to tell it from here on."""

    id: str
    method: str
    register_options: DidChangeWatchedFilesRegistrationOptions


class RegistrationParams(Message, frozen=True):
    """What the server asks the editor to tell it from here on."""

    registrations: tuple[Registration, ...]
