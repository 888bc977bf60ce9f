"""Who leads here, and where this leads: ways of chats, as editors show who calls what."""

from collections.abc import Iterable

from routecfg.disclosure import harmless, without_tokens
from routecfg.graph import Graph
from routecfg.lsp.features.symbols import KINDS, detail_of
from routecfg.lsp.names.in_project import definitions, name_at
from routecfg.lsp.names.symbols import Symbol
from routecfg.lsp.names.ways import Way, node_of, place_of, symbol_of, ways_from, ways_to
from routecfg.lsp.protocol import outline as shown
from routecfg.lsp.protocol.base import Range, TextDocumentPositionParams
from routecfg.lsp.snapshot import Snapshot


def prepare(snapshot: Snapshot, params: TextDocumentPositionParams) -> list[shown.CallHierarchyItem]:
    """The object or decision that is named here, if chats can be in it."""
    here = name_at(snapshot, params)
    if here is None or node_of(snapshot.graph, here.name.symbol) is None:
        return []
    item = _item(snapshot, here.name.symbol)
    return [item] if item is not None else []


def incoming(snapshot: Snapshot, params: shown.CallHierarchyParams) -> list[shown.CallHierarchyIncomingCall]:
    """What leads to it, each with the places that say so."""
    number = _number(snapshot, params)
    if number is None:
        return []
    graph = snapshot.graph
    return [
        shown.CallHierarchyIncomingCall(item, ranges)
        for item, ranges in _grouped(snapshot, graph, ways_to(graph, number), by_start=True)
    ]


def outgoing(snapshot: Snapshot, params: shown.CallHierarchyParams) -> list[shown.CallHierarchyOutgoingCall]:
    """Where it leads, each with the places that say so."""
    number = _number(snapshot, params)
    if number is None:
        return []
    graph = snapshot.graph
    return [
        shown.CallHierarchyOutgoingCall(item, ranges)
        for item, ranges in _grouped(snapshot, graph, ways_from(graph, number), by_start=False)
    ]


def _number(snapshot: Snapshot, params: shown.CallHierarchyParams) -> int | None:
    data = params.item.data
    if data is None or len(data) != len(Symbol._fields):
        return None
    return node_of(snapshot.graph, Symbol(*data))


def _grouped(
    snapshot: Snapshot, graph: Graph, ways: Iterable[Way], *, by_start: bool
) -> list[tuple[shown.CallHierarchyItem, tuple[Range, ...]]]:
    """The other end of each way, with the places of all ways that it has."""
    places: dict[int, list[Range]] = {}
    for way in ways:
        found = place_of(snapshot, way.path)
        text = snapshot.text(found[0]) if found is not None else None
        here = places.setdefault(way.start if by_start else way.end, [])
        if found is not None and text is not None:
            here.append(text.range(found[1]))
    items = []
    for number, ranges in places.items():
        symbol = symbol_of(graph.nodes[number])
        item = _item(snapshot, symbol) if symbol is not None else None
        if item is not None:
            items.append((item, tuple(dict.fromkeys(ranges))))
    return items


def _item(snapshot: Snapshot, symbol: Symbol) -> shown.CallHierarchyItem | None:
    for file, name in definitions(snapshot, symbol):
        text = snapshot.text(file)
        if text is not None:
            range_ = Range(text.position_at(name.start), text.position_at(name.end))
            label = harmless(without_tokens(symbol.name))
            kind = KINDS.get(symbol.kind, shown.KIND_MODULE)
            return shown.CallHierarchyItem(
                label, kind, snapshot.uri(file), range_, range_, detail_of(snapshot, symbol), tuple(symbol)
            )
    return None
