"""From configuration to text: the file, line and column of a finding, and the lines that a report shows."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from routecfg.diagnostics import START, Diagnostic, Place, Span, pointer_parts
from routecfg.model import Assembly, secrets_in
from routecfg.project import SourceFile
from routecfg.source import Comment, Layout, excerpt


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


class Located(NamedTuple):
    """Findings with their spans, the comments of files that hold ignores, and the lines that a report may show."""

    found: list[Diagnostic]
    comments: dict[str, Sequence[Comment]]
    excerpts: dict[str, dict[int, str]]


def locate(found: Sequence[Diagnostic], files: Iterable[SourceFile], ignoring: Collection[str] = ()) -> Located:
    """Looks into the files in which something was found, and into those that `ignoring` names, one after the other.

    Each is parsed once and let go, since the layout of a file takes many times its size.
    """
    wanted: dict[str, set[Place]] = {}
    for one in found:
        for place in (one.place, *(related.place for related in one.related)):
            if place.file is not None:
                wanted.setdefault(place.file, set()).add(place)
    spans: dict[Place, Span] = {}
    comments: dict[str, Sequence[Comment]] = {}
    excerpts: dict[str, dict[int, str]] = {}
    for file in files:
        places = wanted.get(file.path, set())
        if file.digest is None or not (places or file.path in ignoring):
            continue
        layout = Layout(file.read())
        here = {place: place.span or layout.span(place.pointer, place.on) for place in places}
        if file.path in ignoring:
            comments[file.path] = layout.comments
        if here:
            lines = {line for span in here.values() for line in (span.line, span.end_line)}
            excerpts[file.path] = excerpt(layout, lines, secrets_in)
        spans.update(here)

    def located(place: Place) -> Place:
        if place.span is not None or place.file is None:
            return place
        return msgspec.structs.replace(place, span=spans.get(place, START))

    return Located([one.with_places(located) for one in found], comments, excerpts)
