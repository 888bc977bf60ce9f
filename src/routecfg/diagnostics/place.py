"""Where a finding is: in the configuration first, in the text when somebody asks."""

from typing import Final, Literal

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START: Final = Span(1, 1, 1, 1)
"""Where what is said of a whole file stands."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A point of the configuration.

    `pointer` is a JSON Pointer (RFC 6901) that starts at the kinds (`/queues/support/title`), whichever file the
    object stands in; the empty pointer is the whole file. `file` is relative to the project, with `/`; None until
    the pipeline looks the object's file up. `on` says whether the key or the value is meant.
    `span` is None until the text is looked at; faults of reading, which have no pointer, are born with it.
    """

    pointer: str = ""
    on: Literal["key", "value"] = "value"
    file: str | None = None
    span: Span | None = None


def pointer(*parts: str | int) -> str:
    """The JSON Pointer of a path: `pointer("queues", "a/b")` is `/queues/a~1b`."""
    return "".join(f"/{part}" if type(part) is int else "/" + _escaped(str(part)) for part in parts)


def pointer_parts(text: str) -> tuple[str, ...]:
    """The path that a JSON Pointer names; list positions come back as text."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1") if "~" in part or "/" in part else part
