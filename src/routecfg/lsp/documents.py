"""The texts that are open in the editor."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from routecfg.lsp.addresses import path_of
from routecfg.lsp.positions import PositionEncoding, Text
from routecfg.lsp.protocol.base import Position
from routecfg.lsp.protocol.documents import TextDocumentContentChangeEvent, TextDocumentItem

_MARK: Final = "\ufeff"


class Document:
    """One open text in one version. `path` is where it stands, or will stand, on disk."""

    def __init__(self, uri: str, path: Path, version: int, text: str, encoding: PositionEncoding) -> None:
        self.uri: Final = uri
        self.path: Final = path
        self.version: Final = version
        self.text: Final = text
        self._encoding: Final[PositionEncoding] = encoding

    @cached_property
    def data(self) -> bytes:
        """The bytes that the file would have if it were saved."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def positions(self) -> Text:
        """The way between the editor's positions and ours."""
        return Text(self.data, self._encoding, marked=self.text.startswith(_MARK))

    def changed(self, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> "Document":
        """The text after these changes, made one after the other."""
        document = self
        for change in changes:
            text = change.text
            if change.range is not None:
                start, end = sorted((document._offset(change.range.start), document._offset(change.range.end)))
                text = document.text[:start] + text + document.text[end:]
            document = Document(self.uri, self.path, version, text, self._encoding)
        return document if changes else Document(self.uri, self.path, version, self.text, self._encoding)

    def _offset(self, position: Position) -> int:
        """The index into the text, in which a byte order mark is a character."""
        if not self.text.startswith(_MARK):
            return self.positions.index(position)
        return 0 if position == Position(0, 0) else self.positions.index(position) + len(_MARK)


class Documents:
    """All open texts that stand in files, by their paths."""

    def __init__(self, encoding: PositionEncoding) -> None:
        self._encoding: Final[PositionEncoding] = encoding
        self._open: dict[str, Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return iter(self._open.values())

    def get(self, uri: str) -> Document | None:
        """The open text at this address."""
        return self._open.get(uri)

    def add(self, item: TextDocumentItem) -> Document | None:
        """A text is open from here on; None for what will never be a file."""
        path = path_of(item.uri)
        if path is None:
            return None
        self._open[item.uri] = Document(item.uri, path, item.version, item.text, self._encoding)
        return self._open[item.uri]

    def change(self, uri: str, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> Document | None:
        """The open text after these changes; None if it is not open."""
        document = self._open.get(uri)
        if document is None:
            return None
        self._open[uri] = document.changed(version, changes)
        return self._open[uri]

    def close(self, uri: str) -> Document | None:
        """The text that was open until now."""
        return self._open.pop(uri, None)
