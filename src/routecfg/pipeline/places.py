"""From findings to diagnostics: the file, line and column of each, and the lines that a report shows."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import msgspec

from routecfg.catalogue import BY_CODE
from routecfg.diagnostics import (
    PROJECT_FILE,
    START,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    Path,
    Place,
    Related,
    RelatedPlace,
    Rule,
    Severity,
    Span,
)
from routecfg.disclosure import masked_path, secrets_in, without_tokens
from routecfg.model import Kind
from routecfg.project import SourceFile
from routecfg.shape import Shaped, check, check_project, fits
from routecfg.source import Comment, Layout, edited, excerpt, read, rewriting

Owners: TypeAlias = Mapping[tuple[Kind, str], str]
"""The file that each object stands in, by kind and name."""


class Sighting(NamedTuple):
    """A finding and the file in which it was made; None if it is about the estate, and its paths say which file."""

    finding: Finding
    file: str | None = None


class Located(NamedTuple):
    """Diagnostics, the comments of files that hold ignores, and the lines that a report may show."""

    diagnostics: list[Diagnostic]
    comments: dict[str, Sequence[Comment]]
    excerpts: dict[str, dict[int, str]]


class _Point(NamedTuple):
    """What a finding points at, with its file: the key by which spans are looked up."""

    file: str | None
    path: Path
    on_key: bool
    span: Span | None


class _Seen(NamedTuple):
    """What was seen in a file: where each point is, its comments, the lines for a report, and the fixes."""

    spans: dict[_Point, Span]
    comments: Sequence[Comment] | None
    excerpt: dict[int, str]
    fixes: list[Fix | None]


class SeenPlaces:
    """What was seen in each file the last time: it need not be looked at again for the same questions.

    For who checks an estate again and again in one process.
    """

    def __init__(self) -> None:
        self._seen: Final[dict[str, tuple[tuple[object, ...], _Seen]]] = {}

    def look(self, file: SourceFile, points: set[_Point], fixable: Sequence[Finding], *, comments: bool) -> _Seen:
        """As `_look`."""
        question = (file.digest, points, fixable, comments)
        known = self._seen.get(file.path)
        if known is None or known[0] != question:
            known = self._seen[file.path] = (question, _look(file, points, fixable, comments=comments))
        return known[1]


def locate(
    sightings: Sequence[Sighting],
    severity: Callable[[Rule], Severity],
    files: Iterable[SourceFile] = (),
    owners: Owners | None = None,
    ignoring: Collection[str] = (),
    seen: SeenPlaces | None = None,
) -> Located:
    """Makes findings diagnostics, and drops those of rules that are off.

    Looks into the files in which something was found, and into those that `ignoring` names, one after the other.
    Each is parsed once and then released, since the layout of a file takes many times its size; with `seen` only if
    it was not seen before.
    """
    look = _look if seen is None else seen.look
    owners = owners or {}
    wanted: dict[str, set[_Point]] = {}
    graded: list[tuple[Sighting, Rule, Severity]] = []
    fixable: dict[str, list[Finding]] = {}
    for sighting in sightings:
        finding, home = sighting
        rule = BY_CODE[finding.code]
        grade = severity(rule)
        if grade is Severity.OFF:
            continue
        if finding.likely and grade is Severity.ERROR:
            grade = Severity.WARNING
        graded.append((sighting, rule, grade))
        if finding.fix is not None and (owner := _point(finding, home, owners).file) is not None:
            fixable.setdefault(owner, []).append(finding)
        for point in (_point(finding, home, owners), *(_point(each, home, owners) for each in finding.related)):
            if point.file is not None:
                wanted.setdefault(point.file, set()).add(point)
    spans: dict[_Point, Span] = {}
    comments: dict[str, Sequence[Comment]] = {}
    excerpts: dict[str, dict[int, str]] = {}
    fixes: dict[int, Fix | None] = {}
    for file in files:
        points = wanted.get(file.path, set())
        if file.digest is None or not (points or file.path in ignoring):
            continue
        found = look(file, points, fixable.get(file.path, []), comments=file.path in ignoring)
        spans.update(found.spans)
        if found.comments is not None:
            comments[file.path] = found.comments
        if points:
            excerpts[file.path] = found.excerpt
        fixes.update(zip(map(id, fixable.get(file.path, ())), found.fixes, strict=True))

    def place(at: Finding | Related, home: str | None) -> Place:
        point = _point(at, home, owners)
        span = None if point.file is None else point.span or spans.get(point, START)
        return Place(masked_path(point.path), point.file, span)

    return Located([_diagnostic(*each, place, fixes.get(id(each[0].finding))) for each in graded], comments, excerpts)


def _look(file: SourceFile, points: set[_Point], fixable: Sequence[Finding], *, comments: bool) -> _Seen:
    """Looks into a file: at what the points point at, what the fixes would change, and on request at its comments."""
    layout = Layout(file.read())
    spans = {point: point.span or layout.span(point.path, on_key=point.on_key) for point in points}
    lines: dict[int, str] = {}
    if spans:
        numbers = {line for span in spans.values() for line in (span.line, span.end_line)}
        lines = excerpt(layout, numbers, max(span.column for span in spans.values()))
    fixes = [_with_edits(finding, layout, file.path) for finding in fixable]
    return _Seen(spans, layout.comments if comments else None, lines, fixes)


def _point(at: Finding | Related, home: str | None, owners: Owners) -> _Point:
    file = at.file or home
    if file is None and len(at.path) > 1:
        file = owners.get(at.path[:2])  # type: ignore[arg-type]  # a path begins with a kind and a name
    return _Point(file, at.path, at.on_key, at.span)


def _diagnostic(
    sighting: Sighting,
    rule: Rule,
    severity: Severity,
    place: Callable[[Finding | Related, str | None], Place],
    fix: Fix | None,
) -> Diagnostic:
    finding, home = sighting
    related = tuple(RelatedPlace(without_tokens(each.message), place(each, home)) for each in finding.related)
    witness = finding.witness
    if witness is not None and witness.path:
        witness = msgspec.structs.replace(witness, path=tuple(map(without_tokens, witness.path)))
    return Diagnostic(
        rule.code,
        rule.name,
        severity,
        without_tokens(finding.message),
        place(finding, home),
        None if finding.help is None else without_tokens(finding.help),
        related,
        witness,
        fix,
        finding.parts,
    )


def _with_edits(finding: Finding, layout: Layout, file: str) -> Fix | None:
    """The fix of a finding with its edits of the text; None if these are not simple or would repeat a secret."""
    fix = finding.fix
    if fix is not None and fix.ways:
        edits = _right_way(fix.ways, layout, check_project if file == PROJECT_FILE else check)
        return msgspec.structs.replace(fix, edits=edits) if edits else None
    if fix is not None and fix.as_written:
        written = layout.written(finding.path, on_key=False)
        if written is None or not fits(fix.as_written, written[1]):
            return None
        fix = msgspec.structs.replace(fix, value=written[1])
    if fix is None or fix.value is None:
        return fix
    texts = fix.value if isinstance(fix.value, tuple) else (str(fix.value),)
    if not fix.on_key and any(secrets_in(finding.path, text) for text in texts):
        return None
    rewritten = [rewriting(layout, path, fix.value, on_key=fix.on_key) for path in (finding.path, *fix.also)]
    sound = tuple(edit for edit in rewritten if edit is not None)
    return msgspec.structs.replace(fix, edits=sound) if len(sound) == len(rewritten) else None


def _right_way(ways: Sequence[tuple[Edit, ...]], layout: Layout, check: Callable[[object], Shaped]) -> tuple[Edit, ...]:
    """The one way to make a file readable after which nothing is wrong with its shape; none if there are several."""
    right = [way for way in ways if not check(read(edited(layout, way).encode()).values).found]
    return right[0] if len(right) == 1 else ()
