"""Where what a name stands for is defined, and where it is used."""

from collections.abc import Iterable

from routecfg.lsp.names.in_project import Found, definitions, name_at, names_of, occurrences
from routecfg.lsp.protocol.base import Location, Range, TextDocumentPositionParams
from routecfg.lsp.protocol.names import READ, WRITE, DocumentHighlight, ReferenceParams
from routecfg.lsp.snapshot import Snapshot


def definition(snapshot: Snapshot, params: TextDocumentPositionParams) -> list[Location]:
    """The key that defines what is named here. Of saved data all places that save it."""
    here = name_at(snapshot, params)
    return locations(snapshot, definitions(snapshot, here.name.symbol)) if here is not None else []


def references(snapshot: Snapshot, params: ReferenceParams) -> list[Location]:
    """Every place that names the same, in all files."""
    at = TextDocumentPositionParams(params.text_document, params.position)
    here = name_at(snapshot, at)
    if here is None:
        return []
    found = occurrences(snapshot, here.name.symbol)
    wanted = (each for each in found if params.context.include_declaration or not each.name.defines)
    return locations(snapshot, wanted)


def highlights(snapshot: Snapshot, params: TextDocumentPositionParams) -> list[DocumentHighlight]:
    """The places of the same name in this file."""
    here = name_at(snapshot, params)
    if here is None:
        return []
    names = (each for each in names_of(snapshot, here.file).occurrences if each.symbol == here.name.symbol)
    found = (Found(here.file, each) for each in names)
    return [
        DocumentHighlight(range_, WRITE if each.name.defines else READ)
        for each in found
        if (range_ := range_of(snapshot, each)) is not None
    ]


def locations(snapshot: Snapshot, found: Iterable[Found]) -> list[Location]:
    """Places as the editor has them."""
    ranges = ((each.file, range_of(snapshot, each)) for each in found)
    return [Location(snapshot.uri(file), range_) for file, range_ in ranges if range_ is not None]


def range_of(snapshot: Snapshot, found: Found) -> Range | None:
    """The stretch of a name as the editor has it."""
    text = snapshot.text(found.file)
    if text is None:
        return None
    return Range(text.position_at(found.name.start), text.position_at(found.name.end))
