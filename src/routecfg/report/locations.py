"""Where a finding is, for output formats that require a file and a line."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from routecfg.diagnostics import PROJECT_FILE, START, Diagnostic, Place, Span, pointer


def where(place: Place) -> tuple[str, Span]:
    """The place's file and span: what has no span is the start of the file, what has no file is the project."""
    return place.file or PROJECT_FILE, place.span or START


def last_line(span: Span) -> int:
    """The last line that a span touches. A span that ends before a line's first character does not touch it."""
    return span.end_line - 1 if span.end_column <= 1 and span.end_line > span.line else span.end_line


def names_of(place: Place) -> str:
    """The path of a place as a JSON Pointer, without the positions of its lists, which an edit before them moves."""
    return pointer(*(part for part in place.path if isinstance(part, str)))


def fingerprints(found: Iterable[Diagnostic]) -> list[str]:
    """For each finding, what it is known by from run to run.

    It is made of code, file and path without list positions, so it survives when lines move, when an item is added
    before, and when messages count differently. Findings that share these are numbered in their order: no two of one
    run are alike.
    """
    seen: Counter[str] = Counter()
    known: list[str] = []
    for diagnostic in found:
        key = "\0".join((diagnostic.code, diagnostic.place.file or "", names_of(diagnostic.place)))
        seen[key] += 1
        known.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return known
