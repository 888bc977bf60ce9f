"""What a run found, ready to be told."""

import msgspec

from routecfg.diagnostics import Diagnostic, Severity


class Result(msgspec.Struct, frozen=True):
    """The outcome of a check.

    `diagnostics` are in order, with file and span. `files` and `objects` count what was looked at. `waiting` says
    which rules could not be checked, and until when. `excerpts` holds the source lines that a report may show, by
    file and line number: harmless to a terminal and without secrets.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    objects: int
    waiting: tuple[str, ...] = ()
    excerpts: dict[str, dict[int, str]] = {}

    @property
    def ok(self) -> bool:
        """Nothing found is an error."""
        return not self.count(Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(one.severity == severity for one in self.diagnostics)
