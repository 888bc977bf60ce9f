"""A mistake from which others follow: one finding instead of all that follow from it."""

from collections.abc import Collection, Iterable

import msgspec

from routecfg.diagnostics import Finding
from routecfg.shape.schemas import FilePath


class Cause(msgspec.Struct, frozen=True):
    """The finding, and the places whose findings only follow from it: `below` these paths, and `at` those.

    `hides` is the kind whose names are not all known, if it is more than the file's other findings hide.
    """

    finding: Finding
    below: tuple[FilePath, ...]
    at: tuple[FilePath, ...] = ()
    hides: tuple[FilePath, ...] = ()

    def covers(self, path: FilePath) -> bool:
        """Whether what is wrong at a path follows from it."""
        return path in self.at or any(path[: len(item)] == item for item in self.below)


def without_consequences(findings: Iterable[Finding], causes: Collection[Cause]) -> list[Finding]:
    """The findings, with one for each cause instead of those that follow from it. A cause may follow from another."""
    first: list[Cause] = []
    for cause in causes:
        if not any(other.covers(cause.finding.path) for other in first):
            first.append(cause)
    rest = [finding for finding in findings if not any(cause.covers(finding.path) for cause in causes)]
    return [*(cause.finding for cause in first), *rest]
