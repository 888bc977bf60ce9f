"""What is shown beside the pointer: what a name stands for, what a key is for, what a rule finds and why."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from routecfg.catalogue import CATALOGUE
from routecfg.diagnostics import CannotRun, Rule
from routecfg.lsp.features.definition import range_of
from routecfg.lsp.markdown import code, content, sentences
from routecfg.lsp.names.cards import card
from routecfg.lsp.names.in_project import name_at, schema_of
from routecfg.lsp.protocol.base import Range, TextDocumentPositionParams
from routecfg.lsp.protocol.texts import Hover
from routecfg.lsp.snapshot import Snapshot
from routecfg.policy import IGNORE_MARK
from routecfg.report.rules import explained_as_markdown
from routecfg.shape.schema_places import schema_places
from routecfg.source import surroundings

_WORD: Final = re.compile(r"[\w-]+")
_LINE: Final = "\n\n---\n\n"


def hover(snapshot: Snapshot, params: TextDocumentPositionParams) -> Hover | None:
    """What is known of the place."""
    file = snapshot.path(params.text_document.uri)
    text = snapshot.text(file) if file is not None and file in snapshot.files else None
    if file is None or text is None:
        return None
    index = text.index(params.position)
    here = name_at(snapshot, params)
    parts: list[str] = []
    range_: Range | None = None
    if here is not None:
        parts.append(card(snapshot, here.name.symbol))
        range_ = range_of(snapshot, here)
    else:
        around = surroundings(text.lines.text, index)
        key = text.lines.text[slice(*around.word)]
        if around.role == "key" and key and (said := _of_key(snapshot, file, (*around.path, key))):
            parts.append(said)
            range_ = Range(*map(text.position_at, around.word))
    parts += map(explained_as_markdown, dict.fromkeys(_rules(snapshot, file, params)))
    return Hover(content(snapshot, _LINE.join(parts), "hover"), range_) if parts else None


def _of_key(snapshot: Snapshot, file: str, path: tuple[str | int, ...]) -> str | None:
    """What the schema says of a key."""
    place = schema_places(schema_of(snapshot, file)).at(path)
    if place is None or "description" not in place.node:
        return None
    lines = [f"{code(str(path[-1]))}: {sentences(place.node['description'])}"]
    if "enum" in place.node:
        lines.append(f"one of {', '.join(map(code, place.node['enum']))}")
    if "default" in place.node:
        lines.append(f"without it: {code(str(place.node['default']).lower())}")
    return "\n\n".join(lines)


def _rules(snapshot: Snapshot, file: str, params: TextDocumentPositionParams) -> Iterator[Rule]:
    """The rules that a comment or a setting names here, and those that find something here."""
    text = snapshot.text(file)
    if text is None:
        return
    line, column = text.place(params.position)
    words_here = text.lines.line(line)
    named = next((found for found in _WORD.finditer(words_here) if found.start() < column <= found.end() + 1), None)
    is_setting = schema_of(snapshot, file) == "routecfg"
    if named is not None and (is_setting or IGNORE_MARK.decode() in words_here) and named[0] in _by_name():
        yield _by_name()[named[0]]
    try:
        diagnostics = snapshot.diagnostics
    except CannotRun:
        return
    for each in diagnostics:
        span = each.place.span
        if each.place.file == file and span is not None:
            start = (span.line, span.column)
            if start <= (line, column) <= (span.end_line, span.end_column):
                yield _by_name()[each.code]


@cache
def _by_name() -> dict[str, Rule]:
    return {name: rule for rule in CATALOGUE for name in (rule.code, rule.name)}
