"""A line above what chats can be in: how many ways lead there; above a number: start a chat."""

from collections.abc import Iterator
from typing import Final

from routecfg.lsp.names.cards import ways_lead_here
from routecfg.lsp.names.in_project import names_of
from routecfg.lsp.names.symbols import Occurrence
from routecfg.lsp.names.ways import node_of, numbers_of_ways
from routecfg.lsp.protocol.base import Command, Range, TextDocumentParams
from routecfg.lsp.protocol.texts import CodeLens
from routecfg.lsp.snapshot import Snapshot

SHOW_WAYS: Final = "routecfg.showWays"
"""With the address of the file and the position of the name: the editor shows who leads there."""

START_CHAT: Final = "routecfg.startChat"
"""With the project's folder and the name of an inbound routing: `routecfg chat` in a terminal."""

OPEN_PREVIEW: Final = "routecfg.openPreview"
"""With the project's folder: `routecfg preview` in a terminal."""


def lenses(snapshot: Snapshot, params: TextDocumentParams) -> list[CodeLens]:
    """The lines above what a file defines."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.routing_files else None
    if file is None or text is None:
        return []
    ways = numbers_of_ways(snapshot.graph)
    return [
        CodeLens(Range(text.position_at(each.start), text.position_at(each.end)), command)
        for each in names_of(snapshot, file).occurrences
        if each.defines
        for command in _commands(snapshot, file, each, ways)
    ]


def _commands(snapshot: Snapshot, file: str, name: Occurrence, ways: dict[int, int]) -> Iterator[Command]:
    text = snapshot.text(file)
    node = node_of(snapshot.graph, name.symbol)
    if node is None or text is None:
        return
    if name.symbol.kind == "inbound_routings":
        folder = str(snapshot.root)
        yield Command("start a chat here", START_CHAT, (folder, name.symbol.name))
        yield Command("open the preview", OPEN_PREVIEW, (folder,))
    else:
        title = ways_lead_here(ways.get(node, 0))
        yield Command(title, SHOW_WAYS, (snapshot.uri(file), text.position_at(name.start)))
