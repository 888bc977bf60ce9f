"""The lines of an object or a decision in its file."""

from typing import Final

from routecfg.diagnostics import Path
from routecfg.disclosure import harmless
from routecfg.preview.answers import Source, SourceLine
from routecfg.preview.opened import Opened
from routecfg.preview.views.named import file_of
from routecfg.report.locations import last_line
from routecfg.source import excerpt

_AROUND: Final = 2
"""Lines that are shown before and behind what is meant; none in an export, which is sent by mail."""

_MOST: Final = 400
"""Lines that are shown of it: what is longer is read in an editor."""


def source(opened: Opened, path: Path) -> Source | None:
    """What stands in the file of an object at a path; None if the file cannot be read."""
    file = file_of(opened, path)
    layout = opened.layout(file) if file is not None else None
    if file is None or layout is None:
        return None
    first = layout.span(path, on_key=True)
    last = max(first.line, last_line(layout.span(path)))
    around = 0 if opened.exported else _AROUND
    shown = range(max(1, first.line - around), min(last, first.line + _MOST) + around + 1)
    texts = excerpt(layout, shown)
    lines = tuple(
        SourceLine(number, "  ".join(map(harmless, texts[number].split("\t"))), first.line <= number <= last)
        for number in shown
        if number in texts
    )
    return Source(harmless(file), first.line, lines, opened.editor_link(file, first.line, first.column))
