"""Findings as the editor shows them: the sentences of `routecfg validate`, at the editor's positions."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from routecfg.diagnostics import PROJECT_FILE, START, CannotRun, Diagnostic, Place, Severity
from routecfg.disclosure import harmless
from routecfg.lsp.protocol import diagnostics as shown
from routecfg.lsp.protocol.base import Location, Position, Range
from routecfg.lsp.snapshot import BANDS_OF_FORM, Snapshot
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


_Files: TypeAlias = dict[str, tuple[bytes | None, str]]
"""The content and the address of each file in which a finding has a place."""


class ShownFindings:
    """The findings of each file as the editor shows them. What has not changed is not made anew."""

    def __init__(self) -> None:
        self._known: Final[dict[str, tuple[list[Diagnostic], _Files, tuple[shown.Diagnostic, ...]]]] = {}

    def by_file(self, snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[shown.Diagnostic, ...]]:
        """The findings of each file that has any, in order."""
        found: dict[str, list[Diagnostic]] = {}
        for each in diagnostics:
            found.setdefault(where(each.place)[0], []).append(each)
        for file in self._known.keys() - found.keys():
            del self._known[file]
        return {file: self._of(snapshot, file, here) for file, here in found.items()}

    def _of(self, snapshot: Snapshot, file: str, here: list[Diagnostic]) -> tuple[shown.Diagnostic, ...]:
        concerned = {file, *(each.place.file for found in here for each in found.related if each.place.file)}
        files = {path: (snapshot.digest(path), snapshot.uri(path)) for path in concerned}
        known = self._known.get(file)
        if known is not None and known[:2] == (here, files):
            return known[2]
        made = as_shown(snapshot, here)
        self._known[file] = (here, files, made)
        return made


def as_shown(snapshot: Snapshot, diagnostics: Iterable[Diagnostic]) -> tuple[shown.Diagnostic, ...]:
    """These findings as the editor shows them."""
    return tuple(_shown(snapshot, each) for each in diagnostics)


def is_of_form(diagnostic: shown.Diagnostic) -> bool:
    """Whether it is about reading or shape: what one file says by itself."""
    return diagnostic.code is not None and diagnostic.code.startswith(BANDS_OF_FORM)


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
