"""What a file defines, and what the project has by some name or title."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from routecfg.disclosure import harmless, masked, without_tokens
from routecfg.lsp.names.in_project import names_of
from routecfg.lsp.names.symbols import DECISIONS, ITEM, LANGUAGES, SAVED, SCENARIOS, SECRETS, Occurrence, Symbol
from routecfg.lsp.positions import Text
from routecfg.lsp.protocol import outline as shown
from routecfg.lsp.protocol.base import Location, Position, Range, TextDocumentParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.report.objects import chosen
from routecfg.source import Layout

KINDS: Final = {
    "inbound_routings": shown.KIND_EVENT,
    "decision_trees": shown.KIND_CLASS,
    DECISIONS: shown.KIND_METHOD,
    SCENARIOS: shown.KIND_FUNCTION,
    SECRETS: shown.KIND_KEY,
}
"""Signs that editors have for what something is; a module for the rest."""

_NOT_LISTED: Final = (SAVED, ITEM, LANGUAGES)
_MOST: Final = 200
"""Found by a name or title: nobody reads more, and each needs a look into its file."""


def in_file(snapshot: Snapshot, params: TextDocumentParams) -> list[shown.DocumentSymbol]:
    """The objects, decisions, scenarios and secrets that a file defines, in its order."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.files else None
    layout = snapshot.layout(file) if file is not None and text is not None else None
    if file is None or text is None or layout is None:
        return []
    defined = [each for each in names_of(snapshot, file).occurrences if each.defines and each.on_key]
    inside: dict[str, list[shown.DocumentSymbol]] = {}
    for each in defined:
        if each.symbol.kind == DECISIONS:
            inside.setdefault(each.symbol.scope, []).append(_symbol(snapshot, text, layout, each))
    return [
        _symbol(snapshot, text, layout, each, inside.get(each.symbol.name) if _is_tree(each) else None)
        for each in defined
        if each.symbol.kind not in (*_NOT_LISTED, DECISIONS)
    ]


def in_project(snapshot: Snapshot, params: shown.WorkspaceSymbolParams) -> list[shown.SymbolInformation]:
    """The objects and decisions that have this in their names or titles: the first 200."""
    found = chosen(snapshot.assembly, None, params.query)
    return list(islice(_located(snapshot, (Symbol(*each.address) for each in found)), _MOST))


def _located(snapshot: Snapshot, symbols: Iterator[Symbol]) -> Iterator[shown.SymbolInformation]:
    for symbol in symbols:
        name = ("decision_trees", symbol.scope) if symbol.kind == DECISIONS else symbol[:2]
        file = snapshot.assembly.files.get(name)  # type: ignore[arg-type]  # other kinds are not in it
        text = snapshot.text(file) if file is not None else None
        if file is None or text is None:
            continue
        for each in names_of(snapshot, file).occurrences:
            if each.defines and each.symbol == symbol:
                range_ = Range(text.position_at(each.start), text.position_at(each.end))
                location = Location(snapshot.uri(file), range_)
                within = without_tokens(symbol.scope) or None
                yield shown.SymbolInformation(_name(symbol), _kind(symbol), location, within)
                break


def _symbol(
    snapshot: Snapshot,
    text: Text,
    layout: Layout,
    name: Occurrence,
    children: list[shown.DocumentSymbol] | None = None,
) -> shown.DocumentSymbol:
    selection = Range(text.position_at(name.start), text.position_at(name.end))
    span = layout.span(name.path)
    end = max(selection.end, text.position(span.end_line, span.end_column))
    start = min(selection.start, text.position_at(max(name.start - 1, 0))) if name.start else Position(0, 0)
    return shown.DocumentSymbol(
        _name(name.symbol),
        _kind(name.symbol),
        Range(start, end),
        selection,
        detail_of(snapshot, name.symbol),
        tuple(children) if children else None,
    )


def detail_of(snapshot: Snapshot, symbol: Symbol) -> str:
    """What it is, and its title: `queue, Support`."""
    from routecfg.lsp.names.cards import item_of

    item = item_of(snapshot, symbol)
    return f"{symbol.word}, {harmless(masked(item.title))}" if item is not None and item.title else symbol.word


def _name(symbol: Symbol) -> str:
    return harmless(without_tokens(symbol.name))


def _kind(symbol: Symbol) -> int:
    return KINDS.get(symbol.kind, shown.KIND_MODULE)


def _is_tree(name: Occurrence) -> bool:
    return name.symbol.kind == "decision_trees"
