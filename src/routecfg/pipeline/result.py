"""What a run found, ready to be reported."""

from collections.abc import Iterable, Sequence

import msgspec

from routecfg.diagnostics import BROKEN_RULE, Diagnostic, Place, Severity


class Result(msgspec.Struct, frozen=True):
    """The outcome of a check.

    `diagnostics` are in order, with file and span. `files` and `objects` count what was looked at. `waiting` says
    which rules could not be checked, and until when. `excerpts` holds the source lines that a report may show, by
    file and line number: safe to print and without secrets. `of_scenarios`: it is about files of scenarios, and
    `objects` counts the scenarios that are right.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    objects: int
    waiting: tuple[str, ...] = ()
    excerpts: dict[str, dict[int, str]] = {}
    of_scenarios: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not self.count(Severity.ERROR)

    @property
    def broken(self) -> bool:
        """Whether a rule failed inside routecfg: what it looks at is unknown."""
        return any_broken(self.diagnostics)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(each.severity == severity for each in self.diagnostics)

    def only(self, paths: Sequence[str] | None) -> "Result":
        """The result narrowed to findings in these files or folders (paths of the project); None leaves all.

        Faults of routecfg itself are of no file.
        """
        if paths is None or "." in paths:
            return self
        within = tuple(f"{path}/" for path in paths)
        kept = tuple(
            each
            for each in self.diagnostics
            if each.place.file is None
            or each.place.file in paths
            or each.place.file.startswith(within)
            or each.code == BROKEN_RULE.code
        )
        return msgspec.structs.replace(self, diagnostics=kept)

    def under(self, prefix: str) -> "Result":
        """The result as it is shown elsewhere: every file with this before it (`shop/`, `../`)."""
        if not prefix:
            return self
        return msgspec.structs.replace(
            self,
            diagnostics=tuple(each.with_places(lambda place: _moved(place, prefix)) for each in self.diagnostics),
            excerpts={prefix + file: lines for file, lines in self.excerpts.items()},
        )


def any_broken(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of these says that a rule failed inside routecfg."""
    return any(each.code == BROKEN_RULE.code for each in diagnostics)


def _moved(place: Place, prefix: str) -> Place:
    return place if place.file is None else msgspec.structs.replace(place, file=prefix + place.file)
