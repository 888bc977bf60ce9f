"""What the calls of a store answer. Nothing here knows where releases are kept."""

from itertools import pairwise

import msgspec

from routecfg.diagnostics import Diagnostic
from routecfg.releases.record import Record


class Log(msgspec.Struct, frozen=True):
    """All records, first to last, without their contents; and what is wrong with them.

    With `findings` (RC901) nothing may be released, and `records` are those that could still be read.
    `behind`: `bundle.json` is missing or that of an older release, as after a crash; `bring_forward` mends it.
    """

    records: tuple[Record, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    behind: bool = False

    @property
    def head(self) -> Record | None:
        """The release that is live; None before the first. Not to be trusted if there are findings."""
        return self.records[-1] if self.records else None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever released, as far as anybody can tell."""
        return not self.records and not self.findings

    @property
    def backdated(self) -> tuple[tuple[Record, Record], ...]:
        """Releases whose time lies before that of the release before, each behind that: a clock was wrong."""
        return tuple((before, after) for before, after in pairwise(self.records) if after.when < before.when)


class Appended(msgspec.Struct, frozen=True):
    """The release is live and will stay. `warning`: a sentence, if `bundle.json` could not be updated."""

    record: Record
    warning: str | None = None


class Refused(msgspec.Struct, frozen=True):
    """Nothing was released: production is not what the release stands on (RC902), or was changed by hand (RC901)."""

    finding: Diagnostic


class Unavailable(msgspec.Struct, frozen=True):
    """The store cannot be read or written. `message` is a sentence that says why; `help` says what to do, or where."""

    message: str
    help: str | None = None
