"""The whole log, looked at: is everything there, and as it was written?"""

import hashlib
from io import BufferedReader
from typing import Final

import msgspec

from routecfg.diagnostics import Diagnostic
from routecfg.files import UnfitFileError
from routecfg.releases import findings
from routecfg.releases.content_files import Contents
from routecfg.releases.layout import LIVE_BUNDLE, Layout, gaps
from routecfg.releases.log import Log, Unavailable
from routecfg.releases.record import LARGEST_READ, Record
from routecfg.releases.record_files import Records

_PIECE: Final = 1 << 20


class _LiveBundle(msgspec.Struct, frozen=True):
    """What `bundle.json` contains: the digest of its content, None if it is missing or unfit."""

    digest: str | None = None
    finding: Diagnostic | None = None
    converted: bool = False


def verified_log(layout: Layout, records: Records, contents: Contents, *, whole: bool) -> Log | Unavailable:
    """Every record, verified, and whether its content is there; with `whole` every content is verified, too.

    Raises OSError.
    """
    live = _live_bundle(layout)  # before the records: it is written after its record, so whatever it holds has one
    numbers, misnamed = layout.numbers()
    found = [live.finding] if live.finding is not None else []
    found += [findings.misnamed(f"{layout.releases}/{name}") for name in misnamed]
    found += [findings.missing(first, last, layout.record(first)) for first, last in gaps(numbers)]
    converted = [layout.live_bundle] if live.converted else []
    known: list[Record] = []
    for number in numbers:
        line = records.line(number)
        if isinstance(line, Unavailable):
            return line
        if isinstance(line, Diagnostic):
            found.append(line)
            continue
        file = layout.record(number)
        if line.converted:
            converted.append(file)
        if not _follows(line.record, known):
            found.append(findings.unlinked(number, file))
        known.append(line.record)
    if converted:
        found.append(findings.line_ends(converted))
    found += contents.check(known, whole=whole)
    if live.digest is not None and not found and live.digest not in {record.bundle for record in known}:
        found.append(_stray_bundle(live.digest, layout, contents, len(numbers) + 1))
    behind = not found and bool(known) and live.digest != known[-1].bundle
    return Log(tuple(known), tuple(found), behind)


def _follows(record: Record, before: list[Record]) -> bool:
    """Whether a record names the one before as its parent; where that one is missing, nobody can tell."""
    if record.number == 1:
        return record.parent is None
    if not before or before[-1].number != record.number - 1:
        return True
    return record.parent == before[-1].digest


def _live_bundle(layout: Layout) -> _LiveBundle:
    file = layout.live_bundle
    try:
        with layout.open(layout.production) as folder, folder.open(LIVE_BUNDLE, LARGEST_READ) as opened:
            if opened is None:
                return _LiveBundle()
            digest, end = _line_digest(opened)
    except UnfitFileError as error:
        return _LiveBundle(finding=findings.foreign_bundle(file, str(error)))
    except FileNotFoundError:
        return _LiveBundle()
    if not end:
        return _LiveBundle(finding=findings.foreign_bundle(file, "was cut off, or changed by hand"))
    return _LiveBundle(digest, converted=end == b"\r\n")


def _line_digest(file: BufferedReader) -> tuple[str, bytes]:
    """The SHA-256 of a file that is one line, without the line's end, and that end, which may be missing."""
    last = b""
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        piece = last + piece
        digest.update(memoryview(piece)[:-2])
        last = piece[-2:]
    end = b"\r\n" if last == b"\r\n" else b"\n" if last.endswith(b"\n") else b""
    digest.update(last[: len(last) - len(end)])
    return digest.hexdigest(), end


def _stray_bundle(digest: str, layout: Layout, contents: Contents, following: int) -> Diagnostic:
    """What a `bundle.json` means that no record refers to: a record is gone, or the file was changed by hand."""
    file = layout.live_bundle
    if contents.holds(digest):
        return findings.lost_record(following, layout.record(following), file)
    return findings.stray_bundle(file)
