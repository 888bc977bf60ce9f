"""What a rule yields: what is wrong, and at which path of the configuration."""

from typing import Literal, TypeAlias

import msgspec

from routecfg.diagnostics.place import Path, Span

MendedValue: TypeAlias = str | bool | tuple[str, ...]
"""What a key or a value should say: a text, true or false, or a list of texts."""


class Witness(msgspec.Struct, frozen=True, omit_defaults=True):
    """What shows that the finding is so; each part where it applies.

    `message`: what a customer would type. `instant`: when, RFC 3339 with an offset.
    `path`: the objects on the way, in words (`time condition 'hours'`), first to last.
    """

    message: str | None = None
    instant: str | None = None
    path: tuple[str, ...] = ()


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


class Edit(msgspec.Struct, frozen=True, array_like=True):
    """What stands in this span of a file's text is replaced by `text`."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True, omit_defaults=True):
    """The one right mend of a finding, for `validate --fix`.

    `value` is what the key (`on_key`) or the value at the finding's path should say. The same goes for the key or value
    at each path of `also`. Where a number should be a text, `as_written` is the form that the text must have, a regular
    expression: only the file knows all digits of it. Neither is given where the finding has a place in the text and no
    path: then there are edits, or `ways`, each of which makes the text readable, and at most one of which is right. The
    pipeline adds the edits that bring the mend about.
    """

    value: MendedValue | None = None
    on_key: bool = False
    also: tuple[Path, ...] = ()
    edits: tuple[Edit, ...] = ()
    as_written: str = ""
    ways: tuple[tuple[Edit, ...], ...] = ()


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a rule found. The pipeline makes it a `Diagnostic`, with severity, file and span.

    `code` is the rule's. `path` starts at the kinds, whichever file the object stands in; the empty path is the whole
    file. `on_key` says that the key at the end of the path is meant, not its value. `message` says what is wrong and
    what it means for a customer; `help` says what to do.

    `file` is given only where the path does not say it: an object that several files define. `span` is given only by
    faults of reading, which know their place in the text and have no path. A `likely` finding is not certain: it counts
    as a warning where the rule's findings are errors.

    `parts` are what the finding counts, by name and number: for a baseline, one more of them is new.

    `unknown_name` is given where the help depends on what other files hold. `help` is true whatever they hold; once
    they are all read, a better one may take its place. `fix` is given only where there is one right mend.
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
    fix: Fix | None = None
    parts: tuple[tuple[str, int], ...] = ()
