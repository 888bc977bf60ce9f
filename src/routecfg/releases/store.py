"""Releases in a folder of the project.

    production/releases/000001.json    one record a file; the highest number is live
    production/bundle.json             the bundle of the live release, one line: what systems at run time read

Any number of processes may read and append at once, in one folder. The one step that decides is giving a complete file
its number as a name, which fails if the name is taken. `bundle.json` only follows: if a writer dies before it gets
there, the release is live all the same, and the next `apply` or `rollback` brings it forward.
"""

import re
import stat
from contextlib import suppress
from itertools import pairwise
from pathlib import Path, PureWindowsPath
from typing import Final

from routecfg.diagnostics import Diagnostic
from routecfg.releases import durable, findings
from routecfg.releases.durable import LinksUnsupportedError, UnfitFileError, reason
from routecfg.releases.log import Appended, Log, Refused, Unavailable
from routecfg.releases.record import LARGEST, Record, Release, has_canonical_bundle, read_line

_NUMBERED: Final = re.compile(r"([0-9]+)\.json")


class Store:
    """The log of one project. `production` is its folder, relative to the project; no part of it may be a link.

    Files in `releases/` that have no number for a name are nobody's business, and are left alone.
    """

    def __init__(self, project: Path, production: str = "production") -> None:
        self._project = project
        self._given = PureWindowsPath(production)  # it knows drives and both slashes
        self._production = project / production
        self._releases = self._production / "releases"
        self._bundle = self._production / "bundle.json"

    def read_log(self) -> Log | Unavailable:
        """Every release, verified. Reads all of them, one in memory at a time; writes nothing."""
        if misplaced := self._misplaced():
            return misplaced
        try:
            return self._verified_log()
        except OSError as error:
            return Unavailable(f"production cannot be read: {reason(error)} ({self._culprit(error)})")

    def read(self, number: int) -> Release | Refused | Unavailable:
        """One release with its content, verified by itself."""
        if misplaced := self._misplaced():
            return misplaced
        try:
            record = self._verified(number)
        except OSError as error:
            return Unavailable(f"release {number} cannot be read: {reason(error)} ({self._culprit(error)})")
        if isinstance(record, Release) and has_canonical_bundle(record):
            return record
        return Refused(self._changed(number, "was damaged") if isinstance(record, Release) else record)

    def append(self, record: Release) -> Appended | Refused | Unavailable:
        """Release. Returns `Appended` only when the record is on the disk under its number.

        Only the release that `record` stands on is verified here: read the log first, and go on if it has no findings.
        Appending a record that is there already, to the byte, succeeds: a call may be repeated.
        """
        number, line, path = record.number, record.line, self._path(record.number)
        if len(line) > LARGEST:
            return Unavailable(
                f"release {number} is too large: {len(line):,} bytes, and at most {LARGEST:,} can be kept"
            )
        if misplaced := self._misplaced():
            return misplaced
        try:
            if number == 1:
                for folder in reversed((self._releases, *self._inside())):
                    durable.make_folder(folder)
            self.clear_leftovers()
            if finding := self._stands_in_the_way(record):
                return Refused(finding)
            try:
                durable.publish(line, path)
            except FileExistsError:
                if finding := self._taken(record):
                    return Refused(finding)
        except LinksUnsupportedError:
            return Unavailable(
                f"nothing was released: the disk under '{self._name(self._releases)}' cannot give a file a second name "
                "(a hard link), so nothing would keep two people from releasing the same number; move the project to "
                "another disk"
            )
        except OSError as error:
            return Unavailable(f"nothing was released: '{self._name(path)}' cannot be written: {reason(error)}")
        try:
            durable.sync_folder(self._releases)
        except OSError as error:
            return Unavailable(
                f"release {number} is written, but may not outlast a power cut: {reason(error)}; "
                "see to the disk, then look with `routecfg history` whether it is there"
            )
        return Appended(record.record, self._carry_forward(record))

    def bring_forward(self, log: Log) -> str | None:
        """Write the live release's bundle to `bundle.json` if the log says that it is behind.

        Returns None, or a sentence that warns: what is live stays live. Only for commands that release.
        """
        if log.findings or not log.behind or log.head is None:
            return None
        head = self.read(log.head.number)
        if isinstance(head, Release):
            return self._carry_forward(head)
        return head.message if isinstance(head, Unavailable) else head.finding.message

    def clear_leftovers(self) -> None:
        """Remove temporary files of writers that have died; those of living ones stay. Never fails."""
        if self._misplaced() is None:
            for folder in (self._production, self._releases):
                durable.clear_temporaries(folder)

    def _verified_log(self) -> Log:
        try:
            # Before the releases: a bundle is written after its release, so whatever stands here now has one.
            live, found = durable.read(self._bundle, LARGEST), []
        except UnfitFileError as error:
            live, found = None, [findings.foreign_bundle(self._name(self._bundle), str(error))]
        records: list[Record] = []
        before: Record | None = None
        matching = None
        numbers, misnamed = self._numbers()
        found += [findings.misnamed(self._name(self._releases / name)) for name in misnamed]
        found += [self._missing(*gap) for gap in _gaps(numbers)]
        for number in numbers:
            record = self._verified(number)
            if isinstance(record, Diagnostic):
                found.append(record)
                before = None
            else:
                known = number == 1 or (before is not None and before.number == number - 1)
                if known and record.parent != (before.digest if before else None):
                    found.append(findings.unlinked(number, self._name(self._path(number))))
                if live == _bundle_line(record):
                    matching = number
                before = record.record
                records.append(before)
        if live is not None and matching is None and not found:
            how = "belongs to no release (it was changed by hand, or its release was removed)"
            found.append(findings.foreign_bundle(self._name(self._bundle), how))
        return Log(tuple(records), tuple(found), not found and bool(numbers) and matching != numbers[-1])

    def _verified(self, number: int) -> Release | Diagnostic:
        """The record of this number, or what is wrong with its file."""
        path = self._path(number)
        try:
            content = durable.read(path, LARGEST)
        except UnfitFileError as error:
            return self._changed(number, str(error))
        if content is None:
            return self._missing(number, number)
        if not content:
            return self._changed(number, "is empty")
        record = read_line(content)
        if record is None:
            return self._changed(number, "was changed by hand, or is damaged")
        if record.number != number:
            return self._changed(number, f"holds release {record.number}")
        return record

    def _stands_in_the_way(self, record: Release) -> Diagnostic | None:
        """Why the record cannot stand on what is there. Whether its number is free shows when it is published."""
        numbers, _ = self._numbers()
        parent = record.number - 1
        if gaps := _gaps([*numbers, record.number]):
            return self._missing(*gaps[0])
        if parent == 0:
            return None
        before = self._verified(parent)
        if isinstance(before, Diagnostic):
            return before
        return None if before.digest == record.parent else findings.moved(parent, self._name(self._path(parent)))

    def _taken(self, record: Release) -> Diagnostic | None:
        """Who has taken the record's number; None if it is the record itself."""
        winner = self._verified(record.number)
        if isinstance(winner, Diagnostic):
            return winner
        return None if winner == record else findings.overtaken(winner, self._name(self._path(winner.number)))

    def _carry_forward(self, record: Release) -> str | None:
        """`bundle.json` as the release with the highest number has it. Of several writers at once, the last one sees
        every release of the others after it has written, so it leaves the newest.
        """
        live = f"release {record.number} is live, but '{self._name(self._bundle)}' is not up to date"
        try:
            while True:
                durable.replace(_bundle_line(record), self._bundle)
                highest = max(self._numbers()[0], default=0)
                if highest <= record.number:
                    return None
                newer = self._verified(highest)
                if isinstance(newer, Diagnostic):
                    return f"{live}: {newer.message}"
                record = newer
        except OSError as error:
            return f"{live}: {reason(error)}; the next `routecfg apply` brings it forward"

    def _numbers(self) -> tuple[list[int], list[str]]:
        """The numbers that are taken, ascending; and names that are numbers, but no release's."""
        numbers, misnamed = self._listed()
        if numbers and numbers[-1] != len(numbers):
            # A folder that grows while it is listed may show a name without an older one. A second list has all that
            # are older than a name of the first.
            numbers = [number for number in self._listed()[0] if number <= numbers[-1]]
        return numbers, misnamed

    def _listed(self) -> tuple[list[int], list[str]]:
        numbers, misnamed = [], []
        with suppress(FileNotFoundError):
            for name in [path.name for path in self._releases.iterdir()]:
                if match := _NUMBERED.fullmatch(name):
                    number = int(match[1]) if len(match[1]) <= 18 else 0
                    if number > 0 and name == self._path(number).name:
                        numbers.append(number)
                    else:
                        misnamed.append(name)
        return sorted(numbers), sorted(misnamed)

    def _misplaced(self) -> Unavailable | None:
        """Why the folders cannot be used: nothing is ever written outside the project."""
        if self._given.anchor or ".." in self._given.parts or not self._given.parts:
            return Unavailable("production cannot be used: its folder must lie in the project")
        for folder in (*reversed(self._inside()), self._releases):
            try:
                mode = folder.lstat().st_mode
            except FileNotFoundError:
                return None
            except OSError as error:
                return Unavailable(f"production cannot be read: {reason(error)} ('{self._name(folder)}')")
            wrong = "a link to another place" if stat.S_ISLNK(mode) else "a file"
            if not stat.S_ISDIR(mode):
                return Unavailable(
                    f"production cannot be used: '{self._name(folder)}' is {wrong}; releases are kept in a folder of "
                    "the project, and nowhere else"
                )
        return None

    def _inside(self) -> list[Path]:
        """The production folder and the folders above it, up to the project's own, innermost first."""
        return [folder for folder in (self._production, *self._production.parents) if self._project in folder.parents]

    def _path(self, number: int) -> Path:
        return self._releases / f"{number:06d}.json"

    def _name(self, path: Path) -> str:
        return path.relative_to(self._project).as_posix()

    def _culprit(self, error: OSError) -> str:
        path = Path(error.filename) if isinstance(error.filename, str) else self._production
        return f"'{self._name(path)}'" if self._project in path.parents else f"'{self._name(self._production)}'"

    def _missing(self, first: int, last: int) -> Diagnostic:
        return findings.missing(first, last, self._name(self._path(first)))

    def _changed(self, number: int, how: str) -> Diagnostic:
        return findings.changed(number, self._name(self._path(number)), how)


def _bundle_line(record: Release) -> bytes:
    return bytes(record.bundle) + b"\n"


def _gaps(numbers: list[int]) -> list[tuple[int, int]]:
    """What is missing below ascending numbers: the first and the last of each gap."""
    return [(before + 1, after - 1) for before, after in pairwise([0, *numbers]) if after > before + 1]
