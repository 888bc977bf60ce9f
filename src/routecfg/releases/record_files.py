"""The records of releases, each in a file named by its number."""

from collections.abc import Iterator

from routecfg.diagnostics import Diagnostic
from routecfg.files import UnfitFileError
from routecfg.releases import findings
from routecfg.releases.layout import Layout, record_name
from routecfg.releases.log import Unavailable
from routecfg.releases.record import LARGEST_READ, Line, NewerRecord, Record, read_line


class Records:
    """The records in a production folder. Everything here may raise OSError."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def line(self, number: int) -> Line | Diagnostic | Unavailable:
        """The record of this number as it was read, what is wrong with its file, or why it cannot be read.

        A record in which only the line end was changed is whole, and `converted`.
        """
        file = self._layout.record(number)
        try:
            with self._layout.open(self._layout.releases) as folder:
                content = folder.read(record_name(number), LARGEST_READ)
        except UnfitFileError as error:
            return findings.changed(number, file, str(error))
        except FileNotFoundError:
            content = None
        if content is None:
            return findings.missing(number, number, file)
        if not content:
            return findings.changed(number, file, "is empty")
        line = read_line(content)
        if line is None:
            return findings.changed(number, file, "was changed by hand, or is damaged")
        if isinstance(line, NewerRecord):
            writer = f"routecfg {line.routecfg}" if line.routecfg is not None else "a newer routecfg"
            return Unavailable(
                f"release {number} was written by {writer} and says something that this version cannot read: '{file}'",
                "work with a newer routecfg: `pip install --upgrade routecfg`",
            )
        if line.record.number != number:
            return findings.changed(number, file, f"contains release {line.record.number}")
        return line

    def record(self, number: int) -> Record | Diagnostic | Unavailable:
        """The same without the content, for a record that is to the byte as it was written."""
        line = self.line(number)
        if not isinstance(line, Line):
            return line
        return findings.line_ends([self._layout.record(number)]) if line.converted else line.record

    def readable(self) -> Iterator[Record]:
        """Every record that can be read, in order."""
        for number in self._layout.numbers()[0]:
            line = self.line(number)
            if isinstance(line, Line):
                yield line.record
