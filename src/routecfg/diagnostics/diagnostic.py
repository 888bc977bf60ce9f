"""What users are shown of a finding, and the one order in which it is shown."""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

from routecfg.diagnostics.finding import Fix, Witness
from routecfg.diagnostics.place import Place, Span


class Severity(StrEnum):
    """How grave a finding is. `off` is a setting: no finding carries it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class RelatedPlace(msgspec.Struct, frozen=True):
    """Another place that belongs to the diagnostic, and what is there, in a few words."""

    message: str
    place: Place


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding with its severity, file and place in the text.

    `message` says what is wrong and what it means for a customer; `help` says what to do.
    `parts` are what it counts, by name and number.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    related: tuple[RelatedPlace, ...] = ()
    witness: Witness | None = None
    fix: Fix | None = None
    parts: tuple[tuple[str, int], ...] = ()

    def with_places(self, change: Callable[[Place], Place]) -> "Diagnostic":
        """The same finding with every place, the related ones too, put through `change`."""
        place = change(self.place)
        if not self.related:
            return self if place is self.place else msgspec.structs.replace(self, place=place)
        related = tuple(msgspec.structs.replace(other, place=change(other.place)) for other in self.related)
        return msgspec.structs.replace(self, place=place, related=related)


_NOWHERE = Span(0, 0, 0, 0)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without repetitions, by file, line, column, code and message: a total order."""
    unique: dict[bytes, Diagnostic] = {}
    for diagnostic in diagnostics:
        unique.setdefault(msgspec.json.encode(diagnostic), diagnostic)
    return [diagnostic for _, diagnostic in sorted(unique.items(), key=lambda item: (*_key(item[1]), item[0]))]


def _key(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    return (diagnostic.place.file or "", diagnostic.place.span or _NOWHERE, diagnostic.code, diagnostic.message)
