"""Questions about what there is in files, and who leads where."""

from typing import Final

from routecfg.lsp.protocol.base import Location, Message, Position, Range, TextDocumentIdentifier

KIND_MODULE: Final = 2
KIND_CLASS: Final = 5
KIND_METHOD: Final = 6
KIND_FUNCTION: Final = 12
KIND_KEY: Final = 20
KIND_EVENT: Final = 24


class DocumentSymbol(Message, frozen=True):
    """Something that a file defines, with what is in it. `selection_range` is its name."""

    name: str
    kind: int
    range: Range
    selection_range: Range
    detail: str | None = None
    children: tuple["DocumentSymbol", ...] | None = None


class WorkspaceSymbolParams(Message, frozen=True):
    """What has this in its name or title?"""

    query: str


class SymbolInformation(Message, frozen=True):
    """Something that a file defines."""

    name: str
    kind: int
    location: Location
    container_name: str | None = None


class CallHierarchyItem(Message, frozen=True):
    """Something that chats can be in. `data` is its path: it comes back with the next question."""

    name: str
    kind: int
    uri: str
    range: Range
    selection_range: Range
    detail: str | None = None
    data: tuple[str, ...] | None = None


class CallHierarchyParams(Message, frozen=True):
    """What leads here, or where does this lead?"""

    item: CallHierarchyItem


class CallHierarchyPrepareParams(Message, frozen=True):
    """What can chats be in here?"""

    text_document: TextDocumentIdentifier
    position: Position


class CallHierarchyIncomingCall(Message, frozen=True, rename={"from_": "from", "from_ranges": "fromRanges"}):
    """Something that leads here. `from_ranges` are the places that say so."""

    from_: CallHierarchyItem
    from_ranges: tuple[Range, ...]


class CallHierarchyOutgoingCall(Message, frozen=True):
    """Where something leads. `from_ranges` are the places in it that say so."""

    to: CallHierarchyItem
    from_ranges: tuple[Range, ...]
