"""What a rule yields: what is wrong, and at which path of the configuration."""

from typing import Literal

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


class UnknownName(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a finding in one file cannot know: whether other files have an object by the name that was written.

    `written` is what stands there, empty if nothing does. `kinds` are the kinds of which an object may be named, the
    likeliest first. `field` is the field that should hold the name. `asks` says how the name would be written:

    - `name`: as the value of the field.
    - `destination`: as a destination in the field, `to: {queue: support}`.
    - `definition`: it is the name of an object itself, which others may refer to.
    - `decision`: it is the name of a decision, written where none can be reached.

    `near_decision` is the decision of the same tree with the nearest name, where a destination may lead to one.
    `reason` is a sentence about the character that makes it no name, if there is one.
    """

    written: str
    kinds: tuple[str, ...]
    field: str
    asks: Literal["name", "destination", "definition", "decision"] = "name"
    near_decision: str = ""
    reason: str = ""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a rule found. The pipeline makes it a `Diagnostic`, with severity, file and span.

    `code` is the rule's. `path` starts at the kinds, whichever file the object stands in; the empty path is the whole
    file. `on_key` says that the key at the end of the path is meant, not its value. `message` says what is wrong and
    what it means for a customer; `help` says what to do.

    `file` is given only where the path does not say it: an object that several files define. `span` is given only by
    faults of reading, which know their place in the text and have no path. A `likely` finding is not certain: it counts
    as a warning where the rule's findings are errors.

    `unknown_name` is given where the help depends on what other files hold. `help` is true whatever they hold; once
    they are all read, a better one may take its place.
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
    unknown_name: UnknownName | None = None
