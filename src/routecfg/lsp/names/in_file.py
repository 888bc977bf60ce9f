"""Which names stand in a file, and what each names. The schema says what a place refers to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from routecfg.diagnostics import Path, pointer
from routecfg.lsp.names.symbols import (
    DECISIONS,
    ITEM,
    LANGUAGES,
    SAVED,
    SCENARIOS,
    SECRETS,
    NamesInFile,
    Occurrence,
    Symbol,
)
from routecfg.shape.schema_places import SchemaPlace, SchemaPlaces, schema_places
from routecfg.shape.schemas import SchemaName
from routecfg.source import Layout, characters_as_written, entries, unquoted
from routecfg.source.scalars import plain
from routecfg.templates import BUILT_IN, names_in_expression, names_in_text, parse_expression, parse_text

_EXPRESSION: Final = "expression"
_WORD: Final = re.compile(r"\w+")
_ACTIONS_AT: Final = 4
"""Where `actions` stands in a path: behind the tree and the decision."""


class _Written(NamedTuple):
    """A key or an item: its path, where the key stands, where the value does and what it says; None for no scalar."""

    path: Path
    key: tuple[int, int] | None
    value: tuple[int, int] | None
    text: str | None


def names_in_file(layout: Layout, schema: SchemaName) -> NamesInFile:
    """Every name in a file. Of one that does not parse, those that can be made out all the same."""
    written = list(_as_read(layout) if layout.complete else _as_far_as_known(layout.lines.text))
    reader = _Reader(layout.lines.text, schema_places(schema), schema, written)
    found = sorted(reader.occurrences(), key=lambda each: (each.start, each.end))
    return NamesInFile(tuple(found), layout.complete, frozenset(reader.unclear))


def _as_read(layout: Layout) -> Iterator[_Written]:
    for path, node, as_written in layout.nodes(lambda _: True):
        if path:
            key = (as_written.key_start, as_written.key_end) if as_written.key_start >= 0 else None
            value = (node.start, node.end) if node.text is not None and node.start < node.end else None
            yield _Written(path, key, value, node.text)


def _as_far_as_known(text: str) -> Iterator[_Written]:
    for entry in entries(text):
        value = unquoted(text[slice(*entry.value)]) if entry.value is not None else None
        yield _Written(entry.path, entry.key, entry.value, value)


class _Reader:
    def __init__(self, text: str, schema: SchemaPlaces, name: SchemaName, written: Iterable[_Written]) -> None:
        self._text = text
        self._schema = schema
        self._name = name
        self._written = list(written)
        self._values: Mapping[Path, str] = {each.path: each.text for each in self._written if each.text is not None}
        self._places: dict[Path, SchemaPlace | None] = {(): schema.top}
        self.unclear: set[str] = set()

    def occurrences(self) -> Iterator[Occurrence]:
        """Every name, in any order."""
        for each in self._written:
            above = self._places.get(each.path[:-1])
            if above is None:
                continue
            place = self._places[each.path] = self._schema.below(above, each.path[-1])
            if each.key is not None:
                yield from self._on_key(each, above)
            if place is not None and each.value is not None and each.text is not None:
                yield from self._in_value(each, place)

    def _on_key(self, each: _Written, above: SchemaPlace) -> Iterator[Occurrence]:
        keys = self._schema.of_keys(above)
        name = str(each.path[-1])
        if keys is None or each.key is None:
            return
        defines = True
        match keys.definition:
            case "objectName" if self._name == "scenarios":
                symbol = Symbol(SCENARIOS, name)
            case "objectName" if len(each.path) == 2:
                symbol = Symbol(str(each.path[0]), name)
            case "objectName":
                symbol = Symbol(DECISIONS, name, str(each.path[1]))
            case "variableKey":
                symbol = Symbol(SECRETS if self._name == "routecfg" else SAVED, name)
            case "valueName":
                symbol, defines = Symbol(SAVED, name), False
            case "languageKey":
                symbol, defines = Symbol(LANGUAGES, name), False
            case _ if keys.names is not None:
                symbol, defines = Symbol(keys.names, name), False
            case _:
                return
        yield self._whole(symbol, each.key, each.path, defines=defines, on_key=True)

    def _in_value(self, each: _Written, place: SchemaPlace) -> Iterator[Occurrence]:
        path, value, text = each.path, each.value or (0, 0), each.text or ""
        if place.names == "decision":
            tree = self._tree_of(path)
            if tree is not None:
                yield self._whole(Symbol(DECISIONS, text, tree), value, path)
        elif place.names is not None:
            yield self._whole(Symbol(place.names, text), value, path)
        elif place.definition == "variable":
            yield self._whole(self._kept_as(text, path), value, path, defines=True)
        elif place.definition in ("language", "customerLanguage"):
            defines = self._name == "routecfg"
            yield self._whole(Symbol(LANGUAGES, text), value, path, defines=defines)
        elif self._name == "scenarios":
            if path[-1] == "transfers" and isinstance(plain(self._text[slice(*value)]), str):
                yield self._whole(Symbol("queues", text), value, path)
        elif place.definition == _EXPRESSION or ("{{" in text and _is_filled_in(path)):
            yield from self._in_text(value, text, path, is_expression=place.definition == _EXPRESSION)

    def _in_text(self, value: tuple[int, int], text: str, path: Path, *, is_expression: bool) -> Iterator[Occurrence]:
        """The names in a text or an expression."""
        names = list(names_in_expression(text) if is_expression else names_in_text(text))
        mistaken = parse_expression(text).mistake if is_expression else parse_text(text).mistakes
        start, end = value
        places = characters_as_written(self._text[start:end], text) if names else []
        if mistaken or places is None:
            self.unclear.update(_WORD.findall(text))
        if places is None:
            return
        for name in names:
            symbol, at = self._read_as(name.parts, name.start, path)
            if symbol is not None:
                first, last = start + places[at], start + places[at + len(symbol.name) - 1] + 1
                yield Occurrence(symbol, first, last, path, whole=False)

    def _read_as(self, parts: tuple[str, ...], start: int, path: Path) -> tuple[Symbol | None, int]:
        """What a path to data names, and where that word begins."""
        first = parts[0]
        for at in range(len(path) - 1, 0, -1):
            if path[at - 1 : at + 1] == ("loop", "do") and self._values.get((*path[:at], "as")) == first:
                return Symbol(ITEM, first, pointer(*path[:at])), start
        if first == SECRETS:
            return (Symbol(SECRETS, parts[1]), start + len(first) + 1) if len(parts) > 1 else (None, start)
        return (None, start) if first in BUILT_IN else (Symbol(SAVED, first), start)

    def _kept_as(self, name: str, path: Path) -> Symbol:
        return Symbol(ITEM, name, pointer(*path[:-1])) if path[-1] == "as" else Symbol(SAVED, name)

    def _tree_of(self, path: Path) -> str | None:
        """The tree of a decision that is named at a path: in scenarios it is named beside it."""
        if self._name == "scenarios":
            return self._values.get((*path[:-1], "decision_tree"))
        return str(path[1]) if path[0] == "decision_trees" else None

    def _whole(
        self, symbol: Symbol, stretch: tuple[int, int], path: Path, *, defines: bool = False, on_key: bool = False
    ) -> Occurrence:
        start, end = stretch
        if self._text[start] in "\"'" and end - start > 1:
            start, end = start + 1, end - 1
        return Occurrence(symbol, start, end, path, defines, on_key)


def _is_filled_in(path: Path) -> bool:
    """Whether data are filled in there: `templates.texts_of` says so of objects."""
    return path[_ACTIONS_AT : _ACTIONS_AT + 1] == ("actions",) or path[0] == "templates"
