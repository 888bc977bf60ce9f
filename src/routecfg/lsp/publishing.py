"""Findings as the editor shows them: the sentences of `routecfg validate`, at the editor's positions."""

from collections.abc import Iterable
from typing import Final

from routecfg.diagnostics import PROJECT_FILE, START, CannotRun, Diagnostic, Place, Severity
from routecfg.disclosure import harmless
from routecfg.lsp.protocol import diagnostics as shown
from routecfg.lsp.protocol.base import Location, Position, Range
from routecfg.lsp.snapshot import Snapshot
from routecfg.report.locations import where
from routecfg.report.sentences import notes

SOURCE: Final = "routecfg"
_SEVERITIES: Final = {
    Severity.ERROR: shown.ERROR,
    Severity.WARNING: shown.WARNING,
    Severity.INFO: shown.INFORMATION,
    Severity.OFF: shown.INFORMATION,
}
_UNUSED: Final = frozenset(("unused-object", "unused-ignore", "unused-data", "unreachable-action", "redundant-entry"))
"""Rules that find what could be left out and nothing would change: editors fade it."""

_AT_START: Final = Range(Position(0, 0), Position(0, 0))


def by_file(snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[shown.Diagnostic, ...]]:
    """The findings of each file that has any, in order."""
    found: dict[str, list[shown.Diagnostic]] = {}
    for each in diagnostics:
        file, _ = where(each.place)
        found.setdefault(file, []).append(_shown(snapshot, each))
    return {file: tuple(each) for file, each in found.items()}


def stopped(failure: CannotRun) -> dict[str, tuple[shown.Diagnostic, ...]]:
    """Why nothing can be checked, at the start of the project file."""
    words = [failure.message, f"help: {failure.help}"] if failure.help else [failure.message]
    message = "\n".join(map(harmless, words))
    return {PROJECT_FILE: (shown.Diagnostic(_AT_START, shown.ERROR, message, source=SOURCE),)}


def _shown(snapshot: Snapshot, diagnostic: Diagnostic) -> shown.Diagnostic:
    lines = (harmless(diagnostic.message), *(f"{label}: {line}" for label, line in notes(diagnostic)))
    related = tuple(
        shown.DiagnosticRelatedInformation(_location(snapshot, each.place), harmless(each.message))
        for each in diagnostic.related
        if each.place.file is not None
    )
    return shown.Diagnostic(
        _location(snapshot, diagnostic.place).range,
        _SEVERITIES[diagnostic.severity],
        "\n".join(lines),
        diagnostic.code,
        SOURCE,
        (shown.UNNECESSARY,) if diagnostic.name in _UNUSED else None,
        related or None,
    )


def _location(snapshot: Snapshot, place: Place) -> Location:
    """The place; the start of a file that cannot be read."""
    file, span = where(place)
    if span == START:
        return Location(snapshot.uri(file), _AT_START)
    return snapshot.location(file, span) or Location(snapshot.uri(file), _AT_START)
