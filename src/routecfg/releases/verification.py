"""The whole log, looked at: is everything there, and as it was written?"""

import msgspec

from routecfg.diagnostics import Diagnostic
from routecfg.releases import durable, findings
from routecfg.releases.contents import Contents
from routecfg.releases.durable import UnfitFileError
from routecfg.releases.folder import Folder, gaps
from routecfg.releases.log import Log, Unavailable
from routecfg.releases.record import LARGEST_BUNDLE, Record
from routecfg.releases.records import Records


class _LiveBundle(msgspec.Struct, frozen=True):
    """What `bundle.json` contains: the digest of its content, None if it is missing or unfit."""

    digest: str | None = None
    finding: Diagnostic | None = None
    converted: bool = False


def verified_log(folder: Folder, records: Records, contents: Contents, *, whole: bool) -> Log | Unavailable:
    """Every record, verified, and whether its content is there; with `whole` every content is verified, too.

    Raises OSError.
    """
    live = _live_bundle(folder)  # before the records: it is written after its record, so whatever it holds has one
    numbers, misnamed = folder.numbers()
    found = [live.finding] if live.finding is not None else []
    found += [findings.misnamed(folder.name(folder.releases / name)) for name in misnamed]
    found += [findings.missing(first, last, folder.name(folder.record(first))) for first, last in gaps(numbers)]
    converted = [folder.name(folder.live_bundle)] if live.converted else []
    known: list[Record] = []
    for number in numbers:
        line = records.line(number)
        if isinstance(line, Unavailable):
            return line
        if isinstance(line, Diagnostic):
            found.append(line)
            continue
        file = folder.name(folder.record(number))
        if line.converted:
            converted.append(file)
        if not _follows(line.record, known):
            found.append(findings.unlinked(number, file))
        known.append(line.record)
    if converted:
        found.append(findings.line_ends(converted))
    found += contents.check(known, whole=whole)
    if live.digest is not None and not found and live.digest not in {record.bundle for record in known}:
        found.append(_stray_bundle(live.digest, folder, contents, len(numbers) + 1))
    behind = not found and bool(known) and live.digest != known[-1].bundle
    return Log(tuple(known), tuple(found), behind)


def _follows(record: Record, before: list[Record]) -> bool:
    """Whether a record names the one before as its parent; where that one is missing, nobody can tell."""
    if record.number == 1:
        return record.parent is None
    if not before or before[-1].number != record.number - 1:
        return True
    return record.parent == before[-1].digest


def _live_bundle(folder: Folder) -> _LiveBundle:
    file = folder.name(folder.live_bundle)
    try:
        read = durable.line_sha256(folder.live_bundle, LARGEST_BUNDLE + 1)
    except UnfitFileError as error:
        return _LiveBundle(finding=findings.foreign_bundle(file, str(error)))
    if read is None:
        return _LiveBundle()
    digest, end = read
    if not end:
        return _LiveBundle(finding=findings.foreign_bundle(file, "was cut off, or changed by hand"))
    return _LiveBundle(digest, converted=end == b"\r\n")


def _stray_bundle(digest: str, folder: Folder, contents: Contents, following: int) -> Diagnostic:
    """What a `bundle.json` means that no record refers to: a record is gone, or the file was changed by hand."""
    file = folder.name(folder.live_bundle)
    if contents.holds(digest):
        return findings.lost_record(following, folder.name(folder.record(following)), file)
    return findings.foreign_bundle(file, "belongs to no release: it was changed by hand, or its release was removed")
