"""What a rule yields: what is wrong, and at which path of the configuration."""

import msgspec

from routecfg.diagnostics.diagnostic import Witness
from routecfg.diagnostics.place import Path, Span


class Related(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another path that belongs to a finding, and what is there, in a few words. The fields are those of a finding."""

    message: str
    path: Path = ()
    on_key: bool = False
    file: str | None = None
    span: Span | None = None


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a rule found. The pipeline makes it a `Diagnostic`, with severity, file and span.

    `code` is the rule's. `path` starts at the kinds, whichever file the object stands in; the empty path is the whole
    file. `on_key` says that the key at the end of the path is meant, not its value. `message` says what is wrong and
    what it means for a customer; `help` says what to do.

    `file` is given only where the path does not say it: an object that several files define. `span` is given only by
    faults of reading, which know their place in the text and have no path. A `likely` finding is not certain: it counts
    as a warning where the rule's findings are errors.
    """

    code: str
    path: Path
    message: str
    on_key: bool = False
    help: str | None = None
    related: tuple[Related, ...] = ()
    witness: Witness | None = None
    file: str | None = None
    span: Span | None = None
    likely: bool = False
