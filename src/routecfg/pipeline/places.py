"""From configuration to text: the file, line and column of a finding, and the lines that a report shows."""

from collections.abc import Iterable, Iterator

import msgspec

from routecfg.diagnostics import Diagnostic, Place, Span, pointer_parts
from routecfg.model import Assembly, secrets_in
from routecfg.project import SourceFile
from routecfg.source import Layout, excerpt

_START = Span(1, 1, 1, 1)


def in_file(one: Diagnostic, file: str) -> Diagnostic:
    """The finding with every place that has no file yet in this one."""
    return one.with_places(lambda place: place if place.file is not None else msgspec.structs.replace(place, file=file))


def in_owners_file(one: Diagnostic, assembly: Assembly) -> Diagnostic:
    """The finding with every place that has no file yet in the file of the object that it points into."""

    def placed(place: Place) -> Place:
        if place.file is not None or not place.pointer:
            return place
        kind, name = pointer_parts(place.pointer)[:2]
        file = assembly.files[kind, name]  # type: ignore[index]  # a pointer's first part is a kind
        return msgspec.structs.replace(place, file=file)

    return one.with_places(placed)


class Places:
    """The layouts of the files in which something was found, each worked out once."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._files = {file.path: file for file in files if file.digest is not None}
        self._layouts: dict[str, Layout] = {}

    def layout(self, file: str) -> Layout:
        """Where things stand in this file."""
        if file not in self._layouts:
            self._layouts[file] = Layout(self._files[file].read())
        return self._layouts[file]

    def located(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings with every span filled in."""
        return (one.with_places(self._located) for one in found)

    def _located(self, place: Place) -> Place:
        if place.span is not None or place.file is None:
            return place
        span = self.layout(place.file).span(place.pointer, place.on) if place.file in self._files else _START
        return msgspec.structs.replace(place, span=span)

    def excerpts(self, found: Iterable[Diagnostic]) -> dict[str, dict[int, str]]:
        """The lines on which the findings and their related places begin and end, by file and number."""
        wanted: dict[str, set[int]] = {}
        for one in found:
            for place in (one.place, *(related.place for related in one.related)):
                if place.file is not None and place.file in self._files and place.span is not None:
                    wanted.setdefault(place.file, set()).update((place.span.line, place.span.end_line))
        return {file: excerpt(self._files[file].read(), lines, secrets_in) for file, lines in sorted(wanted.items())}
