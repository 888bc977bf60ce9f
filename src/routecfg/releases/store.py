"""Releases in a folder of the project: see `layout` for what stands where.

Any number of processes may read and append at once, in one folder. The one step that decides is giving a complete
record its number as a name, which fails if the name is taken. The content is on the disk before that, so a record never
refers to nothing. `bundle.json` only follows: if a writer dies before it gets there, the release is live nevertheless,
and the next `apply` or `rollback` updates it.
"""

from pathlib import Path

from routecfg.diagnostics import Diagnostic
from routecfg.files import LinksUnsupportedError, publish, reason, replace
from routecfg.releases import findings
from routecfg.releases.content_files import Contents
from routecfg.releases.layout import LIVE_BUNDLE, Layout, gaps, record_name
from routecfg.releases.log import Appended, Log, Refused, Unavailable
from routecfg.releases.record import LARGEST_BUNDLE, LARGEST_RECORD, Line, Record, Release, has_canonical_content
from routecfg.releases.record_files import Records
from routecfg.releases.verification import verified_log


class Store:
    """The log of one project. `production` is its folder, relative to the project; no part of it may be a link."""

    def __init__(self, project: Path, production: str = "production") -> None:
        self._layout = Layout(project, production)
        self._records = Records(self._layout)
        self._contents = Contents(self._layout)

    def read_log(self, *, contents: bool = False) -> Log | Unavailable:
        """Every record, verified, and whether its content is there. Writes nothing.

        With `contents` every content is read and verified, too.
        """
        if misplaced := self._layout.misplaced():
            return misplaced
        try:
            return verified_log(self._layout, self._records, self._contents, whole=contents)
        except OSError as error:
            return self._unreadable(error)

    def read(self, number: int) -> Release | Refused | Unavailable:
        """One release with its content, verified by itself."""
        if misplaced := self._layout.misplaced():
            return misplaced
        try:
            line = self._records.line(number)
            if not isinstance(line, Line):
                return _refusal(line)
            if line.content is None:
                content = self._contents.read(line.record)
                return Refused(content) if isinstance(content, Diagnostic) else Release(line.record, content)
            content = bytes(line.content)
        except OSError as error:
            return self._unreadable(error)
        if not has_canonical_content(content):
            return Refused(findings.changed(number, self._layout.record(number), "was damaged"))
        return Release(line.record, content)

    def append(self, release: Release) -> Appended | Refused | Unavailable:
        """Make a release live. Returns `Appended` only when content and record are on the disk under their names.

        Only the release that this one stands on is verified here: read the log first, and go on if it has no findings.
        Appending a release that is there already, to the byte, succeeds: a call may be repeated.
        """
        if refusal := self._layout.misplaced() or _too_large(release):
            return refusal
        record = release.record
        try:
            self.clear_leftovers()
            if obstacle := self._obstacle(record):
                return _refusal(obstacle)
            self._layout.make()
            if finding := self._contents.keep(release, self._records.readable):
                return Refused(finding)
            try:
                with self._layout.open(self._layout.releases) as folder:
                    publish(folder, record_name(record.number), record.line)
            except FileExistsError:
                if obstacle := self._winner(record):
                    return _refusal(obstacle)
        except LinksUnsupportedError:
            return Unavailable(
                "nothing was released: this disk cannot give a file a second name (a hard link), so nothing would keep"
                " two people from releasing the same number",
                f"move the project to another disk ('{self._layout.production}' is on this one)",
            )
        except OSError as error:
            return Unavailable(
                f"nothing was released: {reason(error)}",
                f"'{self._layout.named_in(error)}' could not be written; mend that, then run the command again",
            )
        try:
            with self._layout.open(self._layout.releases) as folder:
                folder.sync()
        except OSError as error:
            return Unavailable(
                f"release {record.number} is written, but may not outlast a power cut: {reason(error)}",
                "check the disk, then see with `routecfg history` whether the release is there",
            )
        return Appended(record, self._update_bundle(release))

    def bring_forward(self, log: Log) -> str | None:
        """Write the live release's content to `bundle.json` if the log says that it is behind.

        Returns None, or a sentence that warns: what is live stays live. Only for commands that release.
        """
        if log.findings or not log.behind or log.head is None:
            return None
        head = self.read(log.head.number)
        if isinstance(head, Release):
            return self._update_bundle(head)
        return head.message if isinstance(head, Unavailable) else head.finding.message

    def clear_leftovers(self) -> None:
        """Remove temporary files of writers that have died; those of living ones stay. Never fails."""
        if self._layout.misplaced() is None:
            self._layout.clear_temporaries()

    def _obstacle(self, record: Record) -> Diagnostic | Unavailable | None:
        """Why a record cannot stand on what is there. Whether its number is free shows when it is published."""
        numbers, _ = self._layout.numbers()
        if missing := gaps([*numbers, record.number]):
            first, last = missing[0]
            return findings.missing(first, last, self._layout.record(first))
        if record.number == 1:
            return None
        parent = self._records.record(record.number - 1)
        if not isinstance(parent, Record):
            return parent
        if parent.digest == record.parent:
            return None
        return findings.moved(parent.number, self._layout.record(parent.number))

    def _winner(self, record: Record) -> Diagnostic | Unavailable | None:
        """Who has taken the number of a record; None if it is the record itself."""
        winner = self._records.record(record.number)
        if not isinstance(winner, Record):
            return winner
        if winner == record:
            return None
        return findings.overtaken(winner, self._layout.record(winner.number))

    def _update_bundle(self, release: Release) -> str | None:
        """`bundle.json` as the release with the highest number has it. Of several writers at once, the last one sees
        every release of the others after it has written, so it leaves the newest.
        """
        file = self._layout.live_bundle
        live = f"release {release.record.number} is live. '{file}' could not be updated"
        try:
            while True:
                with self._layout.open(self._layout.production) as folder:
                    replace(folder, LIVE_BUNDLE, release.content + b"\n")
                highest = max(self._layout.numbers()[0], default=0)
                if highest <= release.record.number:
                    return None
                newer = self.read(highest)
                if not isinstance(newer, Release):
                    why = newer.message if isinstance(newer, Unavailable) else newer.finding.message
                    return f"{live}: {why}"
                release = newer
        except OSError as error:
            return f"{live}: {reason(error)}. The next `routecfg apply` updates it"

    def _unreadable(self, error: OSError) -> Unavailable:
        return Unavailable(
            f"production cannot be read: {reason(error)}",
            f"'{self._layout.named_in(error)}' could not be read",
        )


def _refusal(why: Diagnostic | Unavailable) -> Refused | Unavailable:
    return why if isinstance(why, Unavailable) else Refused(why)


def _too_large(release: Release) -> Unavailable | None:
    """Why a release could not be read."""
    sizes = (
        ("content", len(release.content), LARGEST_BUNDLE, "split the project into several"),
        ("record", len(release.record.line), LARGEST_RECORD, "give a shorter message"),
    )
    for what, size, largest, advice in sizes:
        if size > largest:
            number = release.record.number
            return Unavailable(
                f"release {number} is too large: its {what} has {size / 1e6:,.1f} MB,"
                f" and at most {largest / 1e6:,.0f} MB are released",
                advice,
            )
    return None
