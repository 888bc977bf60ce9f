"""What users are shown of a finding, and the one order in which it is shown."""

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec

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


class Witness(msgspec.Struct, frozen=True, omit_defaults=True):
    """What shows that the finding is so; each part where it applies.

    `message`: what a customer would type. `instant`: when, RFC 3339 with an offset.
    `path`: the objects on the way, in words (`time condition 'hours'`), first to last.
    """

    message: str | None = None
    instant: str | None = None
    path: tuple[str, ...] = ()


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding with its severity, file and place in the text.

    `message` says what is wrong and what it means for a customer; `help` says what to do.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    related: tuple[RelatedPlace, ...] = ()
    witness: Witness | None = None

    def with_places(self, change: Callable[[Place], Place]) -> "Diagnostic":
        """The same finding with every place, the related ones too, put through `change`."""
        place = change(self.place)
        if not self.related:
            return self if place is self.place else msgspec.structs.replace(self, place=place)
        related = tuple(msgspec.structs.replace(other, place=change(other.place)) for other in self.related)
        return msgspec.structs.replace(self, place=place, related=related)


_NOWHERE = Span(0, 0, 0, 0)


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without repetitions, by file, line, column, code and message: a total order."""
    unique: dict[bytes, Diagnostic] = {}
    for one in found:
        unique.setdefault(msgspec.json.encode(one), one)
    return [one for _, one in sorted(unique.items(), key=lambda item: (*_key(item[1]), item[0]))]


def _key(one: Diagnostic) -> tuple[str, Span, str, str]:
    return (one.place.file or "", one.place.span or _NOWHERE, one.code, one.message)
