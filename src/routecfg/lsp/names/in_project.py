"""Names over all files of a project: what stands at a place, where something is defined, where it is used."""

from collections import OrderedDict
from typing import Final, NamedTuple

from routecfg.diagnostics import PROJECT_FILE
from routecfg.lsp.names.in_file import names_in_file
from routecfg.lsp.names.symbols import DECISIONS, LANGUAGES, NamesInFile, Occurrence, Symbol
from routecfg.lsp.protocol.base import TextDocumentPositionParams
from routecfg.lsp.snapshot import Snapshot
from routecfg.model import base_language
from routecfg.shape.schemas import SchemaName
from routecfg.source import Layout

_MOST_KEPT: Final = 2_000
"""Files of which the names are kept: about a kilobyte for each kilobyte of a file."""

_KEPT: Final["OrderedDict[tuple[bytes, SchemaName], NamesInFile]"] = OrderedDict()


class Found(NamedTuple):
    """A name and the file in which it stands."""

    file: str
    name: Occurrence


def schema_of(snapshot: Snapshot, file: str) -> SchemaName:
    """The schema that a file of the project follows."""
    if file == PROJECT_FILE:
        return "routecfg"
    return "scenarios" if file in snapshot.scenario_files else "routing"


def names_of(snapshot: Snapshot, file: str) -> NamesInFile:
    """Every name in a file; none of one that cannot be read."""
    source = snapshot.files.get(file)
    data = snapshot.data(file)
    if source is None or source.digest is None or data is None:
        return NamesInFile((), complete=False)
    key = (source.digest, schema_of(snapshot, file))
    if key not in _KEPT:
        _KEPT[key] = names_in_file(Layout(data), key[1])
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return _KEPT[key]


def name_at(snapshot: Snapshot, params: TextDocumentPositionParams) -> Found | None:
    """The name at a place of the editor; None if none is there."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None else None
    if file is None or text is None:
        return None
    name = names_of(snapshot, file).at(text.index(params.position))
    return Found(file, name) if name is not None else None


def may_hold(snapshot: Snapshot, file: str, name: str) -> bool:
    """Whether a file may have this name in it: most have not, and need not be looked at."""
    data = snapshot.data(file)
    return data is not None and (name.encode() in data or b"\\" in data)


def occurrences(snapshot: Snapshot, symbol: Symbol) -> list[Found]:
    """Every place of a name, by file and line."""
    found = [
        Found(file, each)
        for file in sorted(snapshot.files)
        if may_hold(snapshot, file, symbol.name)
        for each in names_of(snapshot, file).occurrences
        if each.symbol == symbol
    ]
    return list({(each.file, each.name.start): each for each in found}.values())  # an alias brings one twice


def definitions(snapshot: Snapshot, symbol: Symbol) -> list[Found]:
    """Where something is defined: one place, unless it is wrong, or a name of data that is saved in several."""
    kind, name = ("decision_trees", symbol.scope) if symbol.kind == DECISIONS else symbol[:2]
    owner = snapshot.assembly.files.get((kind, name))  # type: ignore[arg-type]  # other kinds are not in it
    files = [owner] if owner is not None else []
    found = [
        Found(file, each) for file in files for each in names_of(snapshot, file).occurrences if each.symbol == symbol
    ]
    found = [each for each in found if each.name.defines]
    if not found:
        found = [each for each in occurrences(snapshot, symbol) if each.name.defines]
    if not found and symbol.kind == LANGUAGES and (base := base_language(symbol.name)) != symbol.name:
        return definitions(snapshot, symbol._replace(name=base))
    return found


def is_renamable(symbol: Symbol) -> bool:
    """Whether the name is the project's own to choose."""
    return symbol.kind != LANGUAGES
