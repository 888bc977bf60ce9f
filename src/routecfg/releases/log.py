"""What the calls of a store answer. Nothing here knows where releases are kept."""

import msgspec

from routecfg.diagnostics import Diagnostic
from routecfg.releases.record import Record


class Log(msgspec.Struct, frozen=True):
    """All releases, first to last, without their contents; and what is wrong with them.

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


class Appended(msgspec.Struct, frozen=True):
    """The release is live and will stay. `warning`: a sentence, if `bundle.json` could not be brought forward."""

    record: Record
    warning: str | None = None


class Refused(msgspec.Struct, frozen=True):
    """Nothing was released: production is not what the release stands on (RC902), or was changed by hand (RC901)."""

    finding: Diagnostic


class Unavailable(msgspec.Struct, frozen=True):
    """The store cannot be read or written. `message` is a sentence: what, why, and what is live."""

    message: str
